from __future__ import annotations

import re
import sys
import webbrowser
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at
from tracker.model import Passage, SearchResult
from tracker.viewer.browser import is_web_address, opened
from tracker.viewer.found_rows import found_rows
from tracker.viewer.keys import KEYS, bindings, help_rows, hints
from tracker.viewer.program import Viewer

ALL = [key for _, keys in KEYS for key in keys]


def test_every_key_does_something_and_no_key_does_two_things() -> None:
    names = [binding.key for binding in bindings()]

    assert len(names) == len(set(names))
    actions = {key.action.partition("(")[0].removeprefix("app.") for key in ALL}
    assert [action for action in sorted(actions) if not hasattr(Viewer, f"action_{action}")] == []


def test_every_key_stands_in_the_help_and_on_the_page(project: Path) -> None:
    page = (project / "docs" / "viewer.md").read_text(encoding="utf-8")
    told = {row.lead.plain.strip() for row in help_rows()}
    named = set(re.findall(r"`([^`]+)`", page)) | {"space", "enter", "esc", "tab", "page up"}

    assert [key.shown for key in ALL if key.shown not in told] == []
    assert [key.shown for key in ALL if not named.issuperset(re.split(r" (?=\S$)", key.shown))] == []


def test_as_many_hints_are_given_as_there_is_room_for() -> None:
    assert hints("version", "jump", "help", columns=80).plain == " ← older  ] change  ? help "
    assert hints("version", "jump", "help", columns=20).plain == " ← older  ] change "
    assert hints("version", columns=3).plain == ""


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://news.example/a?b=c#d", True),
        ("http://203.0.113.5:8080/", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("-https://news.example/", False),
        ("https:///nowhere", False),
        ("https://news.example/\x1b[2J", False),
        ("https://news.example/ --new-window", False),
        ("https://[broken/", False),
    ],
)
def test_only_addresses_of_the_web_are_handed_to_a_browser(url: str, is_one: bool) -> None:
    assert is_web_address(url) is is_one


def test_a_browser_that_would_draw_on_our_screen_is_not_started(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def start(url: str) -> bool:
        asked.append(url)
        return True

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(webbrowser, "open", start)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not opened("https://news.example/")
    assert asked == []

    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert opened("https://news.example/")
    assert asked == ["https://news.example/"]


def passage(number: int, text: str, *, last: int | None = None, article: int = 1) -> Passage:
    """A passage that came with a version."""
    return Passage(
        article_id=article,
        url=f"https://news.example/{article}",
        host="news.example",
        headline=f"Story {article}",
        kind="paragraph",
        text=text,
        matches=((4, 8),),
        first=number,
        last=last,
        gaps=(),
        came_after=NOON - timedelta(minutes=4) if number > 1 else None,
        came_by=NOON,
        left_after=at(5) if last else None,
        left_by=at(9) if last else None,
    )


def test_what_was_found_leads_to_the_version_that_shows_it() -> None:
    found = SearchResult(
        passages=(
            passage(2, "The fire \x1b[2J spread.", last=3),
            passage(1, "The fire began."),
            passage(1, "x", article=2),
        ),
        count=7,
    )

    rows = found_rows(found, "fire", now=at(60), zone=NOON.tzinfo)  # type: ignore[arg-type]

    assert [(row.cells[0].plain, row.key, row.part) for row in rows if row.cells[0].plain] == [
        ("7 passages, the newest 3", None, None),
        ("Story 1  news.example", None, None),
        (
            "The fire ␛[2J spread.\n"
            "paragraph · came with v2, between 11:56 and 12:00 · gone with v4 between 12:05 and 12:09",
            1,
            3,
        ),
        ("The fire began.\nparagraph · came with v1, first seen 12:00 · still stands", 1, 0),
        ("Story 2  news.example", None, None),
        ("x\nparagraph · came with v1, first seen 12:00 · still stands", 2, 0),
    ]


def test_nothing_found_is_said() -> None:
    (row,) = found_rows(SearchResult(), "volcano \x07", now=NOON, zone=NOON.tzinfo)  # type: ignore[arg-type]

    assert row.cells[0].plain == "no version holds volcano ␇"
