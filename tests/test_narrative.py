"""Narrative is untrusted text: a closed list of roles, no HTML, no directives; each fault by its line."""

import pytest

from kscb_book.press.narrative import blocks_named_in, number_and_form, read_block


def problems(tmp_path, text):
    path = tmp_path / "block.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_block(path).problems)


FAULTS = {
    "raw HTML block": ("Fine.\n\n<script>alert(1)</script>\n", (3, "raw HTML is not allowed; write it in Markdown")),
    "raw HTML in a line": ("Fine,\nbut <b>bold</b>.\n", (2, "raw HTML is not allowed; write it in Markdown")),
    "a heading": ("# Title\n", (1, "a heading does not belong in a narrative block; headings stand in the chapter")),
    "an include": (
        "```{include} /etc/passwd\n```\n",
        (1, "a code block or directive is not allowed in narrative"),
    ),
    "a picture": ("![alt](picture.png)\n", (1, "a picture is not allowed in narrative; charts stand in the chapter")),
    "an unknown role": (
        "Fine.\n\n{eval}`1+1`\n",
        (3, "no role {eval} may stand in narrative; there are num, report, numref, ref"),
    ),
    "a script in a link": (
        "[here](javascript:alert(1))\n",
        None,
    ),
    "a file in a link": (
        "[here](file.html)\n",
        (1, "the link 'file.html' is not allowed; a link leads to https:, mailto: or a chapter"),
    ),
    "an empty block": ("  \n", (1, "the block is empty")),
    "another encoding": ("caf\xe9".encode("latin-1"), (1, "the file is not UTF-8; save it as UTF-8 in the editor")),
}


@pytest.mark.parametrize(("text", "fault"), FAULTS.values(), ids=FAULTS)
def test_what_a_block_may_not_hold(tmp_path, text, fault):
    found = problems(tmp_path, text)
    assert (fault in found) if fault else not found


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


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert problems(tmp_path, b"\xef\xbb\xbfWords.\r\n") == []


def test_a_number_may_be_asked_for_as_a_word():
    assert number_and_form("lado.referrals") == ("lado.referrals", "digits")
    assert number_and_form("lado.disposals[resigned] as word") == ("lado.disposals[resigned]", "word")
    assert number_and_form("lado.disposals_total as Word") == ("lado.disposals_total", "Word")


def test_a_chapter_names_its_blocks():
    assert blocks_named_in("## Heading\n\n```{narrative} one\n```\n\n```{narrative} two\n```\n") == ["one", "two"]
