"""Remarks: corrections with what they changed, edits in many places, links, and what was coarse."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.view.render.stories import KEPT, NEW, block
from tracker.model import BlockChange, Diff, Fact, FactKind, LinkChange, Repetition
from tracker.view.render.plain import plain_spans
from tracker.view.render.remarks import COARSE, link_lines, remarks, repetition_words, said_once


def edit(before: str, after: str, count: int = 48) -> Repetition:
    return Repetition(before=before, after=after, blocks=(2, 5, 7), count=count, alone=(2, 7))


def told(diff: Diff, *facts: Fact, summary: str = "") -> list[str]:
    return [plain_spans(line) for line in remarks(diff, facts, summary=summary)]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", ", 2025", "“, 2025” added in 48 places"),
        ("Mr", "", "“Mr” removed in 48 places"),
        ("four", "five", "“four” → “five” in 48 places"),
        ("x" * 70, "", f"“{'x' * 59}…” removed in 48 places"),
    ],
)
def test_an_edit_in_many_places_is_said_in_words(before: str, after: str, words: str) -> None:
    assert repetition_words(edit(before, after)) == words


def test_what_the_summary_says_is_not_said_again() -> None:
    diff = Diff(fields=(), blocks=(), repeated=(edit("", ", 2025"), edit("a", "b")))
    assert told(diff, summary="~3 paragraphs · “, 2025” added in 48 places") == ["“a” → “b” in 48 places"]


def test_of_very_many_such_edits_the_first_five_are_said() -> None:
    diff = Diff(fields=(), blocks=(), repeated=tuple(edit("a", str(number)) for number in range(9)))
    assert told(diff)[4:] == ["“a” → “4” in 48 places", "4 more edits that were made in many places"]


def test_of_the_blocks_that_hold_nothing_else_all_but_the_first_may_be_folded() -> None:
    assert said_once(Diff(fields=(), blocks=(), repeated=(edit("a", "b"),))) == {7}
    later = replace(edit("a", "b"), alone=(5, 7))
    assert said_once(Diff(fields=(), blocks=(), repeated=(later,))) == {5, 7}


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("It opened in 1961.", "It opened in 1963.", "It opened in [-1961.-]{+1963.+}"),
        ("Nine people died there.", "Ten people died there.", "[-Nine-] {+Ten+} people died there."),
        ("", "It never opened.", "{+It never opened.+}"),
        ("It never opened.", "", "[-It never opened.-]"),
        ("The same.", "The same.", "The same."),
        ("a a", "a a a", "a {+a+} a"),
    ],
)
def test_a_correction_stands_with_the_sentence_that_it_changed(before: str, after: str, words: str) -> None:
    fact = Fact(kind=FactKind.CORRECTION_ADDED, text="correction added: x", sentences=((before, after),))
    (line,) = told(Diff(fields=(), blocks=()), fact)
    assert line.removeprefix("correction added, and with it changed: ").split() == words.split()


def test_a_bound_that_was_reached_is_said_in_words() -> None:
    assert told(Diff(fields=(), blocks=(), coarse=True)) == [COARSE]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("https://a.example", "https://b.example", "link “map”: [-https://a.example-] → {+https://b.example+}"),
        ("", "https://b.example", "link “map” added: {+https://b.example+}"),
        ("https://a.example", "", "link “map” removed: [-https://a.example-]"),
    ],
)
def test_a_link_is_told_with_where_it_led_and_leads(before: str, after: str, words: str) -> None:
    linked = block(BlockChange.EDITED, (KEPT, "A map."), before=(0,), after=(0,))
    found = linked._replace(links=(LinkChange(text="map", before=before, after=after),))
    assert [plain_spans(line) for line in link_lines(found)] == [words]


def test_the_links_of_a_new_block_are_no_news_of_their_own() -> None:
    found = block(BlockChange.ADDED, (NEW, "A map."), after=(0,))._replace(
        links=(LinkChange(text="map", before="", after="https://b.example"),),
    )
    assert link_lines(found) == ()
