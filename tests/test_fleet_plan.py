"""Which books a fleet has: what may be asked for, and what is said of what may not."""

import pytest
from fleet_files import CODES, IN_NEED, POPULATION, draw_country

from kscb_book.findings import InputRefused
from kscb_book.fleet.official import read_all
from kscb_book.fleet.plan import plan, read_years, slugs_of
from kscb_book.source.authorities import Authority


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return read_all(draw_country(tmp_path_factory.mktemp("official")))


def names_in(books) -> list[str]:
    return list(dict.fromkeys(book.name for book in books))


@pytest.mark.parametrize(
    "text, years",
    [
        ("2030-31", ("2030-31",)),
        ("2029-30..2030-31", ("2029-30", "2030-31")),
        ("2027-28 .. 2030-31", ("2027-28", "2028-29", "2029-30", "2030-31")),
    ],
)
def test_years_are_one_or_from_one_to_another(text, years):
    assert read_years(text) == years


@pytest.mark.parametrize(
    "text, message",
    {
        "2030": "year: 1 finding\n  expected a year written as 2016-17, found '2030'",
        "2030-31..2029-30": "years: 1 finding\n  expected years such as 2016-17..2024-25, the earlier one first, "
        "found '2030-31..2029-30'",
        "1900-01..2030-31": "years: 1 finding\n  expected years such as 2016-17..2024-25, the earlier one first, "
        "found '1900-01..2030-31'",
    }.items(),
)
def test_other_years_are_refused(text, message):
    with pytest.raises(InputRefused) as refused:
        read_years(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "text, names",
    {
        "all": sorted(CODES),
        "Anyborough": ["Anyborough"],
        "anyborough , Placeton B": ["Anyborough", "Placeton B"],
        "a name with a comma inside": ["Otherborough, City of"],
        "E00000100": ["Anyborough"],
        "region:Other Part": [name for number, name in enumerate(CODES) if number % 2],
        "neighbours:Anyborough": list(CODES)[:11],
    }.items(),
)
def test_authorities_are_asked_for_by_name_code_region_or_neighbours(files, text, names):
    asked = text.replace("a name with a comma inside", "Otherborough, City of")
    assert sorted(names_in(plan(files, "2030-31", asked))) == sorted(names)


def test_a_book_is_made_for_each_authority_and_year(files):
    books = plan(files, "2029-30..2030-31", "Anyborough,Placeton A")
    assert [(book.slug, book.year) for book in books] == [
        ("anyborough", "2029-30"),
        ("anyborough", "2030-31"),
        ("placeton-a", "2029-30"),
        ("placeton-a", "2030-31"),
    ]
    assert books[0].region == "Northern Part"


def test_a_year_before_an_authority_was_there_has_no_book_of_it(files):
    assert {book.year for book in plan(files, "2020-21..2030-31", "Anyborough")} == {
        *("2026-27", "2027-28", "2028-29", "2029-30", "2030-31")
    }


@pytest.mark.parametrize(
    "text, message",
    {
        "Anyboro, Placeton Z": "authorities: 2 findings\n"
        "  no authority in the official files has the name or ONS code 'Anyboro'; is Anyborough meant?\n"
        "  no authority in the official files has the name or ONS code 'Placeton Z'; is Placeton L meant?",
        "region:Nowhere": "authorities: 1 finding\n"
        "  no region is called 'Nowhere'; there are Northern Part, Other Part",
        "neighbours:Elsewhere": "authorities: 1 finding\n"
        "  no authority in the official files has the name or ONS code 'Elsewhere'",
    }.items(),
)
def test_what_files_do_not_know_is_told_all_at_once(files, text, message):
    with pytest.raises(InputRefused) as refused:
        plan(files, "2030-31", text)
    assert str(refused.value) == message


@pytest.fixture(scope="module")
def succeeded(tmp_path_factory):
    """The files of a country in which another authority of the same name has followed Placeton L in the last year."""
    folder = draw_country(tmp_path_factory.mktemp("succeeded"))
    for path in folder.glob("*.csv"):
        last = "2030" if path.name == POPULATION else "2031"
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        path.write_text("\n".join(followed(line) if line.startswith(last) else line for line in lines), "utf-8-sig")
    return read_all(folder)


def followed(line: str) -> str:
    return line.replace(f",{CODES['Placeton L']},E00000{CODES['Placeton L']},Placeton L", ",199,E00000199,Placeton L")


def test_a_name_that_passed_to_another_authority_means_both_each_in_its_years(succeeded):
    books = plan(succeeded, "2029-30..2030-31", "Placeton L")
    assert [(book.code, book.slug, book.year) for book in books] == [
        (CODES["Placeton L"], "placeton-l", "2029-30"),
        ("199", "placeton-l-199", "2030-31"),
    ]


def test_one_that_is_asked_for_by_name_and_was_not_there_is_told(succeeded):
    message = "official files tell of Placeton L in 2026-27 to 2029-30, and not in 2030-31"
    with pytest.raises(InputRefused, match=message):
        plan(succeeded, "2030-31", f"Anyborough,E00000{CODES['Placeton L']}")


def test_a_file_that_only_profiles_need_is_missed_before_any_is_made(tmp_path):
    (draw_country(tmp_path) / IN_NEED).unlink()
    with pytest.raises(InputRefused, match=r"b1_children_in_need_\*\.csv  no such file"):
        read_all(tmp_path)


def test_years_of_which_files_tell_nothing_are_refused(files):
    with pytest.raises(InputRefused, match="official files tell of none of these authorities in 2010-11"):
        plan(files, "2010-11", "all")


@pytest.mark.parametrize(
    "names, slugs",
    [
        (["Kingston upon Hull, City of"], ["kingston-upon-hull-city-of"]),
        (["King's Town", "Kings Town"], ["kings-town", "kings-town-2"]),
        (["Ynys Môn"], ["ynys-mon"]),
        (["Comparison"], ["comparison-1"]),
        (["../../etc"], ["etc"]),
        (["東京"], ["1"]),
    ],
)
def test_a_folder_is_called_by_small_letters_digits_and_hyphens(names, slugs):
    authorities = [Authority(str(number), (), name, 2013, 2025) for number, name in enumerate(names, 1)]
    assert list(slugs_of(authorities).values()) == slugs
