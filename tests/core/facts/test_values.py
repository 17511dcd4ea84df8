"""Values: what a single token is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.facts.values import AmountKind, Row, value

COUNT, MONEY, PERCENT = AmountKind.COUNT, AmountKind.MONEY, AmountKind.PERCENT
ORDINAL, AGE, OTHER = AmountKind.ORDINAL, AmountKind.AGE, AmountKind.OTHER


@pytest.mark.parametrize(
    ("token", "kind", "numbers"),
    [
        ("12", COUNT, (12,)),
        ("1,029,605", COUNT, (1_029_605,)),
        ("1.5", COUNT, (1.5,)),
        ("40m", COUNT, (40_000_000,)),
        ("seven", COUNT, (7,)),
        ("Seven", COUNT, (7,)),
        ("thirty", COUNT, (30,)),
        ("thirty-four", COUNT, (34,)),
        ("zero", COUNT, (0,)),
        ("10-12", COUNT, (10, 12)),
        ("$4.6bn", MONEY, (4_600_000_000,)),
        ("US$10,000", MONEY, (10_000,)),
        ("€5", MONEY, (5,)),
        ("51.5%", PERCENT, (51.5,)),
        ("3rd", ORDINAL, (3,)),
        ("twelfth", ORDINAL, (12,)),
        ("twentieth", ORDINAL, (20,)),
        ("twenty-first", ORDINAL, (21,)),
        ("34-year-old", AGE, (34,)),
        ("six-year-old", AGE, (6,)),
        ("12-year-olds", AGE, (12,)),
        ("96-metre", COUNT, (96,)),
        ("three-day", COUNT, (3,)),
        ("75-cent", MONEY, (75,)),
        ("0134", OTHER, (134,)),
        ("12abc", OTHER, (12,)),
    ],
)
def test_a_token_is_worth_this(token: str, kind: AmountKind, numbers: tuple[float, ...]) -> None:
    found = value(token)
    assert found is not None
    assert (found.kind, found.numbers) == (kind, numbers)


@pytest.mark.parametrize(
    "token", ["people", "-", "thirty-people", "year-old", "3-0", "12-10", "555-0134", "v2.1", "", "twenty-twelve"]
)
def test_what_is_no_number_is_worth_nothing(token: str) -> None:
    assert value(token) is None


def test_the_sign_of_a_currency_is_its_unit() -> None:
    units = [found.unit for found in map(value, ("$5", "US$5", "€5", "5")) if found]
    assert units == ["$", "$", "€", ""]


@given(st.text(max_size=30))
def test_no_token_is_too_strange(token: str) -> None:
    found = value(token)
    assert found is None or found.numbers


def test_a_row_is_asked_by_place_and_silent_beyond_its_ends() -> None:
    row = Row("The mayor of Pell spoke at 6 p.m.")
    assert row.words == ["The", "mayor", "of", "Pell", "spoke", "at", "6", "p.m."]
    assert [row.at(-1), row.at(0), row.at(7), row.at(8)] == ["", "the", "p.m", ""]
    assert row.is_capital(3)
    assert not row.is_capital(9)
    assert row.is_digits(6)
    assert not row.is_digits(-1)


def test_what_is_written_is_as_the_page_has_it() -> None:
    row = Row("Seven men, 10–12 boats and Nov. 3")
    assert row.written(0, 1) == "seven"
    assert row.written(3, 6) == "10–12"
    assert row.written(8, 11) == "Nov. 3"


@given(st.text())
def test_a_row_holds_all_words_of_any_text(text: str) -> None:
    row = Row(text)
    assert "".join(row.words).split() == "".join(text.split()).split()
    assert len(row.lower) == len(row.words) == len(row)
