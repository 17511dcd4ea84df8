"""What will be looked at when and why, how each host stands, and the picture of one article's watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo

from rich.cells import cell_len
from rich.text import Text

from tracker.model.durations import spoken_duration
from tracker.model.forecast import Course, Expected, HostForecast
from tracker.view.counts import number_of
from tracker.view.cutting import cut
from tracker.view.records import JSON, host_json, time_json
from tracker.view.safe import safe
from tracker.view.sparkline import spark
from tracker.view.times import clock

MOST_HOSTS = 8
MOST_LOOKS = 16
_LOUD, _WAITS = "bold red", "yellow"


def plan_lines(
    forecasts: Sequence[HostForecast],
    looks: Sequence[Expected],
    *,
    now: datetime,
    zone: tzinfo,
    width: int,
    hours: int,
    cap: int,
) -> Iterator[Text]:
    """Draw the next hours on one screen: the looks in order with their reasons, then the hosts that are asked most.

    Args:
        width: looks are cut to it.
        cap: requests an hour to all hosts together; 0: no bound.
    """
    planned = sum(one.planned_per_hour for one in forecasts)
    bound = f" of {cap} allowed" if cap else ""
    word = "hour" if hours == 1 else f"{hours} hours"
    yield Text(
        f"{number_of(len(looks), 'look')} planned for the next {word}; {planned:.1f} an hour{bound}", style="bold"
    )
    for look in looks[:MOST_LOOKS]:
        yield _look(look, now=now, zone=zone, width=width)
    if len(looks) > MOST_LOOKS:
        yield Text(f"  ... {len(looks) - MOST_LOOKS} more: tracker plan --json", style="dim")
    yield Text()
    yield from host_load_lines(forecasts, now=now, zone=zone)


def _look(look: Expected, *, now: datetime, zone: tzinfo, width: int) -> Text:
    """Give when, which and why in one line: where it does not fit, a headline leaves half of it to the reason."""
    article = look.article
    late = look.at - look.planned
    wait = f" (host: +{spoken_duration(late)})" if late >= timedelta(minutes=1) and look.planned > now else ""
    when = "now" if look.at <= now else clock(look.at, zone, now=now)
    head, number = f"  {when:>12}  ", f"{article.id}"
    room = max(width - cell_len(head) - len(number) - 2, 0)
    reason = f"{wait}  {safe(article.why)}"
    headline = _short(safe(article.headline or article.url), max(room - cell_len(reason), room // 2))
    reason = _short(reason, room - cell_len(headline), indent=2)
    return Text.assemble(head, (number, "bold"), f"  {headline}", (reason, "dim"))


def _short(words: str, width: int, *, indent: int = 0) -> str:
    """Cut words to a width where they are longer; too little room shows none."""
    if cell_len(words) <= width:
        return words
    return f"{' ' * indent}{cut(words, width - indent)}" if width > indent else ""


def host_load_lines(forecasts: Sequence[HostForecast], *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Say of each host how it is asked: gap, what is saved up, load, and until when it is left alone."""
    for one in forecasts[:MOST_HOSTS]:
        yield _host(one, now=now, zone=zone)
    if len(forecasts) > MOST_HOSTS:
        over = sum(one.over_subscribed for one in forecasts[MOST_HOSTS:])
        more = f", {over} of them over-subscribed" if over else ""
        yield Text(f"host     {len(forecasts) - MOST_HOSTS} more{more}: tracker status --json", style="dim")


def _host(one: HostForecast, *, now: datetime, zone: tzinfo) -> Text:
    host, allowed = one.host, one.allowed_per_hour
    bound = "" if allowed is None else f" of {allowed:.0f}" if allowed >= 1 else f" of {allowed:.2f}"
    words = f"{one.planned_per_hour:.1f}{bound} looks an hour, gap {spoken_duration(one.gap)}"
    words += f", {host.tokens:.0f} saved up" if one.per_hour else ""
    words += f", blind for {spoken_duration(one.blind)} at most" if one.looks else ""
    name = f"host     {safe(host.name)}: "
    if host.blocked_until is not None and host.blocked_until > now:
        return Text(f"{name}left alone until {clock(host.blocked_until, zone, now=now)}; {words}", style=_WAITS)
    return Text(f"{name}OVER-SUBSCRIBED, {words}", style=_LOUD) if one.over_subscribed else Text(f"{name}{words}")


def blind_line(look: Expected, *, now: datetime, one: HostForecast | None = None) -> Text:
    """Say how long a change of an article can stay unseen, and what its next look waits for.

    Args:
        one: how its host stands; None: it is not known.
    """
    late = look.at - max(look.planned, now)
    wait = f", {spoken_duration(late)} of it {_waits_for(look, one)}" if late >= timedelta(seconds=1) else ""
    return Text(f"    a change can stay unseen for {spoken_duration(look.blind)} at worst{wait}")


def _waits_for(look: Expected, one: HostForecast | None) -> str:
    if one is not None and one.host.blocked_until is not None and one.host.blocked_until > look.planned:
        return f"since its host is left alone: {safe(one.host.blocked_why)}"
    if one is not None and one.looks[:1] == (look,):
        return f"until its host may be asked again: one request in {spoken_duration(one.gap)}"
    return "for its host's other looks"


def course_lines(course: Course, *, now: datetime, zone: tzinfo, blocks: bool) -> Iterator[Text]:
    """Draw an article's watch from its beginning to now: what was expected, how often it was looked at, the changes."""
    heat = [_height(rate) for rate in course.rates]
    rows = (("heat", heat, "bold red"), ("looks", course.looks, ""), ("changes", course.changes, "bold green"))
    for title, counts, style in rows:
        yield Text.assemble(f"{title:>8}  ", (spark(counts, blocks=blocks), style))
    begin, each = clock(course.begin, zone, now=now), spoken_duration(course.step)
    yield Text(f"          {begin}, a sign is {each}, the last one now", style="dim")
    yield Text("          heat: a step is 4 times as many changes, from one in 4 days on", style="dim")


def _height(rate: float) -> int:
    """The height of a rate: 0 below one change in four days, then a step each time it is four times as much."""
    height, bound = 0, 1 / 96
    while rate >= bound and height < 8:
        height, bound = height + 1, bound * 4
    return height


def expected_json(look: Expected) -> dict[str, JSON]:
    """Write one planned look, as `plan --json` prints it."""
    article = look.article
    return {
        "id": article.id,
        "url": article.url,
        "host": article.host,
        "state": article.state.value,
        "planned": time_json(look.planned),
        "expected": time_json(look.at),
        "blind_seconds": round(look.blind.total_seconds()),
        "why": article.why,
    }


def host_load_json(one: HostForecast) -> dict[str, JSON]:
    """Write how a host is asked and what it is to be asked, as `status` and `plan` print it."""
    return {
        **host_json(one.host),
        "gap_seconds": one.gap.total_seconds(),
        "per_hour": one.per_hour,
        "planned_per_hour": round(one.planned_per_hour, 2),
        "over_subscribed": one.over_subscribed,
        "blind_seconds": round(one.blind.total_seconds()),
    }


def course_json(course: Course) -> dict[str, JSON]:
    """Write how an article's watch went, as `plan ID --json` prints it."""
    return {
        "begin": time_json(course.begin),
        "step_seconds": round(course.step.total_seconds(), 3),
        "rates": [round(one, 4) for one in course.rates],
        "looks": [*course.looks],
        "changes": [*course.changes],
    }
