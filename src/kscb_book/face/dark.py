"""The colours that a picture takes where the reader's device asks for dark pages.

They stand in the picture itself, so that one file serves by day and by night. A device that does not know the
question shows the picture as it is on paper, on its own white ground.
"""

from kscb_book.source.sections import read_whole

ASKED_FOR = "@media screen and (prefers-color-scheme: dark)"


def with_dark_colours(svg: str) -> str:
    """Return a picture with the dark one of each colour in it; the picture has a style sheet of its own."""
    house = read_whole("house")
    drawn = [
        f'[style*="{kind}: {light}"] {{ {kind}: {dark} !important }}\n'
        for light, dark in house["chart"]["dark"].items()
        for kind in ("fill", "stroke")
        if f"{kind}: {light}" in svg
    ]
    letters = f"svg {{ fill: {house['dark']['ink']} }}\n"  # black ones have no colour of their own
    sheet, end = f"{ASKED_FOR} {{\n{letters}{''.join(drawn)}}}\n", "</style>"
    return svg.replace(end, f"\n{sheet}{end}", 1)
