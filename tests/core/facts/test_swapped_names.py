"""Two names that changed places: who did it to whom is the news; in a list their order says nothing."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts, written
from tracker.core.diff import diff
from tracker.core.facts import facts
from tracker.model import Confidence, FactKind

NAME = FactKind.NAME


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "Aldo Renn beat Ilse Moor in the final.",
            "Ilse Moor beat Aldo Renn in the final.",
            "Aldo Renn ↔ Ilse Moor",
        ),
        (
            "Mayor Ilse Moor said Mayor Aldo Renn had lied.",
            "Mayor Aldo Renn said Mayor Ilse Moor had lied.",
            "Ilse Moor ↔ Aldo Renn",
        ),
        ("The ferry from Karsk to Tarn sank.", "The ferry from Tarn to Karsk sank.", "Karsk ↔ Tarn"),
        ("On Monday Renn said he would sue Moor.", "On Monday Moor said he would sue Renn.", "Renn ↔ Moor"),
    ],
)
def test_names_that_changed_places_are_told(before: str, after: str, said: str) -> None:
    (fact,) = of_kind(NAME, before, after)

    assert fact.text == said
    assert said == f"{fact.before} ↔ {fact.after}"
    assert fact.confidence is Confidence.LIKELY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The ministers Renn and Moor met at noon.", "The ministers Moor and Renn met at noon."),
        ("The ministers Renn, Lee and Moor met.", "The ministers Moor, Lee and Renn met."),
        ("Monday was warmer than Tuesday.", "Tuesday was warmer than Monday."),
        ("Renn beat Moor in the final.", "Moor lost to Renn in the final."),
        ("Then the wind turned the boat.", "Then the boat turned the wind."),
    ],
)
def test_an_order_that_says_nothing_is_not(before: str, after: str) -> None:
    assert texts(NAME, before, after) == []


def test_in_a_language_in_which_every_noun_has_a_capital_nothing_is_told() -> None:
    assert texts(NAME, "Am Ende schlug Renn den Moor.", "Am Ende schlug Moor den Renn.", "de") == []


def test_the_same_two_names_are_told_once() -> None:
    before = written("Renn will sue Moor over it. ¶ The court says Renn may sue Moor.", headline="Renn sues Moor")
    after = written("Moor will sue Renn over it. ¶ The court says Moor may sue Renn.", headline="Moor sues Renn")

    assert [fact.text for fact in facts(before, after, diff(before, after)) if fact.kind is NAME] == ["Renn ↔ Moor"]
