"""Signing: it shows what it will sign and asks; without a pattern or a name it signs nothing."""

import signal
import subprocess
import sys
from dataclasses import replace

import pytest
from drawing import SOUND, YEAR
from reviewing import ALL, FIRST, JANE, JOHN, OTHER_TABLE, WORDS, draw_reviewed, names, review, rewrite, sign_all

from kscb_book.desk.signing import meant_by, read_reviewer, sign, to_sign
from kscb_book.findings import InputRefused
from kscb_book.review.signoffs import HEADINGS, read_signoffs
from kscb_book.review.standing import is_other

COMMAND = [sys.executable, "-c", "from kscb_book.cli import run; run()"]
SHOWN = f"data/{YEAR}/review.csv"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return draw_reviewed(tmp_path_factory.mktemp("signing") / "book")


@pytest.fixture
def places(book):
    yield book
    book.review.unlink(missing_ok=True)


def run(places, *arguments, answer=""):
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=places.root, input=answer, capture_output=True, text=True, encoding="utf-8"
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout, done.stderr


def signed(places):
    return [(each.item, each.reviewer, each.date) for each in read_signoffs(places.review, SHOWN)[0]]


def test_it_shows_what_it_will_sign_and_signs_after_a_yes(places):
    ending, told, _ = run(
        places, "sign-off", YEAR, "toy/words, sentence 3", "--reviewer", "Jane Smith", "--on", "1/5/2031", answer="y\n"
    )
    assert ending == 0 and told.replace("[y/N]: ", "[y/N]:\n").splitlines() == [
        "toy/words, sentence 3: not signed",
        "  In 2029-30 there were 50 referrals.",
        "  - 50: Referrals, 2029-30",
        "      taken from the workbook as it stands; 'LADO referrals'!B7 (2029-30,",
        "      Referrals)",
        f"  Written in data/{YEAR}/narrative/toy/words.md, line 3",
        "",
        "This will not count as independent: the workbook does not say who prepared the",
        "  report (sheet Report, Prepared by).",
        "Sign 1 sentence as Jane Smith, 2031-05-01? [y/N]:",
        f"Signed by Jane Smith: 1 sentence. It is kept in {SHOWN}",
    ]
    assert signed(places) == [("toy/words, sentence 3", "Jane Smith", "2031-05-01")]


@pytest.mark.parametrize("answer", ["n\n", "\n", ""], ids=["no", "nothing", "nobody there"])
def test_without_a_yes_nothing_is_signed(places, answer):
    ending, told, _ = run(places, "sign-off", YEAR, "*", "--reviewer", "Jane Smith", answer=answer)
    assert (ending, told.splitlines()[-1].endswith("Nothing is signed.")) == (0, True) and not places.review.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to another process there")
def test_stopping_at_the_question_leaves_the_file_as_it_was(places):
    sign_all(places)
    before = places.review.read_bytes()
    command = [*COMMAND, "sign-off", YEAR, "toy", "--reviewer", "John Brown"]
    with subprocess.Popen(command, cwd=places.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as asking:
        while b"[y/N]" not in (read := asking.stdout.read1()):
            assert read
        asking.send_signal(signal.SIGINT)
        assert b"Nothing is signed." in asking.stdout.read()
    assert places.review.read_bytes() == before


def test_without_a_pattern_it_signs_nothing_and_says_how(places):
    ending, _, told = run(places, "sign-off", YEAR, "--reviewer", "Jane Smith", "--yes")
    assert ending == 2 and told.splitlines()[:3] == [
        "Nothing is signed: say what to sign.",
        f'To see what is to be signed:  kscb-book review {YEAR} "toy"',
        f'To sign it:  kscb-book sign-off {YEAR} "toy" --reviewer "NAME"',
    ]
    assert not places.review.exists()


REFUSED = {
    "no name": (("*", "", ""), "--reviewer: 1 finding\n  expected the name of the reviewer, found ''"),
    "a name of spaces": (("*", "  ", ""), "--reviewer: 1 finding\n  expected the name of the reviewer, found ''"),
    "no day": (("*", "Jane Smith", "soon"), "--on: 1 finding\n  expected a date such as 2026-11-25, found 'soon'"),
    "nothing of that name": (
        ("toi", "Jane Smith", ""),
        "review: 1 finding\n  no sentence, table or chart is called 'toi'; is 'toy' meant?",
    ),
}


@pytest.mark.parametrize(("asked", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_signed_is_refused(places, asked, told):
    pattern, name, day = asked
    with pytest.raises(InputRefused) as refused:
        to_sign(meant_by(pattern, review(places)), read_reviewer(name, day, "As published"))
    assert str(refused.value) == told


def test_a_name_that_begins_like_a_formula_is_a_name(places):
    run(places, "sign-off", YEAR, "*", "--reviewer", "=Jane", "--on", "2031-05-01", "--yes")
    assert {name for _, name, _ in signed(places)} == {"=Jane"} and ",'=Jane," in places.review.read_text("utf-8-sig")


def test_what_one_has_signed_is_not_asked_again_and_another_may_sign_it_too(places):
    sign_all(places)
    _, told, _ = run(places, "sign-off", YEAR, "*", "--reviewer", "jane  SMITH", "--yes")
    assert told.splitlines()[-1] == "Nothing is signed." and len(signed(places)) == len(ALL)
    run(places, "sign-off", YEAR, "*", "--reviewer", "John Brown", "--yes", "--on", "2031-05-02")
    assert [name for _, name, _ in signed(places)] == ["Jane Smith", "John Brown"] * len(ALL)


def test_a_faulty_file_is_told_and_left_as_it_is(places):
    places.review.write_text(",".join(HEADINGS) + "\nmine\n", encoding="utf-8")
    ending, _, told = run(places, "sign-off", YEAR, "*", "--reviewer", "Jane Smith", "--yes")
    assert ending == 3 and told.startswith(f"{SHOWN}: 1 finding\n  line 2  the line has 1 columns")
    with pytest.raises(InputRefused):
        sign((), JANE, places)
    assert places.review.read_text(encoding="utf-8").endswith("\nmine\n")


def test_what_others_have_signed_meanwhile_stays(places):
    shown = review(places).standings
    sign_all(places, JOHN)
    sign(to_sign(shown, JANE), JANE, places)
    assert [name for _, name, _ in signed(places)] == ["Jane Smith", "John Brown"] * len(ALL)


def test_a_new_sign_off_takes_the_place_of_the_lapsed_one(tmp_path):
    places = draw_reviewed(tmp_path / "book")
    sign_all(places)
    rewrite(places.narrative / "toy" / "words.md", ("There were", "There have been"))
    sign(to_sign(meant_by("*sentence 1", review(places)), JOHN), JOHN, places)
    assert [(item, name) for item, name, _ in signed(places) if item == FIRST] == [(FIRST, "John Brown")]


def test_a_block_still_to_be_reviewed_cannot_be_signed(tmp_path):
    report = SOUND["Report"].replace("| Final ", "| Draft ")
    places = draw_reviewed(tmp_path / "book", words="% to be reviewed\n" + WORDS, Report=report)
    found = review(places)
    assert not [name for name in names(to_sign(found.standings, JANE)) if "sentence" in name]
    sign_all(places)
    assert names(review(places).unsigned) == [name for name in ALL if "sentence" in name]


def test_the_day_is_today_unless_it_is_given():
    given = read_reviewer(" Jane   Smith ", "2031-05-01", "As published")
    assert given == JANE and len(read_reviewer("Jane Smith", "", "As published").day) == len(given.day)


PREPARERS = {
    "another": ("John Brown", True),
    "the same": ("Jane Smith", False),
    "the same, spelt otherwise": ("  JANE smith", False),
    "one of two": ("John Brown and Jane Smith", False),
    "one of three": ("John Brown, Jane Smith & A. N. Other", False),
    "with an office": ("Jane Smith, analyst", False),
    "not available": ("[x]", False),
    "nobody": ("", False),
    "part of a name": ("Jane Smithson", True),
}


@pytest.mark.parametrize(("preparer", "independent"), PREPARERS.values(), ids=PREPARERS)
def test_a_reviewer_is_independent_who_is_known_not_to_have_prepared_the_report(preparer, independent):
    assert is_other("Jane Smith", preparer) is independent


STATES = {
    "nobody": ([], "John Brown", "not independently reviewed: 0 of 7 sentences, tables and charts signed"),
    "another": (
        [JANE],
        "John Brown",
        "independently reviewed: every sentence, table and chart signed by Jane Smith",
    ),
    "the preparer": (
        [JOHN],
        "John Brown",
        "not independently reviewed: 7 of 7 sentences, tables and charts signed by John Brown",
    ),
    "both": (
        [JANE, JOHN],
        "John Brown",
        "independently reviewed: every sentence, table and chart signed by Jane Smith and John Brown",
    ),
    "somebody, and who prepared it is not known": (
        [JANE],
        "[x]",
        "not independently reviewed: 7 of 7 sentences, tables and charts signed by Jane Smith",
    ),
}


@pytest.mark.parametrize(("reviewers", "preparer", "told"), STATES.values(), ids=STATES)
def test_the_front_page_says_whether_it_is_independently_reviewed(places, reviewers, preparer, told):
    for reviewer in reviewers:
        sign_all(places, reviewer)
    assert replace(review(places), preparer=preparer).in_words == told


def test_a_figure_is_signed_where_each_place_that_prints_it_is(places):
    sign(to_sign(meant_by("toy/words*", review(places)), JANE), JANE, places)
    assert review(places).signed_where("lado.referrals[2029-30]") == "signed by Jane Smith, in 2 of 4 places"
    assert review(places).signed_where("lado.disposals[resigned, 2030-31]") == "not signed"
    sign_all(places, JOHN)
    found = review(places)
    assert found.signed_where("lado.referrals[2030-31]") == "signed by Jane Smith and John Brown"
    (disposals,) = (each.item for each in found.standings if each.item.name == OTHER_TABLE)
    assert {found.signed_where(figure) for figure in disposals.printed} == {"signed by John Brown"}
