"""What is wrong with a file, in sentences that begin with the dotted path of the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from ipaddress import ip_address
from itertools import chain
from typing import Any, Final, get_args

from pydantic import BaseModel, ValidationError

from tracker.config.alert_mistakes import alerts_at_odds
from tracker.config.schema import FileTable, SmtpTable
from tracker.config.values import host
from tracker.model import Security, Transport
from tracker.model.durations import written_duration

Path = tuple[str | int, ...]
"""The way to a key: names of tables, and numbers of list entries from 0."""

_MAY_BE_SECRET: Final = ("password", "secret", "token", "url", "username")
_SHOWN: Final = 60
_NAME_ITSELF: Final = "[key]"
"""How pydantic says that it is not a value but the name above it that is wrong."""


def told(error: ValidationError) -> list[tuple[Path, str]]:
    """Give each mistake that pydantic found: where, and the sentence's end in our words."""
    return [(_path(detail), _sentence(detail)) for detail in error.errors(include_url=False)]


def dotted(path: Path) -> str:
    """Write a path for people: `mail.smtp.port`, and `recipient[2].address` for the second entry."""
    words = ""
    for step in path:
        words += f"[{step + 1}]" if isinstance(step, int) else f".{_step(step)}" if words else _step(step)
    return words


def _step(name: str) -> str:
    """Source: TOML 1.0, keys: what is no bare key stands in quotes; each host's table is named like that."""
    return f'"{_shown(name)}"' if "." in name or ":" in name else _shown(name)


def at_odds(settings: FileTable) -> list[tuple[tuple[Path, ...], str]]:
    """Give what contradicts itself: the keys that have a part in it, the one to blame first, and the sentence's end."""
    ours = [*_fetch_at_odds(settings), *_times_at_odds(settings), *_smtp_at_odds(settings)]
    return [*ours, *alerts_at_odds(settings)]


def told_twice(document: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Give the entries that repeat an earlier one: a recipient's address, a channel's name, a watch's url, a host."""
    keys = (("recipient", "address"), ("webhook", "name"), ("chat", "name"), ("watch", "url"))
    repeated = chain.from_iterable(_repeated(document, name, key) for name, key in keys)
    return [*repeated, *_sites_twice(document.get("site"))]


def keys_of(table: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """Give a table's keys as the file writes them, each with the table it holds; None where it holds a value."""
    return {field.alias or name: _table_in(field.annotation) for name, field in table.model_fields.items()}


def _sentence(detail: Mapping[str, Any]) -> str:
    path, kind = _path(detail), detail["type"]
    if kind == "extra_forbidden":
        return _unknown(path)
    if kind == "missing":
        return "is missing, and this entry needs it"
    if kind == "list_type":
        return "needs a list in square brackets" + _has(path, detail["input"])
    if kind == "value_error":
        is_name = detail["loc"][-1] == _NAME_ITSELF
        return str(detail["ctx"]["error"]) + ("" if is_name else _has(path, detail["input"]))
    return f"needs to be a table, written under [{dotted(path)}]"


def _path(detail: Mapping[str, Any]) -> Path:
    """Give the way to what is wrong; where a table's name itself is, the way to that table."""
    loc = tuple(detail["loc"])
    return loc[:-1] if loc[-1] == _NAME_ITSELF else loc


def _has(path: Path, value: object) -> str:
    names = [step for step in path if isinstance(step, str)]
    if any(word in names[-1] for word in _MAY_BE_SECRET):
        return ""
    words = f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)
    return f", has {_shown(words)}"


def _shown(words: str) -> str:
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    return shown if shown.isprintable() else ascii(shown)


def _unknown(path: Path) -> str:
    name = str(path[-1])
    table: type[BaseModel] = FileTable
    for step in path[:-1]:
        table = (keys_of(table).get(step) or table) if isinstance(step, str) else table
    near = _near(name.lower(), list(keys_of(table)))
    elsewhere = [dotted(known) for known in _all_keys(FileTable) if known[-1] == name]
    known = near or elsewhere or [dotted(way) for way in _all_keys(FileTable) if get_close_matches(name, [way[-1]])]
    return f"is not known; did you mean '{known[0]}'?" if known else "is not known; config.example.toml lists every key"


def _near(name: str, keys: list[str]) -> list[str]:
    """Give the key that a name was meant for: one a letter away, else one that it is a part of, or holds."""
    whole = [key for key in keys if key in name.split("_") or name in key.split("_")]
    return get_close_matches(name, keys, n=1, cutoff=0.85) or whole or get_close_matches(name, keys, n=1)


def _all_keys(table: type[BaseModel], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [(*above, name) for name in keys_of(table)]
    inner = (_all_keys(held, (*above, name)) for name, held in keys_of(table).items() if held is not None)
    return [*found, *chain.from_iterable(inner)]


def _table_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((held for part in get_args(annotation) if (held := _table_in(part)) is not None), None)


def _fetch_at_odds(settings: FileTable) -> list[tuple[tuple[Path, ...], str]]:
    if settings.fetch.allow_private:
        return []
    rest = "may be 0 only for private places, and fetch.allow_private names none"
    unbound = [("gap", not settings.fetch.gap), ("per_hour", not settings.fetch.per_hour)]
    return [((("fetch", name), ("fetch", "allow_private")), rest) for name, is_zero in unbound if is_zero]


def _times_at_odds(settings: FileTable) -> list[tuple[tuple[Path, ...], str]]:
    found: list[tuple[tuple[Path, ...], str]] = []
    low, high = settings.schedule.min_interval, settings.schedule.max_interval
    if low > high:
        rest = f"must not be longer than schedule.max_interval ({written_duration(high)}), has {written_duration(low)}"
        found.append(((("schedule", "min_interval"), ("schedule", "max_interval")), rest))
    longest, lease = settings.fetch.deadline + settings.run.parse_seconds, settings.run.lease
    if longest >= lease:
        rest = (
            f"needs to be longer than fetch.deadline and run.parse_seconds together ({written_duration(longest)}), "
            f"has {written_duration(lease)}"
        )
        found.append(((("run", "lease"), ("fetch", "deadline"), ("run", "parse_seconds")), rest))
    return found


def _smtp_at_odds(settings: FileTable) -> list[tuple[tuple[Path, ...], str]]:
    smtp, above = settings.mail.smtp, ("mail", "smtp")
    found: list[tuple[tuple[Path, ...], str]] = []
    if smtp.security is Security.NONE and not _is_loopback(smtp.host):
        rest = f'may be "none" only to this machine itself, not to {smtp.host}; use "starttls" or "tls"'
        found.append((((*above, "security"), (*above, "host")), rest))
    sources = _password_sources(smtp)
    if len(sources) > 1:
        rest = f"one source of the password is enough, {sources[0]} is set too; remove one of them"
        found.append((((*above, sources[1]), (*above, sources[0])), rest))
    if smtp.username and not sources and settings.mail.transport is Transport.SMTP:
        rest = "needs a password with it: set password_file, password_env or password_command"
        ways = ("password_file", "password_env", "password_command")
        found.append((((*above, "username"), *((*above, way) for way in ways)), rest))
    return found


def _password_sources(smtp: SmtpTable) -> list[str]:
    return [name for name in ("password_file", "password_env", "password_command") if getattr(smtp, name)]


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _repeated(document: Mapping[str, Any], name: str, key: str) -> list[tuple[Path, str]]:
    entries = document.get(name)
    first: dict[str, int] = {}
    found: list[tuple[Path, str]] = []
    for number, entry in enumerate(entries if isinstance(entries, Sequence) else ()):
        value = entry.get(key) if isinstance(entry, Mapping) else None
        if isinstance(value, str) and first.setdefault(value.strip().casefold(), number) != number:
            earlier = first[value.strip().casefold()]
            found.append(((name, number, key), f"stands in {dotted((name, earlier))} already; remove one of them"))
    return found


def _sites_twice(sites: object) -> list[tuple[Path, str]]:
    """Give the names of sites that mean the host of an earlier one."""
    first: dict[str, str] = {}
    found: list[tuple[Path, str]] = []
    for name in sites if isinstance(sites, Mapping) else ():
        try:
            earlier = first.setdefault(host(name), name)
        except ValueError:
            continue
        if earlier != name:
            found.append((("site", name), f"means the same host as {dotted(('site', earlier))}; remove one of them"))
    return found
