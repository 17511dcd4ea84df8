"""Sources in the record: which are due, what one look at one taught, and which are followed at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from tracker.edges.store import claims, writing
from tracker.edges.store.candidates import let_go, mark_listed, notice
from tracker.edges.store.due import ASKABLE
from tracker.edges.store.encoding import decoded, flat_words
from tracker.edges.store.hints import hasten, settle_votes
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import host
from tracker.edges.store.schema_sources import candidate, source
from tracker.edges.store.steps import step
from tracker.model import Heat, Validators
from tracker.model.source import Offer, Source, SourceKind, SourceReport

DEEPEST = 3
"""An index may name indexes, and a site an index; deeper sources are not followed, for they could go on for ever."""
_ROWS = select(source, host.c.name.label("host_name")).join(host, host.c.id == source.c.host_id)
_ONE = _ROWS.where(source.c.id == bindparam("of_source"))
_BY_URL = _ROWS.where(source.c.url == bindparam("of_url"))
_ALL = _ROWS.order_by(source.c.watch, source.c.parent.is_not(None), source.c.id)
_ANY = Prepared(select(exists().where(source.c.next_look <= bindparam("now"))))
_DUE = _ROWS.where(source.c.next_look <= bindparam("now"), ASKABLE).order_by(source.c.next_look, source.c.id)
_BESIDE = select(func.count()).where(source.c.host_id == bindparam("of_host"), source.c.next_look.is_not(None))
_UNDATED = select(source.c.undated).where(source.c.id == bindparam("of_source"))
_LISTED = select(source.c.id, source.c.undated).where(
    source.c.watch == bindparam("of_watch"), source.c.undated.is_not(None)
)
_CHILDREN = select(source.c.id, source.c.url).where(source.c.parent == bindparam("of_source"))
_PARENT = select(source.c.parent).where(source.c.id == bindparam("of_source"))
_REHOME = (
    update(candidate).where(candidate.c.source_id == bindparam("of_source")).values(source_id=bindparam("new_home"))
)
_ADD = insert(source)
_DROP = delete(source).where(source.c.id == bindparam("of_source"))
_GIVE = update(source).where(source.c.id == bindparam("of_source"))
_ROOTS = select(source.c.id, source.c.url, source.c.watch).where(source.c.parent.is_(None))


def any_due(connection: Connection, now: datetime) -> bool:
    """Tell whether any source's time has come: a look that writes nothing."""
    return bool(_ANY.scalar(connection, {"now": now}))


def first_due(connection: Connection, now: datetime, *, leased: Mapping[str, str]) -> Source | None:
    """Give the source that waits longest of those whose host may be asked now; None without one.

    Args:
        leased: what others have, of `Leases.taken`.
    """
    row = connection.execute(_DUE.limit(1), {"now": now, **leased}).first()
    return None if row is None else source_of(row, _beside(connection, row))


def all_sources(connection: Connection) -> tuple[Source, ...]:
    """Give all sources, those of a watch together and its own address first."""
    return tuple(source_of(row) for row in connection.execute(_ALL))


def read_undated(connection: Connection, source_id: int) -> bytes:
    """Give the digests of what a source lists, and of addresses without a date that it ever did."""
    return bytes(connection.execute(_UNDATED, {"of_source": source_id}).scalar() or b"")


def read_listed(connection: Connection, watch: str) -> Sequence[tuple[int, bytes]]:
    """Give the sources of a watch by their id, each with the digests of what it lists."""
    return [(row.id, bytes(row.undated)) for row in connection.execute(_LISTED, {"of_watch": watch})]


def is_named(connection: Connection, url: str) -> bool:
    """Tell whether an address is a source already."""
    return connection.execute(_BY_URL, {"of_url": url}).first() is not None


def name(connection: Connection, url: str, host_name: str, watch: str, now: datetime) -> None:
    """Follow the address of a `[[watch]]`: due at once, and its own even where another found it."""
    known = connection.execute(_BY_URL, {"of_url": url}).first()
    with step("source"):
        if known is not None:
            if known.watch != watch or known.parent is not None:
                connection.execute(_GIVE.values(watch=watch, parent=None), {"of_source": known.id})
            return
        _add(connection, Offer(url=url, kind=SourceKind.NAMED), host_name, watch, None, now)


def keep_only(connection: Connection, watches: Iterable[str]) -> None:
    """Let go of all sources of watches that the configuration names no more; articles under watch stay."""
    kept = set(watches)
    for row in connection.execute(_ROOTS).all():
        if row.watch not in kept:
            _drop(connection, row.id)


def _drop(connection: Connection, source_id: int) -> None:
    for child in connection.execute(_CHILDREN, {"of_source": source_id}).all():
        _drop(connection, child.id)
    with step("source"):
        connection.execute(delete(candidate).where(candidate.c.source_id == source_id))
        connection.execute(_DROP, {"of_source": source_id})


def record(connection: Connection, report: SourceReport) -> None:
    """Write all that one look at a source taught; one that was let go meanwhile is not written."""
    row = connection.execute(_ONE, {"of_source": report.source}).first()
    if row is None:
        return
    with step("source"):
        connection.execute(_GIVE, {"of_source": row.id} | _values(row, report))
    notice(connection, row.id, report.noticed, report.at)
    mark_listed(connection, report.listed, report.at)
    settle_votes(connection, row.host_id, report)
    if report.hint is not None and report.moved:
        hasten(connection, report.moved, report.hint, report.at, brought_forward=report.hasten)
    if report.read:
        let_go(connection, row.id, report.at)
    if report.offers is not None:
        _follow(connection, row, report.offers, report.at)


def _values(row: AnyRow, report: SourceReport) -> dict[str, object]:
    plan = report.plan
    values: dict[str, object] = {
        "kind": report.kind.value,
        "last_look": report.at,
        "next_look": plan.at,
        "why": plan.why,
        "heat": flat_words(plan.heat),
        "told": report.told,
        "reads": row.reads + report.read,
    }
    if report.read:
        values |= {
            "title": report.title,
            "etag": report.validators.etag,
            "last_modified": report.validators.last_modified,
            "seen": report.seen,
            "marked": report.marked,
            "tally": json.dumps(dict(report.tally), ensure_ascii=False),
        }
    if report.undated is not None:
        values["undated"] = report.undated
    return values


def _follow(connection: Connection, row: AnyRow, offers: Sequence[Offer], now: datetime) -> None:
    """Follow what a source offers, and let go of what it offers no more."""
    known = {child.url: child.id for child in connection.execute(_CHILDREN, {"of_source": row.id}).all()}
    for url in known.keys() - {offer.url for offer in offers}:
        # What became of its articles is remembered: other sources may list them still.
        connection.execute(_REHOME, {"of_source": known[url], "new_home": row.id})
        _drop(connection, known[url])
    for offer in offers if _depth(connection, row) < DEEPEST else ():
        if not is_named(connection, offer.url):
            with step("source"):
                _add(connection, offer, urlsplit(offer.url).netloc, row.watch, row.id, now)


def _depth(connection: Connection, row: AnyRow) -> int:
    """Give how many sources lie between one and the address that the configuration names."""
    parent, depth = row.parent, 0
    while parent is not None and depth < DEEPEST:
        parent, depth = connection.execute(_PARENT, {"of_source": parent}).scalar(), depth + 1
    return depth


def _add(connection: Connection, offer: Offer, host_name: str, watch: str, parent: int | None, now: datetime) -> None:
    values: dict[str, object] = {
        "host_id": claims.host_id(connection, writing.fresh_host(host_name, now)),
        "url": offer.url,
        "kind": offer.kind.value,
        "watch": watch,
        "parent": parent,
        "title": offer.title,
        "next_look": now,
        "why": "not read yet",
        "heat": flat_words(Heat(at=now, born=now)),
        "seen": 0,
        "marked": 0,
        "tally": "{}",
        "told": "",
        "reads": 0,
    }
    connection.execute(_ADD, values)


def _beside(connection: Connection, row: AnyRow) -> int:
    return int(connection.execute(_BESIDE, {"of_host": row.host_id}).scalar() or 1)


def source_of(row: AnyRow, beside: int = 1) -> Source:
    """Give the source of its row."""
    return Source(
        id=row.id,
        url=row.url,
        host=row.host_name,
        kind=SourceKind(row.kind),
        watch=row.watch,
        parent=row.parent,
        title=row.title,
        validators=Validators(etag=row.etag, last_modified=row.last_modified),
        last_look=row.last_look,
        next_look=row.next_look,
        why=row.why,
        heat=decoded(Heat, row.heat),
        seen=row.seen,
        marked=row.marked,
        tally=tuple(json.loads(row.tally).items()),
        told=row.told,
        reads=row.reads,
        beside=beside,
    )
