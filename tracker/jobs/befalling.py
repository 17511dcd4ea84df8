"""What befell an article beside a change of its text, as news: gone, moved, blocked, back, notice removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from tracker.jobs.recipients import News
from tracker.model import AlertKind, Article, Event, EventKind, PageState

# A page that is away for less was never worth a word: most are back at the next look.
_TOLD_AFTER = {
    PageState.GONE: timedelta(minutes=10),
    PageState.BLOCKED: timedelta(hours=1),
    PageState.CONSENT: timedelta(hours=1),
    PageState.PAYWALL: timedelta(hours=1),
    PageState.NEEDS_BROWSER: timedelta(hours=1),
    PageState.NOT_HTML: timedelta(hours=1),
    PageState.LISTING: timedelta(hours=1),
    PageState.COLLAPSED: timedelta(hours=6),
    PageState.QUARANTINED: timedelta(hours=1),
    PageState.SERVER_ERROR: timedelta(hours=6),
    PageState.UNREACHABLE: timedelta(hours=6),
}
_WELL = frozenset({PageState.ARTICLE, PageState.UNMODIFIED})


def befell(
    article: Article, state: PageState, reason: str, events: tuple[Event, ...], now: datetime
) -> tuple[News, ...]:
    """Give what a look has to tell beside a change of the text; the same each time while it lasts, under one occasion.

    Args:
        article: as it stood before the look.
        state: of the page as the look saw it, with the reason in words.
        events: that the look saw.
    """
    return (*_away(article, state, reason, now), *_back(article, state), *_events(events))


def _away(article: Article, state: PageState, reason: str, now: datetime) -> Iterator[News]:
    if state is not article.page_state or not _was_told(article, now):
        return
    kind = AlertKind.GONE if state is PageState.GONE else AlertKind.BLOCKED
    yield News(kind=kind, detail=reason, occasion=f"{kind}.{article.page_state_since:%Y%m%dT%H%M%S}")


def _back(article: Article, state: PageState) -> Iterator[News]:
    """It was away for so long that this was told: at the last look it was away still."""
    if state in _WELL and article.last_look is not None and _was_told(article, article.last_look):
        detail = f"it was away since {article.page_state_since:%Y-%m-%d %H:%M} UTC: {article.page_state_reason}"
        yield News(kind=AlertKind.BACK, detail=detail, occasion=f"back.{article.page_state_since:%Y%m%dT%H%M%S}")


def _was_told(article: Article, now: datetime) -> bool:
    patience = _TOLD_AFTER.get(article.page_state)
    return patience is not None and bool(article.versions) and now - article.page_state_since >= patience


def _events(events: tuple[Event, ...]) -> Iterator[News]:
    for event in events:
        if event.kind is EventKind.MOVED:
            yield News(kind=AlertKind.MOVED, detail=event.reason, occasion=f"moved.{event.began:%Y%m%dT%H%M%S}")
        elif event.kind is EventKind.NOTICE and event.state == "gone":
            occasion = f"notice.{event.began:%Y%m%dT%H%M%S}"
            yield News(kind=AlertKind.NOTICE_REMOVED, detail=event.reason, occasion=occasion)
