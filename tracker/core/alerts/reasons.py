"""Why an alert waits or is not told, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from tracker.model import Mute, NewsKind, Rule
from tracker.model.durations import spoken_duration

NEVER = "your rule tells nothing but its breakthrough kinds"
NEVER_ENTRIES = "only new entries came, and your rule never tells these by themselves"
UNASKED = "no rule asks for {kinds}: it is told only where a rule names it"
NOBODY = "nobody of this name is in the settings any more"
NOT_ALONE = "news of this story that came before it leave first"
BURST = "you were told of this story a short while ago: what comes meanwhile is gathered"

_ALL_WORDS = ("keywords", "keywords_added", "keywords_removed", "keywords_text")
_PLACES = ("what came or went", "what came", "what went", "the new text")
_MOST_WORDS = 5


def kinds_reason(rule: Rule, kinds: Iterable[NewsKind], told: Iterable[str]) -> str:
    """Say that a rule asks for other kinds: `your rule asks for toll or correction; this change is: quote altered`."""
    found = ", ".join(dict.fromkeys(told)) or ", ".join(sorted(kinds)) or "changed and changed back"
    return f"your rule asks for {_either(rule.kinds)}; this change is: {found}"


def keywords_reason(rule: Rule) -> str:
    """Say which words a rule misses, and where."""
    asked = [
        f"{_either(f'“{word}”' for word in words)} in {place}"
        for name, place in zip(_ALL_WORDS, _PLACES, strict=True)
        if (words := getattr(rule, name))
    ]
    return f"your rule asks for {_either(asked)}: not found"


def mute_reason(mute: Mute, zone: tzinfo) -> str:
    """Say who was muted, until when and why."""
    whose = "this story" if mute.article_id is not None else "everything"
    until = "" if mute.until is None else f" until {_moment(mute.until, zone)}"
    why = f": {mute.reason}" if mute.reason else ""
    return f"{whose} was muted{until}{why}"


def quiet_reason(until: datetime, zone: tzinfo) -> str:
    """Say until when it is quiet."""
    return f"your quiet hours end at {_moment(until, zone)}; what waits is told in one message then"


def digest_reason(until: datetime, zone: tzinfo) -> str:
    """Say when the digest leaves."""
    return f"your rule gathers such news; the next digest leaves at {_moment(until, zone)}"


def cap_reason(rule: Rule, until: datetime, zone: tzinfo) -> str:
    """Say that the hour is full, and when it no longer is."""
    count = f"{rule.per_hour} message{'' if rule.per_hour == 1 else 's'}"
    return f"your cap of {count} an hour is reached; the rest is told in one message at {_moment(until, zone)}"


def burst_reason(until: datetime, now: datetime) -> str:
    """Say for how long more the news of a story are gathered."""
    return f"{BURST}, for {spoken_duration(until - now)} more"


def _either(words: Iterable[str]) -> str:
    known = list(words)
    over = len(known) - _MOST_WORDS
    shown = [*known[:_MOST_WORDS], f"{over} more"] if over > 1 else known
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


def _moment(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%H:%M} on {local.day} {local:%b}"
