"""Numbers through an article's life: joined where they surely count the same, and never otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.facts.life import threads
from tracker.model import Confidence, Fact, FactKind
from tracker.model.life import LifeStep, NumberPoint, Turn

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def turn(number: int) -> Turn:
    by = NOON + timedelta(minutes=10 * number)
    return Turn(number=number, earliest=number, after=by - timedelta(minutes=4), by=by)


def fact(
    before: str,
    after: str,
    counted: str = "",
    *,
    number: str = "count",
    noun: str | None = None,
    place: str = "paragraph 1",
    confidence: Confidence = Confidence.LIKELY,
) -> Fact:
    return Fact(
        kind=FactKind.NUMBER,
        text=f"{before} → {after} {counted}".rstrip(),
        before=before,
        after=after,
        place=place,
        number=number,
        noun=counted if noun is None else noun,
        confidence=confidence,
    )


def steps(*facts: Fact | Sequence[Fact]) -> list[LifeStep]:
    """Give one step after the other, from version 1 on."""
    return [
        LifeStep(before=number - 1, turn=turn(number), facts=(some,) if isinstance(some, Fact) else tuple(some))
        for number, some in enumerate(facts, start=2)
    ]


def told(*facts: Fact | Sequence[Fact]) -> list[str]:
    return [thread.text for thread in threads(steps(*facts))]


def test_a_toll_is_followed_with_the_versions_and_looks_of_each_value() -> None:
    (thread,) = threads(steps(fact("12", "45", "dead", number="toll"), (), (), fact("45", "52", "dead", number="toll")))

    assert thread.text == "12 → 45 → 52 dead"
    assert thread.number == "toll"
    assert thread.points == (
        NumberPoint(value="12", number=1),
        NumberPoint(value="45", number=2, turn=turn(2)),
        NumberPoint(value="52", number=5, turn=turn(5)),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (fact("12", "45", "dead", number="toll"), fact("45", "52", "killed", number="toll")),
        (fact("12", "45", "people (killed)", number="toll"), fact("45", "52", "dead", number="toll")),
        (fact("12", "45", "boats"), fact("45", "46", "boats")),
        (fact("three", "four", "boats"), fact("4", "five", "boat")),
        (fact("1,200", "1,500", "homes"), fact("1500", "1,600", "homes")),
        (fact("$4m", "$5m", "in damage", number="money"), fact("$5m", "$7m", "in damage", number="money")),
        (fact("12", "45", "people (injured)", noun=""), fact("45", "50", "wounded", noun="")),
    ],
)
def test_what_counts_the_same_is_one_thread(first: Fact, second: Fact) -> None:
    assert len(told(first, second)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Another fate.
        (fact("12", "45", "dead", number="toll"), fact("45", "52", "injured", number="toll")),
        (fact("12", "45", "people (killed)", number="toll"), fact("45", "52", "people (missing)", number="toll")),
        (fact("12", "45", "killed", number="toll"), fact("45", "52", "killed or injured", number="toll")),
        # Another group.
        (fact("12", "45", "soldiers killed", number="toll"), fact("45", "52", "civilians killed", number="toll")),
        (fact("12", "45", "killed", number="toll"), fact("45", "52", "soldiers killed", number="toll")),
        (fact("3", "5", "police officers"), fact("5", "7", "police cars")),
        (fact("3", "5", "Israeli prisoners"), fact("5", "7", "Palestinian prisoners")),
        (fact("12", "45", "dead", number="toll"), fact("45", "52", "other dead", number="toll")),
        # Another class.
        (fact("4", "5", "voters", number="percent"), fact("5", "6", "voters", number="count")),
        # Another value in between that nobody saw change.
        (fact("12", "45", "dead", number="toll"), fact("46", "52", "dead", number="toll")),
        # What is counted is not said at all.
        (fact("12", "45"), fact("45", "52")),
        (fact("12", "45", "people"), fact("45", "52", "people")),
        (fact("4", "5", "percent", number="percent", noun=""), fact("5", "6", "percent", number="percent", noun="")),
        # Two persons may be of one age, two events on one day.
        (fact("34", "35", "(age)", number="age"), fact("35", "36", "(age)", number="age")),
        (fact("Monday", "Tuesday", "match", number="date"), fact("Tuesday", "Friday", "match", number="date")),
        (fact("18:40", "18:25", number="time"), fact("18:25", "18:20", number="time")),
    ],
)
def test_two_counts_are_never_made_one(first: Fact, second: Fact) -> None:
    assert len(told(first, second)) == 2


def test_two_tolls_side_by_side_are_followed_each_by_itself() -> None:
    assert told(
        (fact("12", "45", "dead", number="toll"), fact("100", "120", "injured", number="toll")),
        (fact("120", "130", "injured", number="toll"), fact("45", "52", "dead", number="toll")),
    ) == ["12 → 45 → 52 dead", "100 → 120 → 130 injured"]


def test_where_two_threads_could_be_meant_none_is_gone_on_with() -> None:
    both = (fact("3", "5", "boats"), fact("4", "5", "boats", place="paragraph 9"))

    assert told(both, fact("5", "6", "boats")) == ["3 → 5 boats", "4 → 5 boats", "5 → 6 boats"]


def test_where_two_numbers_of_a_step_could_go_on_with_a_thread_neither_does() -> None:
    both = (fact("5", "6", "boats"), fact("5", "7", "boats", place="paragraph 9"))

    assert told(fact("3", "5", "boats"), both) == ["3 → 5 boats", "5 → 6 boats", "5 → 7 boats"]


def test_a_number_that_goes_back_is_followed_too() -> None:
    assert told(fact("12", "45", "boats"), fact("45", "12", "boats")) == ["12 → 45 → 12 boats"]


def test_what_is_unsure_or_no_number_or_a_variant_of_the_headline_is_not_followed() -> None:
    unsure = fact("12", "45", "boats", confidence=Confidence.UNSURE)
    headline = Fact(kind=FactKind.HEADLINE, text="headline changed", before="A", after="B")
    in_headline = fact("12", "45", "boats", place="headline")
    by_turns = LifeStep(before=1, turn=turn(2), facts=(in_headline,), variant=True)

    assert told((unsure, headline)) == []
    assert threads([by_turns]) == ()
    assert told(in_headline) == ["12 → 45 boats"]


FACTS = st.builds(
    fact,
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["dead", "killed", "injured", "boats", "people", ""]),
    number=st.sampled_from(["toll", "count", ""]),
)


@given(st.lists(st.lists(FACTS, max_size=4), max_size=6))
def test_every_number_stands_in_one_thread_and_versions_only_rise(facts: list[list[Fact]]) -> None:
    found = threads(steps(*facts))

    assert sum(len(thread.points) - 1 for thread in found) == sum(map(len, facts))
    for thread in found:
        numbers = [point.number for point in thread.points]
        assert numbers == sorted(set(numbers))


def test_a_number_that_counts_another_thing_than_before_is_no_step_of_one_count() -> None:
    other = Fact(
        kind=FactKind.NUMBER, text="11 people → 3 dogs (rescued)", before="11", after="3", number="toll", noun="dogs"
    )
    assert told(other, fact("3", "5", "dogs")) == ["3 → 5 dogs"]
