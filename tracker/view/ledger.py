"""All that happened to an article, as a person reads it: headlines, numbers, corrections, notices, then every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from rich.console import RenderableType
from rich.text import Text

from tracker.model import Event, EventKind, Fact, FactKind
from tracker.model.life import HeadlineSpell, Ledger, LifeStep, NumberThread, Turn
from tracker.view.hanging import hanging
from tracker.view.safe import safe
from tracker.view.times import away, bracket, clock

CORRECTIONS = frozenset((FactKind.CORRECTION_ADDED, FactKind.CLARIFICATION_ADDED, FactKind.NOTE_ADDED))
NOTES = frozenset((FactKind.NOTE_REMOVED, FactKind.UPDATE_NOTED))
NOTICES = frozenset((FactKind.NOTICE_ADDED, FactKind.NOTICE_REMOVED))
_SIDES = frozenset((FactKind.HEADLINE, FactKind.DEK, FactKind.BYLINE, FactKind.QUOTE, FactKind.CAPTION))
_LONGEST = 160
# A look ends a moment after the answer that it saw came in.
_SAME_LOOK = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When it is now, and in which zone times are told."""

    now: datetime
    zone: tzinfo

    def turn(self, turn: Turn) -> str:
        """Say which version a turn led to, between which looks, and how long ago."""
        number = f"v{turn.number}" if turn.earliest == turn.number else f"v{turn.earliest}-{turn.number}"
        when = bracket(turn.after, turn.by, self.zone, now=self.now)
        return f"{number}, {when}, {away(turn.by, now=self.now)}"


def ledger_lines(found: Ledger, events: Iterable[Event], clock: Clock) -> Iterator[RenderableType]:
    """Draw the whole ledger."""
    sections = (
        ("headline", list(_headlines(found.headlines, clock))),
        ("numbers", [row for thread in found.threads for row in _thread(thread, clock)]),
        ("corrections and notes", list(_noted(found.steps, CORRECTIONS | NOTES, clock))),
        ("notices", [*_noted(found.steps, NOTICES, clock), *_notices(untold_notices(found, events), clock)]),
        ("every step", [row for step in found.steps for row in _step(step, clock)]),
    )
    for title, rows in sections:
        if rows:
            yield Text("")
            yield Text(title, style="bold")
            yield from rows
    if not found.steps:
        yield Text("nothing has changed in this time")


def untold_notices(found: Ledger, events: Iterable[Event]) -> list[Event]:
    """Give the notices that came or went without a version that tells of it."""
    told = [step.turn for step in found.steps if any(fact.kind in NOTICES for fact in step.facts)]
    notices = (event for event in events if event.kind is EventKind.NOTICE)
    return [
        event
        for event in notices
        if not any((turn.after or turn.by) <= event.began <= turn.by + _SAME_LOOK for turn in told)
    ]


def _headlines(spells: Sequence[HeadlineSpell], clock: Clock) -> Iterator[RenderableType]:
    for spell in spells:
        when = clock.turn(spell.turn)
        again = "again, " if spell.again else ""
        if len(spell.headlines) == 1:
            yield hanging("  ", Text.assemble((f"{again}{when}: ", "dim"), safe(spell.headlines[0])))
            continue
        until = f" to v{spell.last}" if spell.last > spell.turn.number else ""
        yield hanging("  ", Text(f"{again}{when}{until}: {len(spell.headlines)} variants by turns", style="dim"))
        for headline in spell.headlines:
            yield hanging("    · ", Text(safe(headline)))
        yield hanging("    ", Text(f"shown since {clock.turn(spell.since)}: {safe(spell.shown)}", style="dim"))


def _thread(thread: NumberThread, clock: Clock) -> Iterator[RenderableType]:
    yield hanging("  ", Text(safe(thread.text), style="bold"))
    told = [f"{safe(point.value)} up to v{point.number}" for point in thread.points if point.turn is None]
    told += [f"{safe(point.value)} with {clock.turn(point.turn)}" for point in thread.points if point.turn]
    yield hanging("      ", Text(" · ".join(told), style="dim"))


def _noted(steps: Iterable[LifeStep], kinds: frozenset[FactKind], clock: Clock) -> Iterator[RenderableType]:
    for step in steps:
        for fact in step.facts:
            if fact.kind in kinds:
                words = safe(fact.after or fact.before)
                lead = f"{clock.turn(step.turn)}: {safe(fact.text)}"
                yield hanging("  ", Text.assemble((lead, "dim"), f": {words}" if words else ""))
                yield from _sentences(fact)


def _sentences(fact: Fact) -> Iterator[RenderableType]:
    for before, after in fact.sentences:
        yield hanging("    - ", Text(safe(before) or "(nothing)"))
        yield hanging("    + ", Text(safe(after) or "(nothing)"))


def _notices(events: Iterable[Event], told: Clock) -> Iterator[RenderableType]:
    for event in events:
        when = f"{clock(event.began, told.zone, now=told.now)}, {away(event.began, now=told.now)}"
        words = f": {safe(event.reason)}" if event.reason else ""
        yield hanging("  ", Text.assemble((f"{when}: notice {safe(event.state)}", "dim"), words))


def _step(step: LifeStep, clock: Clock) -> Iterator[RenderableType]:
    since = "" if step.before == step.turn.earliest - 1 else f" (since v{step.before})"
    yield hanging("  ", Text.assemble((clock.turn(step.turn), "dim"), (since, "dim")))
    if not step.facts:
        yield hanging("    ", Text("nothing that a fact tells"))
    for fact in step.facts:
        yield hanging("    ", _fact(fact, variant=step.variant))


def _fact(fact: Fact, *, variant: bool) -> Text:
    words = safe(fact.text)
    if variant and fact.kind is FactKind.HEADLINE:
        words = "headline: another variant, by turns"
    text = Text(words)
    if fact.place and fact.place not in ("headline", "dek", "byline"):
        text.append(f"  {safe(fact.place)}", style="dim")
    if fact.kind in _SIDES and fact.before and fact.after:
        text.append(f"  “{_short(fact.before)}” → “{_short(fact.after)}”", style="dim")
    return text


def _short(words: str) -> str:
    return safe(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…")
