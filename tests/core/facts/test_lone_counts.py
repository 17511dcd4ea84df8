"""Counts without a number: headlines that begin with one person and no article."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import texts
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("Man dead after Sarn blast", "Two men dead after Sarn blast", ["man dead → two men dead"]),
        ("Woman killed in Sarn crash", "Two women killed in Sarn crash", ["woman → two women (killed)"]),
        ("Police officer shot in Sarn", "Two police officers shot in Sarn", ["police officer → two police officers"]),
        ("Student shot at Sarn school", "Three students shot at Sarn school", ["student → three students"]),
        ("Officer Hale shot in Sarn", "Two officers shot in Sarn", []),
        ("Man kills two women in Sarn", "Two men kill woman in Sarn", []),
        ("Man, 34, dead in Sarn fire", "Man, 43, dead in Sarn fire", ["34 → 43 (age)"]),
    ],
)
def test_one_person_of_a_headline_may_become_two(before: str, after: str, said: list[str]) -> None:
    assert texts(FactKind.NUMBER, before, after) == said
