"""The labelled set: what may stand in a summary is so, and what is so is told."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

from tests.core.facts.labels import Outcome, Pair, failures, outcome, scores, told
from tests.core.facts.pairs import PAIRS
from tracker.core.facts import summary
from tracker.model import FactKind

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85
LEAST_OF_A_KIND = 10
NUMBER_FAMILIES = ("toll", "count", "money", "percent", "age", "ordinal", "date", "time")


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Each pair told once for all tests."""
    return tuple(outcome(pair) for pair in PAIRS)


def test_the_set_is_large_enough_and_each_pair_has_a_name_of_its_own() -> None:
    assert len(PAIRS) >= 150
    assert [name for name, count in Counter(pair.title for pair in PAIRS).items() if count > 1] == []


# A picture is told by its identity alone: nothing there is judged.
JUDGED = [kind for kind in FactKind if kind is not FactKind.PHOTOGRAPH]


@pytest.mark.parametrize("kind", JUDGED)
def test_each_kind_of_fact_is_labelled_ten_times(kind: FactKind) -> None:
    assert sum(label.kind is kind for pair in PAIRS for label in pair.told) >= LEAST_OF_A_KIND


@pytest.mark.parametrize("family", NUMBER_FAMILIES)
def test_each_kind_of_number_is_labelled_ten_times(family: str) -> None:
    labels = [label for pair in PAIRS if pair.family == family for label in pair.told]
    assert sum(label.kind is FactKind.NUMBER for label in labels) >= LEAST_OF_A_KIND


def test_what_is_told_is_so_and_what_is_so_is_told() -> None:
    found = scores(outcomes())
    short = {
        row: score for row, score in found.items() if score.precision < LEAST_PRECISION or score.recall < LEAST_RECALL
    }
    assert short == {}, "\n".join(failures(outcomes()))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.told], ids=lambda pair: pair.title)
def test_a_right_fact_is_told_in_the_words_of_its_label(pair: Pair) -> None:
    said: dict[tuple[FactKind, str, str], set[str]] = {}
    for fact in told(pair):
        said.setdefault((fact.kind, fact.before, fact.after), set()).add(fact.text)
    for label in pair.told:
        texts = said.get((label.kind, label.before, label.after))
        assert not label.text or texts is None or label.text in texts


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.title)
def test_a_summary_is_one_line_and_silent_only_where_nothing_happened(pair: Pair) -> None:
    line = summary(told(pair))
    assert "\n" not in line
    assert bool(line) == bool(pair.told)
