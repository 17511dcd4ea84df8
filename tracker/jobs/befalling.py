"""What befell an article beside a change of its text, as news: gone, moved, blocked, back, notice removed.

Each is told once for each time that it happens. What a look sees for a moment, what comes and goes by turns, and what
is our own trouble (no network, a wall in front of everything) is no news of an article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.jobs.looking import Sight
from tracker.jobs.recipients import News
from tracker.jobs.world import World
from tracker.model import AlertKind, Article, ArticleState, Claim, Elsewhere, Event, EventKind, PageState, Plan

# A page that is away for less was never worth a word: most are back at the next look.
TOLD_AFTER = {
    PageState.GONE: timedelta(minutes=10),
    PageState.BLOCKED: timedelta(hours=1),
    PageState.CONSENT: timedelta(hours=1),
    PageState.PAYWALL: timedelta(hours=1),
    PageState.LOGGED_OUT: timedelta(minutes=10),
    PageState.NEEDS_BROWSER: timedelta(hours=1),
    PageState.NOT_HTML: timedelta(hours=1),
    PageState.LISTING: timedelta(hours=1),
    PageState.COLLAPSED: timedelta(hours=6),
    PageState.QUARANTINED: timedelta(hours=1),
    PageState.SERVER_ERROR: timedelta(hours=6),
    PageState.UNREACHABLE: timedelta(hours=6),
}
COMES_AGAIN_WITHIN = timedelta(days=7)
"""So soon after it was told the same is taken to come and go: a page that is blocked each night, a wall by turns."""
AGAIN_TOLD_AFTER = {AlertKind.GONE: timedelta(hours=6), AlertKind.BLOCKED: timedelta(days=1)}
"""What comes and goes is told again only once it lasts for so long."""
WELL = frozenset({PageState.ARTICLE, PageState.UNMODIFIED})
FAILS_BY_TURNS = 12
"""So many looks in a row without the text are told whatever each of them met: by the plan of retries seven hours."""
MOVE_SETTLES_AFTER = timedelta(minutes=30)
"""A redirect that is taken back sooner was a mistake of the site's."""


def befell(claim: Claim, sight: Sight, events: tuple[Event, ...], world: World) -> tuple[News, ...]:
    """Give what a look has to tell beside a change of the text; the same each time while it lasts, under one occasion.

    Args:
        claim: as it was before the look.
        events: that the look saw.
    """
    if not claim.article.versions:
        return ()
    return (
        *_away(claim, sight, world),
        *_back(claim, sight, world),
        *_moved(claim, sight, events),
        *notices_gone(events),
    )


def ended(claim: Claim, plan: Plan) -> tuple[News, ...]:
    """Give the news that a watch came to its end by itself with this look.

    Named by when it began or the article changed last: a hint that came to nothing ends it again, which is no news.
    """
    if plan.state is not ArticleState.ENDED or claim.article.state is ArticleState.ENDED:
        return ()
    heat = plan.heat
    quiet_since = max(heat.changed_at or heat.born, heat.opened or heat.at)
    occasion = f"{AlertKind.ENDED}.{quiet_since:%Y%m%dT%H%M%S}"
    return (News(kind=AlertKind.ENDED, detail=plan.why, occasion=occasion),)


def _away(claim: Claim, sight: Sight, world: World) -> Iterator[News]:
    article = claim.article
    if sight.good or article.page_state in WELL or not _lasts(claim, sight):
        return
    kind = kind_of(sight.state)
    if sight.state is PageState.LOGGED_OUT and world.watches.is_site_told(article.id, sight.state, kind):
        return  # One subscription is lost, however many articles it was for.
    if (kind is AlertKind.GONE or not _is_ours(article, sight, world)) and not _comes_and_goes(
        kind, article, sight, world
    ):
        yield News(kind=kind, detail=sight.reason, occasion=_occasion(kind, article))


def _comes_and_goes(kind: AlertKind, article: Article, sight: Sight, world: World) -> bool:
    """Whether the same was told lately, and it is not away for long enough to be news again."""
    is_short = sight.ended - _seen(article) < AGAIN_TOLD_AFTER[kind]
    return is_short and world.watches.told_since(article.id, kind, sight.ended - COMES_AGAIN_WITHIN)


def kind_of(state: PageState) -> AlertKind:
    """Give the kind of news that a page in such a state is, once that lasts."""
    return AlertKind.GONE if state is PageState.GONE else AlertKind.BLOCKED


def _lasts(claim: Claim, sight: Sight) -> bool:
    article = claim.article
    if sight.state is article.page_state:
        patience = TOLD_AFTER.get(sight.state)
        return patience is not None and sight.ended - article.page_state_since >= patience
    return sight.state is not PageState.GONE and claim.heat.failures >= FAILS_BY_TURNS


def _is_ours(article: Article, sight: Sight, world: World) -> bool:
    """Whether it may be us who cannot see: other articles could not be read meanwhile either.

    No answer at all is told only where others answered in the first half of that time: a network that was down for
    hours and has just come back makes no news of each article.
    """
    since, now, no_answer = article.page_state_since, sight.ended, sight.state is PageState.UNREACHABLE
    until = since + (now - since) / 2 if no_answer else now
    elsewhere = world.watches.elsewhere(article.id, since, until)
    return elsewhere is Elsewhere.NOT_READ or (no_answer and elsewhere is Elsewhere.UNKNOWN)


def _back(claim: Claim, sight: Sight, world: World) -> Iterator[News]:
    """It can be read again, and it was told that it could not."""
    article = claim.article
    if not sight.good or article.page_state in WELL:
        return
    occasions = [_occasion(kind, article) for kind in (AlertKind.GONE, AlertKind.BLOCKED)]
    if world.watches.was_told(article.id, occasions):
        detail = f"not seen since {_seen(article):%Y-%m-%d %H:%M} UTC: {article.page_state_reason}"
        yield News(kind=AlertKind.BACK, detail=detail, occasion=_occasion(AlertKind.BACK, article))


def _occasion(kind: AlertKind, article: Article) -> str:
    """Name an absence by when the text was seen last: that stands until it is seen again."""
    return f"{kind}.{_seen(article):%Y%m%dT%H%M%S}"


def _seen(article: Article) -> datetime:
    return article.last_good or article.added


def _moved(claim: Claim, sight: Sight, events: tuple[Event, ...]) -> Iterator[News]:
    """It stands at another address for a while: the first look after that while tells."""
    article, moved_at = claim.article, claim.moved_at
    if moved_at is None or not sight.good or any(event.kind is EventKind.MOVED for event in events):
        return
    settled = moved_at + MOVE_SETTLES_AFTER
    seen_settled = article.last_good is not None and article.last_good >= settled
    if sight.ended >= settled and not seen_settled and _place(article.url) != _place(claim.moved_from):
        detail = f"to {article.url}, from {claim.moved_from}"
        yield News(kind=AlertKind.MOVED, detail=detail, occasion=f"moved.{moved_at:%Y%m%dT%H%M%S}")


def _place(url: str) -> tuple[str, str, str]:
    """Give what of an address is news: not its scheme, a `www.`, or the slash at its end."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


def notices_gone(events: tuple[Event, ...]) -> Iterator[News]:
    """The page promises no updates any more, in the same words once: a notice may come and go by turns."""
    for event in events:
        if event.kind is EventKind.NOTICE and event.state == "gone":
            name = hashlib.sha256(event.reason.encode("utf-8", "replace")).hexdigest()[:16]
            yield News(kind=AlertKind.NOTICE_REMOVED, detail=event.reason, occasion=f"notice.{name}")
