"""The first line a reader sees."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import line, written
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import Confidence, Fact, FactKind

EDITED = Fact(kind=FactKind.EDITED, text="3 paragraphs edited", after="3")
HEADLINE = Fact(kind=FactKind.HEADLINE, text="headline changed")
TOLL = Fact(kind=FactKind.NUMBER, text="174 → 177 killed", number="toll")
QUOTE = Fact(kind=FactKind.QUOTE, text="quote altered")


def boats(number: int) -> Fact:
    """One more number."""
    return Fact(kind=FactKind.NUMBER, text=f"{number} → {number + 1} boats", number="count")


def test_a_paragraph_that_was_edited_on_its_way_is_no_mere_move() -> None:
    fire = "Crews came by boat and fought the fire on the quay until the wind turned at dawn."
    rain = "Rain had made the road to the quay so soft that no engine could reach it before noon."
    dogs = "Men with dogs looked for those who had slept in the nets beside the old lighthouse."
    moved = f"{dogs} ¶ {fire} ¶ {rain}"

    assert line(f"{fire} ¶ {rain} ¶ {dogs}", moved) == "↕1 paragraph"
    assert line(f"{fire} ¶ {rain} ¶ {dogs}", moved.replace("dogs", "horses")) == "~1 ↕1 paragraphs"
    # Another sign on the way is form.
    assert line(f"{fire} ¶ {rain} ¶ {dogs}", moved.replace("lighthouse.", "lighthouse!")) == "↕1 paragraph"


def test_it_reads_as_designed() -> None:
    found = (HEADLINE, TOLL, QUOTE, EDITED)
    assert summary(found) == "~3 paragraphs · headline changed · 174 → 177 killed · quote altered"


def test_corrections_stand_first() -> None:
    correction = Fact(kind=FactKind.CORRECTION_ADDED, text="correction added")
    assert summary((correction, HEADLINE, EDITED)) == "correction added · ~3 paragraphs · headline changed"


def test_what_a_correction_tells_is_not_told_twice() -> None:
    correction = Fact(kind=FactKind.CORRECTION_ADDED, text="correction added: 174 → 177 killed")
    assert summary((correction, TOLL, EDITED)) == "correction added: 174 → 177 killed · ~3 paragraphs"


@pytest.mark.parametrize("kind", [FactKind.HEDGE, FactKind.SPELLING, FactKind.NAME, FactKind.NUMBER])
def test_what_is_unsure_never_stands_there(kind: FactKind) -> None:
    unsure = Fact(kind=kind, text="something", confidence=Confidence.UNSURE)
    assert summary((unsure, EDITED)) == "~3 paragraphs"
    assert summary((unsure,)) == ""


def test_what_is_likely_does() -> None:
    assert summary((Fact(kind=FactKind.NAME, text="Lee → Li", confidence=Confidence.LIKELY),)) == "Lee → Li"


def test_six_facts_are_said_and_the_rest_counted() -> None:
    found = (EDITED, *(boats(number) for number in range(9)))
    assert summary(found).count(" · ") == 6
    assert summary(found).endswith(" · 4 → 5 boats · 4 more")


def test_a_long_fact_is_cut() -> None:
    long = Fact(kind=FactKind.NUMBER, text="1 → 2 " + "very " * 40 + "long boats")
    assert len(summary((long,))) == 60
    assert summary((long,)).endswith("…")


def test_all_kinds_of_paragraphs_are_counted_in_one_place() -> None:
    found = [
        Fact(kind=FactKind.ADDED, text="", after="4"),
        Fact(kind=FactKind.REMOVED, text="", after="2"),
        Fact(kind=FactKind.EDITED, text="", after="3"),
        Fact(kind=FactKind.REWRITTEN, text="", after="1"),
        Fact(kind=FactKind.MOVED, text="", after="5"),
    ]
    assert summary(found) == "+4 −2 ~3 ≈1 ↕5 paragraphs"


def test_tolls_stand_before_other_numbers() -> None:
    before = "Crews saved 52 boats in the strait of Orrin. ¶ The storm killed 174 people on both coasts."
    after = "Crews saved 53 boats in the strait of Orrin. ¶ The storm killed 177 people on both coasts."
    assert line(before, after) == "~2 paragraphs · 174 → 177 people (killed) · 52 → 53 boats"


def test_a_toll_of_the_headline_is_told_with_what_the_text_says_that_it_counts() -> None:
    (before, after) = (
        written("The storm killed 174 people on both coasts.", headline="Storm: how it killed at least 174"),
        written("The storm killed 177 people on both coasts.", headline="Storm: how it killed at least 177"),
    )
    found = facts(before, after, diff(before, after))
    assert summary(found) == "~1 paragraph · headline changed · 174 → 177 people (killed)"
