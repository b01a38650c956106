"""The file of sign-offs is kept by people and merged: it is read with every fault at once, and written the same way."""

import pytest

from kscb_book.review.signoffs import HEADINGS, SignOff, content_of, read_signoffs

SHOWN = "data/2030-31/review.csv"
ONE, OTHER = "1" * 64, "a" * 64
HEAD = ",".join(HEADINGS)


def line(reviewer="Jane Smith", day="2031-05-01", fingerprint=ONE):
    return f'"toy/words, sentence 1",{reviewer},{day},As published,{fingerprint},There were 80.,a = 80'


def read(tmp_path, *lines, encoding="utf-8"):
    path = tmp_path / "review.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    signoffs, findings = read_signoffs(path, SHOWN)
    assert all(finding.file == SHOWN for finding in findings)
    return signoffs, [f"{finding.place}: {finding.message}" for finding in findings]


def test_a_file_that_is_not_there_signs_nothing(tmp_path):
    assert read_signoffs(tmp_path / "review.csv", SHOWN) == ((), ())


def test_a_line_is_who_signed_what_and_when(tmp_path):
    signoff = SignOff(
        "toy/words, sentence 1", "Jane Smith", "2031-05-01", "As published", ONE, "There were 80.", "a = 80"
    )
    assert read(tmp_path, HEAD, line()) == ((signoff,), [])


FAULTS = {
    "no reviewer": (line(reviewer=""), "line 2: expected the name of the reviewer, found ''"),
    "a reviewer without a letter": (line(reviewer="-"), "line 2: expected the name of the reviewer, found '-'"),
    "a name without end": (
        line(reviewer="J" * 101),
        "line 2: the name of the reviewer has 101 characters; at most 100 are read",
    ),
    "a name that cannot be seen": (
        line(reviewer="Jane\u202eSmith"),
        "line 2: the text holds a character that cannot be seen; delete the text and type it again",
    ),
    "no day": (line(day="yesterday"), "line 2: expected a date such as 2026-11-25, found 'yesterday'"),
    "no such day": (line(day="2031-02-30"), "line 2: expected a date such as 2026-11-25, found '2031-02-30'"),
    "another fingerprint": (
        line(fingerprint="1e64"),
        "line 2: expected the fingerprint of what was signed, found '1e64'; sign it again",
    ),
    "a column too few": (
        "toy,Jane Smith",
        "line 2: the line has 2 columns and the headings are 7; sign again what it tells of",
    ),
    "a column too many": (
        line() + ",more",
        "line 2: the line has 8 columns and the headings are 7; sign again what it tells of",
    ),
}


@pytest.mark.parametrize(("faulty", "told"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_line_signs_nothing_and_the_others_do(tmp_path, faulty, told):
    signoffs, faults = read(tmp_path, HEAD, faulty, line(fingerprint=OTHER))
    assert ([each.fingerprint for each in signoffs], faults) == ([OTHER], [told])


def test_a_line_that_stands_twice_is_told_however_the_name_is_spelt(tmp_path):
    signoffs, faults = read(tmp_path, HEAD, line(), line(reviewer="jane  smith"), line(reviewer="John Brown"))
    assert [each.reviewer for each in signoffs] == ["Jane Smith", "John Brown"]
    assert faults == ["line 3: 'jane smith' has signed this on line 2 already; delete one of the two lines"]


HEADS = {
    "a column is missing": (HEAD.removesuffix(",basis"), ["line 1: no column 'basis'"]),
    "a column is renamed": (
        HEAD.replace("reviewer", "reviewers"),
        [
            "line 1: no column 'reviewer'; is 'reviewers' meant?",
            "line 1: the column 'reviewers' does not belong here",
        ],
    ),
    "a column more": (f"{HEAD},approved", ["line 1: the column 'approved' does not belong here"]),
}


@pytest.mark.parametrize(("head", "told"), HEADS.values(), ids=HEADS)
def test_other_columns_are_told_and_sign_nothing(tmp_path, head, told):
    assert read(tmp_path, head, line()) == ((), told)


def test_a_file_in_another_encoding_is_told(tmp_path):
    _, faults = read(tmp_path, HEAD, line(reviewer="Jos\u00e9"), encoding="latin-1")
    assert faults == [": this is not text in UTF-8; save it in Excel as CSV UTF-8"]


def test_the_day_may_be_as_excel_saves_it(tmp_path):
    (signoff,), faults = read(tmp_path, HEAD, line(day="01/05/2031"), encoding="utf-8-sig")
    assert (signoff.date, faults) == ("2031-05-01", [])


def signoff(item="a", reviewer="Jane Smith", fingerprint=ONE, text="There were 80."):
    return SignOff(item, reviewer, "2031-05-01", "As published", fingerprint, text, "a = 80")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1 of them", "@SUM(1)", '=HYPERLINK("x")', "a, \"b\" | 'c'"])
def test_what_is_written_is_read_again_and_no_text_is_a_formula(tmp_path, text):
    path, written = tmp_path / "review.csv", (signoff(reviewer=f"{text}a", text=text),)
    path.write_bytes(content_of(written))
    assert read_signoffs(path, SHOWN) == (written, ())
    assert not any(cell.startswith(("=", "+", "@")) for cell in path.read_text(encoding="utf-8-sig").split(","))


def test_lines_stand_in_the_order_of_names_so_that_files_merge():
    one, two, ten = (signoff(item=f"toy/words, sentence {number}") for number in (1, 2, 10))
    john = signoff(item="toy/words, sentence 1", reviewer="John Brown")
    assert content_of([ten, john, two, one]) == content_of([one, two, ten, john])
    lines = content_of([ten, john, two, one]).decode("utf-8-sig").splitlines()
    assert [each.partition(",As")[0] for each in lines[1:]] == [
        '"toy/words, sentence 1",Jane Smith,2031-05-01',
        '"toy/words, sentence 1",John Brown,2031-05-01',
        '"toy/words, sentence 2",Jane Smith,2031-05-01',
        '"toy/words, sentence 10",Jane Smith,2031-05-01',
    ]
