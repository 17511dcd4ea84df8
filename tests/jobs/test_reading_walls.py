"""What comes in an article's place never becomes a story, and no bytes break the reading."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pages.furniture import PLAIN, Furniture
from tests.pages.layouts import LAYOUTS, URL, Layout, tables
from tests.pages.matter import CHINESE, ENGLISH, JAPANESE, RUSSIAN, Matter
from tests.pages.walls import SOUND, WALLS
from tracker.errors import ReadingError
from tracker.jobs.reading import Reading, read_page
from tracker.model import Memory, PageState, WatchKind

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PAGES = tuple(layout(ENGLISH, PLAIN) for layout in LAYOUTS)


def read(body: bytes, *, memory: Memory | None = None, content_type: str = "text/html") -> Reading:
    return read_page(body, URL, content_type, memory, WatchKind.ARTICLE, NOON)


def in_full(memory: Memory | None) -> Memory:
    """Take the quick test out of a memory, so that the page is read."""
    assert memory is not None
    return replace(memory, fingerprint="")


KNOWN = in_full(read(SOUND[0]).memory)
BEHIND = {name: wall for name, wall in WALLS.items() if wall[1] is not PageState.PAYWALL}
STUBS = {name: wall for name, wall in WALLS.items() if wall[1] is PageState.PAYWALL}


@pytest.mark.parametrize("memory", [None, KNOWN], ids=["first", "later"])
@pytest.mark.parametrize(("body", "state"), BEHIND.values(), ids=BEHIND.keys())
def test_a_wall_has_its_state_its_reason_and_no_story(body: bytes, state: PageState, memory: Memory | None) -> None:
    found = read(body, memory=memory)
    assert found.state is state
    assert found.reason
    assert (found.story, found.memory, found.remarks) == (None, None, ())


@pytest.mark.parametrize(("body", "state"), STUBS.values(), ids=STUBS.keys())
def test_full_text_that_turns_into_a_paywalls_stub_is_a_state(body: bytes, state: PageState) -> None:
    found = read(body, memory=KNOWN)
    assert found.state is state
    assert found.reason


@pytest.mark.parametrize("name", STUBS)
def test_what_a_paywall_leaves_at_a_first_reading_is_a_teaser(name: str) -> None:
    body = STUBS[name][0]
    found = read(body)
    assert found.state is PageState.ARTICLE
    assert found.reason
    assert found.story is not None
    assert found.story.teaser
    again = read(body, memory=in_full(found.memory))
    assert (again.state, again.reason, again.story) == (found.state, found.reason, found.story)


def test_a_teaser_is_read_without_the_paywalls_own_words() -> None:
    found = read(WALLS["a paywall stub"][0]).story
    assert found is not None
    assert (found.headline, found.text) == (ENGLISH.headline, ENGLISH.paragraphs[0])


def test_a_teaser_whose_full_text_is_shown_is_no_teaser_any_more() -> None:
    memory = in_full(read(WALLS["a paywall stub"][0]).memory)
    found = read(SOUND[0], memory=memory)
    assert (found.state, found.reason) == (PageState.ARTICLE, "")
    assert found.story is not None
    assert not found.story.teaser
    assert found.memory is not None
    assert read(WALLS["a paywall stub"][0], memory=in_full(found.memory)).state is PageState.PAYWALL


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_article_of_every_layout_is_an_article(layout: Layout) -> None:
    found = read(layout(ENGLISH, PLAIN))
    assert (found.state, found.reason) == (PageState.ARTICLE, "")
    assert found.story is not None
    again = read(layout(ENGLISH, PLAIN), memory=in_full(found.memory))
    assert (again.state, again.story) == (found.state, found.story)


@pytest.mark.parametrize("matter", [JAPANESE, CHINESE], ids=["Japanese", "Chinese"])
def test_a_short_report_in_ideographs_is_no_empty_page(matter: Matter) -> None:
    found = read(tables(replace(matter, notice=""), Furniture()))
    assert found.state is PageState.ARTICLE
    assert found.story is not None
    assert sum(len(block.text) for block in found.story.blocks) < 250


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_page_in_another_charset_than_its_header_says_is_a_failed_reading(charset: str) -> None:
    page = f"<html><body><h1>{RUSSIAN.headline}</h1><p>{RUSSIAN.paragraphs[0]}</p></body></html>"
    with pytest.raises(ReadingError, match=r"cannot be read as utf-8: \d+ of \d+ characters are broken"):
        read(page.encode("cp1251"), content_type=f"text/html; charset={charset}")


@settings(max_examples=60)
@given(st.sampled_from(PAGES), st.data())
def test_a_mutilated_page_is_read_or_refused_with_a_reading_error(page: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, len(page)))
    body = page[:start] + data.draw(st.binary(max_size=20)) + page[end:]
    with suppress(ReadingError):
        found = read(body, memory=KNOWN)
        assert (found.story is not None) == (found.state in (PageState.ARTICLE, PageState.PAYWALL))
        assert not found.unchanged
