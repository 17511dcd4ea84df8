from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.view.hostile import HOSTILE, lines, steering
from tracker.model import Block, BlockKind, Entry, Link, Marker, MarkerKind, Note, NoteKind, Story, Strength
from tracker.view.reading import marker_line, story_lines

PARIS = ZoneInfo("Europe/Paris")
NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NOTICE = Marker(kind=MarkerKind.LIVE_BLOG, phrase="LiveBlogPosting", where="structured data", strength=Strength.STRONG)
STORY = Story(
    headline="Ferry strikes breakwater",
    dek="Rescuers bring passengers ashore.",
    byline="By Linnet Ashgrove",
    section="Harbour",
    published=NOON,
    modified=NOON + timedelta(minutes=20),
    marker=NOTICE,
    blocks=(
        Block(kind=BlockKind.PARAGRAPH, text="A ferry struck the breakwater."),
        Block(kind=BlockKind.HEADING, text="What is known"),
        Block(kind=BlockKind.LIST_ITEM, text="12 hurt"),
        Block(kind=BlockKind.QUOTE, text="We felt a shudder."),
        Block(kind=BlockKind.CAPTION, text="The Grey Heron"),
        Block(kind=BlockKind.NOTE, text="Correction: it was Tuesday."),
        Block(kind=BlockKind.TABLE_ROW, text="Deck | 168"),
    ),
)


def test_a_story_is_drawn_in_reading_order() -> None:
    assert lines(story_lines(STORY, zone=PARIS)) == [
        "Ferry strikes breakwater",
        "Rescuers bring passengers ashore.",
        "By Linnet Ashgrove · Harbour · published 2026-03-10 13:00:00 CET · modified 2026-03-10 13:20:00 CET",
        "live blog: “LiveBlogPosting” (structured data, strong)",
        "",
        "A ferry struck the breakwater.",
        "",
        "What is known",
        "",
        "  • 12 hurt",
        "",
        "❝ We felt a shudder.",
        "",
        "▢ The Grey Heron",
        "",
        "Correction: it was Tuesday.",
        "",
        "Deck | 168",
    ]


def test_what_a_page_does_not_say_is_not_drawn() -> None:
    bare = Story(headline="Fire", blocks=(Block(kind=BlockKind.PARAGRAPH, text="It burns."),))

    assert lines(story_lines(bare, zone=PARIS)) == ["Fire", "", "", "It burns."]


def test_a_date_of_change_that_is_the_date_of_birth_is_told_once() -> None:
    story = replace(STORY, byline="", section="", modified=NOON)

    assert lines(story_lines(story, zone=UTC))[2] == "published 2026-03-10 12:00:00 UTC"


@pytest.mark.parametrize(
    ("kind", "strength", "words"),
    [
        (MarkerKind.PROMISE, Strength.STRONG, "promise: “to be updated” (dek, strong)"),
        (MarkerKind.HEADLINE, Strength.WEAK, "headline: “to be updated” (dek, weak)"),
        (MarkerKind.LABEL, Strength.WEAK, "label: “to be updated” (dek, weak)"),
    ],
)
def test_a_marker_says_its_words_and_their_place(kind: MarkerKind, strength: Strength, words: str) -> None:
    assert marker_line(Marker(kind=kind, phrase="to be updated", where="dek", strength=strength)) == words


def test_no_field_of_a_hostile_page_steers_the_terminal() -> None:
    story = Story(
        headline=HOSTILE,
        dek=HOSTILE,
        byline=HOSTILE,
        section=HOSTILE,
        language=HOSTILE,
        published=NOON,
        marker=replace(NOTICE, phrase=HOSTILE, where=HOSTILE),
        blocks=tuple(Block(kind=kind, text=HOSTILE, links=(Link(text=HOSTILE, url=HOSTILE),)) for kind in BlockKind),
        notes=(Note(kind=NoteKind.CORRECTION, text=HOSTILE),),
    )

    shown = lines(story_lines(story, zone=UTC))

    assert len(shown) == 4 + 2 * len(BlockKind)
    assert steering("\n".join(shown)) == []
    assert sum(line.count("[bold red]loud[/] :bomb:") for line in shown) == 6 + len(BlockKind)


def test_an_entry_of_a_live_blog_is_headed_by_its_times() -> None:
    blog = Story(
        headline="Storm",
        entries=(
            Entry(id="b2", headline="The wall is breached", published=NOON, modified=NOON + timedelta(minutes=9)),
            Entry(id="b1", headline="A warning", published=NOON - timedelta(hours=1)),
            Entry(id="b0"),
        ),
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, text="What is known."),
            Block(kind=BlockKind.HEADING, text="The wall is breached", entry="b2"),
            Block(kind=BlockKind.PARAGRAPH, text="In two places.", entry="b2"),
            Block(kind=BlockKind.PARAGRAPH, text="Forecasters warn.", entry="b1"),
            Block(kind=BlockKind.PARAGRAPH, text="Good morning.", entry="b0"),
        ),
    )

    assert lines(story_lines(blog, zone=UTC))[2:] == [
        "",
        "What is known.",
        "",
        "2026-03-10 12:00:00 UTC · modified 2026-03-10 12:09:00 UTC",
        "The wall is breached",
        "",
        "In two places.",
        "",
        "2026-03-10 11:00:00 UTC · A warning",
        "Forecasters warn.",
        "",
        "entry b0",
        "Good morning.",
    ]


def test_the_beginning_before_a_paywall_is_called_one() -> None:
    teaser = Story(headline="Fire", teaser=True, blocks=(Block(kind=BlockKind.PARAGRAPH, text="It burns."),))

    assert lines(story_lines(teaser, zone=UTC))[2] == "only the beginning: the rest is behind a paywall"
