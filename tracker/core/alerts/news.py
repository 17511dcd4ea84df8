"""What a candidate alert tells: the kinds of news in it, and the words that came and went."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tracker.model import AlertKind, Delivery, Diff, Fact, FactKind, NewsKind

_NEWS = {
    FactKind.CORRECTION_ADDED: (NewsKind.CORRECTION,),
    FactKind.CLARIFICATION_ADDED: (NewsKind.CORRECTION,),
    FactKind.NOTE_ADDED: (NewsKind.NOTE,),
    FactKind.NOTE_REMOVED: (NewsKind.NOTE,),
    FactKind.UPDATE_NOTED: (NewsKind.NOTE,),
    FactKind.NOTICE_ADDED: (NewsKind.NOTICE_ADDED,),
    FactKind.NOTICE_REMOVED: (NewsKind.NOTICE_REMOVED,),
    FactKind.HEADLINE: (NewsKind.HEADLINE,),
    FactKind.DEK: (NewsKind.DEK,),
    FactKind.BYLINE: (NewsKind.BYLINE,),
    FactKind.PHOTOGRAPH: (NewsKind.PHOTOGRAPH,),
    FactKind.CAPTION: (NewsKind.PHOTOGRAPH, NewsKind.EDITED),
    FactKind.NUMBER: (NewsKind.NUMBER,),
    FactKind.QUOTE: (NewsKind.QUOTE,),
    FactKind.NAME: (NewsKind.NAME,),
    FactKind.HEDGE: (NewsKind.HEDGE,),
    FactKind.CLAIM: (NewsKind.CLAIM, NewsKind.EDITED),
    FactKind.SPELLING: (NewsKind.SPELLING,),
    FactKind.LINK: (NewsKind.LINK,),
    FactKind.REPEATED: (NewsKind.EDITED,),
    FactKind.ENTRIES_ADDED: (NewsKind.ENTRIES,),
    FactKind.ENTRY_EDITED: (NewsKind.EDITED,),
    FactKind.ENTRY_DELETED: (NewsKind.REMOVED,),
    FactKind.ENTRIES_OUT_OF_SIGHT: (),
    FactKind.ADDED: (NewsKind.ADDED,),
    FactKind.REMOVED: (NewsKind.REMOVED,),
    FactKind.EDITED: (NewsKind.EDITED,),
    FactKind.REWRITTEN: (NewsKind.EDITED,),
    FactKind.MOVED: (NewsKind.REARRANGED,),
    FactKind.COSMETIC: (NewsKind.FORM,),
    FactKind.UNDECLARED: (NewsKind.UNDECLARED,),
}
_BEFALLS = {
    AlertKind.OPENED: NewsKind.OPENED,
    AlertKind.NOTICE_REMOVED: NewsKind.NOTICE_REMOVED,
    AlertKind.GONE: NewsKind.GONE,
    AlertKind.MOVED: NewsKind.MOVED,
    AlertKind.BLOCKED: NewsKind.BLOCKED,
    AlertKind.BACK: NewsKind.BACK,
    AlertKind.ENDED: NewsKind.ENDED,
    AlertKind.BLIND: NewsKind.BLIND,
    AlertKind.OFFLINE: NewsKind.OFFLINE,
    AlertKind.MAIL_STUCK: NewsKind.MAIL_STUCK,
    AlertKind.DAILY: NewsKind.DAILY,
}
# That nothing was declared is said beside what changed.
_BESIDE = frozenset({NewsKind.UNDECLARED})


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What one candidate alert tells.

    Attributes:
        facts: the most important first; empty for what is no change of the text.
        diff: None for what is no change of the text.
        text: the whole new text, with the lines above it; empty where it is not known.
        unknown: why nothing is known of it, such as a text that does not read back: a rule lets it pass; else empty.
    """

    facts: tuple[Fact, ...] = ()
    diff: Diff | None = None
    text: str = ""
    unknown: str = ""


Tells = Callable[[tuple[Delivery, ...]], News]
"""What deliveries of one article would tell as one: a change from the version before the first to the last."""


def kinds_of_change(news: News) -> frozenset[NewsKind]:
    """Give the kinds of news in a change of the text; a toll is a number too. Empty where nothing is left of it."""
    kinds = {kind for fact in news.facts for kind in _NEWS[fact.kind]}
    if any(fact.number == "toll" for fact in news.facts):
        kinds.add(NewsKind.TOLL)
    if not news.facts and news.diff is not None and news.diff.changed:
        kinds.add(NewsKind.EDITED)
    return frozenset(kinds)


def kinds_of_event(kind: AlertKind) -> frozenset[NewsKind]:
    """Give the kind of news of what is no change of the text; none for a test, which no rule may name."""
    return frozenset({_BEFALLS[kind]} if kind in _BEFALLS else ())


def is_entries_alone(kinds: Iterable[NewsKind]) -> bool:
    """Whether nothing happened but that a live blog has new entries."""
    return frozenset(kinds) - _BESIDE == {NewsKind.ENTRIES}
