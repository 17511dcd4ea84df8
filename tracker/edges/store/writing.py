"""All that one visit taught us, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from tracker.edges.blobs import pack
from tracker.edges.store import claims, events, furniture, outbox, surroundings
from tracker.edges.store.columns import folded, storable
from tracker.edges.store.days import open_day
from tracker.edges.store.encoding import canonical, flat_words
from tracker.edges.store.evidence import GENESIS, Evidence, add_version
from tracker.edges.store.leases import Leases
from tracker.edges.store.loose_stories import packed_story
from tracker.edges.store.passages import index_version
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import address, article, reading
from tracker.edges.store.schema_beside import held, rereading, struck
from tracker.edges.store.standing import last_visit
from tracker.edges.store.steps import step
from tracker.edges.store.visits import page_state_of, write_visit
from tracker.model import ArticleState, Host, Report, Rung

# A person's word stands until a person takes it back; a look that was in hand does not undo it.
BY_HAND = (ArticleState.PAUSED.value, ArticleState.RETIRED.value)

_ARTICLE_COLUMNS = tuple(column.name for column in article.c if column.name not in ("id", "kind", "added"))
# What every look may set, and every plan.
LOOKED = ("last_look", "heat", "quick", "last_good", "body_sha256", "etag", "last_modified")
PLANNED = ("plan_state", "state", "next_look", "why", "interval")
_article_values = attrgetter(*_ARTICLE_COLUMNS)
_UPDATE_ARTICLE = Prepared(
    update(article)
    .where(article.c.id == bindparam("article_id"))
    .values({column: bindparam(f"new_{column}") for column in _ARTICLE_COLUMNS}),
    prefix="new_",
)
_KNOWN_MEMORY = Prepared(select(reading.c.memory).where(reading.c.article_id == bindparam("of_article")))
_ADD_MEMORY = Prepared(insert(reading))
_RENEW_MEMORY = Prepared(
    update(reading)
    .where(reading.c.article_id == bindparam("article_id"))
    .values({name: bindparam(f"new_{name}") for name in ("walker", "memory", "teaser", "learned")}),
    prefix="new_",
)
_FORGET_HELD = Prepared(delete(held).where(held.c.article_id == bindparam("of_article")))
_ADD_HELD = Prepared(insert(held))
_FORGET_STRUCK = delete(struck).where(struck.c.article_id == bindparam("of_article"))
_ADD_STRUCK = insert(struck)
_ADD_REREAD = insert(rereading)
READ_ADDRESS = Prepared(select(address).where(address.c.url == bindparam("url")))
_ADD_ADDRESS = Prepared(insert(address))


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A version as its row was written.

    Attributes:
        last_good: when its text was read last, which is its article's.
    """

    row: Mapping[str, Any]
    last_good: datetime | None


def write(
    connection: Connection, leases: Leases, row: AnyRow, report: Report, evidence: Evidence | None
) -> Written | None:
    """Write a report onto an article's row as it stands, of `standing`; the caller has checked the right to.

    The host that was asked is written only where the report's token still holds it.

    Returns:
        The new version; None where there is none.
    """
    values = dict(zip(_ARTICLE_COLUMNS, _article_values(row), strict=True))
    values |= (
        looked(row, report) | planned(report, rests=row.state in BY_HAND) | _page_state(row, report) | _learned(report)
    )
    day = open_day(report.visit.ended, closed=row.days_closed)
    version = None
    if evidence is not None:
        previous = row.chain_hash or GENESIS
        version = add_version(connection, row.id, evidence, after=row.last_good, day=day, previous=previous)
        values |= _versioned(report, evidence, version)
        values["indexed"] = index_version(connection, row, values["versions"], evidence.story, evidence.capture.ended)
    values |= _moved(connection, row, report)
    claims.settle_hosts(connection, leases, [(report.host, report.token)])
    with step("article"):
        _UPDATE_ARTICLE.run(connection, values | {"article_id": row.id})
    if values["page_state_since"] != row.page_state_since or not row.last_look:
        events.write_page_state(connection, row.id, report.visit)
    seen = replace(report.visit, version=values["versions"] or None)
    write_visit(connection, row.id, last_visit(row), seen, day=day, planned=row.interval)
    _write_memory(connection, row, report)
    _write_around(connection, row, report)
    _write_owed(connection, row, report, values)
    if version is None:
        return None
    if evidence is not None and evidence.reread is not None:
        _write_reread(connection, row, evidence.reread)
    return Written(row=version, last_good=values["last_good"])


def looked(row: AnyRow, report: Report) -> dict[str, Any]:
    """Give what a look sets of its article's columns, of those in `LOOKED`."""
    values: dict[str, Any] = {"last_look": report.visit.ended, "heat": flat_words(report.plan.heat)}
    values["quick"] = report.quick
    if report.seen or report.change is not None:
        # The answer was made after the request went out: only from then on is the text known to have stood.
        began = report.capture.began if report.capture else report.visit.began
        values["last_good"] = max(began, row.last_good or began)
    # Bytes that only the quick test has looked at must not vouch for the text by themselves; those known need no hash,
    # and those of a version have theirs.
    read = report.visit.rung not in (Rung.QUICK, Rung.IDENTICAL) and report.change is None
    if report.seen and read and report.capture is not None and report.capture.body is not None:
        values["body_sha256"] = report.capture.body_sha256
    if report.validators is not None:
        values |= {"etag": report.validators.etag, "last_modified": report.validators.last_modified}
    return values


def _learned(report: Report) -> dict[str, Any]:
    values: dict[str, Any] = {"strikes": report.strikes}
    if report.marker_read:
        marker = report.marker
        values["marker"] = canonical(marker).decode("utf-8", "surrogatepass") if marker else None
    if report.baseline is not None:
        values["baseline"] = packed_story(report.baseline)
    return values


def planned(report: Report, *, rests: bool) -> dict[str, Any]:
    """Give what a plan sets of its article's columns, of those in `PLANNED`: few where a person put it to rest."""
    plan = report.plan
    state = plan.state._value_
    if rests:
        return {} if state in BY_HAND else {"plan_state": state}
    pause = (plan.at - report.visit.ended).total_seconds() if plan.at else 0.0
    return {"plan_state": state, "state": state, "next_look": plan.at, "why": plan.why, "interval": pause}


def _page_state(row: AnyRow, report: Report) -> dict[str, Any]:
    state = page_state_of(report.visit).value
    since = row.page_state_since if state == row.page_state and row.last_look else report.visit.began
    return {"page_state": state, "page_state_since": since, "page_state_reason": report.visit.reason}


def _versioned(report: Report, evidence: Evidence, version: dict[str, object]) -> dict[str, Any]:
    validators = report.validators
    marker = evidence.story.marker
    headline = evidence.story.headline or str(version["url"])
    return {
        "headline": headline,
        "headline_folded": folded(headline),
        "marker": canonical(marker).decode("utf-8", "surrogatepass") if marker else None,
        "versions": version["number"],
        "baseline": None,
        "chain_hash": version["chain_hash"],
        "body_sha256": version["body_sha256"],
        # Validators of an older text must not answer for this one.
        "etag": validators.etag if validators else None,
        "last_modified": validators.last_modified if validators else None,
    }


def _moved(connection: Connection, row: AnyRow, report: Report) -> dict[str, Any]:
    """Follow an article that moved for good, unless its new address is another article's."""
    if report.moved_to is None or report.moved_to == row.url:
        return {}
    taken = READ_ADDRESS.first(connection, {"url": report.moved_to})
    if taken is not None and taken.article_id != row.id:
        return {}
    if taken is None:
        add_address(connection, report.moved_to, row.id, report.visit.ended)
    name = host_name(report.moved_to)
    if name == row.host_name:
        return {"url": report.moved_to}
    return {"url": report.moved_to, "host_id": claims.host_id(connection, fresh_host(name, report.visit.ended))}


def add_address(connection: Connection, url: str, article_id: int, since: datetime) -> None:
    """Note an address that an article is known by."""
    with step("address"):
        _ADD_ADDRESS.run(connection, {"url": url, "article_id": article_id, "since": since})


def host_name(url: str) -> str:
    """Give the host of an address, with its port where that is not the scheme's own."""
    parts = urlsplit(url)
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return name if parts.port in (None, default) else f"{name}:{parts.port}"


def fresh_host(name: str, now: datetime) -> Host:
    """Give a host of which nothing is known: ready now. Its allowance counts from long ago, so it is full."""
    return Host(name=name, ready_at=now, tokens=0.0, tokens_at=datetime.fromtimestamp(0, tz=now.tzinfo))


def _write_memory(connection: Connection, row: AnyRow, report: Report) -> None:
    with step("memory"):
        if report.memory is not None:
            _remember(connection, row.id, report, known=row.known_memory)
    with step("held"):
        if row.holds:
            _FORGET_HELD.run(connection, {"of_article": row.id})
        if report.held is not None:
            _ADD_HELD.run(connection, _held_values(row.id, report))


def _remember(connection: Connection, article_id: int, report: Report, *, known: str | None) -> None:
    values = _memory_values(article_id, report)
    # Most looks learn nothing: a row that is not written again is a page less in every commit.
    if known != storable(values["memory"]):
        (_ADD_MEMORY if known is None else _RENEW_MEMORY).run(connection, values)


def remember_all(connection: Connection, reports: Iterable[Report]) -> None:
    """Write what looks at as many articles learned of where their texts stand."""
    with step("memory"):
        for report in reports:
            if report.memory is not None:
                known = _KNOWN_MEMORY.scalar(connection, {"of_article": report.article_id})
                _remember(connection, report.article_id, report, known=known)


def _write_around(connection: Connection, row: AnyRow, report: Report) -> None:
    furniture.write_lines(connection, row, report)
    for happened in report.events:
        events.write_event(connection, row, happened)
    since = report.held.since if report.held else report.visit.ended
    surroundings.hasten(connection, row, now=report.visit.ended, since=since, count=report.hasten)
    if report.struck is not None:
        with step("struck"):
            packed = pack(report.struck, previous=None)
            values = {"at": report.visit.ended, "reason": report.visit.reason, "size": packed.size, "data": packed.data}
            connection.execute(_FORGET_STRUCK, {"of_article": row.id})
            connection.execute(_ADD_STRUCK, {"article_id": row.id} | values)


def _write_reread(connection: Connection, row: AnyRow, packed: bytes) -> None:
    with step("reread"):
        values = {"article_id": row.id, "number": row.versions, "story": packed}
        connection.execute(_ADD_REREAD, values)


def _memory_values(article_id: int, report: Report) -> dict[str, Any]:
    memory = canonical(report.memory).decode("utf-8", "surrogatepass")
    walker = report.memory.walker if report.memory else 0
    return {"article_id": article_id, "walker": walker, "memory": memory, "teaser": "", "learned": report.visit.ended}


def _held_values(article_id: int, report: Report) -> dict[str, Any]:
    held_now = report.held
    if held_now is None:
        return {}
    values = {"reason": held_now.reason, "since": held_now.since, "until": held_now.until}
    return {"article_id": article_id, "story": canonical(held_now.story)} | values


def _write_owed(connection: Connection, row: AnyRow, report: Report, values: dict[str, Any]) -> None:
    if not report.owed:
        return
    # The headline as it stood before: it names the story in every mail, also in the one that tells of a new one.
    headline = str(row.headline or values.get("headline") or row.url)
    number = int(values.get("versions", row.versions))
    place = outbox.Place(now=report.visit.ended, article_id=row.id, number=number, headline=headline)
    outbox.write_owed(connection, report.owed, place)
