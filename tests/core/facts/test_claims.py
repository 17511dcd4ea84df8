"""Claims that changed: fates, charges, denials; and how numbers say what qualifies them."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, texts
from tracker.model import FactKind

CLAIM = FactKind.CLAIM


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "Three people were killed when the crane fell, the fire service said.",
            "Three people were injured when the crane fell, the fire service said.",
            "three people: killed → injured",
        ),
        ("A bomb killed 12 people in Tarn.", "A bomb injured 12 people in Tarn.", "12 people: killed → injured"),
        (
            "The minister will resign on Friday.",
            "The minister won't resign on Friday.",
            "“will resign” → “won't resign”",
        ),
        ("The dam did not break.", "The dam broke.", ""),
        ("The road is no longer closed.", "The road is closed.", "“is no longer closed” → “is closed”"),
        ("He is charged with murder.", "He is charged with attempted murder.", "murder → attempted murder"),
        ("He is charged with murder.", "He is charged with murder and arson.", ""),
        ("He is charged with arson and murder.", "He is charged with murder and arson.", ""),
        ("He was charged with fraud on Friday.", "He was convicted of fraud on Friday.", "charged → convicted"),
        ("Police confirmed the arrest in Pell.", "Police denied the arrest in Pell.", "confirmed → denied"),
        ("The judge denied bail to Hale.", "The judge granted bail to Hale.", "denied → granted"),
        ("Oil rose 2% to $78.20 a barrel.", "Oil fell 1.3% to $75.90 a barrel.", "rose → fell"),
        ("The index lost 120 points.", "The index gained 45 points.", "lost → gained"),
        ("The party won 52 seats.", "The party lost 52 seats.", "won → lost"),
        ("The talks started on Monday.", "The talks ended on Friday.", "started → ended"),
        ("It rose in May and fell in June.", "It fell in May and rose in June.", ""),
        ("Three were killed and five hurt in it.", "Three were hurt and five killed in it.", ""),
        ("A man was killed in the hall on Monday.", "A woman was injured in the hall on Monday.", ""),
        ("Not only the mayor saw it fall.", "The mayor saw it fall.", ""),
    ],
)
def test_a_claim_that_changed_is_told_and_nothing_else_is(before: str, after: str, said: str) -> None:
    assert texts(CLAIM, before, after) == ([said] if said else [])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "The storm killed 1,498 people.",
            "The storm killed nearly 1,500 people.",
            "1,498 → nearly 1,500 people (killed)",
        ),
        ("The storm killed at least 12 people.", "The storm killed at least 14 people.", "12 → 14 people (killed)"),
        ("A law about 12 ports is due.", "A law for 14 ports is due.", "12 → 14 ports"),
        ("Nearly a dozen boats sank.", "More than two dozen boats sank.", "nearly a dozen → more than two dozen boats"),
        ("A man was shot dead in Tarn.", "Two men were shot dead in Tarn.", "a man → two men"),
        ("No injuries were reported.", "Three injuries were reported.", "no → three injuries"),
        ("There were no survivors.", "There were two survivors.", "no → two survivors"),
        ("The Hawks won 104-98 on Monday.", "The Hawks won 104-99 on Monday.", "104-98 → 104-99"),
    ],
)
def test_a_number_is_told_with_what_qualifies_it(before: str, after: str, said: str) -> None:
    assert said in line(before, after)
