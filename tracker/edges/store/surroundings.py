"""What the record knows around a difference: the host's other articles, earlier versions, the newest page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import Connection, bindparam, func, select, update

from tracker.edges.blobs import sha256
from tracker.edges.store import claims, furniture
from tracker.edges.store.chains import read_link
from tracker.edges.store.encoding import decoded
from tracker.edges.store.loose_stories import unpacked_story
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article, version
from tracker.edges.store.schema_beside import rereading
from tracker.edges.store.steps import step
from tracker.errors import StoreDamagedError
from tracker.model import Capture, Story, Surroundings

VARIANTS_WITHIN = timedelta(hours=1)
MOST_VARIANTS = 6

# Two others decide: of a host's thousands no more are counted.
FEW = 8
_NEIGHBOURS_OF = select(article.c.id).where(
    article.c.host_id == bindparam("host_key"),
    article.c.id != bindparam("article_id"),
    article.c.next_look.is_not(None),
)
_NEIGHBOURS = Prepared(select(func.count()).select_from(_NEIGHBOURS_OF.limit(FEW).subquery("neighbours")))
_LOOKED = Prepared(
    select(func.count()).select_from(
        _NEIGHBOURS_OF.where(article.c.last_look >= bindparam("since")).limit(FEW).subquery("looked")
    )
)
_NEWEST = Prepared(
    select(*(version.c[name] for name in ("number", "first_seen", "story_blob", "capture_blob", "body_blob")))
    .where(version.c.article_id == bindparam("article_id"))
    .order_by(version.c.number.desc())
    .limit(MOST_VARIANTS)
)
_SOON = Prepared(
    select(article.c.id)
    .where(
        article.c.host_id == bindparam("host_key"),
        article.c.id != bindparam("article_id"),
        article.c.next_look > bindparam("now"),
        article.c.last_look < bindparam("since"),
    )
    .order_by(article.c.interval, article.c.id)
    .limit(bindparam("most"))
)
_HASTEN = Prepared(update(article).where(article.c.id == bindparam("of_article")).values(next_look=bindparam("again")))
_AFTER = version.alias("after")
_REREAD = Prepared(
    select(rereading.c.story, _AFTER.c.reread_sha256)
    .outerjoin(_AFTER, (_AFTER.c.article_id == rereading.c.article_id) & (_AFTER.c.number == rereading.c.number + 1))
    .where(rereading.c.article_id == bindparam("article_id"), rereading.c.number == bindparam("number"))
)


def read_surroundings(
    connection: Connection, article_id: int, *, now: datetime, held_since: datetime | None, lines: Collection[str]
) -> Surroundings:
    """Give what the host's other articles and an article's last hour say of a difference; see `Store`."""
    row = claims.article_row(connection, article_id)
    learned, dismissed = furniture.read_site_lines(connection, row.host_id)
    key = {"host_key": row.host_id, "article_id": article_id}
    looked = _LOOKED.scalar(connection, key | {"since": held_since}) if held_since else 0
    return Surroundings(
        site_lines=learned,
        dismissed=dismissed,
        sightings=furniture.read_sightings(connection, row, now=now, lines=lines),
        neighbours=_NEIGHBOURS.scalar(connection, key),
        looked=looked,
        variants=tuple(_variants(connection, article_id, now)),
    )


def _variants(connection: Connection, article_id: int, now: datetime) -> Iterator[tuple[int, Story]]:
    rows = _NEWEST.all(connection, {"article_id": article_id})[::-1]
    for earlier, following in pairwise(rows):
        if following.first_seen >= now - VARIANTS_WITHIN and earlier.story_blob is not None:
            yield earlier.number, claims.read_story(connection, article_id, earlier.number)


def read_newest_page(connection: Connection, article_id: int) -> Capture | None:
    """Give the page that the newest version was read from; None where there is none, or its bytes are not kept."""
    row = _NEWEST.first(connection, {"article_id": article_id})
    if row is None or row.body_blob is None:
        return None
    capture = decoded(Capture, read_link(connection, row.capture_blob).raw)
    return replace(capture, body=read_link(connection, row.body_blob).raw)


def hasten(connection: Connection, row: AnyRow, *, now: datetime, since: datetime, count: int) -> None:
    """Bring forward the looks at some other articles of a host that were not looked at since a moment."""
    if count <= 0:
        return
    key = {"host_key": row.host_id, "article_id": row.id, "now": now, "since": since, "most": count}
    with step("hasten"):
        for found in _SOON.scalars(connection, key):
            _HASTEN.run(connection, {"of_article": found, "again": now})


def story_before(connection: Connection, article_id: int, number: int) -> Story:
    """Give a version's story as the one after it is to be compared with: read anew where the layout changed between.

    Raises:
        NotFoundError: no such version.
        StoreDamagedError: it does not read back.
    """
    row = _REREAD.first(connection, {"article_id": article_id, "number": number})
    if row is None:
        return claims.read_story(connection, article_id, number)
    if sha256(row.story) != row.reread_sha256:
        raise StoreDamagedError(
            f"version {number} of article {article_id} as it was read anew does not have the hash it was written with; "
            f"see: tracker verify {article_id}"
        )
    return unpacked_story(row.story)
