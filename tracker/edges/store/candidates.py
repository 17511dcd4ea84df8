"""Candidates in the record: articles that sources list, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from tracker.edges.store import claims, writing
from tracker.edges.store.due import ASKABLE
from tracker.edges.store.encoding import canonical, decoded
from tracker.edges.store.prepared import Prepared
from tracker.edges.store.rows import AnyRow
from tracker.edges.store.schema import address, article, host
from tracker.edges.store.schema_sources import candidate, source
from tracker.edges.store.steps import step
from tracker.model import ArticleState, Marker
from tracker.model.source import TWIN_REASON, Candidate, CandidateReport, CandidateState, Known, Noticed

FORGOTTEN_AFTER = timedelta(days=7)
"""How long a candidate that no source lists any more is remembered."""
_AT_ONCE = 500
_RESTING = (ArticleState.RETIRED.value, ArticleState.PAUSED.value)

_ROWS = select(candidate, source.c.watch).join(source, source.c.id == candidate.c.source_id)
_ANY = Prepared(select(exists().where(candidate.c.next_look <= bindparam("now"))))
# What says itself that it is unfinished goes first, then what is looked at for the first time, the newest first.
_DUE = (
    _ROWS.add_columns(host.c.name.label("host_name"))
    .join(host, host.c.id == candidate.c.host_id)
    .where(candidate.c.next_look <= bindparam("now"), ASKABLE)
    .order_by(candidate.c.marker.is_(None), candidate.c.looks, candidate.c.hinted.desc(), candidate.c.id)
)
_WAITING = _ROWS.where(candidate.c.next_look.is_not(None)).order_by(candidate.c.next_look, candidate.c.id)
_BY_URLS = _ROWS.where(candidate.c.url.in_(bindparam("urls", expanding=True)))
_ARTICLES = (
    select(address.c.url, article.c.id, article.c.state, article.c.last_good)
    .join(article, article.c.id == address.c.article_id)
    .where(address.c.url.in_(bindparam("urls", expanding=True)))
)
_ADD = insert(candidate)
_NOTE = update(candidate).where(candidate.c.id == bindparam("of_candidate"))
_HOME = select(source.c.id).where(source.c.id == bindparam("of_source"))
_URL = select(candidate.c.url).where(candidate.c.id == bindparam("of_candidate"))
_LISTED = (
    update(candidate).where(candidate.c.url.in_(bindparam("urls", expanding=True))).values(listed=bindparam("now"))
)
_LET_GO = delete(candidate).where(
    candidate.c.source_id == bindparam("of_source"),
    candidate.c.listed < bindparam("before"),
    candidate.c.article_id.is_(None),
)
_FREE = (
    update(candidate)
    .where(
        candidate.c.source_id == bindparam("of_source"),
        candidate.c.state == CandidateState.TWIN.value,
        candidate.c.reason == bindparam("why"),
    )
    .values(state=CandidateState.WAITS.value, reason=bindparam("freed"), next_look=bindparam("now"))
)
_COUNTS = (
    select(source.c.watch, candidate.c.state, func.count())
    .join(source, source.c.id == candidate.c.source_id)
    .group_by(source.c.watch, candidate.c.state)
)
_WATCHED = (
    select(func.count(func.distinct(candidate.c.article_id)))
    .join(source, source.c.id == candidate.c.source_id)
    .join(article, article.c.id == candidate.c.article_id)
    .where(source.c.watch == bindparam("of_watch"), article.c.next_look.is_not(None))
)


def any_due(connection: Connection, now: datetime) -> bool:
    """Tell whether any candidate's time has come: a look that writes nothing."""
    return bool(_ANY.scalar(connection, {"now": now}))


def first_due(connection: Connection, now: datetime, *, leased: Mapping[str, str]) -> tuple[Candidate, str] | None:
    """Give the candidate to look at next of those whose host may be asked now, and its host; None without one.

    Args:
        leased: what others have, of `Leases.taken`.
    """
    row = connection.execute(_DUE.limit(1), {"now": now, **leased}).first()
    return None if row is None else (candidate_of(row), str(row.host_name))


def read_waiting(connection: Connection, most: int) -> tuple[Candidate, ...]:
    """Give the candidates that are to be read next, at most so many."""
    return tuple(candidate_of(row) for row in connection.execute(_WAITING.limit(most)))


def known(connection: Connection, urls: Sequence[str]) -> dict[str, Known]:
    """Give what is known of these addresses; those that are not known are left out."""
    found: dict[str, Known] = {}
    for place in range(0, len(urls), _AT_ONCE):
        some = {"urls": list(urls[place : place + _AT_ONCE])}
        candidates = {row.url: candidate_of(row) for row in connection.execute(_BY_URLS, some)}
        articles = {row.url: row for row in connection.execute(_ARTICLES, some)}
        for url in candidates.keys() | articles.keys():
            found[url] = _known(url, articles.get(url), candidates.get(url))
    return found


def _known(url: str, row: AnyRow | None, one: Candidate | None) -> Known:
    if row is None:
        return Known(url=url, candidate=one)
    return Known(url=url, article_id=row.id, resting=row.state in _RESTING, last_good=row.last_good, candidate=one)


def notice(connection: Connection, source_id: int, noticed: Iterable[Noticed], now: datetime) -> None:
    """Write what a source says of addresses that are new, or of which there is news."""
    news = list(noticed)
    before = known(connection, [one.url for one in news])
    for one in news:
        there = before[one.url].candidate if one.url in before else None
        with step("candidate"):
            if there is None:
                connection.execute(_ADD, _first_values(connection, source_id, one, now))
            else:
                quiet = {"first_import": True} if one.first_import else {}
                connection.execute(_NOTE, {"of_candidate": there.id} | quiet | _values(one))


def _first_values(connection: Connection, source_id: int, one: Noticed, now: datetime) -> dict[str, object]:
    return {
        "source_id": source_id,
        "host_id": claims.host_id(connection, writing.fresh_host(urlsplit(one.url).netloc, now)),
        "url": one.url,
        "first_import": one.first_import,
        "looks": one.looks,
        "first_seen": now,
        "listed": now,
        **_values(one),
    }


def _values(one: Noticed) -> dict[str, object]:
    return {
        "headline": one.headline,
        "state": one.state.value,
        "reason": one.reason,
        "hinted": one.hinted,
        "next_look": one.next_look,
        "marker": _packed(one.marker),
        "article_id": one.article_id,
    }


def _packed(marker: Marker | None) -> str | None:
    return canonical(marker).decode("utf-8", "surrogatepass") if marker else None


def mark_listed(connection: Connection, urls: Sequence[str], now: datetime) -> None:
    """Note that sources still list these addresses."""
    for place in range(0, len(urls), _AT_ONCE):
        with step("candidate"):
            connection.execute(_LISTED, {"urls": list(urls[place : place + _AT_ONCE]), "now": now})


def let_go(connection: Connection, source_id: int, now: datetime) -> None:
    """Forget the candidates of a source that no source lists any more; what is under watch stays."""
    with step("candidate"):
        connection.execute(_LET_GO, {"of_source": source_id, "before": now - FORGOTTEN_AFTER})


def record(connection: Connection, report: CandidateReport, source_id: int, now: datetime) -> None:
    """Write all that one look at a candidate taught; one that was let go meanwhile is not written."""
    if connection.execute(_URL, {"of_candidate": report.candidate}).scalar() is None:
        return
    values: dict[str, object] = {
        "state": report.state.value,
        "reason": report.reason,
        "looks": report.looks,
        "next_look": report.next_look,
        "marker": _packed(report.marker),
        "article_id": report.article_id,
    }
    if report.home is not None and connection.execute(_HOME, {"of_source": report.home}).scalar() is not None:
        values["source_id"] = report.home
    if report.headline:
        values["headline"] = report.headline
    with step("candidate"):
        connection.execute(_NOTE, {"of_candidate": report.candidate} | values)
    if report.stands_for_none:
        _free(connection, report.candidate, source_id, now)
    if report.twin is not None and report.twin.url not in known(connection, [report.twin.url]):
        notice(connection, source_id, [report.twin], now)


def _free(connection: Connection, candidate_id: int, source_id: int, now: datetime) -> None:
    """Have those looked at again that name as their address what is no article."""
    url = connection.execute(_URL, {"of_candidate": candidate_id}).scalar()
    words = {"why": TWIN_REASON.format(url=url), "freed": f"{url}, which it names as its address, is no article"}
    with step("candidate"):
        connection.execute(_FREE, {"of_source": source_id, "now": now} | words)


def counts(connection: Connection) -> dict[str, dict[CandidateState, int]]:
    """Give how many candidates each watch has in each state."""
    found: dict[str, dict[CandidateState, int]] = {}
    for watch, state, count in connection.execute(_COUNTS):
        found.setdefault(watch, {})[CandidateState(state)] = count
    return found


def watched_for(connection: Connection, watch: str) -> int:
    """Give how many articles are looked at that were found for a watch."""
    return int(connection.execute(_WATCHED, {"of_watch": watch}).scalar() or 0)


def candidate_of(row: AnyRow) -> Candidate:
    """Give the candidate of its row."""
    return Candidate(
        id=row.id,
        source=row.source_id,
        watch=row.watch,
        url=row.url,
        headline=row.headline,
        state=CandidateState(row.state),
        reason=row.reason,
        first_seen=row.first_seen,
        listed=row.listed,
        hinted=row.hinted,
        next_look=row.next_look,
        looks=row.looks,
        first_import=row.first_import,
        marker=decoded(Marker, row.marker) if row.marker else None,
        article_id=row.article_id,
    )
