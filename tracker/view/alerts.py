"""Alerts as a person reads them: what is told to whom, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.model import AlertKind, Delivery, DeliveryState, Mute
from tracker.view.hanging import Hanging, hanging
from tracker.view.records import JSON, delivery_json, time_json
from tracker.view.safe import one_line, safe
from tracker.view.times import away, clock

STYLES = {
    DeliveryState.PENDING: "yellow",
    DeliveryState.HELD: "yellow",
    DeliveryState.FAILED: "bold red",
    DeliveryState.SENT: "green",
}
_LONGEST_STATE = max(len(state.value) for state in DeliveryState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is known around alerts.

    Attributes:
        headlines: by article, as last seen.
        carriers: the alerts that tell merged ones, by id.
    """

    now: datetime
    zone: tzinfo
    headlines: Mapping[int, str] = field(default_factory=dict)
    carriers: Mapping[int, Delivery] = field(default_factory=dict)


def alert_rows(deliveries: Iterable[Delivery], around: Around) -> Iterator[Hanging]:
    """Draw alerts, a line or more each: number, when it was owed, state, what it tells, to whom, and how it stands."""
    known = list(deliveries)
    times = [clock(one.created, around.zone, now=around.now) for one in known]
    widest, digits = max(map(len, times), default=0), max((len(str(one.id)) for one in known), default=0)
    for one, when in zip(known, times, strict=True):
        state = f"{one.state.value:<{_LONGEST_STATE}}"
        lead = Text.assemble(
            (f"{one.id:>{digits}}", "bold"), (f"  {when:<{widest}}  ", "dim"), (state, STYLES.get(one.state, "")), "  "
        )
        standing = standing_words(one, around)
        words = f"{what_words(one, around.headlines)} to {safe(one.recipient)}" + (f": {standing}" if standing else "")
        yield hanging(lead, Text(words))


def what_words(delivery: Delivery, headlines: Mapping[int, str]) -> str:
    """Name what an alert tells: `version 4 of 3 “Bridge closed”`, `gone: 3 “Bridge closed”`, `digest`."""
    story = ""
    if delivery.article_id is not None:
        headline = headlines.get(delivery.article_id) or delivery.thread_subject
        story = f"{delivery.article_id} “{safe(headline)}”" if headline else f"article {delivery.article_id}"
    if delivery.kind is AlertKind.CHANGED:
        return f"version {delivery.version} of {story}"
    told = ": ".join(part for part in (delivery.kind.value, story) if part)
    return f"{told} ({one_line(delivery.detail)})" if delivery.detail else told


def standing_words(delivery: Delivery, around: Around) -> str:
    """Say how an alert stands, with the reason or the server's words; nothing where its state says all."""
    match delivery.state:
        case DeliveryState.PENDING:
            return _waiting(delivery, around)
        case DeliveryState.HELD:
            return f"{_until(delivery, around)}, {_held_for(delivery)}"
        case DeliveryState.MERGED:
            return _merged(delivery, around)
        case DeliveryState.SENT:
            when = clock(delivery.sent, around.zone, now=around.now) if delivery.sent else "before"
            return _with(f"at {when}", delivery.told)
        case DeliveryState.FAILED:
            return _with(_tries(delivery), delivery.told)
        case _:
            return one_line(delivery.told)


def _waiting(delivery: Delivery, around: Around) -> str:
    if not delivery.attempts:
        return _with("leaves with the next round", delivery.told)
    if delivery.next_try is None or delivery.next_try <= around.now:
        return _with(f"{_tries(delivery)}, again with the next round", delivery.told)
    return _with(f"{_tries(delivery)}, next {away(delivery.next_try, now=around.now)}", delivery.told)


def _merged(delivery: Delivery, around: Around) -> str:
    carrier = around.carriers.get(delivery.merged_into or 0)
    if carrier is None:
        return f"told by alert {delivery.merged_into}"
    when = f" {clock(carrier.sent, around.zone, now=around.now)}" if carrier.sent else ""
    return f"told by alert {carrier.id} ({carrier.state.value}{when})"


def _until(delivery: Delivery, around: Around) -> str:
    if delivery.next_try is None:
        return "until it is decided"
    return f"until {clock(delivery.next_try, around.zone, now=around.now)} ({away(delivery.next_try, now=around.now)})"


def _held_for(delivery: Delivery) -> str:
    return f"for {delivery.held_for.value}" if delivery.held_for else "for now"


def _tries(delivery: Delivery) -> str:
    return "tried once" if delivery.attempts == 1 else f"tried {delivery.attempts} times"


def _with(words: str, told: str) -> str:
    return f"{words}: {one_line(told)}" if told else words


def alert_json(delivery: Delivery) -> dict[str, JSON]:
    """Write an alert for one recipient with all that is known of it, as `alerts` prints it."""
    references: list[JSON] = [*delivery.references]
    return {
        **delivery_json(delivery),
        "channel": delivery.channel.value,
        "created": time_json(delivery.created),
        "detail": delivery.detail,
        "held_for": delivery.held_for.value if delivery.held_for else None,
        "merged_into": delivery.merged_into,
        "in_reply_to": delivery.in_reply_to,
        "references": references,
        "thread_subject": delivery.thread_subject,
    }


def mute_json(mute: Mute, *, now: datetime) -> dict[str, JSON]:
    """Write a standing mute."""
    return {
        "mute": mute.id,
        "recipient": mute.recipient or None,
        "article": mute.article_id,
        "since": time_json(mute.since),
        "until": time_json(mute.until),
        "reason": mute.reason,
        "holds": holds(mute, now),
    }


def holds(mute: Mute, now: datetime) -> bool:
    """Whether a mute still keeps alerts silent."""
    return mute.since <= now and (mute.until is None or now < mute.until)


def mute_line(mute: Mute, around: Around) -> Text:
    """Say what is muted, to whom and until when."""
    what = "everything"
    if mute.article_id is not None:
        headline = around.headlines.get(mute.article_id)
        what = f"{mute.article_id} “{safe(headline)}”" if headline else f"article {mute.article_id}"
    whom = safe(mute.recipient) if mute.recipient else "everybody"
    words = f"{mute.id}  {what} to {whom}, {_mute_end(mute, around)}"
    return Text(_with(words, mute.reason), style="" if holds(mute, around.now) else "dim")


def _mute_end(mute: Mute, around: Around) -> str:
    if mute.until is None:
        return "until it is unmuted"
    until = clock(mute.until, around.zone, now=around.now)
    if not holds(mute, around.now):
        return f"was over at {until}"
    return f"until {until} ({away(mute.until, now=around.now)})"
