from __future__ import annotations

from dataclasses import replace

import pytest

from tests.view.letter.examples import news_of
from tests.view.letter.test_digest import digest
from tests.view.letters import BEFORE, NEW, letter, story
from tracker.core.diff import diff
from tracker.core.facts import facts
from tracker.model import Block, BlockKind, Fact, FactKind, Note, NoteKind, Story

SILENT = Fact(kind=FactKind.UNDECLARED, text=FactKind.UNDECLARED.value)
LONG = "The whole valley was cleared on Friday night after a second quake, the mayor told reporters, and " * 3


def first(before: Story, after: Story, *more: Fact) -> list[str]:
    happened = (*facts(before, after, diff(before, after)), *more)
    new = replace(NEW, headline=after.headline)
    return letter(before, after, new=new, happened=happened).text.partition("\n\n")[0].splitlines()


def with_note(text: str) -> Story:
    note = Block(kind=BlockKind.NOTE, text=text)
    return replace(BEFORE, blocks=(*BEFORE.blocks, note), notes=(Note(kind=NoteKind.CORRECTION, text=text),))


TEXTS = tuple(block.text for block in BEFORE.blocks)
SAME = "Ferry strikes breakwater"


@pytest.mark.parametrize(
    ("after", "lead"),
    [
        (story("Ferry off its course", *TEXTS), "Headline changed: “Ferry off its course”"),
        (story(SAME, *TEXTS, "Divers found nobody."), "Added: “Divers found nobody.”"),
        (story(SAME, TEXTS[0]), "Removed: “The sea is rough.”"),
        (story(SAME, TEXTS[0], "The sea is calm."), "Edited: “rough” → “calm”"),
        (story(SAME, TEXTS[0], "The sea is very rough."), "Edited: “very” came in"),
        (with_note("Correction: The ferry had two masts."), "Correction added: “The ferry had two masts.”"),
    ],
)
def test_the_words_themselves_stand_in_the_first_line_where_a_count_would_not_tell_them(
    after: Story, lead: str
) -> None:
    assert first(BEFORE, after)[0] == lead


def test_what_counts_and_what_was_not_declared_stand_under_the_news() -> None:
    told = first(BEFORE, story(SAME, *TEXTS, "Divers found nobody."), SILENT)
    assert told == ["Added: “Divers found nobody.”", "1 paragraph added · no date, update line or note moved"]
    told = first(BEFORE, story("Ferry off its course", *TEXTS), SILENT)
    assert told == ["Headline changed: “Ferry off its course”", "No date, update line or note moved"]


def test_among_other_facts_a_new_headline_has_a_line_of_its_own() -> None:
    after = story("Ferry off its course", TEXTS[0].replace("12", "45"), TEXTS[1])
    assert first(BEFORE, after) == [
        "Headline changed · 12 → 45 people (injured)",
        "Headline now: “Ferry off its course”",
        "1 paragraph edited",
    ]


def test_of_edits_in_two_places_of_a_paragraph_none_is_taken_for_the_other() -> None:
    before = story(SAME, "The police closed the quay on Friday morning, and trams went on to the market hall.")
    after = story(SAME, "The firemen closed the quay on Friday morning, and trams went on to the fish hall.")
    assert first(before, after)[0] == "1 paragraph edited"


def test_long_words_are_cut_between_two_of_them() -> None:
    (line, *_) = letter(BEFORE, story(SAME, *TEXTS, LONG)).html.partition('<p class="strong"')[2].splitlines()
    assert "was cleared on Friday…”" in line


def test_a_headline_like_a_label_is_not_cut() -> None:
    assert first(BEFORE, story("H: the ferry", *TEXTS))[0] == "Headline changed: “H: the ferry”"


def test_a_digest_does_not_say_a_headline_three_times() -> None:
    text = digest([news_of(12, BEFORE, story("Ferry off its course", *TEXTS))]).text
    assert "Headline now" not in text
    assert "\n  Headline changed\n" in text
