"""Amounts: numbers in a sentence, with their kind and the noun they count."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.facts.amounts import amounts
from tracker.core.facts.values import AmountKind, Row

PIECES = (
    "a",
    "one",
    "12",
    "and",
    "to",
    "hundred",
    "million",
    "–",
    ",",
    "%",
    "March",
    "4",
    "2031",
    "18:40",
    "people",
    "$5",
)


def read(sentence: str) -> list[tuple[str, str, str]]:
    """The numbers of a sentence: what they tell, how they are written, what they count."""
    return [
        (amount.kind.value, amount.text, f"{amount.lead} {amount.noun}".strip()) for amount in amounts(Row(sentence))
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The flood killed 174 people.", [("count", "174", "people")]),
        ("Another 40 of the boats sank.", [("count", "40", "boats")]),
        ("At least twelve were hurt.", [("count", "twelve", "")]),
        ("In all 12 wounded came.", [("count", "12", "wounded")]),
        ("It sent 3 small navy boats.", [("count", "3", "small navy boats")]),
        ("One hundred and five people left.", [("count", "one hundred and five", "people")]),
        ("Two thousand three hundred homes.", [("count", "two thousand three hundred", "homes")]),
        ("Some 2.4 million commuters.", [("count", "2.4 million", "commuters")]),
        ("About a dozen houses.", [("count", "a dozen", "houses")]),
        ("One person died.", [("count", "one", "person")]),
        ("One more man died.", [("count", "one", "man")]),
        ("One of them died.", []),
        ("No one died.", []),
        ("Crews expect 10–12 shocks.", [("count", "10–12", "shocks")]),
        ("Crews expect 10 to 12 shocks.", [("count", "10 to 12", "shocks")]),
        ("It rose from 10 to 12 boats.", [("count", "10", ""), ("count", "12", "boats")]),
        ("It saw 5 men and 3 women.", [("count", "5", "men"), ("count", "3", "women")]),
    ],
)
def test_counts(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert read(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It got $3 million in aid.", [("money", "$3 million", "in aid")]),
        ("It lost £40m in Karsk.", [("money", "£40m", "")]),
        ("It paid a €5 fine.", [("money", "€5", "fine")]),
        ("It paid $5 of the debt.", [("money", "$5", "of debt")]),
        ("Some 60% of children came.", [("percent", "60%", "of children")]),
        ("It rose 12 percent.", [("percent", "12", "")]),
        ("It fell 3 per cent of wages.", [("percent", "3", "of wages")]),
        ("It is 35% contained.", [("percent", "35%", "contained")]),
    ],
)
def test_money_and_shares(sentence: str, found: list[tuple[str, str, str]]) -> None:
    assert read(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("He is 45 years old.", "age", "45"),
        ("Boys aged 7 came.", "age", "7"),
        ("He died at the age of 81.", "age", "81"),
        ("Mira Holt, 34, drove.", "age", "34"),
        ("Mira Holt (34) drove.", "age", "34"),
        ("A 34-year-old man drove.", "age", "34-year-old"),
        ("Boy, 12, dies in Karsk.", "age", "12"),
        ("They lost a teacher, 45, in Karsk.", "age", "45"),
        ("The third blast came.", "ordinal", "third"),
        ("The 2nd floor burned.", "ordinal", "2nd"),
        ("Call 555 0134 now.", "other", "555"),
        ("Dial +44 now.", "other", "44"),
        ("In Karsk, 34, they say.", "count", "34"),
        ("It won 1,200, 300 more.", "count", "1,200"),
    ],
)
def test_what_its_neighbours_make_of_a_number(sentence: str, kind: str, text: str) -> None:
    assert read(sentence)[0][:2] == (kind, text)


@given(st.lists(st.sampled_from(PIECES)))
@example(["12", "March", ",", "12"])
def test_numbers_never_overlap_and_stand_in_order(words: list[str]) -> None:
    row = Row(" ".join(words))
    found = amounts(row)
    ends = [place for amount in found for place in (amount.first, amount.last)]
    assert ends == sorted(ends)
    assert all(0 <= amount.first < amount.last <= len(row) for amount in found)


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    for amount in amounts(Row(text)):
        assert amount.text
        assert amount.kind in AmountKind


@pytest.mark.parametrize("piece", ["-year-old", "9", "10–", "six-", "1,", "$", "10:30"])
def test_endless_repetition_is_read_and_is_no_number_or_a_plain_one(piece: str) -> None:
    for amount in amounts(Row(f"In {piece * 5_000} it was.")):
        assert len(amount.value) <= 2
