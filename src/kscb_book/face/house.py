"""The house style of ``schema/house.toml``, as the site's style sheets and the PDFs' markup take it."""

from collections.abc import Iterator

from kscb_book.source.sections import read_whole

STYLE_SHEET = "kscb-house.css"


def tokens_as_css() -> str:
    """Return type, space and colours as custom properties of CSS; dark ones where the device asks for them."""
    house = read_whole("house")
    lasting = {"text": house["type"]["site"], "mono": house["type"]["mono"], **house["space"]}
    lasting |= {f"size-{step}": size for step, size in house["type"]["steps"].items()}
    dark = f"@media (prefers-color-scheme: dark) {{\n:root {{ {_properties(house['dark'])} }}\n}}\n"
    return f":root {{ {_properties(lasting | house['light'])} }}\n{dark}"


def fonts_as_css() -> str:
    """Return the site's fonts; until one is there, or where it cannot be had, the device's own stands in for it."""
    return "".join(map(_font, read_whole("house")["type"]["files"]))


def tokens_as_typst() -> str:
    """Return the colours of paper as a dictionary of Typst, and the name of the typeface."""
    house = read_whole("house")
    colours = {**house["light"], **{name: house["chart"][name] for name in ("navy", "grey")}}
    told = ", ".join(f'{name}: rgb("{colour}")' for name, colour in colours.items())
    return f'#let house = ({told})\n#let typeface = "{house["type"]["print"]}"\n'


def colours() -> Iterator[str]:
    """Return every colour of the house, each once."""
    house = read_whole("house")
    before = (colour for shades in house["chart"]["before"].values() for colour in shades)
    own = (colour for colour in house["chart"].values() if isinstance(colour, str))
    yield from dict.fromkeys([*house["light"].values(), *house["dark"].values(), *own, *before])


def _properties(tokens: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())


def _font(told: dict) -> str:
    return (
        f'@font-face {{ font-family: "KSCB Sans"; src: url("{told["file"]}") format("woff2"); '
        f"font-weight: {told['weight']}; font-style: {told['style']}; font-display: swap; }}\n"
    )
