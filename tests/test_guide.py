"""The guide tells the truth: each of its examples is run, and gives the message or the words beside it."""

import re

import pytest
from conftest import ROOT
from drawing import SOUND, YEAR, rows_of
from guide_book import draw_guide_book, examples
from import_files import blank_workbook
from import_files import draw_official as draw_files_of_an_import
from official_files import BY_YEAR, ELSEWHERE, LOOKED_AFTER_BY_YEAR, OTHER, PLANS, POPULATION, draw_official
from official_files import SOUND as OFFICIAL
from reading_view import ReadingView
from test_cli import run

from kscb_book.findings import InputRefused
from kscb_book.places import Places
from kscb_book.press.book import build
from kscb_book.press.check import check
from kscb_book.press.prose import ROLES

GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
EXAMPLES = list(examples())
FAULTY = [example for example in EXAMPLES if (example.kind, example.answer) == ("narrative", "check")]
SOUND_WORDS = [example for example in EXAMPLES if (example.kind, example.answer) == ("narrative", "page")]
SHEETS = [example for example in EXAMPLES if example.kind == "workbook"]
FILES = [example for example in EXAMPLES if example.kind == "file"]
COMMANDS = [example for example in EXAMPLES if example.kind == "command"]
OF_AN_IMPORT = [example for example in COMMANDS if "import-dfe" in example.given]
OF_A_BOOK = [example for example in COMMANDS if not {"import-dfe", "audit"} & set(example.given.split())]
OF_A_REPORT = [example for example in COMMANDS if "audit" in example.given]


def first_line(example) -> str:
    return example.given.splitlines()[0]


def told(findings) -> list[str]:
    return " ".join(f"{finding.place} {finding.message}" for finding in findings).split()


def run_as_told(example, root) -> str:
    """Run the command of an example and return what it answers."""
    name, *arguments = [part.strip('"') for part in re.findall(r'"[^"]+"|\S+', example.given)]
    code, out, err = run(*arguments, cwd=root)
    assert (name, code, err) == ("kscb-book", 0, "")
    return " ".join(out.split())


def answers(example, out: str) -> bool:
    """Whether an answer holds what the guide shows of it, where … leaves something out."""
    parts = (re.escape(part.strip()) for part in " ".join(example.words).split("…"))
    return bool(re.search(r"\s?\S+\s?".join(parts), out))


def test_every_example_is_of_a_kind_that_is_run():
    kinds = FAULTY, SOUND_WORDS, SHEETS, FILES, COMMANDS
    assert sum(map(len, kinds)) == len(EXAMPLES) == GUIDE.count("\n```\n```")


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"ref"}))
def test_every_role_has_an_example_of_what_it_prints_and_of_what_is_refused(role):
    for some in (SOUND_WORDS, FAULTY):
        assert any(f"{{{role}}}" in example.given for example in some)


def test_the_table_in_the_guide_is_that_of_its_book():
    shown = re.search(r"\n(\| Year .*?)\n\n", GUIDE, re.DOTALL)[1]
    assert [row for row in rows_of(shown) if row[0] != "---"] == rows_of(SOUND["LADO referrals"])


@pytest.mark.parametrize("example", FAULTY, ids=first_line)
def test_what_check_says_of_faulty_words(tmp_path, example):
    root = draw_guide_book(tmp_path / "book", [example.given], example.files)
    assert told(check(Places(root, root / "data", YEAR)).findings) == example.words


@pytest.mark.parametrize("example", SHEETS, ids=lambda example: example.outcome.splitlines()[0])
def test_what_check_says_of_a_sheet(tmp_path, example):
    root = draw_guide_book(tmp_path / "book", ["Words."], **{example.name.replace(" ", "_"): example.given})
    try:
        checked = check(Places(root, root / "data", YEAR))
        notes = [note for note in checked.notes if not note.message.endswith(("no page prints it", "no page shows it"))]
        found = [*checked.findings, *notes]
    except InputRefused as refused:
        found = refused.findings
    assert told(found) == example.words


@pytest.mark.parametrize("example", FILES, ids=lambda example: example.outcome.splitlines()[0])
def test_what_check_says_of_a_list(tmp_path, example):
    root = draw_guide_book(tmp_path / "book", ["Words."], {example.name: example.given})
    assert told(check(Places(root, root / "data", YEAR)).findings) == example.words


@pytest.mark.parametrize("example", OF_A_BOOK, ids=first_line)
def test_what_a_command_answers(tmp_path, example):
    sheets = {"Plans_by_year": BY_YEAR, "Comparators": ELSEWHERE, "Looked_after_by_year": LOOKED_AFTER_BY_YEAR}
    root = draw_guide_book(tmp_path / "book", ["Words."], **sheets)
    others = f"{OFFICIAL[POPULATION].strip()}\n2030,{OTHER}Children aged 0 to 17 years,9000"
    draw_official(root / "official", d5=OFFICIAL[PLANS].replace("damaged", "50"), on=others)
    assert answers(example, run_as_told(example, root))


@pytest.mark.parametrize("example", OF_AN_IMPORT, ids=first_line)
def test_what_an_import_answers(tmp_path, example):
    (tmp_path / "_config.yml").touch()
    blank_workbook(tmp_path)
    draw_files_of_an_import(tmp_path / "official")
    assert answers(example, run_as_told(example, tmp_path))


@pytest.mark.build
def test_what_sound_words_print_and_what_an_audit_of_them_answers(tmp_path):
    files = {name: content for example in SOUND_WORDS for name, content in example.files.items()}
    root = draw_guide_book(tmp_path / "book", [example.given for example in SOUND_WORDS], files)
    built = build(Places(root, root / "data", YEAR), root / "_build", lambda *told: None)
    words = " ".join(ReadingView(built / "html" / "toy.html").words)
    printed = re.split(r"Example [A-Z] ", words)[1:]
    assert [text.split() for text in printed] == [example.words for example in SOUND_WORDS]
    for example in OF_A_REPORT:
        assert answers(example, run_as_told(example, root))


def test_every_command_that_the_guide_names_is_one():
    for name in set(re.findall(r"kscb-book (\w[\w-]*)", GUIDE)):
        assert run(name, "--help")[0] == 0
