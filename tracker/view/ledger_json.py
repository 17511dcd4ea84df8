"""All that happened to an article as JSON: docs/json.md tells every key."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model import Article, Event, FactKind
from tracker.model.life import HeadlineSpell, Ledger, LifeStep, NumberThread
from tracker.view.blaming import turn_json
from tracker.view.ledger import CORRECTIONS, NOTES, NOTICES, untold_notices
from tracker.view.records import JSON, event_json, fact_json


def ledger_json(article: Article, found: Ledger, events: Iterable[Event]) -> dict[str, JSON]:
    """Write the whole ledger of an article."""
    unread: list[JSON] = [*found.unread]
    return {
        "article": article.id,
        "url": article.url,
        "headline": article.headline,
        "headlines": [_headline(spell) for spell in found.headlines],
        "numbers": [_thread(thread) for thread in found.threads],
        "corrections": _noted(found.steps, CORRECTIONS | NOTES),
        "notices": [
            *_noted(found.steps, NOTICES),
            *(event_json(event) for event in untold_notices(found, events)),
        ],
        "steps": [_step(step) for step in found.steps],
        "unread": unread,
    }


def _headline(spell: HeadlineSpell) -> dict[str, JSON]:
    variants: list[JSON] = [*spell.headlines]
    return {
        "variants": variants,
        "turn": turn_json(spell.turn),
        "last": spell.last,
        "shown": spell.shown,
        "shown_since": turn_json(spell.since),
        "again": spell.again,
    }


def _thread(thread: NumberThread) -> dict[str, JSON]:
    return {
        "text": thread.text,
        "number": thread.number,
        "counted": thread.counted,
        "points": [
            {
                "value": point.value,
                "version": point.number,
                "turn": turn_json(point.turn) if point.turn else None,
            }
            for point in thread.points
        ],
    }


def _noted(steps: Iterable[LifeStep], kinds: frozenset[FactKind]) -> list[JSON]:
    return [
        {**fact_json(fact), "turn": turn_json(step.turn)} for step in steps for fact in step.facts if fact.kind in kinds
    ]


def _step(step: LifeStep) -> dict[str, JSON]:
    facts: list[JSON] = [
        {**fact_json(fact), "variant": step.variant and fact.kind is FactKind.HEADLINE} for fact in step.facts
    ]
    return {
        "version": step.turn.number,
        "since": step.before,
        "turn": turn_json(step.turn),
        "summary": step.summary,
        "facts": facts,
    }
