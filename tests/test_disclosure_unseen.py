"""Records of single people are refused too where a workbook's file keeps them out of sight."""

import pytest
from drawing import YEAR, draw_workbook, repacked
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from test_disclosure_records import BIRTHS, nhs_numbers, upns

from kscb_book.disclosure.opened import open_unprotected
from kscb_book.findings import InputRefused
from kscb_book.places import Places

HOLDS = "holds what looks like"
PIVOT = "a pivot table keeps a copy of its source, which"
LINK = "a link to another workbook keeps a copy of its cells, which"
FIELD = '<cacheField name="{}"><sharedItems>{}</sharedItems></cacheField>'


def field(heading: str, values: list[str], tag: str = "s") -> str:
    items = "".join(f'<{tag} v="{value}"/>' for value in values)
    return f"<pivotCacheDefinition><cacheFields>{FIELD.format(heading, items)}</cacheFields></pivotCacheDefinition>"


def cells(values: list[str]) -> str:
    return "<externalLink>" + "".join(f"<cell><v>{value}</v></cell>" for value in values) + "</externalLink>"


PARTS = {
    "NHS numbers in a pivot table": (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        field("Ref", nhs_numbers(3)),
        f"{PIVOT} {HOLDS} NHS numbers",
    ),
    "days of birth in a pivot table": (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        field("When", ["2007-02-03T00:00:00", "2015-05-14T00:00:00", "2025-11-09T00:00:00"], "d"),
        f"{PIVOT} {HOLDS} dates of birth",
    ),
    "a field called date of birth": (
        "xl/pivotCache/pivotCacheDefinition1.xml",
        field("Date of birth", ["40000", "41000", "42000"], "n"),
        f"{PIVOT} {HOLDS} dates of birth",
    ),
    "the records of a pivot table": (
        "xl/pivotCache/pivotCacheRecords1.xml",
        "<r>" + "".join(f'<s v="{each}"/>' for each in upns(3)) + "</r>",
        f"{PIVOT} {HOLDS} pupil numbers (UPN)",
    ),
    "what a link remembers": (
        "xl/externalLinks/externalLink1.xml",
        cells(["Reference", *upns(3)]),
        f"{LINK} {HOLDS} pupil numbers (UPN)",
    ),
    "custom XML": (
        "customXml/item1.xml",
        "<x>" + "".join(f"<p>{each}</p>" for each in nhs_numbers(3)) + "</x>",
        f"the file has custom XML, which {HOLDS} NHS numbers",
    ),
}
HARMLESS = {
    "categories in a pivot table": ("xl/pivotCache/pivotCacheDefinition1.xml", field("Sex", ["Boys", "Girls", "All"])),
    "days of meetings": ("xl/pivotCache/pivotCacheDefinition1.xml", field("When", ["2030-05-01", "2030-09-01"] * 3)),
    "two records": ("customXml/item1.xml", "<x>" + "".join(f"<p>{each}</p>" for each in nhs_numbers(2)) + "</x>"),
    "a part that is no XML": ("customXml/item1.xml", "\x00<<<&&&"),
}


def refusal(path) -> list[str]:
    root = path.parents[2]
    try:
        open_unprotected(Places(root, root / "data", YEAR))
    except InputRefused as refused:
        return [each.message for each in refused.findings]
    return []


def drawn(root, then=lambda book: None):
    return draw_workbook(root / "data" / YEAR / f"kscb-{YEAR}.xlsx", then=then)


@pytest.mark.parametrize("case", PARTS)
def test_records_in_a_part_of_the_file_are_refused_and_not_repeated(tmp_path, case):
    name, content, message = PARTS[case]
    path = repacked(drawn(tmp_path), lambda name, content: content, **{name: content.encode()})
    (told,) = refusal(path)
    assert told.startswith(f"{message}; records of single people never belong here: ")
    assert told.endswith(", then save") and not any(each in told for each in (*nhs_numbers(3), *upns(3)))


@pytest.mark.parametrize("case", HARMLESS)
def test_other_parts_are_let_be(tmp_path, case):
    name, content = HARMLESS[case]
    assert refusal(repacked(drawn(tmp_path), lambda name, content: content, **{name: content.encode()})) == []


def test_records_in_comments_are_refused_also_where_each_sheet_has_few(tmp_path):
    def comment(book) -> None:
        for sheet, number in zip(book.worksheets, nhs_numbers(3), strict=False):
            sheet["A1"].comment = Comment(f"This is {number}.", "A")

    assert refusal(drawn(tmp_path, comment)) == [
        "a comment or note of the workbook holds what looks like NHS numbers; records of single people never belong "
        "here: delete it: Review, Delete, then save"
    ]


def test_records_in_defined_names_are_refused(tmp_path):
    def name(book) -> None:
        book.defined_names["List"] = DefinedName("List", attr_text='{"' + '","'.join(nhs_numbers(3)) + '"}')
        for place, number in enumerate(nhs_numbers(3)):
            book.defined_names[f"N{place}x"] = DefinedName(f"N{place}x", attr_text=number)

    (told,) = refusal(drawn(tmp_path, name))
    assert told.startswith("a defined name of the workbook holds what looks like NHS numbers")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_records_on_a_sheet_that_nobody_sees_are_refused(tmp_path, state):
    def hide(book) -> None:
        page = book.create_sheet("Old")
        page.sheet_state = state
        for row, day in enumerate(BIRTHS, 1):
            page.cell(row, 1, day)

    (told,) = refusal(drawn(tmp_path, hide))
    assert told.startswith("holds what looks like dates of birth (column A, rows 1 to 4)")
