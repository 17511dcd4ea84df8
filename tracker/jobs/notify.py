"""Telling people: all that is due for one recipient is decided on together, then each message built, sent and noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Generic, Protocol, TypeVar
from zoneinfo import ZoneInfo

from tracker.core.alerts import carried_until, plan, telling_of
from tracker.errors import NotFoundError, PermanentDeliveryError, TrackerError
from tracker.jobs.backing_off import next_try
from tracker.jobs.protocols import Clock, Outbox, Sender
from tracker.jobs.tellings import Tellings, Told
from tracker.model import Batch, Channel, Decision, Rule, Settings, Telling

QUIET = "it could not leave before your quiet hours, and waits for their end"
UNDER_WAY = "not tried yet: its round was over, the next one takes it up"

# A send may take four times mail.smtp.timeout, and must be over before anybody else may try.
_SEND_IN_TIMEOUTS = 4
_LEASE_IN_SENDS = 3

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

    @property
    def send_time(self) -> timedelta:
        """How long one send may take at most."""
        return _SEND_IN_TIMEOUTS * self.settings.mail.smtp.timeout

    @property
    def lease(self) -> timedelta:
        """For how long a batch is ours: time enough for one message of a slow server after another has failed."""
        return max(self.settings.run.lease, _LEASE_IN_SENDS * self.send_time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What became of one recipient's batch: its decisions, and how many messages left."""

    batch: Batch
    decisions: tuple[Decision, ...]
    sent: int


def notify(turn: Round[M], *, limit: int) -> int:
    """Serve recipients until nothing is due, `limit` of them at most; give how many messages left.

    Several threads may do so at once for one channel: each takes another recipient.

    Raises:
        StoreError: what was done could not be noted; nothing more is sent then, since it would be sent twice.
    """
    sent = 0
    for _ in range(limit):
        served = None if turn.stop() else serve_next(turn)
        if served is None:
            break
        sent += served.sent
    return sent


def serve_next(turn: Round[M]) -> Served | None:
    """Tell one recipient all that is to be told now; None where nothing is due.

    What was settled upon before and did not leave goes again first, as it was. What goes wrong with one message is
    noted on it and stops no other. After a crash whatever was decided leaves again under the same Message-ID, once
    the lease is over.
    """
    began = turn.clock()
    batch = turn.outbox.claim_batch(began, channel=turn.channel, lease=turn.lease)
    if batch is None:
        return None
    rule = turn.rule_of(batch.recipient)
    zone = zone_of(rule, turn.zone)
    alerts = turn.settings.alerts
    decisions = plan(batch, rule, turn.tellings.news, alerts, began, zone)
    settled = turn.outbox.decide(batch, decisions, began)
    sending = _Sending(turn=turn, rule=rule, zone=zone, last_start=began + turn.lease - turn.send_time)
    sent = sum(sending.left_again(telling_of(deliveries, batch, alerts)) for deliveries in batch.carried)
    sent += sum(sending.left(telling) for telling in settled)
    return Served(batch=batch, decisions=decisions, sent=sent)


def zone_of(rule: Rule | None, zone: tzinfo) -> tzinfo:
    """Give the zone that a rule means; `zone` where it names none."""
    return ZoneInfo(rule.timezone) if rule is not None and rule.timezone else zone


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sending(Generic[M]):
    """The messages of one batch on their way.

    Attributes:
        last_start: a send that began later might not be over when the lease is.
    """

    turn: Round[M]
    rule: Rule | None
    zone: tzinfo
    last_start: datetime

    def left_again(self, telling: Telling) -> bool:
        """Do the same with a message that was settled upon before."""
        turn = self.turn
        until = carried_until(telling.deliveries, self.rule, turn.tellings.news, turn.clock(), self.zone)
        if until is None:
            return self.left(telling)
        turn.outbox.postponed(telling, until, told=QUIET)
        return False

    def left(self, telling: Telling) -> bool:
        """Build one message, hand it over and note what came of it; tell whether it left."""
        turn, now = self.turn, self.turn.clock()
        if turn.stop() or now > self.last_start:
            turn.outbox.postponed(telling, now, told=UNDER_WAY)
            return False
        try:
            stories = turn.tellings.contents(telling)
            told = turn.sender.send(turn.build(telling, stories, rule=self.rule, zone=self.zone, now=now))
        except (PermanentDeliveryError, NotFoundError) as error:
            turn.outbox.failed(telling, told=str(error))
            return False
        except TrackerError as error:
            self._try_later(telling, str(error))
            return False
        turn.outbox.delivered(telling, turn.clock(), told=told)
        return True

    def _try_later(self, telling: Telling, told: str) -> None:
        now, carrier = self.turn.clock(), telling.deliveries[-1]
        if now - carrier.created >= self.turn.settings.mail.give_up_after:
            self.turn.outbox.failed(telling, told=f"given up after {carrier.attempts} tries: {told}")
        else:
            again = next_try(max(carrier.attempts, 1), carrier.message_id, now)
            self.turn.outbox.postponed(telling, again, told=told)
