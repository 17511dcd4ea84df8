"""Sentences whose parts changed places: numbers and words go with what they are told of."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import texts
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "The storm killed 12 people in Sarn and nine people in Brae.",
            "The storm killed 10 people in Brae and 14 people in Sarn.",
            ["nine → 10 people (killed)", "12 → 14 people"],
        ),
        (
            "The firm lost $12 million in May and $9 million in June.",
            "The firm lost $10 million in June and $14 million in May.",
            ["$12 million → $14 million", "$9 million → $10 million"],
        ),
        ("Lund, 34, and Reyes, 43, were held.", "Reyes, 44, and Lund, 35, were held.", ["34 → 35", "43 → 44"]),
        ("Oil rose 2% and gas 3%.", "Gas rose 4% and oil 1%.", []),
        (
            "On Monday 12 people were arrested and on Tuesday nine.",
            "On Tuesday 10 people were arrested and on Monday 14.",
            [],
        ),
        (
            "Officials said 12 people died, though the union said 20 had.",
            "The union said 22 people died, though officials said 13 had.",
            [],
        ),
        (
            "The first hospital took in 12 patients, the second nine.",
            "The second hospital took in 10 patients, the first 14.",
            [],
        ),
        (
            "Police said on Monday that 12 people died in Sarn and nine in Brae.",
            "In all 14 people died in Sarn and nine in Brae, police said on Monday.",
            ["12 → 14 people (died)"],
        ),
    ],
)
def test_numbers_that_changed_places_are_told_with_what_they_went_with(
    before: str, after: str, said: list[str]
) -> None:
    assert texts(FactKind.NUMBER, before, after) == said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "Stocks in Asia rose and bonds in Asia dropped.",
            "Bonds in Asia fell and stocks in Asia climbed.",
            [],
        ),
        ("Stocks in Asia rose on Monday.", "Stocks in Asia dropped on Monday.", ["rose → dropped"]),
    ],
)
def test_contraries_that_changed_places_are_none(before: str, after: str, said: list[str]) -> None:
    assert texts(FactKind.CLAIM, before, after) == said
