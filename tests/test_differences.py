"""What differs between two editions: figure by figure, with the cells that caused it, word by word."""

from dataclasses import replace

import pytest
from drawing import SOUND, YEAR, code, draw_book, draw_workbook

from kscb_book.desk.difference_words import amount_of, clear_of, counted, lines_of
from kscb_book.desk.differences import compare
from kscb_book.desk.editions import read_edition
from kscb_book.desk.words import MOST_PIECES, runs_of
from kscb_book.findings import FindingsOpen, InputRefused

ALL = [
    code('year = "2030-31"', "parameters", "parameters"),
    code(
        "from kscb_book.chapter import open_year, publish, publish_table, share\n\nedition = open_year(year)",
        "open",
    ),
    code(
        'lado = edition.sheet("LADO referrals")\n'
        'publish("lado.referrals", lado.series("referrals"))\n'
        'publish("lado.no_further_action_share", share(lado.series("no_further_action"), of=lado.series("referrals")))',
        "lado",
    ),
    code('publish_table("lado.disposals", edition.sheet("LADO disposals"))', "disposals"),
]
REFERRALS = """
    | Year    | Referrals | No further action |
    | 2028-29 | 40        | 10                |
    | 2029-30 | 50        | 20                |
    | 2030-31 | {}        | 20                |
    """
NEXT_YEAR = """
    | Year    | Referrals | No further action |
    | 2029-30 | 50        | 20                |
    | 2030-31 | 80        | 20                |
    | 2031-32 | {}        | 20                |
    """


@pytest.fixture
def book(tmp_path, monkeypatch):
    root = draw_book(tmp_path / "book", toy=ALL, words="{num}`lado.referrals` referrals.\n")
    monkeypatch.chdir(root)
    return root


def other(book, **sheets):
    """Draw another workbook, alone in a folder elsewhere, and return its path."""
    return str(draw_workbook(book.parent / "elsewhere" / "a name of its own.xlsx", **sheets))


def differences(book, **sheets):
    return compare(read_edition(YEAR), read_edition(other(book, **sheets)))


def test_an_edition_against_itself_is_one_line(book):
    itself = compare(read_edition(YEAR), read_edition(str(book / "data" / YEAR)))
    assert itself.none and list(lines_of(itself)) == []
    assert counted(itself) == "None of the 8 figures differs, no cell of the workbook nor any block of the narrative."


def test_a_workbook_alone_has_no_narrative_to_compare(book):
    found = differences(book)
    assert found.none and found.blocks is None
    assert counted(found).endswith("The narrative was not compared: one of the two has none beside its workbook.")


def test_each_figure_that_differs_names_the_cells_that_caused_it(book):
    found = differences(book, LADO_referrals=REFERRALS.format(120))
    assert list(lines_of(found)) == [
        ("lado.referrals[2030-31]", "80 -> 120 (+40)", "Referrals, 2030-31", "rose", "'LADO referrals'!B8 80 -> 120"),
        (
            "lado.no_further_action_share[2030-31]",
            "25% -> 17% (\N{MINUS SIGN}8 percentage points)",
            "Share needing no further action, 2030-31",
            "did not clearly change",
            "'LADO referrals'!B8 80 -> 120",
        ),
    ]
    assert found.cells == () and found.same == 6


CHANGES = {
    "a clear rise": ("120", "+40", "rose"),
    "a clear fall": ("40", "\N{MINUS SIGN}40", "fell"),
    "no more than chance": ("81", "+1", "did not clearly change"),
    "a symbol is not known": ("[x]", "", "not tested"),
}


@pytest.mark.parametrize(("number", "amount", "clear"), CHANGES.values(), ids=CHANGES)
def test_whether_a_change_is_clear_is_said_by_the_policy_of_words(book, number, amount, clear):
    first = differences(book, LADO_referrals=REFERRALS.format(number)).changed[0]
    assert (first.second.printed, amount_of(first), clear_of(first)) == (number, amount, clear)


def test_a_figure_is_held_against_the_one_that_means_the_same_a_year_later(book):
    report = "\n".join(line.replace(YEAR, "2031-32") for line in SOUND["Report"].splitlines())
    outcomes = SOUND["LADO outcomes"].replace("2030-31", "2031-32").replace("2029-30", "2030-31")
    outcomes = outcomes.replace("2028-29", "2029-30")
    path = book / "data" / "2031-32" / "kscb-2031-32.xlsx"
    sheets = {"LADO_referrals": NEXT_YEAR.format(80), "LADO_outcomes": outcomes, "Report": report}
    draw_next_year(path, sheets)
    found = compare(read_edition(YEAR), read_edition("2031-32"))
    told = {each.second.id: (each.first.id, each.first.printed, each.second.printed) for each in found.changed}
    assert told["lado.referrals[2030-31]"] == ("lado.referrals[2029-30]", "50", "80")
    assert "lado.referrals[2031-32]" not in told and found.only_first == ()
    assert {figure.period for figure in found.only_second} == {"2028-29"}, "reached in the workbook of the year before"
    caused = next(each for each in found.changed if each.second.id == "lado.referrals[2030-31]").cells
    assert [(each.first.text, each.second.text) for each in caused] == [("50", "80")]
    # Row labels and headings have moved on by a year, which is no difference.
    assert not [each for each in found.cells if each.first is None or each.second is None]


def test_a_year_that_moves_on_in_a_note_or_a_period_is_no_difference(book):
    first = read_edition(YEAR)
    id, cell = "lado.referrals[2030-31]", next(cell for cell in first.cells if cell.column == "Period")

    def told(edition, year):
        note = f"[note 1] In {year} so it was."
        figure = replace(edition.figures[id], id=id.replace(YEAR, year), period=year, marks=("note 1",), notes=(note,))
        held = {each: replace(edition.cells[each], text=year) for each in [cell]}
        return replace(edition, year=year, figures={figure.id: figure}, cells=held)

    assert compare(told(first, YEAR), told(first, "2031-32")).none
    assert not compare(told(first, YEAR), replace(told(first, "2032-33"), year="2031-32")).none


def draw_next_year(path, sheets):
    return draw_workbook(path, year="2031-32", **sheets)


def test_a_figure_that_only_one_edition_has_is_told_apart(book):
    found = differences(
        book, LADO_disposals="| How it was dealt with | Allegations |\n| Resigned | 3 |\n| Retrained | 4 |"
    )
    assert [figure.id for figure in found.only_first] == ["lado.disposals[back_at_work, 2030-31]"]
    assert [figure.id for figure in found.only_second] == ["lado.disposals[retrained, 2030-31]"]
    assert counted(found).startswith("0 of 7 figures differ; 1 only in the first; 1 only in the second")


def test_a_cell_that_no_figure_comes_from_is_told_of_too(book):
    report = SOUND["Report"].replace("Anyborough Board", "Another Board")
    found = differences(book, Report=report)
    assert found.changed == () and list(lines_of(found)) == [
        ("Report, Name of the board", "Anyborough Board -> Another Board", "Name of the board, Value", "", "")
    ]


def test_the_number_of_a_note_is_no_difference_and_its_words_are(book):
    edition = read_edition(YEAR)
    id = "lado.referrals[2030-31]"

    def noted(number, text):
        figure = replace(edition.figures[id], marks=(f"note {number}",), notes=(f"[note {number}] {text}",))
        return replace(edition, figures=edition.figures | {id: figure})

    assert compare(noted(1, "So it was."), noted(2, "So it was.")).none
    found = compare(noted(1, "So it was."), noted(1, "It was otherwise."))
    assert [clear_of(each) for each in found.changed] == ["did not change"] and not found.changed[0].is_of_numbers
    assert "1 of 8 figures differ, 1 of them only in a mark or note" in counted(found)


def test_blocks_are_changed_added_or_gone(book):
    folder = book.parent / "edition 2"
    draw_workbook(folder / f"kscb-{YEAR}.xlsx")
    for name, words in {"words": "{num}`lado.referrals` new referrals.\n", "more": "More.\n"}.items():
        (folder / "narrative" / "toy").mkdir(parents=True, exist_ok=True)
        (folder / "narrative" / "toy" / f"{name}.md").write_text(words, encoding="utf-8")
    found = compare(read_edition(YEAR), read_edition(str(folder)))
    assert [(each.name, each.first is None) for each in found.blocks] == [("toy/words", False), ("toy/more", True)]
    runs = list(runs_of(found.blocks[0].first, found.blocks[0].second))
    assert [(run.kind, run.text) for run in runs if run.kind != "same"] == [("new", "new ")]


WORDS = {
    "words": ("one two three", "one 2 three", [("same", "one "), ("gone", "two "), ("new", "2 "), ("same", "three")]),
    "a long text, by lines": (
        "a " * MOST_PIECES + "\nsecond\n",
        "a " * MOST_PIECES + "\nthird\n",
        [("same", "a " * MOST_PIECES + "\n"), ("gone", "second\n"), ("new", "third\n")],
    ),
    "nothing before": ("", "new", [("new", "new")]),
}


@pytest.mark.parametrize(("before", "after", "runs"), WORDS.values(), ids=WORDS)
def test_words_taken_out_and_put_in(before, after, runs):
    assert [(run.kind, run.text) for run in runs_of(before, after)] == runs


REFUSED = {
    "nothing of that name": ("nowhere", "nowhere: 1 finding\n  there is no such workbook or folder"),
    "a folder without a workbook": ("chapters", "holds no workbook such as kscb-2016-17.xlsx"),
    "no workbook at all": ("_toc.yml", "this is not an Excel workbook"),
}


@pytest.mark.parametrize(("name", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_compared_is_refused(book, name, message):
    with pytest.raises(InputRefused) as refused:
        read_edition(name)
    assert message in str(refused.value)


def test_a_fault_of_a_workbook_names_the_workbook_and_not_its_copy(book):
    with pytest.raises(InputRefused, match=r"^elsewhere/a name of its own.xlsx: 1 finding\n  Facts +sheet not found"):
        read_edition(other(book, Facts=None))


def test_a_chapter_that_fails_over_an_edition_is_a_finding(book, tmp_path, monkeypatch):
    asked = 'publish("lado.disposals", edition.sheet("LADO disposals").category("resigned"))'
    monkeypatch.chdir(draw_book(tmp_path / "narrow", toy=[*ALL[:3], code(asked, "asked")]))
    disposals = "| How it was dealt with | Allegations |\n| Retrained | 4 |"
    with pytest.raises(
        FindingsOpen, match="chapters/toy.ipynb: 1 finding\n  cell 4  LookupError: no category 'resigned'"
    ):
        read_edition(other(book, LADO_disposals=disposals))
