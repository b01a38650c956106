"""Official files of a made-up country of fourteen authorities, in the layout of the real ones, for tests of fleets."""

import csv
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ENDS = range(2027, 2032)  # the years to 31 March of 2026-27 to 2030-31
REGIONS = {"E12000008": "Northern Part", "E12000009": "Other Part"}
NAMES = ("Anyborough", "Otherborough, City of", *(f"Placeton {letter}" for letter in "ABCDEFGHIJKL"))
CODES = {name: str(100 + number) for number, name in enumerate(NAMES)}
PLACE = ("time_period", "geographic_level", "country_code", "region_code", "region_name", "old_la_code")
HEAD = (*PLACE, "new_la_code", "la_name")
LOOKED_AFTER = "Children looked after on 31 March each year"
CHILDREN = "Children aged 0 to 17 years"

PLANS, REPEATS = "d5_cpps_at31march_by_duration_2013_to_2031.csv", "d3_cpps_subsequent_plan_2013_to_2031.csv"
IN_NEED = "b1_children_in_need_2013_to_2031.csv"
REFERRALS = "c1_children_in_need_referrals_and_rereferrals_2013_to_2031.csv"
POPULATION, CARE = "ons_mid-year_population_estimates_2012_to_2030.csv", "cla_number_and_rate_per_10k_children.csv"
LIST, OTHER_LIST = "sn_model_2025_wide.csv", "New_Statistical_Neighbour_Groupings_April_2021.csv"

# What stands in place of a number, by file, authority and year.
SYMBOLS = {(PLANS, "Otherborough, City of", 2031): "c", (CARE, "Otherborough, City of", 2030): "x"}


def draw_country(folder: Path, **damaged: str) -> Path:
    """Write the files; ``damaged`` puts a text in place of the number of plans of an authority in the last year."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (headings, numbers) in FILES.items():
        rows = [[*place, *numbers(size, end)] for end in ENDS for place, size in _places(end)]
        rows = [_with_symbols(name, row, damaged) for row in rows]
        _write(folder / name, [(*HEAD, *headings), *rows])
    codes = list(CODES.values())
    tens = [[code, name, *([each for each in codes if each != code][:10])] for name, code in CODES.items()]
    _write(folder / LIST, [("old_la_code", "la_name", *(f"SN_{place}" for place in range(1, 11))), *tens])
    _write(folder / OTHER_LIST, [("LA num", "LA Name", *(f"SN{place}" for place in range(1, 11))), *tens])
    return folder


def _plans(size: int, end: int) -> tuple:
    # Places differ by more than chance, and England lies between them.
    return (size // 250 * (1 + size % 3) + end % 7 * (size // 2000),)


def _repeats(size: int, end: int) -> tuple:
    started, again = size // 200, size // 900 + end % 3
    return started, again, _rounded(Decimal(100 * again) / started, 1)


def _referrals(size: int, end: int) -> tuple:
    return size // 20 + end, Decimal("20.5")


def _in_need(size: int, end: int) -> tuple:
    return (size // 30 + size % 7 + end % 5,)


def _children(size: int, end: int) -> tuple:
    return CHILDREN, size + 10 * (end - 2027)


def _care(size: int, end: int) -> tuple:
    (count,) = _plans(size, end + 1)
    return LOOKED_AFTER, count, _rounded(Decimal(10_000) * count / size, 0)


FILES = {
    PLANS: (("CPP_At31",), _plans),
    REPEATS: (("CPP_start", "CPP_subsequent", "CPP_subsequent_percent"), _repeats),
    IN_NEED: (("At31_episodes",), _in_need),
    REFERRALS: (("referral_count", "rereferral_percent"), _referrals),
    POPULATION: (("age_group", "population_estimate"), _children),
    CARE: (("population_type", "children_count", "rate_per_10000"), _care),
}


def _places(end: int) -> Iterator[tuple[list, int]]:
    yield [end, "National", "E92000001", "", "", "", "", ""], 1_000_000
    for code, name in REGIONS.items():
        yield [end, "Regional", "E92000001", code, name, "", "", ""], 400_000
    for number, (name, code) in enumerate(CODES.items()):
        region = list(REGIONS.items())[number % 2]
        size = 20_000 + 7_000 * number
        yield [end, "Local authority", "E92000001", *region, code, f"E00000{code}", name], size


def _with_symbols(name: str, row: list, damaged: dict[str, str]) -> list:
    end, place = row[0], row[len(HEAD) - 1]
    # Estimates are of the year before the one that they are used for.
    row[0] = end - 1 if name == POPULATION else end
    symbol = SYMBOLS.get((name, place, end)) or (damaged.get(place) if name == PLANS and end == ENDS[-1] else None)
    numbers = [symbol if symbol and not isinstance(each, str) else each for each in row[len(HEAD) :]]
    return [*row[: len(HEAD)], *numbers]


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _write(path: Path, rows: Iterable[Iterable]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def differences(official: Path, built: Path, code: str, year: str) -> list[str]:
    """Return where a built book does not print what the files hold, read here with nothing but the csv module."""
    end = int(year[:4]) + 1
    with (built / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        printed = {row["id"]: row["printed"] for row in csv.DictReader(file)}
    expected = {}
    for each in range(end - 4, end + 1):
        label = f"{each - 1}-{each % 100:02d}"
        expected |= {f"{measure}[{label}]": text for measure, text in _expected(official, code, each).items()}
    return [f"{id}: {printed.get(id)}, expected {text}" for id, text in expected.items() if printed.get(id) != text]


def _expected(official: Path, code: str, end: int) -> dict[str, str]:
    plans, repeats = _row(official, "d5_", code, end), _row(official, "d3_", code, end)
    referrals, children = _row(official, "c1_", code, end), _row(official, "ons_", code, end - 1)
    in_need = _row(official, "b1_", code, end)
    care = _row(official, "cla_", code, end, population_type=LOOKED_AFTER)
    size = children.get("population_estimate", "")
    return {
        "plans.at_year_end": _count(plans.get("CPP_At31", "")),
        "plans.rate": _per(plans.get("CPP_At31", ""), size, 10_000, ""),
        "plans.started_in_year": _count(repeats.get("CPP_start", "")),
        "plans.repeat": _count(repeats.get("CPP_subsequent", "")),
        "plans.repeat_share": _per(repeats.get("CPP_subsequent", ""), repeats.get("CPP_start", ""), 100, "%"),
        "referrals.in_year": _count(referrals.get("referral_count", "")),
        "referrals.rate": _per(referrals.get("referral_count", ""), size, 10_000, ""),
        "children_in_need.at_year_end": _count(in_need.get("At31_episodes", "")),
        "children_in_need.rate": _per(in_need.get("At31_episodes", ""), size, 10_000, ""),
        "looked_after.at_year_end": _count(care.get("children_count", "")),
        "looked_after.rate": _count(care.get("rate_per_10000", "")),
        "children.population": _count(size),
    }


def _row(official: Path, begins: str, code: str, end: int, **more: str) -> dict[str, str]:
    (path,) = (each for each in official.iterdir() if each.name.startswith(begins))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["time_period"] == str(end) and row["old_la_code"] == code]
    return next((row for row in rows if all(row[heading] == text for heading, text in more.items())), {})


def _count(text: str) -> str:
    if not text or text == ":":
        return "[x]"
    return f"{int(text.replace(',', '')):,}" if text.replace(",", "").isdigit() else f"[{_letter(text)}]"


def _letter(text: str) -> str:
    return {"k": "low"}.get(text.lower(), text.lower())


def _per(part: str, whole: str, times: int, unit: str) -> str:
    symbols = [_count(each) for each in (part, whole) if _count(each).startswith("[")]
    if symbols:
        return min(symbols, key=["[c]", "[x]", "[z]", "[low]", "[u]"].index)
    if int(whole) == 0:
        return "[z]"
    number = Decimal(times) * int(part) / int(whole)
    rounded = _rounded(number, 1)
    return "[low]" if number and not rounded else f"{rounded:,}{unit}"
