from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.view.hostile import HOSTILE
from tests.view.letters import ARTICLE, DELIVERY, OLD
from tracker.model import (
    ArticleState,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    DeliveryState,
    Entry,
    Event,
    EventKind,
    Host,
    HostEvent,
    Kept,
    Link,
    Marker,
    MarkerKind,
    Note,
    NoteKind,
    Outcome,
    PageState,
    Photograph,
    Rung,
    Story,
    Strength,
    Tombstone,
    Visit,
    WatchKind,
)
from tracker.view.records import (
    article_json,
    delivery_json,
    event_json,
    host_event_json,
    host_json,
    marker_json,
    story_json,
    time_json,
    tombstone_json,
    version_json,
    visit_json,
)

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NOTICE = Marker(kind=MarkerKind.PROMISE, phrase="will be updated", where="last paragraph", strength=Strength.STRONG)


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (None, None),
        (NOON, "2026-03-10T12:00:00.000Z"),
        (NOON + timedelta(microseconds=123_999), "2026-03-10T12:00:00.123Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00.000Z"),
    ],
)
def test_a_time_is_rfc_3339_in_utc_to_the_millisecond(moment: datetime | None, written: str | None) -> None:
    assert time_json(moment) == written


def test_an_article_as_other_programs_read_it() -> None:
    article = replace(
        ARTICLE,
        kind=WatchKind.PAGE,
        state=ArticleState.REAWAKENED,
        marker=NOTICE,
        added=NOON,
        tags=("flood", "night"),
        page_state=PageState.NEEDS_BROWSER,
        page_state_since=NOON,
        page_state_reason="no text without scripts",
        versions=3,
        last_look=NOON + timedelta(minutes=5),
        next_look=NOON + timedelta(minutes=6),
        why="a change an hour",
    )

    assert article_json(article) == {
        "id": 12,
        "url": "https://lantern.example/ferry",
        "headline": "Ferry strikes breakwater",
        "state": "re-awakened",
        "marker": {
            "kind": "promise",
            "phrase": "will be updated",
            "where": "last paragraph",
            "strength": "strong",
        },
        "versions": 3,
        "next_look": "2026-03-10T12:06:00.000Z",
        "why": "a change an hour",
        "host": "lantern.example",
        "kind": "page",
        "tags": ["flood", "night"],
        "added": "2026-03-10T12:00:00.000Z",
        "last_look": "2026-03-10T12:05:00.000Z",
        "last_good": None,
        "page_state": "needs browser",
        "page_state_since": "2026-03-10T12:00:00.000Z",
        "page_state_reason": "no text without scripts",
    }


def test_a_version_as_other_programs_read_it() -> None:
    version = replace(
        OLD,
        first_seen=NOON,
        last_seen_old=None,
        last_seen=NOON,
        published=None,
        modified=NOON,
        body_sha256="b",
        text_sha256="t",
        chain_hash="c",
        change=Change(
            kinds=frozenset({ChangeKind.TEXT, ChangeKind.HEADLINE, ChangeKind.NOTE}),
            reason="why",
            confirmed=True,
            layout=True,
        ),
    )

    assert version_json(version) == {
        "article": 12,
        "number": 3,
        "first_seen": "2026-03-10T12:00:00.000Z",
        "last_seen_old": None,
        "last_seen": "2026-03-10T12:00:00.000Z",
        "headline": "Ferry strikes breakwater",
        "published": None,
        "modified": "2026-03-10T12:00:00.000Z",
        "url": "https://lantern.example/ferry",
        "status_line": "HTTP/1.1 200 OK",
        "body_sha256": "b",
        "text_sha256": "t",
        "chain_hash": "c",
        "changed": ["headline", "note", "text"],
        "reason": "why",
        "confirmed": True,
        "layout": True,
        "teaser": False,
        "kept": "whole",
    }


def test_a_visit_as_other_programs_read_it() -> None:
    visit = Visit(
        began=NOON,
        ended=NOON + timedelta(seconds=2),
        outcome=Outcome.IDENTICAL,
        state=PageState.ARTICLE,
        reason="",
        status=200,
        size=5120,
        version=4,
        looks=9,
        rung=Rung.IDENTICAL,
        widest_gap=timedelta(hours=1),
    )

    assert visit_json(visit) == {
        "began": "2026-03-10T12:00:00.000Z",
        "ended": "2026-03-10T12:00:02.000Z",
        "outcome": "identical bytes",
        "state": "article",
        "reason": "",
        "status": 200,
        "size": 5120,
        "version": 4,
        "looks": 9,
        "rung": "identical bytes",
        "unwatched": 0.0,
        "widest_gap": 3600.0,
    }


def test_a_tombstone_as_other_programs_read_it() -> None:
    stone = Tombstone(
        article_id=12,
        number=3,
        what=Kept.REDACTED,
        after=5,
        reason="court order",
        written=NOON,
        previous="p",
        chain_hash="c",
        complete=False,
    )

    assert tombstone_json(stone) == {
        "tombstone": "redacted",
        "article": 12,
        "number": 3,
        "after": 5,
        "reason": "court order",
        "written": "2026-03-10T12:00:00.000Z",
        "chain_hash": "c",
        "complete": False,
    }
    assert tombstone_json(replace(stone, number=0))["number"] is None


def test_a_story_as_other_programs_read_it() -> None:
    story = Story(
        headline="Fire",
        dek="In the harbour.",
        byline="By A",
        section="Town",
        language="en-GB",
        published=NOON,
        blocks=(
            Block(
                kind=BlockKind.LIST_ITEM,
                text="It burns.",
                links=(Link(text="burns", url="https://a.example"),),
                entry="b1",
            ),
        ),
        notes=(Note(kind=NoteKind.EDITORS_NOTE, text="Edited."),),
        entries=(Entry(id="b1", headline="Fire", published=NOON),),
        photograph=Photograph(identity="fire", url="https://a.example/fire.jpg"),
    )

    assert story_json(story) == {
        "headline": "Fire",
        "dek": "In the harbour.",
        "byline": "By A",
        "section": "Town",
        "language": "en-GB",
        "published": "2026-03-10T12:00:00.000Z",
        "modified": None,
        "marker": None,
        "notes": [{"kind": "editor's note", "text": "Edited."}],
        "blocks": [
            {
                "kind": "list item",
                "text": "It burns.",
                "links": [{"text": "burns", "url": "https://a.example"}],
                "entry": "b1",
                "site": False,
            }
        ],
        "entries": [{"id": "b1", "headline": "Fire", "published": "2026-03-10T12:00:00.000Z", "modified": None}],
        "photograph": {"identity": "fire", "url": "https://a.example/fire.jpg"},
        "teaser": False,
    }


def test_a_host_and_a_delivery_as_other_programs_read_them() -> None:
    host = Host(name="a.example", ready_at=NOON, tokens=2.3456, tokens_at=NOON, refusals=2, blocked_why="HTTP 429")
    sent = replace(DELIVERY, state=DeliveryState.SENT, sent=NOON, next_try=None, told="250 OK")

    assert host_json(host) == {
        "host": "a.example",
        "ready_at": "2026-03-10T12:00:00.000Z",
        "tokens": 2.35,
        "refusals": 2,
        "blocked_until": None,
        "blocked_why": "HTTP 429",
    }
    assert delivery_json(sent) == {
        "id": 1,
        "article": 12,
        "version": 4,
        "kind": "changed",
        "recipient": "desk@example.org",
        "state": "sent",
        "attempts": 1,
        "next_try": None,
        "sent": "2026-03-10T12:00:00.000Z",
        "message_id": "<6f1e.12.4@tracker.example.org>",
        "told": "250 OK",
    }


def test_whatever_a_page_says_is_one_line_of_json_and_comes_back_as_it_was() -> None:
    objects = [
        article_json(replace(ARTICLE, headline=HOSTILE, url=HOSTILE, why=HOSTILE, page_state_reason=HOSTILE)),
        version_json(replace(OLD, headline=HOSTILE, url=HOSTILE, status_line=HOSTILE)),
        story_json(Story(headline=HOSTILE, blocks=(Block(kind=BlockKind.NOTE, text=HOSTILE),))),
        delivery_json(replace(DELIVERY, told=HOSTILE)),
    ]
    for one in objects:
        line = json.dumps(one, ensure_ascii=False)
        assert len(line.splitlines()) == 1 or "\u2028" in line
        assert not any(ord(letter) < 0x20 for letter in line)
        assert json.loads(line) == one
    assert marker_json(replace(NOTICE, phrase=HOSTILE)) == {
        "kind": "promise",
        "phrase": HOSTILE,
        "where": "last paragraph",
        "strength": "strong",
    }


def test_what_happened_beside_versions_as_other_programs_read_it() -> None:
    event = Event(kind=EventKind.PAGE, state="blocked", reason="HTTP 403", began=NOON)
    redesign = HostEvent(host="lantern.example", kind="site redesigned", articles=3, began=NOON, ended=NOON)

    assert event_json(event) == {
        "event": "page state",
        "state": "blocked",
        "reason": "HTTP 403",
        "began": "2026-03-10T12:00:00.000Z",
        "ended": None,
    }
    assert host_event_json(redesign) == {
        "host": "lantern.example",
        "kind": "site redesigned",
        "articles": 3,
        "began": "2026-03-10T12:00:00.000Z",
        "ended": "2026-03-10T12:00:00.000Z",
    }
