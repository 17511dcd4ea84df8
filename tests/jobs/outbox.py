"""A small honest outbox in memory: leases, states, merges, digests, bursts, what was sent when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

from tracker.model import (
    AlertKind,
    Batch,
    Burst,
    Channel,
    Decision,
    Delivery,
    DeliveryState,
    HoldReason,
    Mute,
    Telling,
    Waiting,
)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
_WAITS = (DeliveryState.PENDING, DeliveryState.HELD)


def owed(
    number: int,
    *,
    article: int | None = 1,
    version: int | None = None,
    kind: AlertKind = AlertKind.CHANGED,
    at: datetime = NOON,
    recipient: str = "desk@example.org",
    held_for: HoldReason | None = None,
    until: datetime | None = None,
) -> Delivery:
    """Write a delivery that is due since `at`, or waits until `until`."""
    return Delivery(
        id=number,
        article_id=article,
        version=number if version is None and article is not None else version,
        kind=kind,
        recipient=recipient,
        state=DeliveryState.PENDING if held_for is None else DeliveryState.HELD,
        created=at,
        attempts=0,
        next_try=until or at,
        sent=None,
        message_id=f"<{number}.{article}.{version}@x.invalid>",
        in_reply_to=None,
        references=(),
        thread_subject="Fire in the harbour",
        held_for=held_for,
    )


@dataclass
class MemoryOutbox:
    """What is owed to whom, and what became of it, by the rules that the record keeps.

    Attributes:
        left: each message that was delivered: when, to whom, and what it told.
        tokens: leases by recipient, with their ends.
        open: what is not told yet; `settled` carriers; `of` all of a recipient.
        sending: leases of messages that are sent; `windows` that open once one left.
    """

    rows: dict[int, Delivery] = field(default_factory=dict)
    bursts: dict[tuple[str, int], Burst] = field(default_factory=dict)
    mutes: tuple[Mute, ...] = ()
    left: list[tuple[datetime, str, Telling]] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    tokens: dict[str, datetime] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)
    settled: set[int] = field(default_factory=set)
    of: dict[str, list[int]] = field(default_factory=dict)
    sending: dict[int, datetime] = field(default_factory=dict)
    windows: dict[int, Mapping[int, timedelta]] = field(default_factory=dict)

    def owe(self, *deliveries: Delivery) -> None:
        """Write deliveries; those with an id that is taken get the next free one."""
        for one in deliveries:
            number = one.id if one.id not in self.rows else max(self.rows) + 1
            self._add(replace(one, id=number, message_id=f"<{number}@x.invalid>"))

    def _add(self, row: Delivery) -> None:
        self.rows[row.id] = row
        self.open.add(row.id)
        self.of.setdefault(row.recipient, []).append(row.id)

    def claim_batch(self, now: datetime, *, channel: Channel, lease: timedelta) -> Batch | None:
        """Take the recipient who waited longest."""
        due = [one for one in self._undecided(channel) if one.next_try is not None and one.next_try <= now]
        free = [one for one in due if self.tokens.get(one.recipient, now) <= now]
        if not free:
            return None
        recipient = min(free, key=lambda one: (one.next_try or now, one.id)).recipient
        self.tokens[recipient] = now + lease
        return self._batch(recipient, channel, now)

    def decide(self, batch: Batch, decisions: Sequence[Decision], now: datetime) -> None:
        """Write the decisions; make a carrier for each digest."""
        for decision in decisions:
            if isinstance(decision, Telling):
                self._settle(decision, batch, now)
            elif isinstance(decision, Waiting):
                for one in decision.deliveries:
                    self._change(one, state=DeliveryState.HELD, next_try=decision.until, held_for=decision.held_for)
                    self.reasons[one.id] = decision.reason
            else:
                for one in decision.deliveries:
                    self._change(one, state=DeliveryState.MUTED, next_try=None, told=decision.reason)
        self._release(batch.recipient)

    def claim_telling(self, now: datetime, *, channel: Channel, lease: timedelta, well: bool = False) -> Telling | None:
        """Take the message that waits longest; those of whom one was tried in vain come last, or not at all."""
        ready = [one for one in self._under_way(channel) if one.next_try is not None and one.next_try <= now]
        busy = {self.rows[number].recipient for number, until in self.sending.items() if until > now}
        tried = {one.recipient for one in self._under_way(channel) if one.attempts and one.next_try is not None}
        free = [one for one in ready if one.recipient not in busy and not (well and one.recipient in tried)]
        if not free:
            return None
        carrier = min(free, key=lambda one: (one.recipient in tried, one.next_try or now, one.id))
        self.sending[carrier.id] = now + lease
        self._change(carrier, attempts=carrier.attempts + 1)
        told = self._with_merged(self.rows[carrier.id])
        return Telling(deliveries=told, digest=carrier.kind is AlertKind.DIGEST)

    def standing_mutes(self) -> tuple[Mute, ...]:
        """Give all mutes."""
        return self.mutes

    def delivered(self, carrier: Delivery, now: datetime, *, told: str) -> None:
        """Note that it left, and open its windows."""
        self._done(carrier, state=DeliveryState.SENT, sent=now, next_try=None, told=told)
        telling = Telling(deliveries=self._with_merged(carrier), digest=carrier.kind is AlertKind.DIGEST)
        self.left.append((now, carrier.recipient, telling))
        for article, window in self.windows[carrier.id].items():
            self.bursts[carrier.recipient, article] = Burst(window=window, until=now + window)

    def postponed(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it did not leave."""
        self._done(carrier, next_try=next_try, told=told)

    def waits(self, carrier: Delivery, next_try: datetime, *, told: str) -> None:
        """Note that it was looked after."""
        self._done(carrier, next_try=next_try, told=told, attempts=carrier.attempts - 1)

    def kept_quiet(self, carrier: Delivery, until: datetime, *, told: str) -> None:
        """Note that it waits for the end of quiet hours."""
        self._done(carrier, state=DeliveryState.HELD, next_try=until, held_for=HoldReason.QUIET, told=told)

    def failed(self, carrier: Delivery, *, told: str) -> None:
        """Note that it failed for good."""
        self._done(carrier, state=DeliveryState.FAILED, next_try=None, told=told)

    def silenced(self, carrier: Delivery, *, told: str) -> None:
        """Note that there was nothing to tell after all."""
        self._done(carrier, state=DeliveryState.MUTED, next_try=None, told=told)

    def _done(self, carrier: Delivery, **changes: object) -> None:
        del self.sending[carrier.id]
        self._change(carrier, **changes)

    def _under_way(self, channel: Channel | None) -> list[Delivery]:
        return [one for one in self._open(channel) if one.id in self.settled]

    def states(self) -> dict[int, str]:
        """Give the state of each delivery."""
        return {number: row.state.value for number, row in self.rows.items()}

    def next_due(self) -> datetime | None:
        """Give when something is due next; None where all is told."""
        waiting = [*self._under_way(None), *self._undecided(None)]
        return min((one.next_try for one in waiting if one.next_try), default=None)

    def _open(self, channel: Channel | None) -> list[Delivery]:
        found = (self.rows[one] for one in sorted(self.open))
        return [one for one in found if channel is None or one.channel is channel]

    def _undecided(self, channel: Channel | None) -> list[Delivery]:
        """What is not decided upon, but nothing of a story whose last message, or digest, is under way."""
        told = (each for one in self._under_way(channel) for each in self._with_merged(one))
        blocked = {(one.recipient, one.article_id) for one in told if one.article_id is not None}
        rows = (one for one in self._open(channel) if one.id not in self.settled)
        return [one for one in rows if (one.recipient, one.article_id) not in blocked]

    def _batch(self, recipient: str, channel: Channel, now: datetime) -> Batch:
        mine = [self.rows[one] for one in self.of[recipient]]
        under_way = [one for one in self._under_way(channel) if one.recipient == recipient]
        sent = sorted((row.sent for row in mine if row.sent), reverse=True)
        return Batch(
            recipient=recipient,
            channel=channel,
            token="leased",
            due=tuple(one for one in self._undecided(channel) if one.recipient == recipient),
            bursts={article: burst for (name, article), burst in self.bursts.items() if name == recipient},
            sent=(*([now] * len(under_way)), *sent),
            mutes=self.mutes,
            told=_versions(one for one in mine if one.state is DeliveryState.MERGED or one.id in self.settled),
        )

    def _with_merged(self, carrier: Delivery) -> tuple[Delivery, ...]:
        merged = [row for one in self.of[carrier.recipient] if (row := self.rows[one]).merged_into == carrier.id]
        return (*sorted(merged, key=lambda one: (one.created, one.id)), carrier)

    def _settle(self, telling: Telling, batch: Batch, now: datetime) -> None:
        merged, carrier = telling.deliveries[:-1], telling.deliveries[-1]
        if telling.digest:
            made = owed(max(self.rows) + 1, article=None, kind=AlertKind.DIGEST, at=now, recipient=batch.recipient)
            carrier = replace(made, channel=batch.channel)
            self._add(carrier)
            merged = telling.deliveries
        for one in merged:
            self._change(one, state=DeliveryState.MERGED, merged_into=carrier.id, next_try=None)
        self.settled.add(carrier.id)
        self._change(carrier, state=DeliveryState.PENDING, next_try=now)
        self.windows[carrier.id] = telling.burst

    def _change(self, one: Delivery, **changes: object) -> None:
        assert self.rows[one.id].state in _WAITS, "settled twice"
        row = self.rows[one.id] = replace(self.rows[one.id], **changes)  # type: ignore[arg-type]
        if row.state not in _WAITS:
            self.open.discard(row.id)

    def _release(self, recipient: str) -> None:
        self.tokens.pop(recipient, None)


def _versions(told: Iterable[Delivery]) -> dict[int, tuple[int, ...]]:
    known = sorted((one.article_id, one.version) for one in told if one.article_id is not None and one.version)
    return {article: tuple(version for _, version in group) for article, group in groupby(known, lambda one: one[0])}
