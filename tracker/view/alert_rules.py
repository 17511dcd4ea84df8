"""A recipient's rule in sentences for the terminal: what it asks for, where, how soon, and when it is quiet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time

from tracker.model import Pace, Rule
from tracker.view.letter.rule_words import asked_words, either
from tracker.view.safe import safe

_PACES = {Pace.INSTANT: "at once", Pace.NEVER: "never"}


def rule_lines(rule: Rule) -> Iterator[str]:
    """Say a whole rule, a sentence for each of its parts."""
    yield f"It asks for {asked_words(rule)}."
    told = "nothing but what breaks through" if rule.pace is Pace.NEVER else _pace(rule, rule.pace)
    yield f"It is told {told}{_entries(rule)}."
    if rule.quiet is not None:
        zone = f" ({safe(rule.timezone)})" if rule.timezone else ""
        hours = f"{_hour(rule.quiet.begins)} to {_hour(rule.quiet.ends)}{zone}"
        yield f"It is quiet from {hours}: what comes then leaves as one message."
    if rule.breakthrough:
        kinds = either(kind.value for kind in rule.breakthrough)
        yield f"News of {kinds} wait for nothing: neither quiet hours nor digests nor the cap."
    if rule.per_hour:
        most = f"{rule.per_hour} message{'s leave' if rule.per_hour != 1 else ' leaves'}"
        yield f"At most {most} in an hour; what is above is gathered."


def _pace(rule: Rule, pace: Pace) -> str:
    if pace is not Pace.DIGEST:
        return _PACES[pace]
    if not rule.digest_at:
        return "in a digest each full hour"
    return f"in a digest at {either(map(_hour, rule.digest_at)).replace(' or ', ' and ')}"


def _entries(rule: Rule) -> str:
    if rule.pace is Pace.NEVER or rule.live_entries is rule.pace:
        return ""
    return f"; a live blog's new entries, where nothing else changed, {_pace(rule, rule.live_entries)}"


def _hour(moment: time) -> str:
    return f"{moment:%H:%M}"
