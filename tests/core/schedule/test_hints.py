from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.schedule.articles import HOUR, MINUTE, NOON
from tracker.core.schedule.hints import after_look, is_believed, moves_a_plan, trust_words
from tracker.model.article import HintTrust

NEW = HintTrust()


@pytest.mark.parametrize(
    ("hinted", "seen", "moves"),
    [
        (NOON - MINUTE, NOON - HOUR, True),
        (NOON - HOUR, NOON - HOUR, False),
        (NOON - 2 * HOUR, NOON - HOUR, False),
        (NOON - HOUR, None, True),
        (NOON + 4 * MINUTE, NOON - HOUR, True),
        (NOON + 6 * MINUTE, NOON - HOUR, False),
    ],
)
def test_only_a_date_after_what_was_seen_and_not_in_the_future_moves_a_plan(
    hinted: datetime, seen: datetime | None, moves: bool
) -> None:
    assert moves_a_plan(hinted, seen=seen, now=NOON, trust=NEW) is moves


def fared(*looks: bool) -> HintTrust:
    """A source whose hints were followed by these looks."""
    trust = NEW
    for changed in looks:
        trust = after_look(trust, changed=changed)
    return trust


def test_three_lies_in_a_row_cost_the_vote_and_two_do_not() -> None:
    assert is_believed(fared(False, False))
    assert not is_believed(fared(False, False, False))
    assert not moves_a_plan(NOON, seen=NOON - HOUR, now=NOON, trust=fared(False, False, False))


def test_a_source_that_is_mostly_right_keeps_its_vote() -> None:
    assert is_believed(fared(*[True, False] * 30))


def test_a_source_that_mends_its_ways_gets_its_vote_back() -> None:
    liar = fared(*[False] * 100)
    assert not is_believed(liar)
    for _ in range(30):
        liar = after_look(liar, changed=True)
    assert is_believed(liar)


def test_how_a_source_fared_is_said_in_words() -> None:
    assert trust_words(NEW) == "its dates are believed until they prove wrong"
    assert trust_words(fared(True, False)) == "1 of 2 moved dates were true: they bring looks forward"
    assert trust_words(fared(False, False, False)) == "0 of 3 moved dates were true: they have lost their vote"


@given(st.lists(st.booleans(), max_size=200), st.timedeltas(timedelta(0), timedelta(days=3)))
def test_counts_stay_small_and_a_liar_never_moves_a_plan(looks: list[bool], ago: timedelta) -> None:
    trust = fared(*looks)
    assert 0 <= trust.kept + trust.broken <= 41
    if not is_believed(trust):
        assert not moves_a_plan(NOON, seen=NOON - ago, now=NOON, trust=trust)
