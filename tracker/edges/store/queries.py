"""What is asked of the record: queries that write nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select

from tracker.edges.store import schema
from tracker.edges.store.chains import read_link
from tracker.edges.store.claims import ARTICLES, READ_HELD, READ_HOST, READ_MEMORY, article_row, read_article
from tracker.edges.store.columns import folded
from tracker.edges.store.outbox import DELIVERIES
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import (
    LISTED_COLUMNS,
    VERSION_COLUMNS,
    AnyRow,
    article_of,
    delivery_of,
    heat_of,
    held_of,
    host_of,
    memory_of,
    missing,
    version_of,
    versions_of,
    visit_of,
)
from tracker.edges.store.schema import address, alert, article, article_tag, delivery, meta, version, visit
from tracker.edges.store.schema_beside import dismissal
from tracker.edges.store.sight import HEARTBEAT
from tracker.edges.store.tombstones import taken_out
from tracker.errors import NotFoundError
from tracker.model import Article, Delivery, Heat, Held, Host, Memory, Version, Visit

LARGEST_ID = 2**63 - 1

_ALL_ARTICLES = ARTICLES.order_by(article.c.id)
_ALL_TAGS = Prepared(select(article_tag).order_by(article_tag.c.article_id, article_tag.c.tag))
# What `article_of` reads and no more: a list of 50,000 shows neither heat nor validators.
_LISTED = Prepared(
    select(
        *(article.c[name] for name in LISTED_COLUMNS),
        schema.host.c.name.label("host_name"),
    )
    .join(schema.host, schema.host.c.id == article.c.host_id)
    .order_by(article.c.id)
)
_HEATS = Prepared(select(article.c.id, article.c.heat))
_BY_ADDRESS = ARTICLES.join(address, address.c.article_id == article.c.id).where(address.c.url == bindparam("words"))
_BY_ID = ARTICLES.where(article.c.id == bindparam("number"))
_BY_HEADLINE = _ALL_ARTICLES.where(article.c.headline_folded.like(bindparam("pattern"), escape="\\"))
_NUMBER = VERSION_COLUMNS.index("number")
_SHOWN = select(*(version.c[name] for name in VERSION_COLUMNS))
_OF_ARTICLES = _SHOWN.add_columns(article.c.last_good).join(article, article.c.id == version.c.article_id)
# One row without a number stands for an article that has no version.
_VERSIONS = Prepared(
    _SHOWN.add_columns(article.c.last_good)
    .select_from(article.outerjoin(version, version.c.article_id == article.c.id))
    .where(article.c.id == bindparam("article_id"))
    .order_by(version.c.number)
)
_LATEST = Prepared(
    _OF_ARTICLES.where(version.c.article_id == bindparam("article_id"), version.c.number == article.c.versions)
)
_NEWEST = Prepared(_OF_ARTICLES.order_by(version.c.first_seen.desc(), version.c.id.desc()).limit(bindparam("most")))
_CHANGES = (
    select(version.c.article_id, version.c.first_seen)
    .where(version.c.article_id.in_(bindparam("ids", expanding=True)))
    .where(version.c.first_seen >= bindparam("since"), version.c.number > 1)
    .order_by(version.c.article_id, version.c.number)
)
_BODY_BLOB = Prepared(
    select(version.c.body_blob).where(
        version.c.article_id == bindparam("article_id"), version.c.number == bindparam("number")
    )
)
_VISITS = Prepared(select(visit).where(visit.c.article_id == bindparam("article_id")).order_by(visit.c.id))
_ALL_DELIVERIES = DELIVERIES.order_by(delivery.c.id)
_DELIVERIES_OF = _ALL_DELIVERIES.where(alert.c.article_id == bindparam("article_id"))
_HOSTS = select(schema.host).order_by(schema.host.c.name)
# A shorter pause is that of a moment.
_PAUSE = case((article.c.interval < 900.0, 900.0), else_=article.c.interval)
_PLANNED = (
    select(schema.host, func.sum(3600.0 / _PAUSE).label("planned"))
    .join(article, article.c.host_id == schema.host.c.id)
    .where(article.c.next_look.is_not(None))
    .group_by(schema.host.c.id)
)
_META = Prepared(select(meta.c.value).where(meta.c.key == bindparam("key")))
_STATES = select(article.c.state, func.count(), func.sum(article.c.versions)).group_by(article.c.state)
_DUE = select(func.count()).where(article.c.next_look <= bindparam("now"))
_RUNGS = select(visit.c.rung, func.sum(visit.c.looks)).where(visit.c.rung.is_not(None)).group_by(visit.c.rung)
_DISMISSED = select(dismissal.c.number).where(dismissal.c.article_id == bindparam("article_id"))
_DELIVERY_STATES = select(delivery.c.state, func.count()).group_by(delivery.c.state)


def articles(connection: Connection) -> list[Article]:
    """Give all articles in the order they were added, those that were removed too."""
    tags: defaultdict[int, list[str]] = defaultdict(list)
    for row in _ALL_TAGS.all(connection):
        tags[row.article_id].append(row.tag)
    return [article_of(row, tags.get(row.id, ())) for row in _LISTED.all(connection)]


def article_by_id(connection: Connection, article_id: int) -> Article:
    """Give one article.

    Raises:
        NotFoundError: no such article.
    """
    return read_article(connection, article_row(connection, article_id))


def find(connection: Connection, words: str) -> list[Article]:
    """Give the article of an id or an exact address, else all whose headline holds the words, letter case ignored."""
    rows: Sequence[AnyRow] = []
    if words.isascii() and words.isdigit() and int(words) <= LARGEST_ID:
        rows = connection.execute(_BY_ID, {"number": int(words)}).all()
    if not rows:
        rows = connection.execute(_BY_ADDRESS, {"words": words}).all()
    if not rows and words.strip():
        rows = connection.execute(_BY_HEADLINE, {"pattern": f"%{_escaped(folded(words))}%"}).all()
    return [read_article(connection, row) for row in rows]


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def versions(connection: Connection, article_id: int) -> list[Version]:
    """Give an article's versions, oldest first.

    Raises:
        NotFoundError: no such article.
    """
    *columns, last_good = _VERSIONS.columns(connection, {"article_id": article_id}) or [()]
    if not last_good:
        raise missing(article_id)
    return versions_of(columns, last_good=last_good[-1]) if columns[_NUMBER][0] is not None else []


def latest(connection: Connection, article_id: int) -> Version | None:
    """Give an article's newest version without reading those before it; None where it has none."""
    row = _LATEST.first(connection, {"article_id": article_id})
    return None if row is None else version_of(row, article=row, following=None)


def newest(connection: Connection, most: int) -> list[Version]:
    """Give the newest versions of all articles, newest first; one that was followed was last seen before the next."""
    rows = _NEWEST.all(connection, {"most": most})
    followers = {(row.article_id, row.number - 1): row for row in rows}
    found = []
    for row in rows:
        after = followers.get((row.article_id, row.number))
        found.append(version_of(row, article=row, following=after))
    return found


def change_times(connection: Connection, article_ids: Sequence[int], since: datetime) -> dict[int, list[datetime]]:
    """Give when each of some articles changed since a moment; a first version is no change."""
    found: defaultdict[int, list[datetime]] = defaultdict(list)
    for article_id, seen in connection.execute(_CHANGES, {"ids": article_ids, "since": since}):
        found[article_id].append(seen)
    return found


def body(connection: Connection, article_id: int, number: int) -> bytes:
    """Give the bytes a version was read from.

    Raises:
        NotFoundError: no such version, or, as RedactedError, its bytes are not kept any more.
        StoreDamagedError: they do not read back.
    """
    row = _BODY_BLOB.first(connection, {"article_id": article_id, "number": number})
    if row is None:
        raise NotFoundError(f"article {article_id} has no bytes of a version {number}; see: tracker log {article_id}")
    if row.body_blob is None:
        raise taken_out(connection, article_id, number)
    return read_link(connection, row.body_blob).raw


def visits(connection: Connection, article_id: int) -> list[Visit]:
    """Give the visits to an article, oldest first; unchanged ones in a row are one run."""
    return [visit_of(row) for row in _VISITS.all(connection, {"article_id": article_id})]


def held(connection: Connection, article_id: int) -> Held | None:
    """Give the reading that waits to be confirmed; None where none does."""
    row = READ_HELD.first(connection, {"article_id": article_id})
    return None if row is None else held_of(row)


def memory(connection: Connection, article_id: int) -> Memory | None:
    """Give what is remembered of where an article's text stands; None where nothing is."""
    row = READ_MEMORY.first(connection, {"article_id": article_id})
    return None if row is None else memory_of(row)


def heat(connection: Connection, article_id: int) -> Heat:
    """Give an article's heat.

    Raises:
        NotFoundError: no such article.
    """
    return heat_of(article_row(connection, article_id))


def heats(connection: Connection) -> dict[int, Heat]:
    """Give the heat of every article by its id."""
    return {row.id: heat_of(row) for row in _HEATS.all(connection)}


def deliveries(connection: Connection, article_id: int | None) -> list[Delivery]:
    """Give the deliveries of one article, or of all where None, oldest first."""
    if article_id is None:
        return [delivery_of(row) for row in connection.execute(_ALL_DELIVERIES)]
    return [delivery_of(row) for row in connection.execute(_DELIVERIES_OF, {"article_id": article_id})]


def hosts(connection: Connection) -> list[Host]:
    """Give all hosts by name."""
    return [host_of(row) for row in connection.execute(_HOSTS)]


def planned_per_hour(connection: Connection) -> list[tuple[Host, float]]:
    """Give each host with looks an hour that its articles' plans add up to."""
    return [(host_of(row), float(row.planned)) for row in connection.execute(_PLANNED)]


def host(connection: Connection, name: str) -> Host | None:
    """Give one host; None where nothing is known of it."""
    row = READ_HOST.first(connection, {"host_name": name})
    return None if row is None else host_of(row)


def heartbeat(connection: Connection) -> datetime | None:
    """Give when a daemon last noted that it is alive; None where none ever did."""
    value = _META.scalar(connection, {"key": HEARTBEAT})
    return None if value is None else datetime.fromisoformat(value)


def state_counts(connection: Connection) -> list[tuple[str, int, int]]:
    """Give, for each state, how many articles are in it and how many versions they have."""
    return [(state, count, kept or 0) for state, count, kept in connection.execute(_STATES)]


def due_count(connection: Connection, now: datetime) -> int:
    """Give how many articles are due."""
    return int(connection.execute(_DUE, {"now": now}).scalar_one())


def rung_counts(connection: Connection) -> list[tuple[str, int]]:
    """Give how many looks ended on each rung."""
    return [(rung, int(looks)) for rung, looks in connection.execute(_RUNGS)]


def dismissed(connection: Connection, article_id: int) -> frozenset[int]:
    """Give the numbers of an article's versions that a person called noise."""
    return frozenset(connection.execute(_DISMISSED, {"article_id": article_id}).scalars().all())


def delivery_counts(connection: Connection) -> list[tuple[str, int]]:
    """Give how many deliveries are in each state."""
    return [(state, count) for state, count in connection.execute(_DELIVERY_STATES)]
