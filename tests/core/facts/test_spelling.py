"""Spelling: mended in one word, and words that are others."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, of_kind, texts
from tracker.model import Confidence, FactKind

SPELLING = FactKind.SPELLING


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("similiar", "similar"),
        ("recieved", "received"),
        ("throughtout", "throughout"),
        ("goverment", "government"),
        ("seperate", "separate"),
        ("hospitl", "hospital"),
        ("cancelled", "canceled"),
        ("happend", "happened"),
        ("brid", "bird"),
    ],
)
def test_a_letter_or_two_of_one_word_are_a_spelling(wrong: str, right: str) -> None:
    before, after = f"The crews saw a {wrong} thing in the bay.", f"The crews saw a {right} thing in the bay."
    (fact,) = of_kind(SPELLING, before, after)
    assert (fact.before, fact.after) == (wrong, right)
    assert fact.text == f"“{wrong}” → “{right}”"
    assert fact.confidence is Confidence.UNSURE
    assert line(before, after) == "~1 paragraph"


def test_another_day_is_a_date_and_no_spelling() -> None:
    before, after = "The strike begins on Tuesday.", "The strike begins on Thursday."
    assert list(of_kind(SPELLING, before, after)) == []
    assert [fact.text for fact in of_kind(FactKind.NUMBER, before, after)] == ["Tuesday → Thursday"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("protests", "protested"),
        ("closes", "closed"),
        ("closing", "closed"),
        ("river", "rivers"),
        ("bridge", "tunnel"),
        ("house", "mouse"),
        ("boat", "boats"),
        ("three", "there"),
        ("Karsk", "Kersk"),
    ],
)
def test_inflections_other_words_numbers_and_names_are_none(one: str, other: str) -> None:
    before, after = f"The crews saw that {one} near the bay.", f"The crews saw that {other} near the bay."
    assert texts(SPELLING, before, after) == []


def test_a_sentence_with_more_than_one_edit_is_no_spelling() -> None:
    before = "The crews recieved a call from the bay at night."
    after = "The crews received two calls from the bay at night."
    assert texts(SPELLING, before, after) == []
