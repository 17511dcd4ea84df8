"""Hedges: added, removed, and standing in a clause that came or went with them."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, of_kind, texts
from tracker.model import Confidence, FactKind

HEDGE = FactKind.HEDGE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "The alleged gunman was caught at the border of Karsk on foot.",
            "The gunman was caught at the border of Karsk on foot.",
            "“alleged” removed",
        ),
        (
            "The owner set fire to the mill before dawn, the police said.",
            "The owner allegedly set fire to the mill before dawn, the police said.",
            "“allegedly” added",
        ),
        (
            "The two ships reportedly met off the cape in the night of the storm.",
            "The two ships met off the cape in the night of the storm.",
            "“reportedly” removed",
        ),
        (
            "The killer lived above the bakery for two years, neighbours said.",
            "The suspected killer lived above the bakery for two years, neighbours said.",
            "“suspected” added",
        ),
        (
            "Nine men are presumed dead after the pit near Vadra fell in.",
            "Nine men are dead after the pit near Vadra fell in.",
            "“presumed” removed",
        ),
        (
            "The captain is believed to have left the ship before it sank.",
            "The captain left the ship before it sank.",
            "“believed” removed",
        ),
        (
            "There were unconfirmed reports of shots near the old tower.",
            "There were reports of shots near the old tower.",
            "“unconfirmed” removed",
        ),
    ],
)
def test_a_hedge_that_came_or_went_is_told_beside_the_text(before: str, after: str, said: str) -> None:
    (fact,) = of_kind(HEDGE, before, after)
    assert fact.text == said
    assert fact.confidence is Confidence.UNSURE
    assert said not in line(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "The alleged gunman was caught at the border of Karsk.",
            "The suspected gunman was caught at the border of Karsk.",
            id="one hedge for another",
        ),
        pytest.param(
            "The alleged theft of the ship was told to the police.",
            "The allegedly stolen ship was told to the police.",
            id="another form of one hedge",
        ),
        pytest.param(
            "The dam may break in the night, engineers in Tarn said.",
            "The dam could break in the night, engineers in Tarn said.",
            id="may and could",
        ),
        pytest.param(
            "The storm took 12 lives on the coast and left the town dark.",
            "The storm claimed 12 lives on the coast and left the town dark.",
            id="a storm that claims lives",
        ),
        pytest.param(
            "A group has taken responsibility for the fire in the mill.",
            "A group has claimed responsibility for the fire in the mill.",
            id="responsibility claimed",
        ),
        pytest.param(
            "He knew that the bridge was safe when he crossed it at night.",
            "He believed that the bridge was safe when he crossed it at night.",
            id="somebody believes",
        ),
        pytest.param(
            "The baker ran away, said a nurse.",
            "The baker ran away, said a nurse, and he allegedly took the till and the car of his son with him at once.",
            id="a clause that came with its hedge",
        ),
        pytest.param(
            "The fire was seen from the hills, said the mayor of Pell.",
            "The fire was seen from the hills, according to the mayor of Pell.",
            id="attribution",
        ),
    ],
)
def test_what_says_nothing_of_certainty_is_not_told(before: str, after: str) -> None:
    assert texts(HEDGE, before, after) == []


def test_the_same_hedge_is_told_once() -> None:
    before = "The alleged gunman of Karsk fled to the hills. ¶ Dogs found the alleged gunman of Karsk at dawn."
    assert texts(HEDGE, before, before.replace("alleged ", "")) == ["“alleged” removed"]
