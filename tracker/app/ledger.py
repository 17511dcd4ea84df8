"""All that happened to an article: the facts of every step, numbers and headlines followed through its life."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.app.archive import Archive
from tracker.app.laying import lay_over
from tracker.app.lives import life_of
from tracker.core.facts.headlines import headline_spells
from tracker.core.facts.life import threads
from tracker.model import Article, Event, EventKind, FactKind, Version
from tracker.model.life import HeadlineSpell, Ledger, LifeStep, LifeVersion, Turn, turn_to

_TEXT_AGAIN = re.compile(r"the text of version (\d+) again")


def ledger_of(archive: Archive, article: Article, *, since: datetime | None = None) -> Ledger:
    """Tell all that happened to an article.

    Args:
        since: leave out steps before it, and the numbers and headlines that have not changed since.
    """
    steps: list[LifeStep] = []
    headlines: list[tuple[Turn, str]] = []
    unread: list[int] = []
    for turn, told, before, step in _walked(life_of(archive, article), archive.versions(article)):
        if told.story is None:
            unread.append(told.version.number)
            continue
        headlines.append((turn, told.story.headline))
        if step is not None and before is not None:
            steps.append(step)
    spells = headline_spells(headlines, list(_seen_by_turns(archive, article, headlines)))
    marked = [replace(step, variant=_is_variant(step, spells)) for step in steps]
    found = Ledger(steps=tuple(marked), threads=threads(marked), headlines=spells, unread=tuple(unread))
    return found if since is None else _only_since(found, since)


def _walked(
    life: Iterator[LifeVersion], versions: Sequence[Version]
) -> Iterator[tuple[Turn, LifeVersion, LifeVersion | None, LifeStep | None]]:
    """Give each version with the turn to it, the one before it that can be read, and what happened between."""
    before: LifeVersion | None = None
    skipped: list[Version] = []
    for told in life:
        turn = turn_to(told.version, tuple(skipped))
        if told.story is None:
            skipped.append(told.version)
            yield turn, told, before, None
            continue
        yield turn, told, before, None if before is None else _step(before, told, turn, versions)
        before = told
        skipped.clear()


def _step(before: LifeVersion, told: LifeVersion, turn: Turn, versions: Sequence[Version]) -> LifeStep | None:
    """Lay one version over another; neighbours are compared as one reader reads both."""
    old = before.reread if turn.earliest == turn.number and before.reread is not None else before.story
    if old is None or told.story is None:
        return None
    laid = lay_over(old, told.story, versions=versions)
    return LifeStep(before=before.version.number, turn=turn, facts=laid.facts, summary=laid.summary)


def _seen_by_turns(
    archive: Archive, article: Article, headlines: Sequence[tuple[Turn, str]]
) -> Iterator[tuple[str, str]]:
    """Pairs of headlines that looks saw by turns: more than once, or it is a copy that lagged behind a change."""
    said = {turn.number: headline for turn, headline in headlines}
    for event in archive.record.events(article.id):
        found = _TEXT_AGAIN.search(event.reason)
        if event.kind is not EventKind.FLIP or found is None or not _lasted(event):
            continue
        standing = [headline for turn, headline in headlines if turn.by <= event.began]
        if standing and int(found[1]) in said:
            yield said[int(found[1])], standing[-1]


def _lasted(event: Event) -> bool:
    return event.ended is not None and event.ended > event.began


def _is_variant(step: LifeStep, spells: Sequence[HeadlineSpell]) -> bool:
    """Whether a step's two headlines were shown by turns."""
    if not any(fact.kind is FactKind.HEADLINE for fact in step.facts):
        return False
    return any(
        len(spell.headlines) > 1 and spell.turn.number <= step.before and step.turn.number <= spell.last
        for spell in spells
    )


def _only_since(found: Ledger, since: datetime) -> Ledger:
    recent = {step.turn.number for step in found.steps if step.turn.by >= since}
    return replace(
        found,
        steps=tuple(step for step in found.steps if step.turn.number in recent),
        threads=tuple(thread for thread in found.threads if thread.points[-1].number in recent),
        headlines=tuple(
            spell
            for spell in found.headlines
            if spell.turn.by >= since or (len(spell.headlines) > 1 and spell.last in recent)
        ),
    )
