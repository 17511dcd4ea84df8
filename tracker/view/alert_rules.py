"""A recipient's rule in words: what it asks for, where, how soon, and when it is quiet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time

from tracker.model import Pace, Rule
from tracker.view.safe import safe

_PLACES = (
    ("keywords", "in what came or went"),
    ("keywords_added", "in what came"),
    ("keywords_removed", "in what went"),
    ("keywords_text", "anywhere in the new text"),
)
_PACES = {Pace.INSTANT: "at once", Pace.NEVER: "never"}
_MOST_NAMED = 8


def rule_words(rule: Rule) -> str:
    """Say what a rule asks for, as the end of `because ...`: `your rule asks for toll or headline of example.org`."""
    return f"your rule asks for {asked_words(rule)}"


def asked_words(rule: Rule) -> str:
    """Name the news that a rule asks for: kinds, sites, tags, words."""
    kinds = either(kind.value for kind in rule.kinds) if rule.kinds else "all news"
    sites = f" of {either(rule.sites)}" if rule.sites else ""
    tags = f" of articles tagged {either(rule.tags)}" if rule.tags else ""
    words = [
        f"{either(f'“{safe(one)}”' for one in getattr(rule, key))} {place}"
        for key, place in _PLACES
        if getattr(rule, key)
    ]
    return f"{kinds}{sites}{tags}" + (f", with {' or '.join(words)}" if words else "")


def rule_lines(rule: Rule) -> Iterator[str]:
    """Say a whole rule, a sentence for each of its parts."""
    yield f"It asks for {asked_words(rule)}."
    yield f"It is told {_pace(rule, rule.pace)}{_entries(rule)}."
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


def either(words: Iterable[str]) -> str:
    """Join words as a choice: `toll, headline or correction`; of many the first and how many more."""
    known = [safe(word) for word in words]
    over = len(known) - _MOST_NAMED
    shown = [*known[:_MOST_NAMED], f"{over} more"] if over > 1 else known
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"


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
