"""A replay of the rules as a person reads it: what would have been told when, what waited, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from itertools import groupby

from rich.text import Text

from tracker.model import Channel, Delivery, HoldReason, Rule
from tracker.view.alert_rules import rule_lines
from tracker.view.alerts import Around, what_words
from tracker.view.hanging import Hanging, hanging
from tracker.view.records import JSON, time_json
from tracker.view.safe import one_line, safe
from tracker.view.times import clock

_STYLES = {"told": "green", "waits": "yellow", "not told": "dim"}
_WIDEST = max(map(len, _STYLES))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """One thing that the rules would have decided.

    Attributes:
        at: when, by the clock of the replay.
        what: `told`, `waits` or `not told`.
        deliveries: oldest first; none of them is in the record.
        summary: what a message would have told of each story in one line, in the order of the deliveries.
        until: until when it waits; else None.
        reason: why it waits or is not told.
    """

    at: datetime
    what: str
    deliveries: tuple[Delivery, ...]
    summary: str = ""
    digest: bool = False
    until: datetime | None = None
    held_for: HoldReason | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that one recipient would have been told.

    Attributes:
        replayed: in order.
        waiting: alerts that would still wait at the end.
    """

    recipient: str
    channel: Channel
    rule: Rule
    since: datetime
    until: datetime
    replayed: tuple[Replayed, ...] = ()
    waiting: tuple[Delivery, ...] = ()


@dataclass(slots=True, kw_only=True)
class DayCount:
    """What one local day would have brought.

    Attributes:
        messages: that left, `digests` of them of many stories; `told`: alerts in them, so that `told` less `messages`
            were merged.
        held: alerts that waited for a while; `muted`: that were not told.
    """

    messages: int = 0
    digests: int = 0
    told: int = 0
    held: int = 0
    muted: int = 0


def day_counts(found: Preview, zone: tzinfo) -> dict[date, DayCount]:
    """Count by local day; each alert that waited counts once, on the day on which it first did."""
    days: dict[date, DayCount] = {}
    waited: set[int] = set()
    for one in found.replayed:
        count = days.setdefault(one.at.astimezone(zone).date(), DayCount())
        if one.what == "told":
            count.messages, count.told = count.messages + 1, count.told + len(one.deliveries)
            count.digests += one.digest
        elif one.what == "waits":
            new = {delivery.id for delivery in one.deliveries} - waited
            count.held += len(new)
            waited |= new
        else:
            count.muted += len(one.deliveries)
    return days


def preview_rows(found: Preview, around: Around, *, counts: bool) -> Iterator[Hanging]:
    """Draw what one recipient would have been told: its rule, each decision, and the counts of each day."""
    since = clock(found.since, around.zone, now=around.now)
    yield hanging(Text(""), Text(f"{safe(found.recipient)}, since {since}", style="bold"))
    for line in rule_lines(found.rule):
        yield hanging("  ", Text(line, style="dim"))
    if not counts:
        yield from _decision_rows(found.replayed, around)
    yield from (hanging("  ", Text(line)) for line in _count_lines(found, around.zone))
    yield hanging(Text(""), Text(""))


def _decision_rows(replayed: Iterable[Replayed], around: Around) -> Iterator[Hanging]:
    for one in _folded(replayed):
        when = f"{one.at.astimezone(around.zone):%m-%d %H:%M}"
        lead = Text.assemble("  ", (when, "dim"), "  ", (f"{one.what:<{_WIDEST}}", _STYLES[one.what]), "  ")
        yield hanging(lead, Text(_decision_words(one, around)))


def _folded(replayed: Iterable[Replayed]) -> Iterator[Replayed]:
    """Give what waits one after the other for the same as one."""
    for (what, *_), some in groupby(replayed, key=lambda one: (one.what, one.until, one.reason)):
        first, *more = some
        if what == "waits" and more:
            yield replace(first, deliveries=tuple(each for one in (first, *more) for each in one.deliveries))
        else:
            yield from (first, *more)


def _decision_words(one: Replayed, around: Around) -> str:
    what = _named(one.deliveries, around)
    if one.what == "told":
        digest = f"digest of {len(_stories(one.deliveries))}: " if one.digest else ""
        return f"{digest}{what}" + (f": {one_line(one.summary)}" if one.summary and not one.digest else "")
    if one.until is not None:
        until = clock(one.until, around.zone, now=one.at)
        return f"{what}, until {until}: {one_line(one.reason)}"
    return f"{what}: {one_line(one.reason)}"


def _stories(deliveries: Iterable[Delivery]) -> dict[int | None, list[Delivery]]:
    found: dict[int | None, list[Delivery]] = {}
    for one in deliveries:
        found.setdefault(one.article_id, []).append(one)
    return found


def _named(deliveries: Iterable[Delivery], around: Around) -> str:
    names = []
    for told in _stories(deliveries).values():
        merged = f" and {len(told) - 1} more" if len(told) > 1 else ""
        names.append(f"{what_words(told[-1], around.headlines)}{merged}")
    return "; ".join(names)


def _count_lines(found: Preview, zone: tzinfo) -> Iterator[str]:
    days = day_counts(found, zone)
    if not days:
        yield "Nothing happened that this rule could tell."
        return
    for day, count in sorted(days.items()):
        yield f"{day}: {_count_words(count)}"
    if found.waiting:
        reasons = Counter(one.held_for.value if one.held_for else "the next round" for one in found.waiting)
        waits = ", ".join(f"{count} for {reason}" for reason, count in reasons.items())
        yield f"At the end {waits} would wait still."


def _count_words(count: DayCount) -> str:
    digests = f" ({_counted(count.digests, 'digest')})" if count.digests else ""
    return (
        f"{_counted(count.messages, 'message')}{digests} telling {_counted(count.told, 'alert')}; "
        f"{count.held} waited, {count.muted} not told"
    )


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def preview_json(found: Preview, zone: tzinfo, *, counts: bool) -> Iterator[dict[str, JSON]]:
    """Write a replay: an object for each decision, then one for each day."""
    whose: dict[str, JSON] = {"recipient": found.recipient, "channel": found.channel.value}
    for one in () if counts else found.replayed:
        yield whose | {
            "at": time_json(one.at),
            "decision": one.what,
            "digest": one.digest,
            "until": time_json(one.until),
            "held_for": one.held_for.value if one.held_for else None,
            "reason": one.reason,
            "summary": one.summary,
            "alerts": [_alert_json(delivery) for delivery in one.deliveries],
        }
    for day, count in sorted(day_counts(found, zone).items()):
        yield whose | {
            "day": day.isoformat(),
            "messages": count.messages,
            "digests": count.digests,
            "told": count.told,
            "merged": count.told - count.messages,
            "held": count.held,
            "muted": count.muted,
        }


def _alert_json(delivery: Delivery) -> dict[str, JSON]:
    return {
        "article": delivery.article_id,
        "version": delivery.version,
        "kind": delivery.kind.value,
        "created": time_json(delivery.created),
    }
