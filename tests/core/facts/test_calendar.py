"""Dates and times: which words are one, and which only sound like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.facts.calendar import moment
from tracker.core.facts.values import Amount, AmountKind, Row


def moments(sentence: str) -> list[Amount]:
    """All dates and times of a sentence."""
    row = Row(sentence)
    found: list[Amount] = []
    place = 0
    while place < len(row):
        one = moment(row, place)
        found += [one] if one else []
        place = one.last if one else place + 1
    return found


@pytest.mark.parametrize(
    ("sentence", "kind", "text", "value"),
    [
        ("It is on 4 March.", "date", "4 March", (3, 4)),
        ("It is on March 4.", "date", "March 4", (3, 4)),
        ("It is on March 4th.", "date", "March 4th", (3, 4)),
        ("It is on the 4th of March.", "date", "4th of March", (3, 4)),
        ("It is on Sept. 9 in Karsk.", "date", "Sept. 9", (9, 9)),
        ("It is on 3/14/2031 in Karsk.", "date", "3/14/2031", (3, 14, 2031)),
        ("It is on 14/3/31 in Karsk.", "date", "14/3/31", (14, 3, 31)),
        ("It is on 14.03.2031.", "date", "14.03.2031", (14, 3, 2031)),
        ("It is on 2031-03-14.", "date", "2031-03-14", (2031, 3, 14)),
        ("It is closed until October.", "month", "October", (10,)),
        ("It fell on Tuesday.", "weekday", "Tuesday", (2,)),
        ("It was built in 1988.", "year", "1988", (1988,)),
        ("It was built in 1488.", "year", "1488", (1488,)),
        ("It came at 18:40.", "time", "18:40", (1120,)),
        ("It came at 18h40.", "time", "18h40", (1120,)),
        ("It came at 6.40pm.", "time", "6.40pm", (1120,)),
        ("It came at 6:40 p.m. or so.", "time", "6:40 p.m.", (1120,)),
        ("It came at 12 a.m. or so.", "time", "12 a.m.", (0,)),
        ("It came at 12pm.", "time", "12pm", (720,)),
        ("It came at 8 o’clock.", "time", "8 o’clock", (480,)),
    ],
)
def test_a_date_or_time_is_read(sentence: str, kind: str, text: str, value: tuple[float, ...]) -> None:
    (found,) = moments(sentence)
    assert (found.kind.value, found.text, found.value) == (kind, text, value)


@pytest.mark.parametrize(
    "sentence",
    [
        "They may sail.",
        "They march on.",
        "It was Black Friday.",
        "It won 3:2 at home.",
        "It is at 25:10 of the tape.",
        "It is at 10:75 of the tape.",
        "It has 6.40 metres.",
        "It lies in 1200 homes.",
        "It may be sunday.",
        "March on, they said.",
        "It won 10/12/16/4 at home.",
        "It has the code 45/99/2031.",
        "It is at 9/11 of the tape.",
    ],
)
def test_what_is_none_is_not_read(sentence: str) -> None:
    assert moments(sentence) == []


def test_the_year_of_a_name_is_no_date() -> None:
    assert [found.kind for found in moments("Expo 2030 opens in 2031.")] == [AmountKind.OTHER, AmountKind.YEAR]


def test_a_date_and_its_year_are_two() -> None:
    texts = [found.text for found in moments("Signed on 9 August 2014 and on May 3, 2015.")]
    assert texts == ["9 August", "2014", "May 3", "2015"]


def test_the_zone_of_a_time_is_what_it_counts() -> None:
    (found,) = moments("Contact was lost at 04:12 GMT.")
    assert (found.text, found.noun) == ("04:12", "GMT")


@given(st.lists(st.sampled_from(("March", "4", "4th", "of", ",", ".", "2031", "in", "10:30", "pm", "Monday", "31st"))))
def test_whatever_stands_beside_each_other_is_read_within_its_bounds(words: list[str]) -> None:
    row = Row(" ".join(words))
    for place in range(len(row)):
        found = moment(row, place)
        assert found is None or place == found.first < found.last <= len(row)
