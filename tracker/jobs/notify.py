"""Telling people: all that is due for one recipient is decided on together, then each message built, sent and noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from tracker.core.alerts import carried_until, muted_by, plan
from tracker.core.alerts.reasons import NOBODY, mute_reason
from tracker.errors import NotFoundError, PermanentDeliveryError, TemporaryDeliveryError, TrackerError
from tracker.jobs.backing_off import is_given_up, next_try
from tracker.jobs.protocols import Clock, Outbox, Sender
from tracker.jobs.tellings import Tellings, Told
from tracker.model import Channel, Decision, Delivery, Rule, Settings, Telling

MOST_CUT_SHORT = 20
"""So many tries without a word of what came of one: whatever ends them ends the next one too."""
CUT_SHORT = "each of {tries} tries was cut short, by a kill or a mistake of the tracker: its log may say which"
NOTHING_LEFT = "all that it was to tell was withdrawn before it left"
QUIET = "its first try failed, and it is quiet now: it is tried again when that is over"

# A send may take four times mail.smtp.timeout, and must be over before anybody else may try.
_LEASE_IN_TIMEOUTS = 6

M_co = TypeVar("M_co", covariant=True)
M = TypeVar("M")


class Builder(Protocol[M_co]):
    """Writes the message of a channel."""

    def __call__(
        self, telling: Telling, stories: tuple[Told, ...], *, rule: Rule | None, zone: tzinfo, now: datetime
    ) -> M_co:
        """Write one message; the last of the telling's deliveries carries it.

        Args:
            stories: what is told, each story once.
            rule: of the recipient; None where there is none any more.
            zone: in which times are told.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Generic[M]):
    """What one channel needs to tell its recipients.

    Attributes:
        rule_of: gives a recipient's rule by the name that the record knows; None where it is not set any more.
        zone: in which times are meant and told where a rule names no other.
        stop: asked before each message; True ends the round, and leaves the rest for the next.
        well: serve only those of whom no message was tried in vain. Hands that do so are free when news come: each
            try at a server that is silent may take minutes.
    """

    outbox: Outbox
    channel: Channel
    sender: Sender[M]
    build: Builder[M]
    tellings: Tellings
    rule_of: Callable[[str], Rule | None]
    settings: Settings
    zone: tzinfo
    clock: Clock
    stop: Callable[[], bool] = lambda: False
    well: bool = False

    @property
    def lease(self) -> timedelta:
        """For how long a message is ours: longer than the slowest send."""
        return max(self.settings.run.lease, _LEASE_IN_TIMEOUTS * self.settings.mail.smtp.timeout)


def notify(turn: Round[M], *, limit: int) -> int:
    """Decide on all that is due, then send what is to leave, `limit` messages at most; give how many left.

    Several threads may do so at once for one channel: each takes another recipient. What goes wrong with one message
    is noted on it and stops no other. After a crash whatever was decided leaves again, under the same Message-ID and
    with the same news, once the lease is over.

    Raises:
        StoreError: what was done could not be noted; nothing more is sent then, since it would be sent twice.
    """
    while not turn.stop() and decide_next(turn) is not None:
        pass
    sent = 0
    for _ in range(limit):
        left = None if turn.stop() else send_next(turn)
        if left is None:
            break
        sent += left
    return sent


def decide_next(turn: Round[M]) -> tuple[Decision, ...] | None:
    """Decide on all that is due for the recipient who waits longest; None where nobody does."""
    now = turn.clock()
    batch = turn.outbox.claim_batch(now, channel=turn.channel, lease=turn.settings.run.lease)
    if batch is None:
        return None
    rule = turn.rule_of(batch.recipient)
    decisions = plan(batch, rule, turn.tellings.news, turn.settings.alerts, now, zone_of(rule, turn.zone))
    turn.outbox.decide(batch, decisions, turn.clock())
    return decisions


def send_next(turn: Round[M]) -> bool | None:
    """Build and hand over the message that waits longest, and note what came of it; None where none waits.

    Returns:
        Whether it left.
    """
    now = turn.clock()
    telling = turn.outbox.claim_telling(now, channel=turn.channel, lease=turn.lease, well=turn.well)
    if telling is None:
        return None
    carrier = telling.deliveries[-1]
    rule = turn.rule_of(carrier.recipient)
    try:
        if _is_kept_back(turn, telling, rule, now):
            return False
        stories = turn.tellings.contents(telling)
        if not stories:
            turn.outbox.silenced(carrier, told=NOTHING_LEFT)
            return False
        told = turn.sender.send(turn.build(telling, stories, rule=rule, zone=zone_of(rule, turn.zone), now=now))
    except (PermanentDeliveryError, NotFoundError) as error:
        turn.outbox.failed(carrier, told=str(error))
        return False
    except TrackerError as error:
        _try_later(turn, carrier, error)
        return False
    turn.outbox.delivered(carrier, turn.clock(), told=told)
    return True


def _is_kept_back(turn: Round[M], telling: Telling, rule: Rule | None, now: datetime) -> bool:
    """Note of a message that it is not to leave now, since things changed after it was settled upon, or it cannot."""
    carrier = telling.deliveries[-1]
    if rule is None:
        turn.outbox.silenced(carrier, told=NOBODY)
        return True
    if carrier.attempts > MOST_CUT_SHORT and not carrier.told:
        turn.outbox.failed(carrier, told=CUT_SHORT.format(tries=carrier.attempts - 1))
        return True
    zone = zone_of(rule, turn.zone)
    mute = muted_by(carrier, turn.outbox.standing_mutes(), now) if carrier.attempts > 1 else None
    if mute is not None:
        turn.outbox.silenced(carrier, told=mute_reason(mute, zone))
        return True
    until = carried_until(telling.deliveries, rule, turn.tellings.news, now, zone) if carrier.attempts > 1 else None
    if until is not None:
        turn.outbox.kept_quiet(carrier, until, told=QUIET)
    return until is not None


def _try_later(turn: Round[M], carrier: Delivery, error: TrackerError) -> None:
    now = turn.clock()
    asked = error.wait if isinstance(error, TemporaryDeliveryError) else None
    lifetime = turn.settings.mail.give_up_after
    if is_given_up(carrier.attempts, now - carrier.created, lifetime, asked=asked is not None):
        turn.outbox.failed(carrier, told=f"given up after {carrier.attempts} tries: {error}")
        return
    again = next_try(carrier.attempts, carrier.message_id, now)
    turn.outbox.postponed(carrier, max(again, now + asked) if asked else again, told=str(error))


def zone_of(rule: Rule | None, zone: tzinfo) -> tzinfo:
    """Give the zone that a rule means; `zone` where it names none."""
    return ZoneInfo(rule.timezone) if rule is not None and rule.timezone else zone
