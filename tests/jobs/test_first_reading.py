"""The page that is read before readers of pages are forked."""

from __future__ import annotations

from datetime import UTC, datetime

from tracker.jobs.first_reading import PAGE, read_first
from tracker.jobs.reading import read_page
from tracker.model import BlockKind, PageState, WatchKind


def test_it_has_a_bit_of_all_that_readers_look_for() -> None:
    now = datetime(2026, 3, 14, 15, tzinfo=UTC)
    reading = read_page(PAGE, "https://news.example/bridge", "text/html", None, WatchKind.ARTICLE, now)
    assert reading.state is PageState.ARTICLE
    assert reading.story is not None
    assert reading.story.marker is not None
    assert {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} <= {block.kind for block in reading.story.blocks}


def test_the_quick_test_vouches_for_it_when_it_is_read_again() -> None:
    assert read_first()
