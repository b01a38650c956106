"""Figures know what they are; selections go by label; combinations unite cells and state their rule."""

from decimal import Decimal

import pytest
from drawing import SOUND, YEAR, draw_workbook

from kscb_book.meaning.combinations import change, low, peak, rate_per_10k, share, total
from kscb_book.meaning.edition import open_edition
from kscb_book.meaning.printing import in_words, printed
from kscb_book.source.measures import read_measures
from kscb_book.source.periods import Period
from kscb_book.source.symbols import Symbol
from kscb_book.source.workbook import read_workbook


@pytest.fixture
def edition(tmp_path):
    return open_edition(read_workbook(draw_workbook(tmp_path / "year.xlsx"), YEAR, "year.xlsx"))


@pytest.fixture
def referrals(edition):
    return edition.sheet("LADO referrals").series("referrals")


@pytest.fixture
def no_further_action(edition):
    return edition.sheet("LADO referrals").series("no_further_action")


def told(figures):
    """What a reviewer sees of figures: id, printed number and cells."""
    return [(figure.id, figure.printed, [cell.address.split("!")[1] for cell in figure.cells]) for figure in figures]


def test_a_figure_is_its_measure_period_and_cell(referrals):
    assert told(referrals) == [
        ("lado.referrals[2028-29]", "40", ["B6"]),
        ("lado.referrals[2029-30]", "50", ["B7"]),
        ("lado.referrals[2030-31]", "80", ["B8"]),
    ]


def test_a_breakdown_has_categories(edition):
    outcomes = edition.sheet("LADO outcomes")
    assert told(outcomes.at(YEAR).category("unfounded")) == [("lado.outcomes[unfounded, 2030-31]", "3", ["D7"])]
    assert told(outcomes.at("2028-29").category("continuing")) == [
        ("lado.outcomes[continuing, 2028-29]", "[x]", ["B12"])
    ]


def test_rows_that_the_supplier_chooses_are_named_by_their_label(edition):
    assert [figure.id for figure in edition.sheet("LADO disposals")] == [
        "lado.disposals[resigned, 2030-31]",
        "lado.disposals[back_at_work, 2030-31]",
    ]


def test_a_fact_has_its_own_period(edition):
    assert told(edition.fact("foreword.reports_presented")) == [
        ("foreword.reports_presented[2030-31]", "11", ["B6"]),
    ]


def test_what_is_not_there_is_named_with_what_is(edition):
    with pytest.raises(LookupError, match=r"no period '2001-02' among lado.referrals\[2028-29\]"):
        edition.sheet("LADO referrals").at("2001-02")
    with pytest.raises(LookupError, match="the workbook has no sheet 'Lado referrals'; is 'LADO referrals' meant?"):
        edition.sheet("Lado referrals")


def test_share(referrals, no_further_action):
    shares = share(no_further_action, of=referrals)
    assert told(shares) == [
        ("lado.no_further_action_share[2028-29]", "25%", ["C6", "B6"]),
        ("lado.no_further_action_share[2029-30]", "40%", ["C7", "B7"]),
        ("lado.no_further_action_share[2030-31]", "25%", ["C8", "B8"]),
    ]
    assert shares.members[0].rule == "100 × 10 ÷ 40: No further action as a percentage of Referrals"


def test_share_pairs_by_period_and_never_by_place(referrals, no_further_action):
    backwards = referrals.like(reversed(referrals.members))
    assert [figure.printed for figure in share(no_further_action, of=backwards)] == ["25%", "40%", "25%"]
    with pytest.raises(LookupError, match=r"nothing to divide by for lado.no_further_action\[2028-29\]"):
        share(no_further_action, of=referrals.at(YEAR))


def test_total(edition):
    assert told(total(edition.sheet("LADO disposals"))) == [("lado.disposals_total[2030-31]", "7", ["B6", "B7"])]


def test_total_adds_up_each_measure_by_itself(edition):
    assert told(total(edition.sheet("Contributions"))) == [
        ("finance.contributions_total[2030-31]", "£23.000m", ["B6", "B7"]),
        ("finance.contribution_share_total[2030-31]", "25.00%", ["C6", "C7"]),
    ]


def test_months_of_years_and_the_year_itself(edition):
    april = edition.sheet("Emotional abuse").at("Apr 2029-30")
    assert told(april) == [("plans.emotional_abuse_share[Apr 2029-30]", "12%", ["C6"])]
    missing = edition.sheet("Missing").series("episodes")
    assert [figure.period.label for figure in missing.by_part()] == [f"Q{number} {YEAR}" for number in (1, 2, 3, 4)]
    assert told(missing.by_year()) == [("missing.episodes[2030-31]", "16", ["C10"])]


def test_a_comparator_is_a_category_of_the_year_before(edition):
    england, *_, target = edition.sheet("Comparators").series("plans.rate")
    assert (england.id, target.id) == ("plans.rate[england, 2029-30]", "plans.rate[target, 2030-31]")


MONTHS = {"Apr": "April 2016", "Dec": "December 2016", "Jan": "January 2017", "Mar": "March 2017"}


@pytest.mark.parametrize(("part", "words"), MONTHS.items(), ids=MONTHS)
def test_a_month_is_said_with_its_calendar_year(part, words):
    assert Period("2016-17", part).in_words == words


def test_a_number_is_printed_with_the_decimals_it_was_given_with(tmp_path):
    drawing = """
        | Agency | Contribution (£ million) | Share of contributions (%) |
        | One    | 0.1                      | 43                         |
        | Two    | 0.149                    | 55.56                      |
        """
    path = draw_workbook(tmp_path / "year.xlsx", Contributions=drawing)
    sheet = open_edition(read_workbook(path, YEAR, "year.xlsx")).sheet("Contributions")
    assert [figure.printed for figure in sheet] == ["£0.1m", "43%", "£0.149m", "55.56%"]
    assert [figure.printed for figure in total(sheet)] == ["£0.249m", "98.56%"]


def test_rate_per_10k(referrals, no_further_action):
    rate = rate_per_10k(no_further_action.at(YEAR), of=referrals.at(YEAR))
    assert [(figure.printed, figure.value) for figure in rate] == [("2,500.0", Decimal(2500))]


def test_change_goes_by_the_label_of_the_year_before(referrals):
    reordered = referrals.like([referrals.members[2], referrals.members[0], referrals.members[1]])
    assert [(figure.period.label, figure.printed, len(figure.cells)) for figure in change(reordered)] == [
        ("2030-31", "30", 2),
        ("2029-30", "10", 2),
    ]


def test_peak_and_low_rest_on_the_whole_series(referrals):
    (highest,), (lowest,) = peak(referrals), low(referrals)
    assert (highest.printed, highest.period.label, len(highest.cells)) == ("80", "2030-31", 3)
    assert (lowest.printed, lowest.period.label, len(lowest.cells)) == ("40", "2028-29", 3)


def test_a_symbol_passes_through_every_combination(edition, referrals):
    outcomes = edition.sheet("LADO outcomes").at("2028-29")
    assert [figure.printed for figure in total(outcomes)] == ["[x]"]
    parts = edition.sheet("LADO outcomes").category("continuing")
    assert [figure.printed for figure in share(parts, of=referrals)] == ["[x]", "0.0%", "5.0%"]
    assert [figure.printed for figure in change(parts)] == ["[x]", "4"]
    assert [figure.printed for figure in peak(parts)] == ["[x]"]


def test_nothing_divided_by_nothing_does_not_apply(tmp_path):
    drawing = SOUND["LADO referrals"].replace("| 40        | 10 ", "| 0         | 0  ")
    path = draw_workbook(tmp_path / "year.xlsx", LADO_referrals=drawing)
    sheet = open_edition(read_workbook(path, YEAR, "year.xlsx")).sheet("LADO referrals")
    assert share(sheet.series("no_further_action"), of=sheet.series("referrals")).members[0].printed == "[z]"


def test_marks_and_sources_travel_with_a_number(tmp_path):
    details = {"Supplier": "Police", "Source": "a file", "Status": "Provisional"}
    path = draw_workbook(tmp_path / "year.xlsx", details=details)
    sheet = open_edition(read_workbook(path, YEAR, "year.xlsx")).sheet("LADO referrals")
    (figure,) = share(sheet.series("no_further_action"), of=sheet.series("referrals")).at(YEAR)
    assert (figure.marks, figure.sources) == (("p",), ("Police: a file",))


PRINTED = {
    "thousands": ("1874", "lado.referrals", "1,874"),
    "half goes up": ("62.5", "lado.no_further_action_share", "63%"),
    "a share that rounds to 0 but is not 0": ("0.3", "lado.no_further_action_share", "[low]"),
    "a true zero": ("0", "lado.no_further_action_share", "0%"),
    "a fall": ("-1026", "lado.referrals", "\N{MINUS SIGN}1,026"),
}


@pytest.mark.parametrize(("value", "measure", "text"), PRINTED.values(), ids=PRINTED)
def test_a_number_is_rounded_once_half_up_when_printed(value, measure, text):
    assert printed(Decimal(value), read_measures()[measure]) == text


def test_a_small_count_can_be_a_word():
    assert [in_words(Decimal(number)) for number in (0, 9, 10)] == ["none", "nine", None]
    assert in_words(Decimal("1.5")) is None and in_words(Symbol("c")) is None


def test_every_measure_is_whole():
    measures = read_measures()
    for measure in measures.values():
        assert measure.number in ("count", "share", "rate", "money", "quantity") and measure.kind in ("flow", "stock")
        assert measure.measured_in or measure.number != "quantity"
        assert measure.better in ("up", "down", "neither") and measure.definition.endswith(".") and measure.nouns
        assert (measure.people is None) == (measure.number != "count" or bool(measure.combination)), measure.id
        assert not measure.average_of or measures[measure.average_of].people
        assert set(measure.of) <= set(measures) and bool(measure.of) == bool(measure.combination)
