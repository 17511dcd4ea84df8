from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.hostile import HOSTILE
from tracker.model import (
    Block,
    BlockKind,
    Entry,
    Link,
    Marker,
    MarkerKind,
    Note,
    NoteKind,
    Photograph,
    Story,
    Strength,
)
from tracker.view.records import story_json
from tracker.view.stories import story_from_json

TEXTS = st.text(max_size=40) | st.just(HOSTILE)
# The JSON tells times to the millisecond.
MOMENTS = st.none() | st.datetimes(timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
LINKS = st.builds(Link, text=TEXTS, url=TEXTS)
BLOCKS = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=TEXTS,
    links=st.lists(LINKS, max_size=2).map(tuple),
    entry=TEXTS,
    site=st.booleans(),
)
ENTRIES = st.builds(Entry, id=TEXTS, headline=TEXTS, published=MOMENTS, modified=MOMENTS)
NOTES = st.builds(Note, kind=st.sampled_from(NoteKind), text=TEXTS)
MARKERS = st.builds(
    Marker, kind=st.sampled_from(MarkerKind), phrase=TEXTS, where=TEXTS, strength=st.sampled_from(Strength)
)
STORIES = st.builds(
    Story,
    headline=TEXTS,
    dek=TEXTS,
    byline=TEXTS,
    section=TEXTS,
    language=TEXTS,
    published=MOMENTS,
    modified=MOMENTS,
    blocks=st.lists(BLOCKS, max_size=4).map(tuple),
    notes=st.lists(NOTES, max_size=2).map(tuple),
    marker=st.none() | MARKERS,
    entries=st.lists(ENTRIES, max_size=2).map(tuple),
    photograph=st.none() | st.builds(Photograph, identity=TEXTS, url=TEXTS),
    teaser=st.booleans(),
)


@given(STORIES)
def test_a_story_written_and_read_back_is_the_same(story: Story) -> None:
    assert story_from_json(json.loads(json.dumps(story_json(story)))) == story


def test_headline_and_blocks_are_enough() -> None:
    story = story_from_json({"headline": "Fire", "blocks": [{"kind": "paragraph", "text": "It burns."}]})

    assert story == Story(headline="Fire", blocks=(Block(kind=BlockKind.PARAGRAPH, text="It burns."),))


def test_what_show_prints_beside_the_story_does_no_harm() -> None:
    data = {"article": 7, "number": 2, "headline": "Fire", "blocks": [], "published": "2026-03-01T12:00:00.000Z"}

    assert story_from_json(data) == Story(headline="Fire", published=datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"headline": "Fire"},
        {"blocks": []},
        {"headline": "Fire", "blocks": None},
        {"headline": "Fire", "blocks": 7},
        {"headline": "Fire", "blocks": "text"},
        {"headline": "Fire", "blocks": [[]]},
        {"headline": "Fire", "blocks": [None]},
        {"headline": "Fire", "blocks": [{"kind": "paragraph"}]},
        {"headline": "Fire", "blocks": [{"kind": "hologram", "text": "x"}]},
        {"headline": "Fire", "blocks": [{"kind": [], "text": "x"}]},
        {"headline": "Fire", "blocks": [{"kind": "paragraph", "text": "x", "links": 1}]},
        {"headline": "Fire", "blocks": [{"kind": "paragraph", "text": "x", "links": [{"text": "y"}]}]},
        {"headline": "Fire", "blocks": [], "notes": None},
        {"headline": "Fire", "blocks": [], "notes": [{"kind": "rumour", "text": "x"}]},
        {"headline": "Fire", "blocks": [], "marker": "yes"},
        {"headline": "Fire", "blocks": [], "marker": {"kind": "promise", "phrase": "x", "where": "y"}},
        {"headline": "Fire", "blocks": [], "published": "yesterday"},
        {"headline": "Fire", "blocks": [], "published": 1_700_000_000},
        {"headline": "Fire", "blocks": [], "published": "2026-03-01T12:00:00"},
        {"headline": "Fire", "blocks": [], "modified": "2026-03-01T12:00:00+02:00"},
    ],
)
def test_what_is_no_story_is_refused_and_nothing_else_happens(data: dict[str, Any]) -> None:
    with pytest.raises((KeyError, ValueError, TypeError)):
        story_from_json(data)
