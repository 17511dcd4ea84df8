"""What contradicts itself in the settings of alerts, or is named and not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from tracker.config.schema import FileTable
from tracker.model.durations import written_duration

Path: TypeAlias = tuple[str | int, ...]
AtOdds: TypeAlias = tuple[tuple[Path, ...], str]


def alerts_at_odds(settings: FileTable) -> list[AtOdds]:
    """Give what does not fit together, each with the keys that it is about and the sentence for people."""
    return [*_bursts(settings), *_fallback(settings), *_secrets(settings), *_archive(settings), *_daily(settings)]


def _bursts(settings: FileTable) -> Iterator[AtOdds]:
    burst, longest = settings.alerts.burst, settings.alerts.longest_burst
    if burst > longest:
        rest = (
            f"must not be longer than alerts.longest_burst ({written_duration(longest)}), has {written_duration(burst)}"
        )
        yield (("alerts", "burst"), ("alerts", "longest_burst")), rest


def _fallback(settings: FileTable) -> Iterator[AtOdds]:
    names = [*(one.address for one in settings.recipient), *_channel_names(settings)]
    fallback = settings.alerts.fallback
    if fallback and fallback not in names:
        known = f"one of {', '.join(names)}" if names else "none is there yet"
        yield (
            (("alerts", "fallback"),),
            f'needs the address or name of a [[recipient]], [[webhook]] or [[chat]], {known}, has "{fallback}"',
        )


def _channel_names(settings: FileTable) -> list[str]:
    return [*(one.name for one in settings.webhook), *(one.name for one in settings.chat)]


def _secrets(settings: FileTable) -> Iterator[AtOdds]:
    for number, webhook in enumerate(settings.webhook):
        ways = [name for name in ("secret_file", "secret_env", "secret_command") if getattr(webhook, name)]
        yield from _one_source(("webhook", number), ways, "the secret")
    for number, chat in enumerate(settings.chat):
        ways = [name for name in ("url_file", "url_env", "url_command") if getattr(chat, name)]
        yield from _one_source(("chat", number), ways, "the address")
        if not ways:
            yield (
                (("chat", number),),
                "needs its address, which holds secrets, from elsewhere: set url_file, url_env or url_command",
            )
    ways = [name for name in ("keys_file", "keys_env", "keys_command") if getattr(settings.archive, name)]
    yield from _one_source(("archive",), ways, "the keys")


def _one_source(above: Path, ways: Sequence[str], what: str) -> Iterator[AtOdds]:
    if len(ways) > 1:
        rest = f"one source of {what} is enough, {ways[0]} is set too; remove one of them"
        yield ((*above, ways[1]), (*above, ways[0])), rest


def _archive(settings: FileTable) -> Iterator[AtOdds]:
    ways = ("keys_file", "keys_env", "keys_command")
    if settings.archive.enabled and not any(getattr(settings.archive, way) for way in ways):
        keys = (("archive", "enabled"), *(("archive", way) for way in ways))
        yield keys, "needs your keys of archive.org with it: set keys_file, keys_env or keys_command"


def _daily(settings: FileTable) -> Iterator[AtOdds]:
    """A kind that nobody can be told: the daily line without its time."""
    if settings.alerts.daily_at is not None:
        return
    tables = (("recipient", settings.recipient), ("webhook", settings.webhook), ("chat", settings.chat))
    for name, rules in tables:
        for number, rule in enumerate(rules):
            if any(kind.value == "daily" for kind in rule.kinds):
                keys = ((name, number, "kinds"), ("alerts", "daily_at"))
                yield keys, 'names "daily", and alerts.daily_at does not say when; set it, such as "08:00"'
