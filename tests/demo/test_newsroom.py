from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tracker.core.detect import detect
from tracker.core.diff import diff
from tracker.core.extract import extract
from tracker.core.facts import facts
from tracker.demo.newsroom import Newsroom
from tracker.demo.story import EDITIONS, EDITS, NOTICE, STEADY
from tracker.model import BlockChange, Change, FactKind, Held, MarkerKind, Story, Strength

OPENED = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


class Hands:
    """A clock whose hands a test moves."""

    def __init__(self) -> None:
        self.now = OPENED

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def newsroom(clock: Hands) -> Iterator[Newsroom]:
    running = Newsroom(clock).start()
    yield running
    running.stop()


def fetched(url: str) -> str:
    with urlopen(url) as answer:
        return str(answer.read().decode())


def read(url: str) -> Story:
    return extract(fetched(url).encode(), url)


def editions(newsroom: Newsroom, clock: Hands) -> list[Story]:
    """The story as read after each edit."""
    stories = [read(newsroom.url)]
    for number in range(1, len(EDITIONS)):
        clock.now += timedelta(minutes=4)
        newsroom.publish(number)
        stories.append(read(newsroom.url))
    return stories


def test_the_page_reads_as_the_story_it_was_made_of(newsroom: Newsroom) -> None:
    story = read(newsroom.url)
    assert story.headline == "Harbour ferry strikes breakwater at Tarrowmouth"
    assert story.dek == EDITIONS[0].dek
    assert tuple(block.text for block in story.blocks) == EDITIONS[0].paragraphs
    assert story.marker is not None
    assert (story.marker.kind, story.marker.phrase) == (MarkerKind.PROMISE, NOTICE)
    assert story.marker.strength is Strength.STRONG
    assert story.published == OPENED - timedelta(minutes=38)


def test_no_two_answers_are_alike_and_their_story_is(newsroom: Newsroom) -> None:
    for url in (newsroom.url, newsroom.second_url):
        pages = [fetched(url) for _ in range(12)]
        assert len(set(pages)) == 12
        assert len({extract(page.encode(), url).text for page in pages}) == 1


def test_the_second_story_never_changes_whatever_is_published(newsroom: Newsroom, clock: Hands) -> None:
    first = read(newsroom.second_url)
    assert first.headline == STEADY.headline
    editions(newsroom, clock)
    assert read(newsroom.second_url) == first


def test_each_edit_is_one_change_and_detected_as_one(newsroom: Newsroom, clock: Hands) -> None:
    stories = editions(newsroom, clock)
    assert len(EDITS) == 8
    assert len({story.text + story.headline for story in stories}) == 9
    for before, after in pairwise(stories):
        held = Held(story=after, reason="read once", since=clock.now, until=clock.now)
        assert isinstance(detect(before, after, held=held, now=clock.now), Change)
        assert detect(after, after, held=None, now=clock.now) is None


def test_the_edits_are_what_their_names_say(newsroom: Newsroom, clock: Hands) -> None:
    stories = editions(newsroom, clock)
    happened = []
    for before, after in pairwise(stories):
        happened.append({fact.kind for fact in facts(before, after, diff(before, after))})
    assert FactKind.HEADLINE in happened[0]
    assert FactKind.NUMBER in happened[1]
    assert FactKind.CORRECTION_ADDED in happened[2]
    assert FactKind.MOVED in happened[3]
    assert FactKind.QUOTE in happened[4]
    assert FactKind.ADDED in happened[5]
    assert FactKind.EDITED in happened[6]
    assert FactKind.NOTICE_REMOVED in happened[7]
    undeclared = [FactKind.UNDECLARED in kinds for kinds in happened]
    assert undeclared == [not edition.declared for edition in EDITIONS[1:]]


def test_the_moved_paragraph_is_shown_as_moved(newsroom: Newsroom, clock: Hands) -> None:
    stories = editions(newsroom, clock)
    changes = {block.change for block in diff(stories[3], stories[4]).blocks}
    assert changes == {BlockChange.KEPT, BlockChange.MOVED_AWAY, BlockChange.MOVED_HERE}


def test_an_honest_edit_moves_the_pages_date_and_a_silent_one_does_not(newsroom: Newsroom, clock: Hands) -> None:
    dates = [story.modified for story in editions(newsroom, clock)]
    moved = [after != before for before, after in pairwise(dates)]
    assert moved == [True, True, True, True, False, True, False, True]


def test_the_page_describes_itself_as_newspapers_do(newsroom: Newsroom) -> None:
    page = fetched(newsroom.url)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    data = json.loads(found[1])
    assert (data["@type"], data["headline"], data["mainEntityOfPage"]) == (
        "NewsArticle",
        EDITIONS[0].headline,
        newsroom.url,
    )
    assert f'<link rel="canonical" href="{newsroom.url}">' in page
    assert f'<meta property="og:title" content="{EDITIONS[0].headline}">' in page


def test_elsewhere_there_is_no_page(newsroom: Newsroom) -> None:
    with pytest.raises(HTTPError, match="404"):
        fetched(f"http://{newsroom.address}/nowhere")
