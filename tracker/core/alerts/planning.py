"""What becomes of all that is due for one recipient: told now, kept for later, or not told, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from tracker.core.alerts import reasons
from tracker.core.alerts.bursts import NO_BURST, next_window, open_until, urgent_until
from tracker.core.alerts.candidates import Candidate, candidates, in_turn, judged
from tracker.core.alerts.cap import Allowance
from tracker.core.alerts.hours import next_digest_awake, quiet_until
from tracker.core.alerts.matching import pace_of
from tracker.core.alerts.news import Tells
from tracker.model import (
    AlertKind,
    AlertSettings,
    Batch,
    Decision,
    Delivery,
    HoldReason,
    Mute,
    Pace,
    Rule,
    Silenced,
    Telling,
    Waiting,
)

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def plan(
    batch: Batch, rule: Rule | None, tells: Tells, settings: AlertSettings, now: datetime, zone: tzinfo
) -> tuple[Decision, ...]:
    """Decide on every delivery of a batch: each lands in exactly one decision.

    What breaks through leaves at once; what waited for quiet hours, a digest or the cap leaves as one message; what
    is news of a story in a burst is gathered; all else leaves story by story, the oldest first, up to the cap.
    Nothing is dropped but what is muted or what the rule does not want, and that with a reason.

    Args:
        rule: None where nobody of the recipient's name is in the settings any more.
        tells: what deliveries of one article would tell as one.
        zone: in which the rule's times of the day are meant.
    """
    if rule is None:
        return (Silenced(deliveries=batch.due, reason=reasons.NOBODY),) if batch.due else ()
    return _Planning(batch=batch, rule=rule, tells=tells, settings=settings, now=now, zone=zone).decisions()


def muted_by(delivery: Delivery, mutes: Iterable[Mute], now: datetime) -> Mute | None:
    """Give the mute that keeps a delivery silent now; None where none does."""
    touching = (
        one for one in mutes if one.recipient in ("", delivery.recipient) and delivery.kind is not AlertKind.TEST
    )
    about = (one for one in touching if one.article_id in (None, delivery.article_id))
    return next((one for one in about if one.since <= now and (one.until is None or now < one.until)), None)


def carried_until(
    deliveries: tuple[Delivery, ...], rule: Rule | None, tells: Tells, now: datetime, zone: tzinfo
) -> datetime | None:
    """Give until when a message that could not leave before waits for quiet hours; None where it may leave.

    A server that is back at three in the morning is no reason to wake anybody: only what breaks through leaves.
    """
    until = quiet_until(now, rule.quiet, zone) if rule is not None else None
    if rule is None or until is None:
        return None
    told = candidates((one for one in deliveries if one.kind is not AlertKind.DIGEST), {})
    wanted = (judged(one, rule, tells)[0] for one in told)
    return None if any(one is not None and (one.urgent or one.is_test) for one in wanted) else until


def _telling_of(deliveries: tuple[Delivery, ...], batch: Batch, settings: AlertSettings) -> Telling:
    """Make the message that tells deliveries, and say which windows it opens."""
    digest = any(one.kind is AlertKind.DIGEST for one in deliveries)
    by_article: dict[int, list[Delivery]] = {}
    for one in deliveries:
        if one.article_id is not None and one.kind is not AlertKind.TEST:
            by_article.setdefault(one.article_id, []).append(one)
    windows = {
        article_id: next_window(batch.bursts.get(article_id, NO_BURST), told, settings)
        for article_id, told in by_article.items()
    }
    return Telling(deliveries=deliveries, digest=digest, burst=windows)


@dataclass(slots=True, kw_only=True)
class _Planning:
    """The decisions on one batch while they are made.

    Attributes:
        leaving: what leaves whatever the cap says; `gathered` what leaves as one message; `alone` story by story.
    """

    batch: Batch
    rule: Rule
    tells: Tells
    settings: AlertSettings
    now: datetime
    zone: tzinfo
    made: list[Decision] = field(default_factory=list)
    leaving: list[Candidate] = field(default_factory=list)
    gathered: list[Candidate] = field(default_factory=list)
    alone: list[Candidate] = field(default_factory=list)

    def decisions(self) -> tuple[Decision, ...]:
        wanted = self._wanted(candidates(self._unmuted(), self.batch.told))
        quiet = quiet_until(self.now, self.rule.quiet, self.zone)
        digest = self._is_digest_due(wanted)
        for candidate in self._one_a_story(wanted):
            self._sort(candidate, quiet, digest_due=digest)
        return (*self._told(), *self.made)

    def _unmuted(self) -> list[Delivery]:
        kept = []
        for delivery in self.batch.due:
            mute = muted_by(delivery, self.batch.mutes, self.now)
            if mute is None:
                kept.append(delivery)
            else:
                self.made.append(Silenced(deliveries=(delivery,), reason=reasons.mute_reason(mute, self.zone)))
        return kept

    def _wanted(self, found: Iterable[Candidate]) -> list[Candidate]:
        wanted = []
        full = not Allowance.of(self.batch, self.rule, self.now).left
        for candidate in found:
            if self._is_gathered_unread(candidate) or (full and self._goes_on_waiting(candidate)):
                continue
            kept, silenced = judged(candidate, self.rule, self.tells)
            self.made += silenced
            wanted += [] if kept is None else [kept]
        return wanted

    def _is_gathered_unread(self, candidate: Candidate) -> bool:
        """Let news of a story wait for the end of its window unread, where nothing of them could break through.

        What they tell from a to z is judged then: a story that changes 500 times an hour is not compared 500 times.
        """
        if candidate.article_id is None or candidate.is_test or self.rule.breakthrough:
            return False
        open_ = open_until(self.batch.bursts.get(candidate.article_id, NO_BURST), self.now)
        if open_ is None or candidate.is_released(self.now):
            return False
        self._wait(candidate, open_, HoldReason.BURST, reasons.burst_reason(open_, self.now))
        return True

    def _goes_on_waiting(self, candidate: Candidate) -> bool:
        """Let what waits for room in the hour go on waiting unread, where there is none: it was judged when it came.

        Whoever has a hundred stories waiting is not owed a hundred comparisons with each news of another one.
        """
        waits = [
            Waiting(deliveries=(one,), until=one.next_try, held_for=HoldReason.CAP, reason=one.told)
            for one in candidate.deliveries
            if one.held_for is HoldReason.CAP and one.told
            # A clock that was set back must not make it wait for longer than it ever would.
            if one.next_try and self.now < one.next_try <= self.now + _HOUR
        ]
        if len(waits) < len(candidate.deliveries):
            return False
        self.made += waits
        return True

    def _is_digest_due(self, wanted: Iterable[Candidate]) -> bool:
        return any(one.is_released(self.now) and pace_of(self.rule, one.kinds) is Pace.DIGEST for one in wanted)

    def _one_a_story(self, wanted: Iterable[Candidate]) -> list[Candidate]:
        """Keep apart what was told in between: the older news of a story leave first, what is urgent all the same."""
        known: set[int] = set()
        first = []
        for candidate in wanted:
            if candidate.article_id is not None and candidate.article_id in known and not candidate.urgent:
                until = self.now + max(self.settings.burst, _MINUTE)
                self._wait(candidate, until, HoldReason.BURST, reasons.NOT_ALONE)
                continue
            known |= set() if candidate.article_id is None else {candidate.article_id}
            first.append(candidate)
        return first

    def _sort(self, candidate: Candidate, quiet: datetime | None, *, digest_due: bool) -> None:
        """Let one candidate leave, alone or gathered, or wait, or say that it is never told."""
        if candidate.is_test:
            self.leaving.append(candidate)
        elif candidate.urgent:
            self._unless_burst(candidate, self.leaving)
        elif pace_of(self.rule, candidate.kinds) is Pace.NEVER:
            entries = self.rule.pace is not Pace.NEVER
            reason = reasons.NEVER_ENTRIES if entries else reasons.NEVER
            self.made.append(Silenced(deliveries=candidate.deliveries, reason=reason))
        elif pace_of(self.rule, candidate.kinds) is Pace.DIGEST and not digest_due:
            until = next_digest_awake(self.now, self.rule.digest_at, self.rule.quiet, self.zone)
            self._wait(candidate, until, HoldReason.DIGEST, reasons.digest_reason(until, self.zone))
        elif quiet is not None:
            self._wait(candidate, quiet, HoldReason.QUIET, reasons.quiet_reason(quiet, self.zone))
        elif candidate.is_released(self.now) or pace_of(self.rule, candidate.kinds) is Pace.DIGEST:
            self.gathered.append(candidate)
        else:
            self._unless_burst(candidate, self.alone)

    def _unless_burst(self, candidate: Candidate, leaving: list[Candidate]) -> None:
        if candidate.article_id is None:
            leaving.append(candidate)
            return
        burst = self.batch.bursts.get(candidate.article_id, NO_BURST)
        open_ = urgent_until(burst, self.now, self.settings) if candidate.urgent else open_until(burst, self.now)
        if open_ is not None:
            self._wait(candidate, open_, HoldReason.BURST, reasons.burst_reason(open_, self.now))
        else:
            leaving.append(candidate)

    def _told(self) -> list[Telling]:
        """Settle which messages leave within the cap; what is above waits until the hour has room for one more."""
        allowed = Allowance.of(self.batch, self.rule, self.now)
        allowed = allowed.after(sum(not one.is_test for one in self.leaving), self.now)
        room = allowed.left
        parts = [[one] for one in self.leaving]
        if self.gathered and room:
            room -= 1
            over = self.alone[room:]
            parts.append([*self.gathered, *over])
            parts += [[one] for one in self.alone[:room]]
        else:
            parts += [[one] for one in self.alone[:room]]
            self._hold_over(self.gathered + self.alone[room:], allowed.after(min(room, len(self.alone)), self.now))
        return [self._telling(part) for part in sorted(parts, key=lambda part: min(one.age for one in part))]

    def _hold_over(self, over: list[Candidate], allowed: Allowance) -> None:
        for candidate in over:
            until = allowed.frees(self.now)
            self._wait(candidate, until, HoldReason.CAP, reasons.cap_reason(self.rule, until, self.zone))

    def _telling(self, part: list[Candidate]) -> Telling:
        deliveries = in_turn(delivery for one in part for delivery in one.deliveries)
        made = _telling_of(deliveries, self.batch, self.settings)
        if not made.digest and len(part) == 1:
            return made
        return replace(made, digest=True, day=self.now.astimezone(self.zone).date())

    def _wait(self, candidate: Candidate, until: datetime, held_for: HoldReason, reason: str) -> None:
        self.made.append(Waiting(deliveries=candidate.deliveries, until=until, held_for=held_for, reason=reason))
