"""Official files drawn for tests: small CSV files in the layout of the real ones, for the made-up year 2030-31."""

import os
from pathlib import Path

from drawing import YEAR, draw_workbook

from kscb_book.places import Places

ROOT = Path(__file__).parent.parent
HEAD = "time_period,geographic_level,country_code,country_name,region_code,region_name,new_la_code,la_name,"
ENGLAND = "National,E92000001,England,,,,,"
REGION = "Regional,E92000001,England,E12000009,Northern Part,,,"
OTHER_REGION = "Regional,E92000001,England,E12000008,Other Part,,,"
OWN = "Local authority,E92000001,England,E12000009,Northern Part,E00000000,Anyborough,"
OTHER = "Local authority,E92000001,England,E12000008,Other Part,E00000001,Otherborough,"

PLANS, REPEATS = "d5_cpps_at31march_by_duration_2013_to_2031.csv", "d3_cpps_subsequent_plan_2013_to_2031.csv"
POPULATION = "ons_mid-year_population_estimates_2012_to_2030.csv"
LOOKED_AFTER = "cla_number_and_rate_per_10k_children.csv"
ON_31_MARCH = "Children looked after on 31 March each year"

SOUND = {
    PLANS: f"""
        {HEAD}CPP_At31
        2031,{ENGLAND}50010
        2031,{REGION}8010
        2031,{OWN}40
        2031,{OTHER}damaged
        2030,{ENGLAND}50000
        2030,{REGION}8000
        2030,{OTHER_REGION}1
        2030,{OWN}30
        2029,{OWN}c
        """,
    REPEATS: f"""
        {HEAD}CPP_subsequent_percent
        2031,{OWN}16.4
        2030,{ENGLAND}18
        2030,{REGION}17.5
        2030,{OTHER_REGION}1
        2030,{OWN}14.2
        """,
    POPULATION: f"""
        {HEAD}age_group,population_estimate
        2031,{OWN}Children aged 0 to 17 years,999
        2030,{OWN}Children aged 0 to 17 years,"10,000"
        2029,{ENGLAND}Children aged 0 to 17 years,10000000
        2029,{REGION}Children aged 0 to 17 years,2000000
        2029,{OWN}All ages,40000
        2029,{OWN}Children aged 0 to 17 years,10000
        2028,{OWN}Children aged 0 to 17 years,10000
        """,
    LOOKED_AFTER: f"""
        {HEAD}population_type,children_count,rate_per_10000
        2027,{OWN}{ON_31_MARCH},100,99
        2031,{OWN}Children starting to be looked after each year,1,1
        2031,{OWN}{ON_31_MARCH},12,low
        """,
}
# The report's figures: its own three years (plans, per 10,000, second or later), then elsewhere.
BY_YEAR = """
    | Year    | Plans at 31 March | Plans per 10,000 children | Second or later plans (%) |
    | 2028-29 | 20                | 20                        | 12.0                      |
    | 2029-30 | 30                | 30                        | 14                        |
    | 2030-31 | 41                | 45.0                      | [x]                       |
    """
ELSEWHERE = """
    | Where | Plans per 10,000 children | Second or later plans (%) | Looked after per 10,000 children | In a stable placement (%) |
    | England                | 50 | 18.1 | 60  | [x] |
    | North West             | 42 | 17.5 | 82  | [x] |
    | Statistical neighbours | 67 | 13.9 | 100 | [x] |
    | Target                 | 70 | 15   | 95  | 70  |
    """  # noqa: E501
LOOKED_AFTER_BY_YEAR = """
    | Year    | Looked after at 31 March | Looked after per 10,000 children |
    | 2028-29 | 11                       | 12                               |
    | 2029-30 | 12                       | 13                               |
    | 2030-31 | 12                       | 14                               |
    """


def draw_official(folder: Path, **changed: str | bytes | None) -> Path:
    """Write sound official files, some of them otherwise (by the name's first two letters), or left out as None."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, drawing in SOUND.items():
        content = changed.get(name[:2], drawing)
        if isinstance(content, bytes):
            (folder / name).write_bytes(content)
        elif content is not None:
            lines = [line.strip() for line in content.strip().splitlines()]
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return folder


def draw_report(root: Path) -> Places:
    """Write the workbook whose figures the sound files are held against, and return its places."""
    draw_workbook(
        root / "data" / YEAR / f"kscb-{YEAR}.xlsx",
        Plans_by_year=BY_YEAR,
        Comparators=ELSEWHERE,
        Looked_after_by_year=LOOKED_AFTER_BY_YEAR,
    )
    return Places(root, root / "data", YEAR)


def open_data() -> Path:
    """Return the folder of the real files: ``KSCB_OPEN_DATA``, or beside the project; it may be absent."""
    return Path(os.environ.get("KSCB_OPEN_DATA") or ROOT.parent / "shared" / "open-data").resolve()
