"""Headlines through an article's life: a test of two by turns is no stream of changes, and a change is no test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.core.facts.headlines import headline_spells
from tracker.model.life import Turn

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def told(*headlines: str, by_turns: tuple[tuple[str, str], ...] = ()) -> list[tuple[tuple[str, ...], int, int, bool]]:
    rows = [
        (Turn(number=number, earliest=number, after=None, by=NOON + timedelta(hours=number)), headline)
        for number, headline in enumerate(headlines, start=1)
    ]
    return [(spell.headlines, spell.turn.number, spell.last, spell.again) for spell in headline_spells(rows, by_turns)]


@pytest.mark.parametrize(
    ("headlines", "spells"),
    [
        ((), []),
        (("A", "A", "A"), [(("A",), 1, 3, False)]),
        (("A", "B", "B", "C"), [(("A",), 1, 1, False), (("B",), 2, 3, False), (("C",), 4, 4, False)]),
        # Changed back once: three headlines, the last one again.
        (("A", "B", "A"), [(("A",), 1, 1, False), (("B",), 2, 2, False), (("A",), 3, 3, True)]),
        # By turns.
        (("A", "B", "A", "B"), [(("A", "B"), 1, 4, False)]),
        (("A", "A", "B", "A", "B", "B", "A"), [(("A", "B"), 1, 7, False)]),
        (("A", "B", "A", "B", "C"), [(("A", "B"), 1, 4, False), (("C",), 5, 5, False)]),
        (("C", "A", "B", "A", "B"), [(("C",), 1, 1, False), (("A", "B"), 2, 5, False)]),
    ],
)
def test_what_stood_when(headlines: tuple[str, ...], spells: list[tuple[tuple[str, ...], int, int, bool]]) -> None:
    assert told(*headlines) == spells


def test_what_was_seen_by_turns_between_versions_is_a_variant() -> None:
    assert told("A", "B", by_turns=(("A", "B"),)) == [(("A", "B"), 1, 2, False)]
    assert told("A", "B", "C", by_turns=(("C", "B"),)) == [(("A",), 1, 1, False), (("B", "C"), 2, 3, False)]


def test_of_variants_the_one_that_was_shown_last_is_named_with_the_turn_to_it() -> None:
    rows = [
        (Turn(number=number, earliest=number, after=None, by=NOON + timedelta(hours=number)), headline)
        for number, headline in enumerate("ABABB", start=1)
    ]
    (spell,) = headline_spells(rows)

    assert (spell.shown, spell.since.number, spell.last) == ("B", 4, 5)


def test_the_words_are_those_that_stood_first() -> None:
    assert told("Flood  kills 12", "Flood kills 12", "Rain") == [
        (("Flood  kills 12",), 1, 2, False),
        (("Rain",), 3, 3, False),
    ]
