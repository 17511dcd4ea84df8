"""What happened to articles in a span of the past, as the alerts that it would owe by the rules that hold now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from tracker.edges.store import Record
from tracker.jobs.befalling import (
    AGAIN_TOLD_AFTER,
    COMES_AGAIN_WITHIN,
    MOVE_SETTLES_AFTER,
    TOLD_AFTER,
    WELL,
    kind_of,
    notices_gone,
)
from tracker.jobs.recipients import News, owed_to
from tracker.model import (
    AlertKind,
    Article,
    Channel,
    Event,
    EventKind,
    Outcome,
    Owed,
    PageState,
    Settings,
    Version,
    Visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One alert that would be owed: when, for which article and version, and to whom.

    Attributes:
        version: the newest then.
    """

    at: datetime
    article: Article
    version: int
    owed: Owed


def happened(record: Record, settings: Settings, since: datetime, until: datetime) -> tuple[Happened, ...]:
    """Give all that articles would have owed in a span, oldest first, whatever was owed in truth.

    What befell the tracker itself is not among it: the record does not say when it was blind.
    """
    found = [one for article in record.articles() for one in _of_article(record, settings, article, since, until)]
    return tuple(sorted(found, key=lambda one: (one.at, one.article.id)))


def _of_article(
    record: Record, settings: Settings, article: Article, since: datetime, until: datetime
) -> Iterator[Happened]:
    if not owed_to(article.host, article.tags, settings):
        return
    versions = record.versions(article.id)
    known: set[str] = set()
    for at, news in (*_changes(versions), *_befallen(record, article)):
        if since <= at <= until and not (news.occasion and news.occasion in known):
            known.add(news.occasion)
            number = _number_at(versions, at)
            for owed in owed_to(article.host, article.tags, settings, news):
                if owed.channel is not Channel.ARCHIVE:
                    yield Happened(at=at, article=article, version=number, owed=owed)


def _changes(versions: Iterable[Version]) -> Iterator[tuple[datetime, News]]:
    for version in versions:
        if version.number == 1:
            yield version.first_seen, News(kind=AlertKind.OPENED, occasion="opened")
        else:
            yield version.first_seen, News()


def _number_at(versions: Sequence[Version], at: datetime) -> int:
    return max((version.number for version in versions if version.first_seen <= at), default=0)


def _befallen(record: Record, article: Article) -> Iterator[tuple[datetime, News]]:
    """Give what befell an article beside its text, as the looks would have told it that the record knows.

    Whether other articles could be read meanwhile is not asked: what was our own trouble may be among it.
    """
    events, visits = record.events(article.id), record.visits(article.id)
    # A notice that went with a change of the text is a fact of that change.
    changed = {visit.ended for visit in visits if visit.outcome is Outcome.CHANGED}
    alone = (event for event in events if event.began not in changed)
    yield from ((event.began, news) for event in alone for news in notices_gone((event,)))
    yield from _moves([event for event in events if event.kind is EventKind.MOVED])
    pages = [event for event in events if event.kind is EventKind.PAGE]
    if any(event.state not in WELL for event in pages):
        yield from _absences(pages, visits)


def _moves(moves: Sequence[Event]) -> Iterator[tuple[datetime, News]]:
    for event, following in zip_longest(moves, moves[1:]):
        settled = event.began + MOVE_SETTLES_AFTER
        if following is None or following.began >= settled:
            yield settled, News(kind=AlertKind.MOVED, detail=event.reason, occasion=f"moved.{event.began.isoformat()}")


def _absences(pages: Sequence[Event], visits: Sequence[Visit]) -> Iterator[tuple[datetime, News]]:
    """Give each absence that lasted, and its end where that was told to have begun."""
    away = ""
    last: dict[AlertKind, datetime] = {}
    for event in pages:
        if event.state in WELL:
            if away:
                yield event.began, News(kind=AlertKind.BACK, occasion=f"back.{event.began.isoformat()}", detail=away)
            away = ""
        elif (at := _told_at(event, visits, last)) is not None:
            kind, away = kind_of(PageState(event.state)), event.reason
            last[kind] = at
            yield at, News(kind=kind, detail=event.reason, occasion=f"{kind}.{event.began.isoformat()}")


def _told_at(event: Event, visits: Iterable[Visit], last: Mapping[AlertKind, datetime]) -> datetime | None:
    """Give the first look at which a page was away for long enough to be told; None where there is none."""
    state = PageState(event.state)
    kind, patience = kind_of(state), TOLD_AFTER.get(state)
    if patience is None:
        return None
    if kind in last and event.began - last[kind] < COMES_AGAIN_WITHIN:
        patience = max(patience, AGAIN_TOLD_AFTER[kind])
    looks = (moment for visit in visits for moment in (visit.began, visit.ended))
    lasting = (one for one in looks if one - event.began >= patience and (event.ended is None or one < event.ended))
    return next(lasting, None)
