from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePath

import pytest

from tests.app.pages import FIRE, NOTICE, page
from tests.servers.http import Newsroom
from tests.watching import put_under_watch
from tracker import __version__
from tracker.app.clock import now
from tracker.app.pages import read_file
from tracker.app.wiring import ChildReader, House, furnished, user_agent
from tracker.edges.lock import StoreLock
from tracker.model import (
    Capture,
    Host,
    MarkerSettings,
    PageState,
    Request,
    RunSettings,
    Settings,
    SiteSettings,
    WatchKind,
)

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
SETTINGS = Settings(data=PurePath("unused"), run=RunSettings(parsers=1))
URL = "https://news.example/fire"


def captured(body: bytes, content_type: str = "text/html; charset=utf-8") -> Capture:
    return Capture(
        requested=URL,
        url=URL,
        status=200,
        status_line="HTTP/1.1 200 OK",
        headers=(("Content-Type", content_type),),
        body=body,
        began=NOON,
        ended=NOON,
    )


@pytest.mark.parametrize(
    ("contact", "words"),
    [
        ("", f"breaking-news-tracker/{__version__}"),
        ("desk@example.org", f"breaking-news-tracker/{__version__} (+desk@example.org)"),
    ],
)
def test_we_say_who_we_are_and_how_to_reach_us(contact: str, words: str) -> None:
    assert user_agent(contact) == words


def test_a_page_is_read_in_a_child_as_it_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page())
    reader = ChildReader(SETTINGS)
    try:
        polled = reader.read(captured(page().encode()), None, WatchKind.ARTICLE, NOON)
        assert polled.memory is not None
        in_full = replace(polled.memory, fingerprint="")
        again = reader.read(captured(page().encode()), in_full, WatchKind.ARTICLE, NOON)
        quick = reader.read(captured(page().encode()), polled.memory, WatchKind.ARTICLE, NOON)
    finally:
        reader.close()
    extracted = read_file(tmp_path / "page.html", url=URL, settings=SETTINGS)

    assert polled.story is not None
    assert tuple(block.text for block in polled.story.blocks) == (*FIRE, NOTICE)
    assert polled.story == again.story == extracted.story
    assert polled.memory == again.memory
    assert (quick.unchanged, quick.story, quick.memory) == (True, None, None)


def test_the_charset_of_the_header_is_believed() -> None:
    body = page(*FIRE, headline="Brand im Hafen von Ålderøn").replace('<meta charset="utf-8">', "").encode("latin-1")
    reader = ChildReader(SETTINGS)
    try:
        reading = reader.read(captured(body, "text/html; charset=iso-8859-1"), None, WatchKind.ARTICLE, NOON)
    finally:
        reader.close()

    assert reading.story is not None
    assert reading.story.headline == "Brand im Hafen von Ålderøn"


@pytest.mark.parametrize(
    ("body", "content_type", "state"),
    [
        (b"", "text/html", PageState.COLLAPSED),
        (b"%PDF-1.7", "application/pdf", PageState.NOT_HTML),
        (b'{"a": 1}', "application/json", PageState.NOT_HTML),
    ],
)
def test_what_is_no_page_is_a_state_and_no_story(body: bytes, content_type: str, state: PageState) -> None:
    reader = ChildReader(SETTINGS)
    try:
        reading = reader.read(captured(body, content_type), None, WatchKind.ARTICLE, NOON)
    finally:
        reader.close()

    assert (reading.state, reading.story) == (state, None)


def test_every_request_says_who_asks(house: House, newsroom: Newsroom) -> None:
    house.world.fetcher.fetch(Request(url=newsroom.url("/")))

    assert newsroom.requests[0].header("User-Agent") == user_agent("")


def test_a_house_is_closed_however_its_block_ends(settings: Settings, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())

    def begin_and_fail() -> None:
        with furnished(settings) as house:
            put_under_watch(newsroom.url("/fire"), house.world)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        begin_and_fail()

    with furnished(settings) as again:
        assert len(again.record.versions(1)) == 1


def test_a_site_s_own_settings_reach_its_requests_and_its_readings(settings: Settings, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    site = SiteSettings(host=newsroom.place, ignore="p", accept_language="pt-BR")
    marker = MarkerSettings(phrases=(FIRE[0],))
    with furnished(replace(settings, sites=(site,))) as house:
        capture = house.world.fetcher.fetch(Request(url=newsroom.url("/fire")))
        ignoring = house.world.reader.read(capture, None, WatchKind.PAGE, NOON)
    with furnished(replace(settings, marker=marker)) as house:
        phrased = house.world.reader.read(capture, None, WatchKind.ARTICLE, NOON)

    assert newsroom.requests[0].header("Accept-Language") == "pt-BR"
    assert ignoring.story is None
    assert phrased.story is not None
    assert FIRE[0] in [note.text for note in phrased.story.notes]


def test_a_file_is_read_by_the_settings_of_its_site(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page())
    sites = (SiteSettings(host="news.example", content="h1"),)
    reading = read_file(
        tmp_path / "page.html", url=URL, settings=Settings(data=tmp_path, run=SETTINGS.run, sites=sites)
    )

    assert reading.memory is not None
    assert reading.memory.selector == "h1"


def test_what_is_left_of_the_bound_on_all_requests_outlives_a_restart(settings: Settings, newsroom: Newsroom) -> None:
    bounded = replace(settings, schedule=replace(settings.schedule, per_hour=60))
    left = []
    for _ in range(3):
        with StoreLock(Path(settings.data)), furnished(bounded) as house:
            house.world.fetcher.fetch(Request(url=newsroom.url("/")))
            house.world.fetcher.fetch(Request(url=newsroom.url("/")))
            left.append(house.world.budget.room(now()))
    assert left == [3, 1, 0]


def test_a_clock_that_was_set_back_does_not_hold_up_what_is_saved(house: House) -> None:
    later = NOON + timedelta(days=400)
    house.store.keep_bucket(Host(name="all", ready_at=later, tokens=2.5, tokens_at=later))
    found = house.store.bucket(NOON)
    assert found is not None
    assert (found.tokens, found.tokens_at) == (2.5, NOON)


FIRST = """
from tracker.app.wiring import new_parsers
from tracker.model import RunSettings
parsers = new_parsers(RunSettings(parsers=1), eval)
print(parsers.run("__import__('sys').modules.get('tracker.jobs.first_reading') is not None"))
parsers.close()
"""


def test_a_page_was_read_before_the_first_reader_was_forked() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "True\n"
