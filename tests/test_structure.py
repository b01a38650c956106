"""The board and its groups as a tree: each beneath the group that it reports to, drawn and told in words."""

import json
import re

import pytest
from drawing import TOY, YEAR, code, draw_book, draw_workbook

from kscb_book.audit.alternatives import Chart, problems_of_chart
from kscb_book.audit.cells import read_given
from kscb_book.audit.expected import Engine
from kscb_book.chapter import show_structure
from kscb_book.face import record
from kscb_book.face.charts import NotAsGiven, picture
from kscb_book.face.structure import NotATree, draw_structure, paint, read_back, set_structure
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.particulars import Particulars
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.source.workbook import read_workbook

STRUCTURE = """
    | Group           | Reports to      | What it does      |
    | Safety board    | The mayor       | Meets <often>     |
    | Death panel     | [x]             | Reviews deaths    |
    | Executive group | The board       | Prepares meetings |
    | Training group  | Executive group | Plans courses     |
    | Audit group     | [x]             | [x]               |
    | Review group    | Safety board    | Reads cases       |
    """
TABLE = 'show_particulars("groups", structure)'


@pytest.fixture
def structure(tmp_path):
    return open_edition(
        read_workbook(draw_workbook(tmp_path / "year.xlsx", Structure=STRUCTURE), YEAR, "year.xlsx")
    ).particulars("Structure")


def particulars(*rows, headings=("Group", "Reports to", "What it does")):
    return Particulars("Groups", headings, tuple((*row, "Meets") for row in rows), "A supplier")


def told(groups):
    return [(group.depth, group.name, group.head, group.is_known) for group in groups]


def test_a_group_stands_beneath_its_head_and_what_is_not_known_beneath_the_board_at_the_end(structure):
    _, groups = set_structure("groups", structure)
    assert told(groups) == [
        (0, "Safety board", None, True),
        (1, "Executive group", "Safety board", True),
        (2, "Training group", "Executive group", True),
        (1, "Review group", "Safety board", True),
        (1, "Death panel", "Safety board", False),
        (1, "Audit group", "Safety board", False),
    ]


def test_it_is_told_in_words_and_the_caption_says_what_the_source_does_not_tell(structure):
    chart, _ = set_structure("groups", structure)
    caption = "Groups of the board, 2030-31. A dashed line: the source does not tell whom the group reports to"
    assert chart.table.caption == caption
    assert chart.alt == (
        f"Organisation chart. {caption}. Beneath Safety board: Executive group; Review group. "
        "Beneath Executive group: Training group. By a dashed line: Death panel; Audit group. "
        "The table says what each group does."
    )
    assert chart.table.notes == ("[x] not available",)


def test_a_caption_speaks_of_no_dashed_line_where_all_is_known():
    chart, _ = set_structure("groups", particulars(("Board", "[x]"), ("Audit group", "The board")))
    assert (chart.table.caption, chart.alt) == (
        "Groups",
        "Organisation chart. Groups. Beneath Board: Audit group. The table says what each group does.",
    )


NO_TREE = {
    "an unknown head": (
        [("Board", "[x]"), ("Audit group", "Bord")],
        "Groups: 'Audit group' reports to 'Bord', from where nothing leads to the board; "
        "name a group of the sheet, 'The board', or [x] where it is not available",
    ),
    "a ring": (
        [("Board", "[x]"), ("Audit group", "Review group"), ("Review group", "Audit group")],
        "Groups: 'Audit group' reports to 'Review group', from where nothing leads to the board; "
        "name a group of the sheet, 'The board', or [x] where it is not available",
    ),
}


@pytest.mark.parametrize(("rows", "message"), NO_TREE.values(), ids=NO_TREE)
def test_what_is_no_tree_is_refused(rows, message):
    with pytest.raises(NotATree) as refused:
        set_structure("groups", particulars(*rows))
    assert str(refused.value) == message


def test_a_sheet_that_does_not_say_who_reports_to_whom_is_refused():
    with pytest.raises(NotATree, match="Groups: no column is called 'Reports to'"):
        set_structure("groups", particulars(("Board", "[x]"), headings=("Group", "Head", "What it does")))


def test_the_picture_is_the_same_each_time_and_a_long_name_has_several_lines():
    groups = particulars(("Board", "[x]"), ("Group of " + "long and weighty words " * 5, "The board"))
    _, groups = set_structure("groups", groups)
    assert "\n" in groups[1].lines and groups[1].height > groups[0].height
    assert draw_structure(groups) == draw_structure(groups)


def test_a_board_without_groups_is_drawn_too():
    chart, groups = set_structure("groups", particulars(("Board", "[x]")))
    assert draw_structure(groups).count("<svg ") == 1
    assert chart.alt == "Organisation chart. Groups. At the head: Board. The table says what each group does."


TAMPERED = {
    "a box moved": (lambda axes: axes.patches[1].set_y(0), "a box does not stand in the place of its group"),
    "a box taken away": (lambda axes: axes.patches[1].remove(), "a box does not stand in the place of its group"),
    "a name misprinted": (
        lambda axes: axes.texts[1].set_text("Executive"),
        "a name does not stand in the box of its group",
    ),
    "a line to another head": (
        lambda axes: axes.lines[1].set_ydata([0, *axes.lines[1].get_ydata()[1:]]),
        "a point, a line or a mark does not stand at its figure",
    ),
    "a line dashed": (
        lambda axes: axes.lines[1].set_linestyle("--"),
        "a line is dashed where it should not be, or not where it should",
    ),
    "a name of another line": (
        lambda axes: axes.figure.legends[0].get_texts()[0].set_text("Whom it reports to is not available"),
        "a name in the legend is not that of its lines",
    ),
}


@pytest.mark.parametrize(("tamper", "message"), TAMPERED.values(), ids=TAMPERED)
def test_a_tree_that_is_not_as_given_is_refused(structure, tamper, message):
    _, groups = set_structure("groups", structure)
    with picture(4) as drawn:
        paint(drawn.axes, groups)
        read_back(drawn.axes, groups)
        tamper(drawn.axes)
        with pytest.raises(NotAsGiven, match=message):
            read_back(drawn.axes, groups)


def test_it_can_be_referred_to_and_is_recorded_with_its_words(structure):
    with record.collecting() as shown:
        show_structure("groups", structure)
    (bundle,) = (each for each in json.loads(json.dumps(shown)) if record.DRAWN_FROM not in each)
    assert list(record.targets_in(bundle)) == ["chart:groups"]
    assert list(record.printed_in(bundle)) == []
    assert bundle["text/plain"].startswith("Organisation chart. Groups of the board, 2030-31.")


AUDITED = {
    "right": ("", "", []),
    "a group left out": ("Audit group", "", ["its text alternative does not say 'Audit group' in its place"]),
    "a number more": (
        "The table",
        "The 3 tables",
        ["its text alternative holds '3', which is no figure of its data in its place"],
    ),
}


@pytest.mark.parametrize(("text", "instead", "problems"), AUDITED.values(), ids=AUDITED)
def test_the_audit_wants_each_group_and_no_number(structure, tmp_path, text, instead, problems):
    chart, _ = set_structure("groups", structure)
    rows = tuple((row[0].text, tuple(entry.figure for entry in row[1:])) for row in chart.table.rows)
    alt = chart.alt.replace(text, instead) if text else chart.alt
    recorded = Chart(chart.name, alt, chart.table.caption, chart.table.headings, rows)
    engine = Engine(read_given(tmp_path / "year.xlsx", YEAR))
    assert list(problems_of_chart(recorded, engine)) == problems


@pytest.mark.build
def test_on_a_page_it_leads_to_the_table_of_its_words_and_not_to_the_first_of_the_page(tmp_path):
    shown = 'structure = edition.particulars("Structure")\nshow_structure("groups", structure)'
    opening = TOY[2]["source"].replace("import open_year", "import open_year, show_particulars, show_structure")
    cells = [*TOY[:2], code(opening, "open"), *TOY[3:], code(shown, "tree"), code(TABLE, "words-of-it")]
    root = draw_book(tmp_path / "book", toy=cells, Structure=STRUCTURE)
    page = build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None) / "html" / "toy.html"
    html = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    assert re.findall(r"The data behind this chart: (Table \d+)", html) == ["Table 1", "Table 2"]
