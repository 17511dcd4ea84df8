"""What a rule asks for, in the words and the language of the message that it lets leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

from tracker.model import Rule
from tracker.view.letter.phrases import ENGLISH, Phrases
from tracker.view.safe import safe

_PLACES = ("keywords", "keywords_added", "keywords_removed", "keywords_text")
_MOST_NAMED = 8


def rule_words(rule: Rule, *, language: str = ENGLISH) -> str:
    """Say what a rule asks for, as the end of `because ...`: `your rule asks for toll or headline of example.org`."""
    phrases = _phrases(language)
    return phrases.say("rule.asks", what=asked_words(rule, language=language))


def asked_words(rule: Rule, *, language: str = ENGLISH) -> str:
    """Name the news that a rule asks for: kinds, sites, tags, words. Kinds are named as in the configuration."""
    phrases = _phrases(language)
    kinds = either((kind.value for kind in rule.kinds), language=language) if rule.kinds else phrases.say("rule.all")
    named = [kinds, *_bounds(rule, phrases)]
    words = [
        phrases.say(f"rule.{key}", words=either((_quoted(one, phrases) for one in asked), language=language))
        for key in _PLACES
        if (asked := getattr(rule, key))
    ]
    return " ".join(named) + (phrases.say("rule.with", words=_chosen(words, phrases)) if words else "")


def either(words: Iterable[str], *, language: str = ENGLISH) -> str:
    """Join words as a choice: `toll, headline or correction`; of many the first and how many more."""
    phrases = _phrases(language)
    known = [safe(word) for word in words]
    over = len(known) - _MOST_NAMED
    shown = [*known[:_MOST_NAMED], phrases.count("list.more", over)] if over > 1 else known
    return phrases.say("list.or", first=", ".join(shown[:-1]), last=shown[-1]) if len(shown) > 1 else shown[0]


def _bounds(rule: Rule, phrases: Phrases) -> Iterator[str]:
    for key, names in (("rule.sites", rule.sites), ("rule.tags", rule.tags)):
        if names:
            yield phrases.say(key, names=either(names, language=phrases.language))


def _chosen(parts: list[str], phrases: Phrases) -> str:
    found = parts[0]
    for part in parts[1:]:
        found = phrases.say("list.or", first=found, last=part)
    return found


def _quoted(word: str, phrases: Phrases) -> str:
    return phrases.say("quoted", words=safe(word))


def _phrases(language: str) -> Phrases:
    # A rule's words tell no time.
    return Phrases(zone=UTC, language=language)
