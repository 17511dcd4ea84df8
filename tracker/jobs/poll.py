"""One visit to one article, top to bottom: look, detect, plan, and write it all down at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.core.detect import detect
from tracker.errors import StoreError
from tracker.jobs.looking import Sight, look_again
from tracker.jobs.planning import host_after, plan_after
from tracker.jobs.recipients import owed_to
from tracker.jobs.world import World
from tracker.model import (
    Change,
    Claim,
    Held,
    Hold,
    Host,
    HostClaim,
    Outcome,
    Owed,
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
    sight = look_again(claim, world)
    host = host_after(claim.host, sight, world.clock(), world)
    report = _report(claim, sight, host, world)
    try:
        version = world.watches.record(report)
    except StoreError:
        # This article waits until its lease ends; the others of its host need not.
        world.watches.release_host(HostClaim(host=claim.host, token=claim.token), host)
        raise
    return Polled(visit=_told(report, version), plan=report.plan, version=version)


def _report(claim: Claim, sight: Sight, host: Host, world: World) -> Report:
    verdict = _verdict(claim, sight)
    change = verdict if isinstance(verdict, Change) else None
    held = _held(claim, sight, verdict, world)
    return Report(
        article_id=claim.article.id,
        token=claim.token,
        visit=_visit(claim, sight, verdict),
        plan=plan_after(claim, sight, change, held, world),
        host=host,
        seen=sight.good and verdict is None,
        capture=sight.capture,
        story=sight.story,
        change=change,
        held=held,
        memory=sight.memory or claim.memory,
        validators=_validators(claim, sight, verdict),
        moved_to=_moved_to(claim, sight, verdict),
        owed=_owed(claim, change, world),
    )


def _told(report: Report, version: Version | None) -> Visit:
    if report.change is None or version is not None:
        return report.visit
    # The lease had ended and somebody else's look was recorded meanwhile: this one changed nothing.
    return replace(report.visit, outcome=Outcome.SAME, reason="came too late: another look was recorded meanwhile")


def _verdict(claim: Claim, sight: Sight) -> Change | Hold | None:
    if sight.story is None:
        return None
    return detect(claim.latest, sight.story, held=claim.held, now=sight.ended)


def _held(claim: Claim, sight: Sight, verdict: Change | Hold | None, world: World) -> Held | None:
    if not sight.good:
        return claim.held
    if not isinstance(verdict, Hold) or sight.story is None:
        return None
    until = sight.ended + world.settings.detect.confirm_after
    return Held(story=sight.story, reason=verdict.reason, since=sight.ended, until=until)


def _visit(claim: Claim, sight: Sight, verdict: Change | Hold | None) -> Visit:
    standing = claim.article.versions
    if isinstance(verdict, Change):
        outcome = Outcome.CHANGED if standing else Outcome.FIRST
        return sight.visit(outcome, verdict.reason, version=standing + 1)
    if isinstance(verdict, Hold):
        return sight.visit(Outcome.HELD, verdict.reason, version=standing or None)
    return sight.visit(sight.outcome, sight.reason, version=standing or None)


def _validators(claim: Claim, sight: Sight, verdict: Change | Hold | None) -> Validators:
    # Only the bytes whose text is the newest version's may answer for it: a 304 to a wall's or a held
    # reading's validators would say "nothing new" of a text that nobody kept.
    if sight.capture and sight.capture.body is not None and sight.good and not isinstance(verdict, Hold):
        return sight.capture.validators
    return claim.validators


def _moved_to(claim: Claim, sight: Sight, verdict: Change | Hold | None) -> str | None:
    capture = sight.capture
    if sight.story is None or capture is None or not capture.moved_for_good or isinstance(verdict, Hold):
        return None
    if isinstance(verdict, Change) and not verdict.confirmed:
        return None  # The text must be the one we know before its new address is taken for good.
    return capture.url if capture.url != claim.article.url else None


def _owed(claim: Claim, change: Change | None, world: World) -> tuple[Owed, ...]:
    if change is None or claim.latest is None:
        return ()
    return owed_to(claim.article.host, claim.article.tags, world.settings)
