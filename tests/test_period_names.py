"""The periods that a sentence names, in figures or in words, and the year that goes without saying."""

import pytest

from kscb_book.press.period_names import periods_named

NAMED = {
    "a year": ("In 2016-17 there were", {"2016-17": ["2016-17"]}),
    "a year in other signs": (
        "2015/16, 2015\u201316 and 2015 to 2016",
        {"2015/16": ["2015-16"], "2015\u201316": ["2015-16"], "2015 to 2016": ["2015-16"]},
    ),
    "a day": ("On 31 March 2016 there were", {"31 March 2016": ["Mar 2015-16"]}),
    "another day": ("On 21 April 2016 it met", {}),
    "the year to a day": ("in the year to 31 March 2016", {"year to 31 March 2016": ["2015-16"]}),
    "a month": ("in August 2016 and January 2017", {"August 2016": ["Aug 2016-17"], "January 2017": ["Jan 2016-17"]}),
    "a month without its year": ("in August", {"August": ["Aug 2016-17"]}),
    "months of a year named before": (
        "In 2014-15 it was lower in July",
        {"2014-15": ["2014-15"], "July": ["Jul 2014-15"]},
    ),
    "months with one year at the end": (
        "in August, September and October 2014",
        {"August": ["Aug 2014-15"], "September": ["Sep 2014-15"], "October 2014": ["Oct 2014-15"]},
    ),
    "a quarter": (
        "in Q3 and in the second quarter of 2015-16",
        {"Q3": ["Q3 2016-17"], "second quarter of 2015-16": ["Q2 2015-16"]},
    ),
    "the year before": ("63, after 89 the year before", {"the year before": ["2015-16"]}),
    "the year before one that is named": (
        "In 2015-16, and a year earlier",
        {"2015-16": ["2015-16"], "a year earlier": ["2014-15"]},
    ),
    "this year": ("so far this year", {"this year": ["2016-17"]}),
    "a range of years": (
        "over the years 2014-15 to 2016-17",
        {"2014-15 to 2016-17": ["2014-15", "2015-16", "2016-17"]},
    ),
    "a range between": ("between 2015-16 and 2016-17", {"2015-16 and 2016-17": ["2015-16", "2016-17"]}),
    "a range of months": (
        "from April to June 2015",
        {"April to June 2015": ["Apr 2015-16", "May 2015-16", "Jun 2015-16"]},
    ),
    "a year that may be two": ("The number for 2017", {"2017": []}),
    "years that do not follow each other": ("the plan of 2014 to 2017", {"2014 to 2017": []}),
    "no period": ("year after year, in many months of may and march", {}),
}


@pytest.mark.parametrize(("text", "periods"), NAMED.values(), ids=NAMED)
def test_a_sentence_names_its_periods(text, periods):
    names = periods_named(text, "2016-17")
    assert {name.text: [period.label for period in name.periods] for name in names} == periods


def test_the_last_day_of_march_names_the_year_of_a_stock():
    (name,) = periods_named("On 31 March 2016", "2016-17")
    assert [name.covers(name.day, kind) for kind in ("stock", "flow")] == [True, False]
