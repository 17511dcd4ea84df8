"""What happens to articles and sites beside versions: page states with their ends, moves, flips, redesigns."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, bindparam, distinct, func, insert, select, update

from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, host
from tracker.edges.store.schema_beside import event, host_event
from tracker.edges.store.steps import step
from tracker.edges.store.visits import page_state_of
from tracker.model import Event, EventKind, HostEvent, Visit

REDESIGNED = "site redesigned"
REDESIGN_WITHIN = timedelta(days=1)
REDESIGNED_ARTICLES = 3
"""So many articles of a host whose text had to be found anew within a day are one event of the site."""
# What repeats within so long of its last time is one event.
ONE_EVENT_WITHIN = {
    EventKind.FLIP: timedelta(hours=1),
    EventKind.LAYOUT: REDESIGN_WITHIN,
    EventKind.TOUCHED: timedelta(days=1),
}

_END_STATE = Prepared(
    update(event)
    .where(event.c.article_id == bindparam("of_article"), event.c.ended.is_(None), event.c.kind == EventKind.PAGE.value)
    .values(ended=bindparam("at"))
)
_ADD = Prepared(insert(event))
_LAST_OF_KIND = Prepared(
    select(event)
    .where(event.c.article_id == bindparam("article_id"), event.c.kind == bindparam("kind"))
    .order_by(event.c.id.desc())
    .limit(1)
)
_LENGTHEN = Prepared(
    update(event).where(event.c.id == bindparam("event_id")).values(ended=bindparam("at"), reason=bindparam("words"))
)
_EVENTS = Prepared(
    select(event).where(event.c.article_id == bindparam("article_id")).order_by(event.c.began, event.c.id)
)
_RELAID = Prepared(
    select(func.count(distinct(event.c.article_id)).label("count"))
    .add_columns(func.min(event.c.began).label("began"))
    .join(article, article.c.id == event.c.article_id)
    .where(
        article.c.host_id == bindparam("host_key"),
        event.c.kind == EventKind.LAYOUT.value,
        event.c.ended >= bindparam("since"),
    )
)
_LAST_OF_HOST = Prepared(
    select(host_event)
    .where(host_event.c.host_id == bindparam("host_key"), host_event.c.kind == bindparam("kind"))
    .order_by(host_event.c.id.desc())
    .limit(1)
)
_ADD_TO_HOST = Prepared(insert(host_event))
_LENGTHEN_OF_HOST = Prepared(
    update(host_event)
    .where(host_event.c.id == bindparam("event_id"))
    .values(ended=bindparam("at"), articles=bindparam("count"))
)
_HOST_EVENTS = Prepared(
    select(host_event, host.c.name.label("host_name"))
    .join(host, host.c.id == host_event.c.host_id)
    .order_by(host_event.c.began, host_event.c.id)
)


def write_page_state(connection: Connection, article_id: int, seen: Visit) -> None:
    """End the page state that was, and begin the one a visit found."""
    with step("event"):
        _END_STATE.run(connection, {"of_article": article_id, "at": seen.began})
        state = page_state_of(seen).value
        values = {"kind": EventKind.PAGE.value, "state": state, "reason": seen.reason}
        _ADD.run(connection, values | {"article_id": article_id, "began": seen.began, "ended": None})


def write_event(connection: Connection, article_row: AnyRow, happened: Event) -> None:
    """Note something that happened; what repeats soon after its last time lengthens that one."""
    with step("happening"):
        _write_event(connection, article_row.id, happened)
        if happened.kind is EventKind.LAYOUT:
            _note_redesign(connection, article_row.host_id, happened)


def _write_event(connection: Connection, article_id: int, happened: Event) -> None:
    within = ONE_EVENT_WITHIN.get(happened.kind)
    last = _LAST_OF_KIND.first(connection, {"article_id": article_id, "kind": happened.kind.value})
    if within is not None and last is not None and (last.ended or last.began) + within >= happened.began:
        _LENGTHEN.run(connection, {"event_id": last.id, "at": happened.ended, "words": happened.reason})
        return
    values = {"kind": happened.kind.value, "state": happened.state, "reason": happened.reason}
    _ADD.run(connection, values | {"article_id": article_id, "began": happened.began, "ended": happened.ended})


def _note_redesign(connection: Connection, host_key: int, happened: Event) -> None:
    since = happened.began - REDESIGN_WITHIN
    ((count, began),) = _RELAID.all(connection, {"host_key": host_key, "since": since})
    if count < REDESIGNED_ARTICLES:
        return
    key = {"host_key": host_key, "kind": REDESIGNED}
    last = _LAST_OF_HOST.first(connection, key)
    if last is not None and last.ended >= since:
        _LENGTHEN_OF_HOST.run(connection, {"event_id": last.id, "at": happened.began, "count": count})
        return
    values = {"host_id": host_key, "kind": REDESIGNED, "articles": count, "began": began, "ended": happened.began}
    _ADD_TO_HOST.run(connection, values)


def read_events(connection: Connection, article_id: int) -> list[Event]:
    """Give what happened to an article, oldest first."""
    return [
        Event(kind=EventKind(row.kind), state=row.state, reason=row.reason, began=row.began, ended=row.ended)
        for row in _EVENTS.all(connection, {"article_id": article_id})
    ]


def read_host_events(connection: Connection) -> list[HostEvent]:
    """Give what happened to whole sites, oldest first."""
    return [
        HostEvent(host=row.host_name, kind=row.kind, articles=row.articles, began=row.began, ended=row.ended)
        for row in _HOST_EVENTS.all(connection)
    ]
