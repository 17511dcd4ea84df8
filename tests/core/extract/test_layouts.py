"""Every structure that news sites have, in every direction of writing: read whole, and nothing but the story."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pytest

from tests.pages.edits import words
from tests.pages.furniture import NOISE, PLAIN, Furniture
from tests.pages.layouts import LAYOUTS, UNICODE_LAYOUTS, URL, Layout, live, tables
from tests.pages.matter import ABROAD, ENGLISH, GERMAN, Matter
from tracker.core.extract import extract, read_story
from tracker.model import BlockKind, MarkerKind, NoteKind, Story, Strength

PAGES = [
    pytest.param(layout, matter, id=f"{layout.__name__}-{matter.language}")
    for matter in (ENGLISH, *ABROAD)
    for layout in (LAYOUTS if matter in (ENGLISH, GERMAN) else UNICODE_LAYOUTS)
]


@cache
def first_reading(layout: Layout, matter: Matter) -> Story:
    return extract(layout(matter, PLAIN), URL)


def text_of(story: Story) -> tuple[str, ...]:
    """The lines of a story."""
    return tuple(block.text for block in story.blocks)


@pytest.mark.parametrize(("layout", "matter"), PAGES)
def test_a_page_is_read_whole_and_nothing_beside_it(layout: Layout, matter: Matter) -> None:
    story = first_reading(layout, matter)
    assert (story.headline, story.dek) == (matter.headline, matter.dek)
    assert text_of(story) == matter.lines
    assert (story.byline, story.language) == ("Mira Holt", matter.language)
    assert story.published == datetime(2026, 3, 2, 6, 40, tzinfo=UTC)
    assert story.modified == (None if layout is tables else datetime(2026, 3, 2, 9, 5, tzinfo=UTC))


@pytest.mark.parametrize(("layout", "matter"), PAGES)
def test_the_notes_of_a_page_are_known_for_what_they_are(layout: Layout, matter: Matter) -> None:
    story = first_reading(layout, matter)
    noted = [(NoteKind.CORRECTION, matter.correction)] if matter.correction else []
    assert [(note.kind, note.text) for note in story.notes] == [*noted, (NoteKind.NOTICE, matter.notice)]
    assert [block.text for block in story.blocks if block.kind is BlockKind.NOTE] == [note.text for note in story.notes]


@pytest.mark.parametrize(("layout", "matter"), PAGES)
def test_the_promise_of_a_page_is_its_marker(layout: Layout, matter: Matter) -> None:
    marker = first_reading(layout, matter).marker
    assert marker is not None
    assert (marker.kind, marker.strength) == (MarkerKind.PROMISE, Strength.STRONG)
    assert (marker.phrase, marker.where) == (matter.notice, "last paragraph")


@pytest.mark.parametrize(("layout", "matter"), PAGES)
def test_the_same_bytes_with_the_memory_of_the_first_reading_are_the_same_story(layout: Layout, matter: Matter) -> None:
    page = layout(matter, PLAIN)
    first, memory = read_story(page, URL)
    assert read_story(page, URL, memory=memory) == (first, memory)


@pytest.mark.parametrize("around", NOISE.values(), ids=NOISE.keys())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_first_reading_does_not_depend_on_what_stands_around(layout: Layout, around: Furniture) -> None:
    story = extract(layout(ENGLISH, around), URL)
    assert (story.headline, story.dek) == (ENGLISH.headline, ENGLISH.dek)
    assert text_of(story) == ENGLISH.lines


@pytest.mark.parametrize("matter", [ENGLISH, *ABROAD], ids=lambda matter: matter.language)
def test_a_short_note_between_headline_and_text_is_part_of_the_story(matter: Matter) -> None:
    note = matter.notice
    bare = replace(matter, notice="", dek="")
    page = (
        f"<html><body><main><div><h1>{bare.headline}</h1><div><p>{note}</p></div></div><div class='story-body'>"
        f"{''.join(f'<p>{line}</p>' for line in bare.paragraphs)}</div></main></body></html>"
    )
    story = extract(page.encode(), URL)
    assert story.blocks[0].text == note
    assert [kind.kind for kind in story.notes] == [NoteKind.NOTICE]
    assert story.marker is not None
    assert story.marker.where == "first paragraph"


def test_a_live_blog_without_a_promise_is_known_by_its_structure() -> None:
    marker = extract(live(replace(ENGLISH, notice=""), PLAIN), URL).marker
    assert marker is not None
    assert (marker.kind, marker.where) == (MarkerKind.LIVE_BLOG, "structured data")


def test_another_element_in_the_place_of_the_story_is_not_taken_for_it() -> None:
    """Selectors without names count elements: as many of them as before may stand in another order."""
    paragraphs = "".join(f"<p>{line}</p>" for line in ENGLISH.lines)

    def page(order: str) -> bytes:
        boxes = {"a": "<div><p>Weather: rain.</p></div>", "b": f"<div>{paragraphs}</div>"}
        body = "".join(boxes[name] for name in order)
        return f"<html><body><div><h1>{ENGLISH.headline}</h1>{body}</div></body></html>".encode()

    first, memory = read_story(page("aab"), URL)
    assert (memory.index, memory.matches) == (2, 3)
    assert [block.text for block in read_story(page("aba"), URL, memory=memory)[0].blocks] == list(ENGLISH.lines)
    assert [block.text for block in first.blocks] == list(ENGLISH.lines)


def test_words_changed_on_a_page_are_changed_in_the_story() -> None:
    edit = words("killing 12 people", "killing 45 people")
    assert "killing 45 people" in extract(tables(edit(ENGLISH), PLAIN), URL).text
