"""What a look means for the next one: the article's plan, and how we stand with its host."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from tracker.core.schedule import (
    Look,
    failed_plan,
    first_plan,
    forbidden_plan,
    gone_plan,
    held_plan,
    next_plan,
    quarantine_plan,
    rested,
    stand_after,
    unread_plan,
)
from tracker.jobs.looking import Sight
from tracker.jobs.redirects import answer_of
from tracker.jobs.world import World
from tracker.model import ArticleState, Change, Claim, Held, Host, PageState, Plan

# A doubt that has stood for so long is settled by the looks that come anyway.
SOON = timedelta(minutes=11)
_AT_REST = (ArticleState.PAUSED, ArticleState.RETIRED)


def plan_after(claim: Claim, sight: Sight, change: Change | None, held: Held | None, world: World) -> Plan:
    """Plan the next look at a watched article. One that a person put to rest stays at rest."""
    plan = _plan(claim, sight, change, held, world)
    if not sight.good and plan.at is not None:
        marker, settings, reason = claim.article.marker, world.settings.schedule, sight.reason
        plan = unread_plan(plan, world.clock(), reason=reason, marker=marker, settings=settings)
    if claim.article.state in _AT_REST:
        return replace(plan, at=None, state=claim.article.state, why=claim.article.why)
    return plan


def plan_first(address: str, sight: Sight, now: datetime, world: World, *, until: datetime | None = None) -> Plan:
    """Plan the look after the one that opened the watch."""
    story, settings = sight.story, world.settings.schedule
    marker = story.marker if story else None
    published = story.published if story else None
    plan = first_plan(published=published, marker=marker, now=now, settings=settings, key=address, until=until)
    if story is not None:
        return plan
    return failed_plan(plan.heat, now, reason=sight.reason, marker=None, settings=settings)


def host_after(host: Host, sight: Sight, now: datetime, world: World) -> Host:
    """Give how we stand with a host after a look; one that asked nothing leaves it as it was."""
    if not sight.asked:
        return host
    answer = sight.capture or sight
    after = stand_after(host, answer_of(host, sight.capture), now, settings=world.settings.fetch)
    return rested(after, now, took=max(answer.ended - answer.began, timedelta(0)))


def _plan(claim: Claim, sight: Sight, change: Change | None, held: Held | None, world: World) -> Plan:
    now, marker = world.clock(), claim.article.marker
    settings, key = world.settings.schedule, claim.article.url
    if sight.state is PageState.GONE and sight.capture is not None:
        return gone_plan(claim.heat, now, status=sight.capture.status, since=_gone_since(claim, now), marker=marker)
    if sight.state is PageState.QUARANTINED:
        return quarantine_plan(claim.heat, now, marker=marker)
    if sight.state is PageState.BLOCKED and not sight.asked:
        until = claim.host.robots_until
        return forbidden_plan(claim.heat, now, reason=sight.reason, until=until, marker=marker)
    if not sight.good:
        refused = sight.state is PageState.BLOCKED
        return failed_plan(claim.heat, now, reason=sight.reason, marker=marker, settings=settings, refused=refused)
    if held is not None and is_brought_forward(claim, held):
        return held_plan(claim.heat, now, until=held.until, reason=held.reason, marker=marker)
    look = _observed(claim, sight, change)
    heat = claim.heat if claim.heat.opened else replace(claim.heat, opened=claim.article.added)
    stretch = world.budget.stretch(claim.article.host)
    return next_plan(heat, now, look=look, settings=settings, key=key, stretch=stretch)


def is_brought_forward(claim: Claim, held: Held) -> bool:
    """Whether a doubt brings the next look forward: the first one, and one that waits for the host's other articles.

    Text that differs at every look would else be looked at for ever.
    """
    if held.until - held.since > SOON:
        return False
    return claim.held is None or held.since == claim.held.since


def _gone_since(claim: Claim, now: datetime) -> datetime:
    return claim.article.page_state_since if claim.article.page_state is PageState.GONE else now


def _observed(claim: Claim, sight: Sight, change: Change | None) -> Look:
    story, before = sight.story, claim.article.marker
    return Look(
        changed=change is not None and claim.latest is not None,
        modified=story.modified if story else None,
        marker=story.marker if story else before,
        marker_before=before,
    )
