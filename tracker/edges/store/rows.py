"""Rows of the record as values of the model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import Any, TypeAlias

from tracker.edges.store.encoding import decoded
from tracker.edges.store.making import maker, maker_of_columns
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import (
    AlertKind,
    Article,
    ArticleState,
    Change,
    Channel,
    Delivery,
    DeliveryState,
    Heat,
    Held,
    HoldReason,
    Host,
    Kept,
    Marker,
    Memory,
    Mute,
    Outcome,
    PageState,
    Rung,
    Story,
    Validators,
    Version,
    Visit,
    WatchKind,
)

# A row's columns are known to the statement that selects them, not to the type checker.
AnyRow: TypeAlias = Any


LISTED_COLUMNS = (
    "id",
    "url",
    "kind",
    "headline",
    "state",
    "marker",
    "added",
    "page_state",
    "page_state_since",
    "page_state_reason",
    "versions",
    "last_look",
    "last_good",
    "next_look",
    "why",
)
"""The columns of an article, beside its host's name, that `article_of` reads."""

# Every time in their columns is one that `Moment` made.
_made_article, _made_version = maker(Article, checks=False), maker(Version, checks=False)
_made_versions = maker_of_columns(Version)
_STATES = {state.value: state for state in ArticleState}
_PAGE_STATES = {state.value: state for state in PageState}


@lru_cache(maxsize=512)
def _marker(data: str) -> Marker:
    # Newsrooms promise updates in the same few words.
    return decoded(Marker, data)


def article_of(row: AnyRow, tags: Sequence[str]) -> Article:
    """Give the article of a row that holds the article's columns and `host_name`."""
    return _made_article(
        (
            row.id,
            row.url,
            row.host_name,
            WatchKind(row.kind),
            row.headline,
            _STATES[row.state],
            _marker(row.marker) if row.marker else None,
            row.added,
            tuple(tags),
            _PAGE_STATES[row.page_state],
            row.page_state_since,
            row.page_state_reason,
            row.versions,
            row.last_look,
            row.last_good,
            row.next_look,
            row.why,
        )
    )


def heat_of(row: AnyRow) -> Heat:
    """Give the heat of an article's row."""
    return decoded(Heat, row.heat)


def validators_of(row: AnyRow) -> Validators:
    """Give the validators of an article's row."""
    return Validators(etag=row.etag, last_modified=row.last_modified)


def host_of(row: AnyRow) -> Host:
    """Give the host of a host's row."""
    return Host(
        name=row.name,
        ready_at=row.ready_at,
        tokens=row.tokens,
        tokens_at=row.tokens_at,
        refusals=row.refusals,
        blocked_until=row.blocked_until,
        blocked_why=row.blocked_why,
        robots_status=row.robots_status,
        robots_until=row.robots_until,
        crawl_delay=None if row.crawl_delay is None else timedelta(seconds=row.crawl_delay),
    )


def host_values(known: Host) -> dict[str, object]:
    """Give a host's columns."""
    return {
        "name": known.name,
        "ready_at": known.ready_at,
        "tokens": known.tokens,
        "tokens_at": known.tokens_at,
        "refusals": known.refusals,
        "blocked_until": known.blocked_until,
        "blocked_why": known.blocked_why,
        "robots_status": known.robots_status,
        "robots_until": known.robots_until,
        "crawl_delay": None if known.crawl_delay is None else known.crawl_delay.total_seconds(),
    }


def memory_of(row: AnyRow) -> Memory:
    """Give the memory of a `reading` row."""
    return decoded(Memory, row.memory)


def held_of(row: AnyRow) -> Held:
    """Give what is held by a `held` row."""
    return Held(story=decoded(Story, row.story), reason=row.reason, since=row.since, until=row.until)


VERSION_COLUMNS = (
    "article_id",
    "number",
    "first_seen",
    "last_seen_old",
    "headline",
    "published",
    "modified",
    "url",
    "status_line",
    "body_sha256",
    "text_sha256",
    "chain_hash",
    "change",
    "body_blob",
    "story_blob",
)
"""The columns that a version is made of: its fields in their order, but for `last_seen`; then blobs, not `kept`."""

_DAMAGED = Change(kinds=frozenset(), reason="what changed does not read: damaged, see tracker verify")
_version_values = attrgetter(*VERSION_COLUMNS)
_FIRST_SEEN, _LAST_SEEN_OLD = VERSION_COLUMNS.index("first_seen"), VERSION_COLUMNS.index("last_seen_old")
_LAST_SEEN = _LAST_SEEN_OLD + 1


@lru_cache(maxsize=512)
def _change(data: str) -> Change:
    # What changes is told in the same few words again and again. It is a note that no hash covers: where it is damaged,
    # the evidence beside it is shown and exported all the same, and `verify` names it.
    try:
        return decoded(Change, data)
    except StoreDamagedError:
        return _DAMAGED


def version_of(row: AnyRow, *, article: AnyRow, following: AnyRow | None) -> Version:
    """Give the version of a row; the one after it, or the article for the newest, tells when it was read last."""
    last_seen = following.last_seen_old if following is not None else article.last_good
    return _version(_version_values(row), last_seen)


def versions_of(columns: Sequence[Sequence[Any]], *, last_good: datetime | None) -> list[Version]:
    """Give all versions of an article, oldest first, from the columns of bare values of `VERSION_COLUMNS`.

    Each was read last just before the one after it; the newest at `last_good`, which is its article's.
    """
    first_seen, changes, *blobs = columns[_FIRST_SEEN], *columns[-3:]
    following = (*columns[_LAST_SEEN_OLD][1:], last_good)
    last_seen = [last if last and last > first else first for first, last in zip(first_seen, following, strict=True)]
    known = columns[:_LAST_SEEN], columns[_LAST_SEEN:-3]
    whole = all(None not in column for column in blobs)
    kept = repeat(Kept.WHOLE) if whole else map(_kept, *blobs)
    return _made_versions((*known[0], last_seen, *known[1], map(_change, changes), kept))


def _version(values: Sequence[Any], last_seen: datetime | None) -> Version:
    first_seen, change, body_blob, story_blob = values[_FIRST_SEEN], *values[-3:]
    last = last_seen if last_seen and last_seen > first_seen else first_seen
    kept = _kept(body_blob, story_blob)
    return _made_version((*values[:_LAST_SEEN], last, *values[_LAST_SEEN:-3], _change(change), kept))


def kept_of(row: AnyRow) -> Kept:
    """Give how much is left of the version of a row."""
    return _kept(row.body_blob, row.story_blob)


def _kept(body_blob: int | None, story_blob: int | None) -> Kept:
    if story_blob is None:
        return Kept.REDACTED
    return Kept.PRUNED if body_blob is None else Kept.WHOLE


def visit_of(row: AnyRow) -> Visit:
    """Give the visit, or the run of visits, of a row."""
    return Visit(
        began=row.began,
        ended=row.ended,
        outcome=Outcome(row.outcome),
        state=PageState(row.state),
        reason=row.reason,
        status=row.status,
        size=row.size,
        version=row.version,
        looks=row.looks,
        rung=Rung(row.rung) if row.rung else None,
        unwatched=timedelta(seconds=row.unwatched),
        widest_gap=timedelta(seconds=row.widest_gap),
    )


def delivery_of(row: AnyRow) -> Delivery:
    """Give the delivery of a row that holds the delivery's columns, its alert's and its thread's subject."""
    return Delivery(
        id=row.id,
        article_id=row.article_id,
        version=row.version,
        kind=AlertKind(row.kind),
        recipient=row.recipient,
        state=DeliveryState(row.state),
        created=row.created,
        attempts=row.attempts,
        next_try=row.next_try,
        sent=row.sent,
        message_id=row.message_id,
        in_reply_to=row.in_reply_to,
        references=tuple(json.loads(row.references)),
        thread_subject=row.subject,
        token=row.lease_token or "",
        told=row.told,
        channel=Channel(row.channel),
        detail=row.detail,
        held_for=HoldReason(row.held_for) if row.held_for else None,
        merged_into=row.merged_into,
    )


def mute_of(row: AnyRow) -> Mute:
    """Give the standing mute of a row."""
    return Mute(
        id=row.id,
        recipient=row.recipient,
        article_id=row.article_id,
        since=row.since,
        until=row.until,
        reason=row.reason,
    )


def missing(article_id: int) -> NotFoundError:
    """Give the error for an article that is not there."""
    return NotFoundError(f"there is no article {article_id} in the record; see: tracker list")
