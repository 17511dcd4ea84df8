"""The labelled set: what may stand in a summary is so, and what is so is told."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.core.facts.labels import BODY_ONLY, NUMBER_CLASSES
from tests.core.facts.pairs import PAIRS
from tests.core.facts.scoring import Outcome, Score, demands, failures, outcome, scores
from tracker.core.facts import summary
from tracker.model import FactKind

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85
LEAST_OF_A_KIND = 10
# What only stands beside the text may be wrong a little more often: nobody is alerted by it.
LEAST_IN_THE_BODY = (0.85, LEAST_RECALL)
NOTHING = Score(right=0, wrong=0, missed=0)
# What is only shown beside the text, and what is no news: a summary may be silent on them.
QUIET = BODY_ONLY | {FactKind.ENTRIES_OUT_OF_SIGHT, FactKind.LINK}


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Each pair told once for all tests."""
    return tuple(outcome(pair) for pair in PAIRS)


def test_the_set_is_large_enough_and_each_pair_has_a_name_of_its_own() -> None:
    assert len(PAIRS) >= 150
    assert [name for name, count in Counter(pair.title for pair in PAIRS).items() if count > 1] == []


@pytest.mark.parametrize("kind", FactKind)
def test_each_kind_of_fact_is_labelled_ten_times(kind: FactKind) -> None:
    assert sum(label.kind is kind for pair in PAIRS for label in pair.told) >= LEAST_OF_A_KIND


@pytest.mark.parametrize("number", NUMBER_CLASSES)
def test_each_class_of_number_is_labelled_ten_times(number: str) -> None:
    assert sum(label.number == number for pair in PAIRS for label in pair.told) >= LEAST_OF_A_KIND


@pytest.mark.parametrize("kind", FactKind)
def test_what_is_told_of_a_kind_is_so_and_what_is_so_is_told(kind: FactKind) -> None:
    score = scores(outcomes(), by_class=False).get(kind.value, NOTHING)
    bars = LEAST_IN_THE_BODY if kind in BODY_ONLY else (LEAST_PRECISION, LEAST_RECALL)
    assert score.precision >= bars[0], about(kind.value)
    assert score.recall >= bars[1], about(kind.value)


@pytest.mark.parametrize("number", NUMBER_CLASSES)
def test_what_is_told_of_a_class_of_numbers_is_so_and_what_is_so_is_told(number: str) -> None:
    row = f"{FactKind.NUMBER.value}: {number}"
    score = scores(outcomes()).get(row, NOTHING)
    assert score.precision >= LEAST_PRECISION, about(FactKind.NUMBER.value)
    assert score.recall >= LEAST_RECALL, about(FactKind.NUMBER.value)


@pytest.mark.parametrize("demand", ["place", "class", "noun", "sentences"])
def test_a_right_fact_is_right_in_its_details_too(demand: str) -> None:
    score = demands(outcomes()).get(demand, NOTHING)
    assert score.right + score.wrong >= LEAST_OF_A_KIND
    assert score.precision >= LEAST_PRECISION, about(f": {demand}: ")


def about(words: str) -> str:
    """The failures that have to do with a kind or a demand."""
    return "\n".join(line for line in failures(outcomes()) if words in line)


def test_a_right_fact_is_told_in_the_words_of_its_label() -> None:
    right = [(one.pair.title, label, fact) for one in outcomes() for label, fact in one.right if label.text]
    assert [(title, fact.text) for title, label, fact in right if fact.text != label.text] == []


def test_a_summary_is_one_line_and_silent_only_where_nothing_happened() -> None:
    lines = {one.pair.title: (one, summary(one.said)) for one in outcomes()}
    assert [title for title, (_, line) in lines.items() if "\n" in line] == []
    assert [title for title, (one, line) in lines.items() if _is_due(one) and not line] == []
    assert [title for title, (one, line) in lines.items() if line and not one.pair.told and not one.pair.free] == []


def _is_due(one: Outcome) -> bool:
    return any(label.kind not in QUIET for label in one.pair.told)
