"""A file that is not an ordinary .xlsx is refused before anything in it is read, with what to do about it."""

import zipfile

import pytest
from drawing import YEAR, draw_workbook, repacked

from kscb_book.findings import InputRefused
from kscb_book.source import files
from kscb_book.source.workbook import read_workbook

SAVE_AS = "save it in Excel as Excel Workbook (.xlsx)"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = "the file is incomplete or damaged; copy it again, or open it in Excel and save it"


def message(path):
    with pytest.raises(InputRefused) as refused:
        read_workbook(path, YEAR, "year.xlsx")
    (finding,) = refused.value.findings
    assert (finding.file, finding.place) == ("year.xlsx", "")
    return finding.message


CONTENTS = {
    "an empty file": (b"", "the file is empty (0 bytes); is it still being downloaded or copied?"),
    "an old workbook": (OLE + b"Workbook", f"this is a workbook in the old format of Excel (.xls); {SAVE_AS}"),
    "a workbook with a password": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "the workbook is protected with a password; take it away in Excel (File, Info, Protect Workbook, "
        "Encrypt with Password), then save",
    ),
    "a page of text": (b"Year,Referrals\n", f"this is not an Excel workbook, whatever its name says; {SAVE_AS}"),
    "the beginning of a zip file": (b"PK\x03\x04 and no more", DAMAGED),
}


@pytest.mark.parametrize(("content", "expected"), CONTENTS.values(), ids=CONTENTS)
def test_a_file_that_is_not_a_workbook(tmp_path, content, expected):
    (tmp_path / "year.xlsx").write_bytes(content)
    assert message(tmp_path / "year.xlsx") == expected


def truncated(path):
    path.write_bytes(path.read_bytes()[:-200])


def with_macros(path):
    repacked(path, lambda name, content: content, **{"xl/vbaProject.bin": b"Sub Auto_Open()"})


def called_a_macro_workbook(path):
    repacked(path, lambda name, content: content.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"))


def another_office_file(path):
    repacked(path, lambda name, content: content, **{"word/document.xml": b"<document/>"})
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<document/>")


def a_zip_bomb(path):
    repacked(path, lambda name, content: content, **{"xl/media/bomb.bin": bytes(30 * 10**6)})


def a_broken_part(path):
    repacked(path, lambda name, content: content[: len(content) // 2] if "sheet2" in name else content)


def a_flipped_byte(path):
    content = bytearray(path.read_bytes())
    content[content.index(b"xl/worksheets/sheet2.xml") + 60] ^= 0xFF
    path.write_bytes(content)


def entities_that_multiply(path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
        b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 10) for letter in range(ord("b"), ord("k"))
    )
    repacked(path, lambda name, content: bomb + b"]><x>&j;</x>" if "sheet2" in name else content)


SPOILT = {
    truncated: DAMAGED,
    with_macros: f"the workbook holds macros, which are never run; {SAVE_AS}",
    called_a_macro_workbook: f"the workbook holds macros, which are never run; {SAVE_AS}",
    another_office_file: f"this is not an Excel workbook, whatever its name says; {SAVE_AS}",
    a_zip_bomb: "the file unpacks to 30 MB, far more than a workbook of this kind; it is not opened",
    a_broken_part: DAMAGED,
    a_flipped_byte: DAMAGED,
    entities_that_multiply: DAMAGED,
}


@pytest.mark.parametrize(("spoil", "expected"), SPOILT.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_workbook_that_was_spoilt(tmp_path, spoil, expected):
    path = draw_workbook(tmp_path / "year.xlsx")
    spoil(path)
    assert message(path) == expected


def test_a_file_that_is_too_large(tmp_path):
    with (tmp_path / "year.xlsx").open("wb") as file:
        file.truncate(61 * 10**6)
    assert message(tmp_path / "year.xlsx") == "the file has 61 MB; at most 50 MB are read"


def test_a_folder_of_that_name(tmp_path):
    (tmp_path / "year.xlsx").mkdir()
    assert message(tmp_path / "year.xlsx") == "this is a folder, not a workbook"


def test_a_file_that_another_program_keeps_to_itself(tmp_path, monkeypatch):
    path = draw_workbook(tmp_path / "year.xlsx")

    def kept(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files.Path, "read_bytes", kept)
    assert message(path) == "the file cannot be copied; close it in Excel, then try again"


BESIDE = {
    "nothing": ((), "no such workbook"),
    "a copy": (
        ("kscb-2030-31 (1).xlsx",),
        "no such workbook; found 'kscb-2030-31 (1).xlsx' - is it this one? It must be called 'kscb-2030-31.xlsx'",
    ),
    "another year's": (
        ("kscb-2029-30.xlsx",),
        "no such workbook; found 'kscb-2029-30.xlsx' - is it this one? It must be called 'kscb-2030-31.xlsx'",
    ),
    "quite another": (("minutes.xlsx",), "no such workbook"),
    "what Excel leaves while a workbook is open": (("~$kscb-2030-31.xlsx",), "no such workbook"),
    "an old workbook": (
        ("kscb-2030-31.xls",),
        f"no such workbook; 'kscb-2030-31.xls' is in the old format of Excel: {SAVE_AS}",
    ),
    "a workbook with macros": (
        ("kscb-2030-31.xlsm",),
        f"no such workbook; 'kscb-2030-31.xlsm' may hold macros, which are never run: {SAVE_AS}",
    ),
}


@pytest.mark.parametrize(("names", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_workbook_that_is_missing_and_what_lies_there_instead(tmp_path, names, expected):
    for name in names:
        (tmp_path / name).write_bytes(b"")
    assert message(tmp_path / "kscb-2030-31.xlsx") == expected


def test_a_year_that_is_missing(tmp_path):
    for year in ("2028-29", "2029-30"):
        (tmp_path / "data" / year).mkdir(parents=True)
    assert message(tmp_path / "data" / "2030-31" / "kscb-2030-31.xlsx") == (
        "no such workbook: there is no folder '2030-31' in 'data'; there is 2028-29, 2029-30"
    )


def test_a_workbook_that_stands_open_in_excel_is_read(tmp_path):
    path = draw_workbook(tmp_path / "year.xlsx")
    path.with_name("~$year.xlsx").write_bytes(b"an analyst")
    assert read_workbook(path, YEAR, "year.xlsx").report.board == "Anyborough Board"
