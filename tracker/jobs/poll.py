"""One visit to one article, top to bottom: look, judge, plan, and write it all down at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker.core.detect import FLIPS_WITHIN, is_stub_of, still_stands
from tracker.core.page_state import silent_stub
from tracker.errors import StoreError
from tracker.jobs.befalling import befell, ended
from tracker.jobs.happenings import happenings
from tracker.jobs.judging import Judged, found_whole, judge
from tracker.jobs.looking import Sight, look_again
from tracker.jobs.planning import host_after, plan_after
from tracker.jobs.recipients import News, owed_to
from tracker.jobs.striking import strikes_after, struck
from tracker.jobs.world import World
from tracker.model import (
    AlertKind,
    Change,
    Claim,
    Collapse,
    Event,
    Flip,
    Held,
    Hold,
    Host,
    HostClaim,
    Memory,
    Outcome,
    Owed,
    PageState,
    Plan,
    Report,
    Rung,
    Validators,
    Version,
    Visit,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What became of one visit; `version` is the new one where there is one.

    Attributes:
        lacking: how many of the host's other articles should be looked at before what is held can be judged.
    """

    visit: Visit
    plan: Plan
    version: Version | None
    lacking: int = 0


def poll(claim: Claim, world: World) -> Polled:
    """Visit one article, learn what changed, and write it down in one transaction."""
    sight = struck(look_again(claim, world), claim)
    host = host_after(claim.host, sight, world.clock(), world)
    report = _report(claim, sight, host, world)
    try:
        version = world.watches.record(report)
    except StoreError:
        # This article waits until its lease ends; the others of its host need not.
        world.watches.release_host(HostClaim(host=claim.host, token=claim.token), host)
        raise
    if version is not None:
        world.kept(claim.article.id)
    return Polled(visit=_told(report, version), plan=report.plan, version=version, lacking=report.hasten)


def _report(claim: Claim, sight: Sight, host: Host, world: World) -> Report:
    judged = judge(claim, sight, world)
    whole = found_whole(claim, sight, judged, world)
    if whole is not sight:
        sight, judged = whole, judge(claim, whole, world)
    if is_stub(claim, judged, world):
        state, reason = silent_stub(claim.host.name)
        sight = replace(sight, state=state, reason=reason, story=None, memory=None, rung=None)
        judged = Judged()
    verdict = judged.verdict
    if isinstance(verdict, Collapse):
        sight = replace(sight, state=PageState.COLLAPSED, reason=verdict.reason, rung=None)
    change = verdict if isinstance(verdict, Change) else None
    held = _held(claim, sight, judged, world)
    moved_to = _moved_to(claim, sight, judged)
    settled = sight.good and not isinstance(verdict, (Hold, Flip))
    events = happenings(claim, sight, judged, moved_to=moved_to)
    plan, memory = plan_after(claim, sight, change, held, world), _memory(claim, sight, judged, settled=settled)
    return Report(
        article_id=claim.article.id,
        token=claim.token,
        visit=_visit(claim, sight, judged),
        plan=plan,
        host=host,
        seen=settled and verdict is None,
        capture=sight.capture,
        story=judged.story,
        change=change,
        held=held,
        memory=_learned(claim, memory, change),
        quick=_relied(memory, sight),
        validators=_validators(claim, sight, settled=settled),
        moved_to=moved_to,
        owed=_owed(claim, sight, plan, change, events, world),
        lines=judged.lines + judged.elsewhere,
        lines_since=claim.article.last_good,
        site_lines=judged.site_lines,
        events=events,
        marker=judged.story.marker if judged.story else None,
        marker_read=settled and judged.story is not None and judged.story.marker != claim.article.marker,
        baseline=judged.story if settled and (judged.relaid or judged.widened) and change is None else None,
        reread=(judged.reread or claim.baseline) if change is not None else None,
        hasten=judged.lacking,
        strikes=strikes_after(claim, sight),
        struck=sight.capture.body if sight.killed and sight.capture else None,
    )


def is_stub(claim: Claim, judged: Judged, world: World) -> bool:
    """Whether a subscriber was given the beginning of a known text, and nothing on the page says so."""
    if judged.story is None or judged.before is None or not world.settings.site(claim.host.name).subscribed:
        return False
    is_teaser = claim.memory is not None and claim.memory.teaser
    return not is_teaser and judged.verdict is not None and is_stub_of(judged.before, judged.story)


def _told(report: Report, version: Version | None) -> Visit:
    if report.change is None or version is not None:
        return report.visit
    # The lease had ended and somebody else's look was recorded meanwhile: this one changed nothing.
    return replace(report.visit, outcome=Outcome.SAME, reason="came too late: another look was recorded meanwhile")


def _held(claim: Claim, sight: Sight, judged: Judged, world: World) -> Held | None:
    story, verdict = judged.story, judged.verdict
    if story is None:
        # Bytes or a test that vouch for the newest text end a doubt; a look that saw nothing leaves it.
        return None if sight.good else claim.held
    if not isinstance(verdict, (Hold, Collapse, Flip)):
        return None
    stands = claim.held is not None and judged.before is not None and still_stands(judged.before, claim.held, story)
    since = claim.held.since if claim.held and stands else sight.ended
    wait = FLIPS_WITHIN if isinstance(verdict, Flip) else world.settings.detect.confirm_after
    return Held(story=story, reason=verdict.reason, since=since, until=sight.ended + wait)


def _memory(claim: Claim, sight: Sight, judged: Judged, *, settled: bool) -> Memory | None:
    if settled and sight.memory is not None:
        return sight.memory
    if claim.memory is None:
        return sight.memory
    # Until it is clear what a new layout shows, each look finds the text anew; what is held is read in full.
    return replace(claim.memory, fingerprint="") if judged.story is not None else claim.memory


def _learned(claim: Claim, memory: Memory | None, change: Change | None) -> Memory | None:
    # What is known already is not written again; a version names the reader that read it.
    return None if change is None and memory == claim.memory else memory


def _relied(memory: Memory | None, sight: Sight) -> int:
    return memory.quick + (sight.rung is Rung.QUICK) if memory is not None else 0


def _visit(claim: Claim, sight: Sight, judged: Judged) -> Visit:
    standing = claim.article.versions
    if isinstance(judged.verdict, Change):
        outcome = Outcome.CHANGED if standing else Outcome.FIRST
        return sight.visit(outcome, judged.reason, version=standing + 1)
    if isinstance(judged.verdict, (Hold, Flip)):
        outcome = Outcome.HELD if isinstance(judged.verdict, Hold) else Outcome.FLIP
        return sight.visit(outcome, judged.reason, version=standing or None)
    return sight.visit(sight.outcome, sight.reason or judged.reason, version=standing or None)


def _validators(claim: Claim, sight: Sight, *, settled: bool) -> Validators:
    # Only the bytes whose text is the newest version's may answer for it: a 304 to a wall's or a held
    # reading's validators would say "nothing new" of a text that nobody kept.
    if settled and sight.rung is not Rung.QUICK and sight.capture and sight.capture.body is not None:
        return sight.capture.validators
    return claim.validators


def _moved_to(claim: Claim, sight: Sight, judged: Judged) -> str | None:
    capture = sight.capture
    if not sight.good or capture is None or not capture.moved_for_good:
        return None
    if isinstance(judged.verdict, (Hold, Collapse, Flip)):
        return None
    if isinstance(judged.verdict, Change) and not is_known_text(judged):
        return None  # The text must be the one we know before its new address is taken for good.
    return capture.url if capture.url != claim.article.url else None


def is_known_text(judged: Judged) -> bool:
    """Whether at least half of what stood before still stands, word for word."""
    if judged.story is None or judged.before is None:
        return False
    known = {block.text for block in judged.before.blocks}
    return 2 * len(known & {block.text for block in judged.story.blocks}) >= len(known)


def _owed(
    claim: Claim, sight: Sight, plan: Plan, change: Change | None, events: tuple[Event, ...], world: World
) -> tuple[Owed, ...]:
    article, happened = claim.article, (*befell(claim, sight, events, world), *ended(claim, plan))
    if change is not None:
        # What is to be told of a notice stands among the facts of the new version.
        happened = tuple(news for news in happened if news.kind is not AlertKind.NOTICE_REMOVED)
        happened = (News(kind=AlertKind.OPENED if claim.latest is None else AlertKind.CHANGED), *happened)
    return tuple(owed for news in happened for owed in owed_to(article.host, article.tags, world.settings, news))
