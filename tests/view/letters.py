"""Alert mails for the tests: a change between two stories, told as a mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.model import (
    AlertKind,
    Article,
    ArticleState,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Delivery,
    DeliveryState,
    Fact,
    Message,
    Story,
    Version,
    WatchKind,
)
from tracker.view.letter import Step, change_message

SEEN = datetime(2026, 11, 22, 13, 7, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def story(headline: str, *paragraphs: str, **changes: Any) -> Story:
    """Give a story of plain paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Story(headline=headline, blocks=blocks, **changes)


BEFORE = story(
    "Ferry strikes breakwater", "At least 12 people were injured, the harbour office said.", "The sea is rough."
)
AFTER = story(
    "Ferry strikes breakwater", "At least 45 people were injured, the harbour office said.", "The sea is rough."
)
ARTICLE = Article(
    id=12,
    url="https://lantern.example/ferry",
    host="lantern.example",
    kind=WatchKind.ARTICLE,
    headline="Ferry strikes breakwater",
    state=ArticleState.BREAKING,
    marker=None,
    added=SEEN - timedelta(hours=1),
    page_state_since=SEEN - timedelta(hours=1),
)
OLD = Version(
    article_id=12,
    number=3,
    first_seen=SEEN - timedelta(minutes=28),
    last_seen_old=SEEN - timedelta(minutes=40),
    last_seen=SEEN - timedelta(minutes=5),
    headline="Ferry strikes breakwater",
    published=SEEN - timedelta(hours=2),
    modified=SEEN - timedelta(minutes=30),
    url="https://lantern.example/ferry",
    status_line="HTTP/1.1 200 OK",
    body_sha256="",
    text_sha256="",
    chain_hash="",
    change=Change(kinds=frozenset({ChangeKind.TEXT}), reason="text"),
)
NEW = replace(
    OLD,
    number=4,
    first_seen=SEEN,
    last_seen_old=SEEN - timedelta(minutes=5),
    last_seen=SEEN,
    modified=SEEN - timedelta(minutes=2),
)
DELIVERY = Delivery(
    id=1,
    article_id=12,
    version=4,
    kind=AlertKind.CHANGED,
    recipient="desk@example.org",
    state=DeliveryState.PENDING,
    created=SEEN,
    attempts=1,
    next_try=SEEN,
    sent=None,
    message_id="<6f1e.12.4@tracker.example.org>",
    in_reply_to="<6f1e.12.3@tracker.example.org>",
    references=("<6f1e.12.2@tracker.example.org>", "<6f1e.12.3@tracker.example.org>"),
    thread_subject="Ferry strikes breakwater",
)


def letter(
    before: Story = BEFORE,
    after: Story = AFTER,
    *,
    article: Article = ARTICLE,
    old: Version | None = OLD,
    new: Version = NEW,
    delivery: Delivery = DELIVERY,
    happened: tuple[Fact, ...] | None = None,
    line: str | None = None,
    zone: tzinfo = PARIS,
    versions: tuple[Version, ...] = (),
    deliveries: tuple[Delivery, ...] = (),
    meanwhile: Step | None = None,
    reason: str = "",
    text_language: str = "",
) -> Message:
    """Tell the step between two stories; facts and first line are found where they are not given."""
    difference = diff(before, after)
    found = facts(before, after, difference) if happened is None else happened
    return change_message(
        article=article,
        before=old,
        after=new,
        versions=versions or (new,),
        diff=difference,
        facts=found,
        summary=summary(found) if line is None else line,
        deliveries=deliveries or (delivery,),
        meanwhile=meanwhile,
        reason=reason,
        text_language=text_language,
        sender="Tracker <tracker@example.org>",
        zone=zone,
        now=SEEN,
    )
