"""Lines that hang in all pages of a site: sightings on single articles, and those known to be the site's."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from operator import attrgetter

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from tracker.edges.store.prepared import Prepared, PreparedOfMany
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import article
from tracker.edges.store.schema_beside import sighting, site_line
from tracker.edges.store.steps import step
from tracker.model import Report, SeenLine, Sighting

SIGHTINGS_LAST = timedelta(days=1)
LEARNED_LAST = timedelta(days=30)
MOST = 5000
WANTED_FOR = timedelta(hours=1)
MOST_WANTED = 500
# A line that shares so much with its story is not looked for elsewhere, nor is a sentence in the flow of one: where
# such a one stands beside other stories says nothing of it. To look for lines costs twice what the quick test does.
OF_ITS_STORY = 0.3

_LATEST = Prepared(
    select(sighting.c.line_sha256, sighting.c.latest).where(
        sighting.c.host_id == bindparam("host_key"), sighting.c.article_id == bindparam("article_id")
    )
)
_ADD = Prepared(insert(sighting))
_STILL_OF = (
    update(sighting)
    .where(
        sighting.c.host_id == bindparam("host_key"),
        sighting.c.article_id == bindparam("of_article"),
        sighting.c.line_sha256 == bindparam("key"),
    )
    .values(latest=bindparam("at"))
)
_STILL = Prepared(_STILL_OF)
_ANEW = Prepared(
    _STILL_OF.values(
        began=bindparam("since"),
        ended=bindparam("at"),
        matter=bindparam("of_matter"),
        passing=bindparam("may_pass"),
        exact_sha256=bindparam("to_the_digit"),
    )
)
_FORGET = Prepared(
    delete(sighting).where(sighting.c.host_id == bindparam("host_key"), sighting.c.latest < bindparam("before"))
)
_OTHERS = PreparedOfMany(
    select(sighting).where(
        sighting.c.host_id == bindparam("host_key"),
        sighting.c.article_id != bindparam("article_id"),
        sighting.c.latest >= bindparam("since"),
    ),
    sighting.c.line_sha256,
)
_WANTED = Prepared(
    select(sighting.c.line_sha256)
    .where(
        sighting.c.host_id == bindparam("host_key"),
        sighting.c.article_id != bindparam("article_id"),
        sighting.c.ended >= bindparam("since"),
        sighting.c.matter < OF_ITS_STORY,
        sighting.c.passing.is_(True),
    )
    .distinct()
    .limit(MOST_WANTED)
)
_KNOWN = Prepared(select(site_line).where(site_line.c.host_id == bindparam("host_key")))
_LEARN = Prepared(insert(site_line))
_SEEN_AGAIN_OF = (
    update(site_line)
    .where(site_line.c.host_id == bindparam("host_key"), site_line.c.line_sha256 == bindparam("key"))
    .values(last_seen=bindparam("at"))
)
_SEEN_AGAIN = Prepared(_SEEN_AGAIN_OF)
_BY_HAND = Prepared(_SEEN_AGAIN_OF.values(by_hand=True))
_UNLEARN = Prepared(
    delete(site_line).where(
        site_line.c.host_id == bindparam("host_key"),
        site_line.c.by_hand.is_(False),
        site_line.c.last_seen < bindparam("before"),
    )
)
_HOST_OF = Prepared(select(article.c.host_id).where(article.c.id == bindparam("article_id")))


def write_lines(connection: Connection, row: AnyRow, report: Report) -> None:
    """Note the lines that came or went at a look, and those that are known by now to be the site's."""
    if not report.lines and not report.site_lines:
        return
    at, since = report.visit.ended, report.lines_since or report.visit.began
    with step("lines"):
        _see(connection, row, report.lines, since=since, at=at)
        _FORGET.run(connection, {"host_key": row.host_id, "before": at - SIGHTINGS_LAST})
        _learn(connection, row.host_id, report.site_lines, at=at)


def _see(connection: Connection, row: AnyRow, lines: Iterable[SeenLine], *, since: datetime, at: datetime) -> None:
    rows = _LATEST.all(connection, {"host_key": row.host_id, "article_id": row.id})
    known = {seen.line_sha256: seen.latest for seen in rows}
    # Two lines of one text may be the same but for their digits, or one may stand in the story and beside it.
    for line in {line.key: line for line in reversed(tuple(lines))}.values():
        latest = known.get(line.key)
        values = {"host_key": row.host_id, "of_article": row.id, "key": line.key, "at": at}
        if latest is None:
            _ADD.run(connection, _first(row, line, since, at))
        elif row.last_look is not None and latest >= row.last_look:
            # It differed at the look before, too: what counts is when it came.
            _STILL.run(connection, values)
        else:
            _ANEW.run(connection, values | _anew(line, since))


def _anew(line: SeenLine, since: datetime) -> dict[str, object]:
    return {"since": since, "of_matter": line.matter, "to_the_digit": line.exact, "may_pass": line.passing}


def _first(row: AnyRow, line: SeenLine, since: datetime, at: datetime) -> dict[str, object]:
    key = {"host_id": row.host_id, "line_sha256": line.key, "article_id": row.id, "exact_sha256": line.exact}
    return key | {"matter": line.matter, "passing": line.passing, "began": since, "ended": at, "latest": at}


def _learn(connection: Connection, host_key: int, keys: Iterable[str], *, at: datetime) -> None:
    known = {row.line_sha256 for row in _KNOWN.all(connection, {"host_key": host_key})}
    for key in keys:
        if key in known:
            _SEEN_AGAIN.run(connection, {"host_key": host_key, "key": key, "at": at})
        else:
            _LEARN.run(connection, _learned(host_key, key, at, by_hand=False))
    _UNLEARN.run(connection, {"host_key": host_key, "before": at - LEARNED_LAST})


def _learned(host_key: int, key: str, at: datetime, *, by_hand: bool) -> dict[str, object]:
    times = {"first_seen": at, "last_seen": at}
    return {"host_id": host_key, "line_sha256": key, "articles": 1, "by_hand": by_hand} | times


def learn_by_hand(connection: Connection, host_key: int, keys: Iterable[str], *, at: datetime) -> None:
    """Take a person's word that lines are the site's."""
    known = {row.line_sha256 for row in _KNOWN.all(connection, {"host_key": host_key})}
    for key in keys:
        if key in known:
            _BY_HAND.run(connection, {"host_key": host_key, "key": key, "at": at})
        else:
            _LEARN.run(connection, _learned(host_key, key, at, by_hand=True))


def wanted_lines(connection: Connection, row: AnyRow, *, now: datetime) -> frozenset[str]:
    """Give the keys of lines that came or went on other articles of an article's host within the hour."""
    key = {"host_key": row.host_id, "article_id": row.id, "since": now - WANTED_FOR}
    return frozenset(_WANTED.scalars(connection, key))


def read_sightings(
    connection: Connection, row: AnyRow, *, now: datetime, lines: Collection[str]
) -> tuple[Sighting, ...]:
    """Give which of some lines, by their keys, came or went on the other articles of a host within a day."""
    key = {"host_key": row.host_id, "article_id": row.id, "since": now - SIGHTINGS_LAST}
    found = sorted(_OTHERS.all(connection, sorted(lines), key), key=attrgetter("latest"), reverse=True)
    return tuple(
        Sighting(
            article_id=seen.article_id,
            line=_line(seen),
            began=seen.began,
            ended=seen.ended,
        )
        for seen in found[:MOST]
    )


def _line(seen: AnyRow) -> SeenLine:
    return SeenLine(key=seen.line_sha256, exact=seen.exact_sha256, matter=seen.matter, passing=seen.passing)


def read_site_lines(connection: Connection, host_key: int) -> tuple[frozenset[str], frozenset[str]]:
    """Give the keys of a host's lines that were learned, and of those that a person dismissed."""
    rows = _KNOWN.all(connection, {"host_key": host_key})
    learned = frozenset(row.line_sha256 for row in rows if not row.by_hand)
    return learned, frozenset(row.line_sha256 for row in rows if row.by_hand)


def site_lines_of(connection: Connection, article_id: int) -> frozenset[str]:
    """Give the keys of all lines known to be those of an article's site."""
    host_key = _HOST_OF.scalar(connection, {"article_id": article_id})
    return frozenset().union(*read_site_lines(connection, host_key)) if host_key is not None else frozenset()
