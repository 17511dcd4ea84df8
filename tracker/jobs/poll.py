"""One visit to one article, top to bottom: look, detect, plan, and write it all down at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.core.detect import detect
from tracker.core.schedule import after_request, failed_plan, held_plan, next_plan, pace_for, state_plan
from tracker.jobs.looking import Look, look_again
from tracker.jobs.recipients import owed_to
from tracker.jobs.world import World
from tracker.model import (
    Change,
    Claim,
    Held,
    Hold,
    Host,
    Outcome,
    Owed,
    PageState,
    Plan,
    Report,
    Validators,
    Version,
    Visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of one visit; `version` is the new one where there is one."""

    visit: Visit
    plan: Plan
    version: Version | None


def poll(claim: Claim, world: World) -> Polled:
    """Visit one article, learn what changed, and write it down in one transaction."""
    began = world.clock()
    seen = look_again(claim, world)
    now = world.clock()
    verdict = _verdict(claim, seen, now)
    held = _held(claim, seen, verdict, world, now)
    plan = _plan(claim, seen, verdict, held, world, now)
    change = verdict if isinstance(verdict, Change) else None
    report = Report(
        article_id=claim.article.id,
        token=claim.token,
        visit=_visit(claim, seen, verdict, began, now),
        plan=plan,
        host=host_after(claim.host, seen, world, now),
        seen=seen.state in (PageState.ARTICLE, PageState.UNMODIFIED) and verdict is None,
        capture=seen.capture,
        story=seen.story,
        change=change,
        held=held,
        memory=seen.memory or claim.memory,
        validators=_validators(claim, seen, verdict),
        moved_to=_moved_to(claim, seen, verdict),
        owed=_owed(claim, change, world),
    )
    version = world.watches.record(report)
    return Polled(visit=report.visit, plan=plan, version=version)


def _verdict(claim: Claim, seen: Look, now: datetime) -> Change | Hold | None:
    if seen.story is None:
        return None
    return detect(claim.latest, seen.story, held=claim.held, now=now)


def _held(claim: Claim, seen: Look, verdict: Change | Hold | None, world: World, now: datetime) -> Held | None:
    if not isinstance(verdict, Hold) or seen.story is None:
        return claim.held if seen.state is not PageState.ARTICLE else None
    until = now + world.settings.detect.confirm_after
    return Held(story=seen.story, reason=verdict.reason, since=now, until=until)


def _plan(
    claim: Claim, seen: Look, verdict: Change | Hold | None, held: Held | None, world: World, now: datetime
) -> Plan:
    settings, key = world.settings.schedule, claim.article.url
    if seen.state in (PageState.UNREACHABLE, PageState.COLLAPSED, PageState.SERVER_ERROR):
        return failed_plan(claim.heat, reason=seen.reason, now=now, settings=settings, key=key)
    if seen.state not in (PageState.ARTICLE, PageState.UNMODIFIED):
        return state_plan(claim.heat, state=seen.state, reason=seen.reason, now=now, settings=settings, key=key)
    # Text that differs at every look would be looked at for ever: only a first doubt brings a look forward.
    if held is not None and claim.held is None:
        return held_plan(claim.heat, until=held.until, reason=held.reason, now=now, settings=settings, key=key)
    return next_plan(
        claim.heat,
        changed=isinstance(verdict, Change),
        modified=seen.story.modified if seen.story else None,
        marker=seen.story.marker if seen.story else claim.article.marker,
        now=now,
        settings=settings,
        key=key,
    )


def _visit(claim: Claim, seen: Look, verdict: Change | Hold | None, began: datetime, now: datetime) -> Visit:
    capture = seen.capture
    standing = claim.article.versions or None
    return Visit(
        began=began,
        ended=now,
        outcome=_outcome(seen, verdict),
        state=seen.state,
        reason=verdict.reason if verdict else seen.reason,
        status=capture.status if capture else None,
        size=len(capture.body) if capture and capture.body is not None else None,
        version=(standing or 0) + 1 if isinstance(verdict, Change) else standing,
    )


def _outcome(seen: Look, verdict: Change | Hold | None) -> Outcome:
    if isinstance(verdict, Change):
        return Outcome.CHANGED
    if isinstance(verdict, Hold):
        return Outcome.HELD
    if seen.state in (PageState.UNREACHABLE, PageState.COLLAPSED):
        return Outcome.FAILED
    if seen.state is PageState.UNMODIFIED:
        return Outcome.UNMODIFIED
    if seen.state is not PageState.ARTICLE:
        return Outcome.STATE
    return Outcome.IDENTICAL if seen.identical else Outcome.SAME


def host_after(host: Host, seen: Look, world: World, now: datetime) -> Host:
    """Give how we stand with the host after this request."""
    gap, per_hour = pace_for(host.name, world.settings.fetch)
    capture = seen.capture
    return after_request(
        host,
        status=capture.status if capture else None,
        retry_after=capture.header("Retry-After") if capture else None,
        now=now,
        gap=gap,
        per_hour=per_hour,
    )


def _validators(claim: Claim, seen: Look, verdict: Change | Hold | None) -> Validators:
    # Only the bytes whose text is the newest version's may answer for it: a 304 to a wall's or a held
    # reading's validators would say "nothing new" of a text that nobody kept.
    if seen.state is PageState.ARTICLE and seen.capture and not isinstance(verdict, Hold):
        return seen.capture.validators
    return claim.validators


def _moved_to(claim: Claim, seen: Look, verdict: Change | Hold | None) -> str | None:
    capture = seen.capture
    if seen.story is None or capture is None or not capture.redirects or isinstance(verdict, Hold):
        return None
    permanent = all(hop.status in (301, 308) for hop in capture.redirects)
    return capture.url if permanent and capture.url != claim.article.url else None


def _owed(claim: Claim, change: Change | None, world: World) -> tuple[Owed, ...]:
    if change is None or claim.latest is None:
        return ()
    return owed_to(claim.article.host, claim.article.tags, world.settings)
