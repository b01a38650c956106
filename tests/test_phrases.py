"""The year's allowed phrases: exact words with a reason, in a file that people edit in Excel."""

import pytest
from drawing import WORDS, YEAR, draw_book

from kscb_book.findings import as_text
from kscb_book.places import Places
from kscb_book.press.check import check
from kscb_book.source.phrases import LARGEST, MOST_ENTRIES, Phrase, read_phrases, unused

FILE = "data/2030-31/phrases.csv"


def read(tmp_path, content):
    path = tmp_path / "phrases.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_phrases(path, FILE)


def test_a_file_as_excel_writes_it(tmp_path):
    phrases, findings = read(
        tmp_path, '\ufeffReason,Phrase\r\na title,Section 47\r\n,\r\n"a law, of 1989","Children Act\r\n1989"\r\n'
    )
    assert findings == ()
    assert phrases == (Phrase("Section 47", "a title", 2), Phrase("Children Act 1989", "a law, of 1989", 5))


def test_a_year_without_the_file_allows_nothing(tmp_path):
    assert read_phrases(tmp_path / "phrases.csv", FILE) == ((), ())


FAULTS = {
    "no column": ("phrase,why\na,b\n", "  line 1  no column 'reason'"),
    "a column misspelt": ("phrases,reason\na,b\n", "  line 1  no column 'phrase'; is 'phrases' meant?"),
    "nothing": ("", "  line 1  no column 'phrase'"),
    "no reason": (
        "phrase,reason\nSection 47,\n",
        "  line 2  the phrase 'Section 47' has no reason; say why it may stand",
    ),
    "a short row": (
        "phrase,reason\nSection 47\n",
        "  line 2  the phrase 'Section 47' has no reason; say why it may stand",
    ),
    "no phrase": ("phrase,reason\n,a law\n", "  line 2  the reason 'a law' has no phrase"),
    "twice": ("phrase,reason\nOne day,x\none  Day,y\n", "  line 3  the phrase 'one Day' stands on line 2 already"),
    "too long": (f"phrase,reason\n{'a' * 201},x\n", "  line 2  the phrase has 201 characters; at most 200 are read"),
    "another encoding": (b"phrase,reason\ncaf\xe9,x\n", "  this is not text in UTF-8; save it in Excel as CSV UTF-8"),
    "open quotes": ('phrase,reason\n"a', "  this is not a CSV file, or it is damaged (unexpected end of data)"),
    "too large": ("a" * (LARGEST + 1_000), "  the file has 201 kB; at most 200 kB are read"),
    "too many": (
        "phrase,reason\n" + "".join(f"a{number},b\n" for number in range(MOST_ENTRIES + 5)),
        "  line 2002  at most 2,000 phrases are read",
    ),
}


@pytest.mark.parametrize(("content", "line"), FAULTS.values(), ids=FAULTS)
def test_a_faulty_file_is_told_in_words(tmp_path, content, line):
    _, findings = read(tmp_path, content)
    assert as_text(findings) == f"{FILE}: 1 finding\n{line}"


def test_a_folder_of_that_name(tmp_path):
    (tmp_path / "phrases.csv").mkdir()
    assert [finding.file for finding in read_phrases(tmp_path / "phrases.csv", FILE)[1]] == [FILE]


FOUND = {
    "in whole words": ("at first", "At first, and at firsts", ["At first"]),
    "over the end of a line": ("the first time", "for the first\ntime", ["the first\ntime"]),
    "whatever the quotation mark": ("board's first", "the board\u2019s first year", ["board\u2019s first"]),
    "with signs at its ends": ("(section 47)", "an enquiry (Section 47).", ["(Section 47)"]),
    "not at all": ("none", "someone", []),
}


@pytest.mark.parametrize(("phrase", "text", "found"), FOUND.values(), ids=FOUND)
def test_a_phrase_is_found(phrase, text, found):
    assert [text[start:end] for start, end in Phrase(phrase, "a reason", 2).places_in(text)] == found


def test_a_phrase_that_nothing_needs_is_told():
    phrases = Phrase("at first", "an order", 2), Phrase("Section 47", "a law", 3)
    assert as_text(unused(phrases, {phrases[0]}, FILE)) == (
        f"{FILE}: 1 finding\n  line 3  the phrase 'Section 47' is not needed; delete this line"
    )


MORE = "They were fewer, which a new service explains.\n"
IN_CHECK = {
    "needed": ("They were fewer,of the service", ""),
    "not needed": (
        "a new service,of the service",
        f"{FILE}: 1 finding\n  line 2  the phrase 'a new service' is not needed; delete this line",
    ),
    "faulty": (
        "They were fewer,",
        f"{FILE}: 1 finding\n  line 2  the phrase 'They were fewer' has no reason; say why it may stand",
    ),
}


@pytest.mark.parametrize(("line", "findings"), IN_CHECK.values(), ids=IN_CHECK)
def test_check_reads_the_phrases_of_the_year(tmp_path, line, findings):
    root = draw_book(tmp_path / "book", words=WORDS + MORE)
    phrases = root / "data" / YEAR / "phrases.csv"
    phrases.write_text(f"phrase,reason\n{line}\n", encoding="utf-8")
    found = check(Places(root, root / "data", YEAR)).findings
    assert as_text(each for each in found if each.file == FILE) == findings


def test_without_phrases_the_words_are_told_where_they_stand(tmp_path):
    root = draw_book(tmp_path / "book", words=WORDS + MORE)
    assert as_text(check(Places(root, root / "data", YEAR)).findings).splitlines() == [
        f"data/{YEAR}/narrative/toy/words.md: 1 finding",
        "  line 2  'fewer' states something of numbers: test it with {claim}, attribute it with {reported}, or list "
        "the phrase with its reason in phrases.csv",
    ]
