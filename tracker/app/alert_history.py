"""What happened to articles in a span of the past, as the alerts that it would owe by the rules that hold now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.edges.store import Record
from tracker.jobs.befalling import befell
from tracker.jobs.recipients import News, owed_to
from tracker.model import AlertKind, Article, Channel, Event, EventKind, Owed, PageState, Settings, Version, Visit

_WELL = (PageState.ARTICLE, PageState.UNMODIFIED)


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
    """Ask of each look that the record knows what it would have told, as the look itself asked."""
    events = record.events(article.id)
    for event in events:
        if event.kind is EventKind.PAGE and event.state not in _WELL:
            yield from _away(article, event, record.visits(article.id))
        elif event.kind is not EventKind.PAGE:
            yield from ((event.began, news) for news in befell(article, PageState.ARTICLE, "", (event,), event.began))


def _away(article: Article, event: Event, visits: Iterable[Visit]) -> Iterator[tuple[datetime, News]]:
    state = PageState(event.state)
    looks = [
        moment
        for visit in visits
        for moment in (visit.began, visit.ended)
        if event.began <= moment and (event.ended is None or moment < event.ended)
    ]
    stood = replace(
        article,
        page_state=state,
        page_state_since=event.began,
        page_state_reason=event.reason,
        last_look=looks[-1] if looks else event.began,
    )
    told = ((moment, news) for moment in looks for news in befell(stood, state, event.reason, (), moment))
    first = next(told, None)
    if first is not None:
        yield first
    if event.ended is not None:
        yield from ((event.ended, news) for news in befell(stood, PageState.ARTICLE, "", (), event.ended))
