from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.papers.pages import article, feed
from tests.program import Program
from tests.servers.http import Newsroom

FIRE, QUIET = "Fire in the harbour of Aldern", "Council of Aldern votes on fees"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        now = datetime.now(UTC)
        running.publish("/feed.xml", feed((f"BREAKING: {FIRE}", "/fire", now), (QUIET, "/quiet", now)))
        running.publish("/fire", article(FIRE, marked=True))
        running.publish("/quiet", article(QUIET, marked=True))
        yield running


@pytest.fixture
def program(tmp_path: Path, newsroom: Newsroom) -> Program:
    made = Program(tmp_path)
    made.configure(newsroom.place, more=f'[[watch]]\nurl = "{newsroom.url("/feed.xml")}"\ntags = ["aldern"]\n')
    return made


def test_a_dry_run_says_what_is_there_and_puts_nothing_under_watch(program: Program, newsroom: Newsroom) -> None:
    said = program("discover", newsroom.url("/feed.xml"), "--dry-run")

    assert said.code == 0
    assert "2 listed, 1 marked: 2 to be read" in said.out
    assert f"BREAKING: {FIRE}: “BREAKING:”, headline" in said.out
    assert "2 more would be read" in said.out
    assert [seen.path for seen in newsroom.requests if seen.path != "/robots.txt"] == ["/feed.xml"]
    assert program("list", "--json").objects == []


def test_discover_puts_what_is_marked_under_watch(program: Program, newsroom: Newsroom) -> None:
    answer = program("discover", newsroom.url("/feed.xml"), "--json").objects[0]

    assert {one["url"] for one in answer["articles"] if one["article"]} == {
        newsroom.url("/fire"),
        newsroom.url("/quiet"),
    }
    assert answer["unread"] == 0
    assert [one["tags"] for one in program("list", "--json").objects] == [["aldern"], ["aldern"]]


def test_an_article_is_said_to_be_one_and_is_not_watched_by_a_dry_run(program: Program, newsroom: Newsroom) -> None:
    said = program("discover", newsroom.url("/fire"), "--dry-run")

    assert said.code == 0
    assert said.out.startswith("article")
    assert program("list", "--json").objects == []


def test_a_round_follows_the_feed_and_watches_and_status_tell_of_it(program: Program, newsroom: Newsroom) -> None:
    before = program("watches").out
    assert program("run", "--once").code == 0
    told, status = program("watches").out, program("status").out
    found = program("watches", "--json").objects[0]

    assert "not looked at yet" in before
    assert "feed: 2 listed, 1 marked; 2 watched" in told
    assert f"watch    {newsroom.url('/feed.xml')}: feed: 2 listed, 1 marked; 2 watched" in status
    assert found["candidates"]["watched"] == 2
    assert found["sources"][0]["kind"] == "feed"
    assert program("status", "--json").objects[0]["watches"][0]["url"] == newsroom.url("/feed.xml")


def test_wrong_input_is_told(program: Program, newsroom: Newsroom) -> None:
    nothing = program("discover", "nowhere", "--dry-run")
    empty = program("discover", newsroom.url("/missing.xml"), "--dry-run")

    assert nothing.code == 2
    assert empty.code == 1
    assert "HTTP 404" in empty.out
    assert "none of what it lists" not in empty.out
    assert "looked at once" not in empty.err
    assert program("discover", newsroom.url("/missing.xml"), "--dry-run", "--json").code == 1


def test_nothing_named_is_said(tmp_path: Path) -> None:
    program = Program(tmp_path)
    program.configure("127.0.0.1:1")

    said = program("watches")

    assert said.code == 0
    assert "names nothing to watch" in said.err
