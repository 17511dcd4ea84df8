"""How the tracker fares, as a person reads it: what is well in a line each, what is not by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TypeVar

from rich.text import Text

from tracker.model import AlertKind, Article, DayRoot, Delivery, DeliveryState, Host, HostEvent, PageState
from tracker.view.safe import one_line, safe
from tracker.view.times import away, clock

State = TypeVar("State", bound=StrEnum)

MOST_OWED = 20
"""How many alerts that failed or wait in vain are named; a mail server that is away for a day leaves thousands."""

_FAILED = "bold red"
_WAITS = "yellow"


def daemon_line(pid: int | None, heartbeat: datetime | None, *, now: datetime, zone: tzinfo) -> Text:
    """Say whether the daemon runs, and since when not."""
    if pid is not None:
        return Text.assemble("daemon   ", ("running", "green"), f", process {pid}")
    if heartbeat is None:
        return Text.assemble("daemon   ", ("not running", _WAITS), ", never was: `tracker run` starts it")
    last = f", last alive {clock(heartbeat, zone, now=now)}, {away(heartbeat, now=now)}: `tracker run` starts it"
    return Text.assemble("daemon   ", ("not running", _FAILED), last)


def counts_line(title: str, counts: Mapping[State, int], more: str) -> Text:
    """Say how many there are of each state."""
    words = ", ".join(f"{count} {state.value}" for state, count in counts.items()) or "none"
    return Text(f"{title:<8} {words}" + (f"; {more}" if more else ""))


def size_words(size: int) -> str:
    """Say a number of bytes in the unit that fits."""
    amount, unit = float(size), "bytes"
    for unit in ("bytes", "KB", "MB", "GB"):
        if amount < 1024 or unit == "GB":
            break
        amount /= 1024
    return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"


def host_lines(hosts: Iterable[Host], *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Name the hosts that asked us to stay away, and until when."""
    for host in hosts:
        if host.blocked_until is not None and host.blocked_until > now:
            until = clock(host.blocked_until, zone, now=now)
            yield Text(
                f"host     {safe(host.name)} is left alone until {until}: {safe(host.blocked_why)}", style=_WAITS
            )


def proof_line(day: DayRoot | None, *, stamps: bool, now: datetime, zone: tzinfo) -> Text:
    """Say up to which day the record is hashed, and how that day stands with its timestamp."""
    if day is None:
        return Text("proof    no day is hashed yet: the daemon does so after midnight UTC")
    words = f"proof    hashed through {day.day}"
    if day.stamp is not None:
        return Text(f"{words}, stamped {clock(day.stamp.at, zone, now=now)}")
    if not stamps:
        return Text(words)
    again = f", next try {away(day.next_try, now=now)}" if day.next_try else ""
    told = f": {safe(day.told)}" if day.told else ""
    return Text(f"{words}, its timestamp waits{again}{told}", style=_WAITS)


def redesign_lines(events: Iterable[HostEvent], *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Name the sites that laid out their pages anew."""
    for event in events:
        when = clock(event.began, zone, now=now)
        words = f"site     {safe(event.host)}: {event.kind} {when}, {event.articles} articles read anew"
        yield Text(words, style="cyan")


def trouble_lines(articles: Iterable[Article], *, now: datetime) -> Iterator[Text]:
    """Name the articles whose page does not answer as an article, and since when."""
    for article in articles:
        if article.page_state is PageState.LOGGED_OUT:
            continue  # Told by its site.
        since = away(article.page_state_since, now=now)
        what = f"{article.id}  {safe(article.headline or article.url)}"
        yield Text(f"blind    {what}: {safe(article.page_state_reason)}, since {since}", style=_WAITS)


def logged_out_lines(articles: Iterable[Article], *, now: datetime) -> Iterator[Text]:
    """Name the sites whose subscription is lost, since when, and what that is for; one line a site."""
    for host, since, count in logged_out_sites(articles):
        what = f"{count} article{'s' * (count != 1)} not seen whole"
        words = f"site     {safe(host)}: logged out since {away(since, now=now)}, {what}"
        cure = "log in with a browser and renew its cookies_file or headers_file"
        yield Text(f"{words}: {cure}", style=_FAILED)


def logged_out_sites(articles: Iterable[Article]) -> list[tuple[str, datetime, int]]:
    """Give the hosts that do not know their subscriber any more, since when, and for how many articles."""
    found: dict[str, tuple[str, datetime, int]] = {}
    for article in articles:
        if article.page_state is PageState.LOGGED_OUT:
            _, since, count = found.get(article.host, ("", article.page_state_since, 0))
            found[article.host] = (article.host, min(since, article.page_state_since), count + 1)
    return sorted(found.values())


def owed_lines(owed: Iterable[Delivery], *, now: datetime) -> Iterator[Text]:
    """Name the alerts that were not sent, with the server's words; of many the oldest, and how many more."""
    told = [one for one in owed if one.state is DeliveryState.FAILED or one.attempts]
    for delivery in told[:MOST_OWED]:
        why = f": {one_line(delivery.told)}" if delivery.told else ""
        what = f"{_subject(delivery)} to {safe(delivery.recipient)}"
        if delivery.state is DeliveryState.FAILED:
            yield Text(f"alert    {delivery.id}  {what} failed{why}", style=_FAILED)
        else:
            again = away(delivery.next_try, now=now) if delivery.next_try else "never"
            yield Text(f"alert    {delivery.id}  {what} waits, next try {again}{why}", style=_WAITS)
    if len(told) > MOST_OWED:
        yield Text(f"alert    {len(told) - MOST_OWED} more: `tracker alerts --by-state`", style=_WAITS)


def _subject(delivery: Delivery) -> str:
    if delivery.article_id is None:
        return delivery.kind.value
    if delivery.kind is AlertKind.CHANGED:
        return f"{delivery.article_id} version {delivery.version}"
    return f"{delivery.article_id} {delivery.kind.value}"


def stuck_lines(stuck: Delivery | None, *, now: datetime) -> Iterator[Text]:
    """Say which alert waits longest in vain, and since when; nothing where none does."""
    if stuck is not None:
        what = f"alert {stuck.id} to {safe(stuck.recipient)} was owed {away(stuck.created, now=now)}"
        yield Text(f"stuck    {what}: `tracker alerts explain {stuck.id}`", style=_FAILED)
