"""Whether a rule wants this news, and if not why, in words for people."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.alerts import reasons
from tracker.core.alerts.keywords import finds_keyword, has_keywords
from tracker.core.alerts.news import News, Tells, is_entries_alone, kinds_of_change, kinds_of_event
from tracker.model import AlertKind, Delivery, NewsKind, Pace, Rule
from tracker.model.rules import UNASKED

# Of mail that is stuck only whoever is named for it is told, whatever else they ask for.
_SELF_EXPLAINING = frozenset({AlertKind.TEST, AlertKind.DIGEST, AlertKind.MAIL_STUCK})


def wants_change(rule: Rule, news: News) -> str:
    """Say why a rule does not want a change of a text; empty where it does.

    What is not known is wanted: an alert too many is better than one that is lost.
    """
    if news.unknown:
        return ""
    kinds = kinds_of_change(news)
    if _asks_for_others(rule, kinds):
        return reasons.kinds_reason(rule, kinds, (fact.kind.value for fact in news.facts))
    if has_keywords(rule) and not finds_keyword(rule, news):
        return reasons.keywords_reason(rule)
    return ""


def wants_event(rule: Rule, kind: AlertKind, news: News) -> str:
    """Say why a rule does not want news that are no change of a text; empty where it does.

    Args:
        news: the text that stands, in which keywords are looked for; without a text they are not.
    """
    if kind in _SELF_EXPLAINING:
        return ""
    kinds = kinds_of_event(kind)
    if _asks_for_others(rule, kinds):
        return reasons.kinds_reason(rule, kinds, ())
    if not rule.kinds and kinds & UNASKED and not breaks_through(rule, kinds):
        return reasons.UNASKED.format(kinds=kind.value)
    if news.text and has_keywords(rule) and not finds_keyword(rule, news):
        return reasons.keywords_reason(rule)
    return ""


def pace_of(rule: Rule, kinds: Iterable[NewsKind]) -> Pace:
    """Give how soon a rule wants news of these kinds told; a breakthrough is no matter of pace."""
    if rule.pace is not Pace.NEVER and is_entries_alone(kinds):
        return rule.live_entries
    return rule.pace


def breaks_through(rule: Rule, kinds: Iterable[NewsKind]) -> bool:
    """Whether news of these kinds wait for nothing."""
    return not frozenset(kinds).isdisjoint(rule.breakthrough)


def _asks_for_others(rule: Rule, kinds: frozenset[NewsKind]) -> bool:
    return bool(rule.kinds) and kinds.isdisjoint(rule.kinds) and not breaks_through(rule, kinds)


def wants_merged(rule: Rule, deliveries: tuple[Delivery, ...], tells: Tells) -> tuple[str, frozenset[NewsKind]]:
    """Say why a rule wants nothing of several versions of one article, and give the kinds of news in them.

    One step that it wants is enough, even where the text changed back meanwhile. The kinds are those of the merged
    change, with those of the newest step where they could break through; where it is not wanted as a whole, or nothing
    is left of it, those of the first step that is.
    """
    whole = tells(deliveries)
    reason, kinds = wants_change(rule, whole), kinds_of_change(whole)
    if len(deliveries) == 1:
        return reason, kinds
    if rule.breakthrough and not breaks_through(rule, kinds):
        # A toll that is new since the last look is urgent, though from a to z it only came along with its paragraph.
        newest = kinds_of_change(tells(deliveries[-1:]))
        if breaks_through(rule, newest):
            return "", kinds | newest
    if not reason and kinds:
        return reason, kinds
    steps = (step for step in map(tells, zip(deliveries)) if not step.unknown and not wants_change(rule, step))
    first = next(steps, None)
    return (reason, frozenset()) if first is None else ("", kinds_of_change(first))
