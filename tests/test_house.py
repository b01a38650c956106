"""The house style: every colour stands in one file, can be read on what it stands on, and is told apart by everyone."""

import itertools
import re

import pytest

from kscb_book.face import house, style
from kscb_book.face.charts import picture
from kscb_book.press.extension import PACKAGE
from kscb_book.source.sections import read_whole

HOUSE = read_whole("house")
HEX = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b(?=[;, \"')])")
# A link to a place on a page, or the id of an element, is no colour.
NO_COLOUR = re.compile(r"href=\"#[\w-]+\"")
STYLED = sorted(
    path
    for path in PACKAGE.rglob("*")
    if path.suffix in (".css", ".typ", ".html", ".js", ".py", ".svg") and path.is_file()
)
ON = {
    "ink": ("paper", "wash", "mark", "added", "removed"),
    "soft": ("paper", "wash", "mark"),
    "link": ("paper", "wash", "mark"),
    "on-brand": ("brand",),
    "brand": ("on-brand",),
    "on-draft": ("draft",),
}
# Sight without red, green or blue cones, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "without red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "without green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "without blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
LEAST_APART = 20  # a difference of 2 to 3 is just seen when colours touch (CIE 1976)


def linear(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one, other):
    """The ratio of WCAG 2."""
    light = [0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in map(linear, (one, other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def drawn(colour, light):
    """A colour of charts as it is on light or dark pages."""
    return HOUSE["chart"]["dark"].get(colour, colour) if light == "dark" else colour


def seen(colour, sight):
    """The colour in CIE L*a*b* as this sight has it."""
    red, green, blue = (
        min(1, max(0, sum(weight * part for weight, part in zip(row, linear(colour), strict=True))))
        for row in SIGHTS[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one, other, sight):
    pairs = zip(seen(one, sight), seen(other, sight), strict=True)
    return sum((first - second) ** 2 for first, second in pairs) ** 0.5


@pytest.mark.parametrize("path", STYLED, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_colour_is_typed_outside_the_house(path):
    assert not HEX.findall(NO_COLOUR.sub("", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("text", ON)
def test_text_can_be_read_on_what_it_stands_on(light, text):
    for ground in ON[text]:
        assert contrast(HOUSE[light][text], HOUSE[light][ground]) >= 4.5, f"{text} on {ground}"


@pytest.mark.parametrize("light", ["light", "dark"])
def test_what_marks_the_place_of_the_keyboard_is_seen(light):
    assert contrast(HOUSE[light]["focus"], HOUSE[light]["paper"]) >= 3


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("colour", [*style.PALETTE[4], style.GREY])
def test_what_a_chart_draws_is_seen_on_what_it_stands_on(light, colour):
    assert contrast(drawn(colour, light), HOUSE[light]["paper"]) >= 3


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_of_a_chart_are_told_apart(sight, light):
    for one, other in itertools.combinations([drawn(colour, light) for colour in style.PALETTE[4]], 2):
        assert apart(one, other, sight) >= LEAST_APART, f"{one} and {other}"


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("years", style.HIGHLIGHT_LAST)
def test_years_step_away_from_the_ground_and_the_last_stands_out(years, light):
    steps = [contrast(drawn(colour, light), HOUSE[light]["paper"]) for colour in style.HIGHLIGHT_LAST[years]]
    assert len(steps) == years and steps == sorted(set(steps))
    assert style.HIGHLIGHT_LAST[years][-1] == style.NAVY


def test_a_picture_has_a_dark_colour_for_every_one_that_it_is_drawn_in():
    with picture(1) as blank:
        blank.axes.bar([0], [1], color=style.NAVY, edgecolor="white")
        blank.axes.annotate("a word", (0, 1))
    sheet, _, drawing = blank.svg.partition("prefers-color-scheme: dark")[2].partition("</style>")
    for kind, colour in set(re.findall("(fill|stroke): (#[0-9a-f]{6})", drawing)):
        assert f'[style*="{kind}: {colour}"] {{ {kind}: {HOUSE["chart"]["dark"][colour]} !important }}' in sheet


def test_the_ground_of_a_dark_picture_is_the_dark_page():
    assert HOUSE["chart"]["dark"][HOUSE["light"]["paper"]] == HOUSE["dark"]["paper"]


def test_dark_pages_have_every_colour_of_light_ones():
    assert set(HOUSE["dark"]) == set(HOUSE["light"])


def test_style_sheets_and_paper_take_the_same_colours():
    sheet, paper = house.tokens_as_css(), house.tokens_as_typst()
    assert f"--brand: {HOUSE['light']['brand']};" in sheet and f"--paper: {HOUSE['dark']['paper']};" in sheet
    assert f'brand: rgb("{HOUSE["light"]["brand"]}")' in paper and 'typeface = "Source Sans Pro"' in paper


def test_every_font_of_the_site_is_there_with_its_licence():
    folder = PACKAGE / "press" / "theme" / "static"
    files = [folder / each["file"] for each in HOUSE["type"]["files"]]
    assert all(file.read_bytes().startswith(b"wOF2") for file in files)
    assert sum(file.stat().st_size for file in files) < 100_000
    assert "SIL OPEN FONT LICENSE" in (folder / "kscb-sans-LICENSE.txt").read_text(encoding="utf-8")


def test_the_style_sheet_names_no_property_that_the_house_does_not_give():
    named = set(re.findall(r"var\((--[\w-]+)", (PACKAGE / "press/theme/static/kscb.css").read_text(encoding="utf-8")))
    assert named <= set(re.findall(r"(--[\w-]+):", house.tokens_as_css()))
