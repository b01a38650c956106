"""A narrative block: which file it is, what it uses and on which line."""

from kscb_book.press.narrative import blocks_named_in, number_and_form, read_block


def problems(tmp_path, text):
    path = tmp_path / "block.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_block(path).problems)


def test_an_empty_block(tmp_path):
    assert problems(tmp_path, "  \n") == [(1, "the block is empty")]


def test_another_encoding(tmp_path):
    assert problems(tmp_path, "caf\xe9".encode("latin-1")) == [
        (1, "the file is not UTF-8; save it as UTF-8 in the editor")
    ]


def test_a_block_that_is_too_large(tmp_path):
    assert problems(tmp_path, "words " * 60_000) == [(1, "the block has 360 kB; at most 200 kB are read")]


def test_a_paragraph_that_is_too_long(tmp_path):
    assert problems(tmp_path, "Fine.\n\n" + "*a_" * 10_000) == [
        (3, "the paragraph has 30,000 characters; at most 20,000 are read")
    ]


def test_a_sound_block_says_what_it_uses_and_where(tmp_path):
    path = tmp_path / "block.md"
    first = "There were {num}`lado.referrals` in\n2016-17, *and* {num}`lado.outcomes[unfounded] as word`.\n"
    path.write_text(f"{first}\n- {{numref}}`chart:a`\n")
    block = read_block(path)
    assert block.problems == ()
    assert [(use.line, use.role, use.content) for use in block.uses] == [
        (1, "num", "lado.referrals"),
        (2, "num", "lado.outcomes[unfounded] as word"),
        (4, "numref", "chart:a"),
    ]


def test_a_role_over_two_lines_and_what_follows_it(tmp_path):
    path = tmp_path / "block.md"
    path.write_text(
        "One {num}`lado.referrals\n[2029-30]` and `code\nover lines`,\n*then* {num}`lado.b`\nand {num}`c`.\n"
    )
    assert [(use.line, use.content) for use in read_block(path).uses] == [
        (1, "lado.referrals [2029-30]"),
        (4, "lado.b"),
        (5, "c"),
    ]


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert problems(tmp_path, b"\xef\xbb\xbfWords.\r\n") == []


def test_a_number_may_be_asked_for_as_a_word():
    assert number_and_form("lado.referrals") == ("lado.referrals", "digits")
    assert number_and_form("lado.disposals[resigned] as word") == ("lado.disposals[resigned]", "word")
    assert number_and_form("lado.disposals_total as Word") == ("lado.disposals_total", "Word")


def test_a_chapter_names_its_blocks():
    assert blocks_named_in("## Heading\n\n```{narrative} one\n```\n\n```{narrative} two\n```\n") == ["one", "two"]
