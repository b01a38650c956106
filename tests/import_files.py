"""What tests of the import share: a workbook of any year with nothing filled in, and small official files."""

from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter

from kscb_book.desk.official_import import import_official
from kscb_book.places import Places
from kscb_book.source.schema import read_schema

YEAR = "2030-31"
OWN_CODE = "E00000000"
SHADED = PatternFill("solid", fgColor="FFF2CC")
NUMBER_ROW = 6  # the first row beneath the headings


def blank_workbook(
    root: Path,
    year: str = YEAR,
    code: str | None = OWN_CODE,
    then: Callable[[Workbook], object] = lambda book: None,
) -> Places:
    """Write a workbook from the schema: labels, headings, and shaded cells without a number; ``then`` does more."""
    book, schema = Workbook(), read_schema(year)
    book.remove(book.active)
    report = book.create_sheet(schema.report_sheet)
    told = {"ons_code": code, "year": year}
    _put(report, [schema.report_headings, *((item.label, told.get(item.key)) for item in schema.report_items)])
    _put(book.create_sheet(schema.issue_sheet), [schema.issue_headings])
    for layout in schema.layouts:
        page = book.create_sheet(layout.sheet)
        _put(page, [layout.headings, *((row.label,) for row in layout.rows)])
        for cells in page.iter_rows(NUMBER_ROW, page.max_row, 2, len(layout.headings)):
            for cell in cells:
                cell.fill = SHADED
    then(book)
    path = root / "data" / year / f"kscb-{year}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return Places(root, root / "data", year)


def _put(page, rows: list[tuple]) -> None:
    for row, label in enumerate(("Supplier", "Source", "Status"), 1):
        page.cell(row, 1, label)
    for row, values in enumerate(rows, NUMBER_ROW - 1):
        for column, value in enumerate(values, 1):
            page.cell(row, column, value)


def address_of(year: str, sheet: str, label: str, heading: str) -> str:
    """Return where a cell stands in a blank workbook: ``B6``."""
    (layout,) = (each for each in read_schema(year).layouts if each.sheet == sheet)
    row = [each.label for each in layout.rows].index(label) + NUMBER_ROW
    return f"{get_column_letter(layout.headings.index(heading) + 1)}{row}"


def filled_cells(before: Path, after: Path) -> dict[str, object]:
    """Return every cell that holds something in one workbook and nothing in the other, by ``sheet!address``."""
    old, new = load_workbook(before), load_workbook(after)
    return {
        f"{page.title}!{cell.coordinate}": cell.value
        for page in new
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None and old[page.title][cell.coordinate].value is None
    }


HEAD = "time_period,geographic_level,country_code,region_code,region_name,old_la_code,new_la_code,la_name,"
ENGLAND = "National,E92000001,,,,,,"
REGION = "Regional,E92000001,E12000009,Northern Part,,,,"
OTHER_REGION = "Regional,E92000001,E12000008,Other Part,,,,"
OWN = "Local authority,E92000001,E12000009,Northern Part,100,E00000000,Anyborough,"
OLD = "Local authority,E92000001,E12000009,Northern Part,100,E00000099,Anyborough,"
GONE = "Local authority,E92000001,E12000009,Northern Part,150,E00000050,Goneborough,"
CHILDREN, ON_31_MARCH = "Children aged 0 to 17 years", "Children looked after on 31 March each year"
TEN = range(101, 111)
OTHERS = range(111, 121)


def _neighbour(code: int) -> str:
    return f"Local authority,E92000001,E12000008,Other Part,{code},E00000{code},Place {code},"


def _each(year: int, values: Callable[[int], str]) -> str:
    return "\n".join(f"{year},{_neighbour(code)}{values(code)}" for code in (*TEN, *OTHERS))


PLANS, REPEATS = "d5_cpps_at31march_by_duration_2013_to_2031.csv", "d3_cpps_subsequent_plan_2013_to_2031.csv"
REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2031.csv"
POPULATION, LOOKED_AFTER = (
    "ons_mid-year_population_estimates_2012_to_2030.csv",
    "cla_number_and_rate_per_10k_children.csv",
)
LIST, OTHER_LIST = "sn_model_2025_wide.csv", "New_Statistical_Neighbour_Groupings_April_2021.csv"

# Of the ten the plan rates at 31 March 2031 are 1 to 10 per 10,000; of those on the other list 11 to 20.
SOUND = {
    PLANS: f"""{HEAD}CPP_At31
2031,{ENGLAND}50010
2031,{REGION}8010
2031,{OWN}40
{_each(2031, lambda code: str(code - 100))}
2030,{ENGLAND}50000
2030,{REGION}8000
2030,{OTHER_REGION}1
2030,{OWN}c
2030,{GONE}7
2029,{OLD}20
""",
    REPEATS: f"""{HEAD}CPP_subsequent,CPP_subsequent_percent
2031,{OWN}4,13
2030,{ENGLAND}10,18
2030,{REGION}10,17.5
2030,{OWN}low,z
""",
    REFERRALS: f"""{HEAD}referral_count
2031,{OWN}"1,234"
""",
    POPULATION: f"""{HEAD}age_group,population_estimate
2030,{OWN}{CHILDREN},"10,000"
{_each(2030, lambda code: f"{CHILDREN},10000")}
2029,{ENGLAND}{CHILDREN},10000000
2029,{REGION}{CHILDREN},2000000
2029,{OWN}{CHILDREN},9000
2028,{OLD}{CHILDREN},8000
""",
    LOOKED_AFTER: f"""{HEAD}population_type,children_count,rate_per_10000
2031,{OWN}{ON_31_MARCH},12,k
""",
    LIST: "old_la_code,la_name,SN_1,SN_2,SN_3,SN_4,SN_5,SN_6,SN_7,SN_8,SN_9,SN_10\n"
    f"100,Anyborough,{','.join(map(str, TEN))}\n"
    + "\n".join(f"{code},Place {code}{',999' * 10}" for code in TEN)
    + "\n",
    OTHER_LIST: "LA num,LA Name,SN1,SNP,SN2,SNP,SN3,SNP,SN4,SNP,SN5,SNP,SN6,SNP,SN7,SNP,SN8,SNP,SN9,SNP,SN10,SNP\n"
    f"100,Anyborough,{',Close,'.join(map(str, OTHERS))},Close\n,,,,,,,,,,,,,,,,,,,,,\n,,,,,,,,,,,,,,,,,,,,,\n",
}


def draw_official(folder: Path, **changed: str | None) -> Path:
    """Write sound official files, some otherwise (by the name's first two letters), or left out as None."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in SOUND.items():
        content = changed.get(name[:2].replace("Ne", "other"), drawing)
        if content is not None:
            (folder / name).write_text(content, encoding="utf-8-sig")
    return folder


def imported(tmp_path: Path, then: Callable[[Workbook], object] = lambda book: None, **changed: str | None):
    """Import the files, some ``changed``, into a blank workbook to which ``then`` was done; return both."""
    places = blank_workbook(tmp_path / "book", then=then)
    return places, import_official(places, draw_official(tmp_path / "official", **changed))


def typed(place: tuple[str, str, str], value: object, number_format: str = "General") -> Callable[[Workbook], None]:
    """Put a value into a cell, given by its sheet, row and heading."""
    sheet, label, heading = place

    def put(book: Workbook) -> None:
        book[sheet][address_of(YEAR, sheet, label, heading)].value = value
        book[sheet][address_of(YEAR, sheet, label, heading)].number_format = number_format

    return put


def one_line(text: str) -> str:
    """Return text without its line breaks and indents."""
    return " ".join(text.split())
