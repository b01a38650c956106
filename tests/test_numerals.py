"""What counts as a number in prose: digits and words, but no date, and no words that only look like one."""

import pytest

from kscb_book.meaning.numerals import forms_of, numerals_in, value_of

FORMS = [(kind, pattern, example) for kind in ("dates", "exceptions") for pattern, example in forms_of(kind)]

NUMBERS = {
    "There were twelve referrals, forty-two plans and two hundred visits.": ["twelve", "forty-two", "two hundred"],
    "Contributions of £0.268m, 70% of 1,874 and 49.2.": ["£0.268m", "70%", "1,874", "49.2"],
    "Half of them, two thirds of those, a quarter of these; twice as many.": [
        *("Half", "two thirds", "a quarter of", "twice"),
    ],
    "There were 2017 referrals in 2017.": ["2017"],
    "In 2016-17, 63 children; in 2017, 64.": ["63", "64"],
    "One teacher was suspended; one of them was not.": ["One"],
    "The board came second, and Knowsley 3rd.": ["second", "3"],
    "In the second quarter the second child": ["second"],
    "½ of them, and 5².": ["½", "5", "²"],
    "Dozens of visits and hundreds of calls": ["Dozens", "hundreds"],
    "under-fives and a seventeen-year-old": ["fives", "seventeen"],
    "on 32 March 2017": ["32"],
    "Q5 has 2016-7": ["5", "2016", "7"],
}


@pytest.mark.parametrize(("text", "numbers"), NUMBERS.items(), ids=lambda each: str(each)[:40])
def test_numbers_are_found_where_they_stand(text, numbers):
    found = numerals_in(text)
    assert [each.text for each in found] == numbers
    assert [text[each.start : each.end] for each in found] == numbers


NONE = (
    "Partners help one another, and no one asked which one was meant.",
    "At first there was one who had been there before; each one of the officers knows.",
    "Support is given one to one, or in one-to-one sessions.",
    "Once more, someone alone was on the phone tonight; the bones are done.",
    "From April 2016 to 31 March 2017, in Q1 and in the third and fourth quarters, since 2014, by 2015, 2016 and 2017.",
    "Working Together (2015) came before 1 April 2016, 31st August and August 2017.",
    "It seconded staff, weighed the matter often, and attended.",
    "The two years before were unlike the three earlier years.",
    "",
)


@pytest.mark.parametrize("text", NONE)
def test_dates_and_words_that_count_nothing_are_no_numbers(text):
    assert numerals_in(text) == []


@pytest.mark.parametrize(("kind", "pattern", "example"), FORMS, ids=[example for *_, example in FORMS])
def test_each_form_has_an_example_that_it_finds(kind, pattern, example):
    assert pattern.search(example) and numerals_in(example) == []


@pytest.mark.parametrize(("text", "value"), {"twelve": "12", "One": "1", "70%": "70%", "dozen": "dozen"}.items())
def test_a_word_has_the_value_that_would_be_printed(text, value):
    assert value_of(text) == value
