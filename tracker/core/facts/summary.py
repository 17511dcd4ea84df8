"""The first line a reader sees: all facts in a few words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.core.facts.entries import UNSEEN
from tracker.model import Confidence, Fact, FactKind

_SIGNS = {
    FactKind.ADDED: "+",
    FactKind.REMOVED: "−",
    FactKind.EDITED: "~",
    FactKind.REWRITTEN: "≈",
    FactKind.MOVED: "↕",
}
_FIRST = frozenset(
    (FactKind.CORRECTION_ADDED, FactKind.CLARIFICATION_ADDED, FactKind.ENTRY_DELETED, FactKind.ENTRY_EDITED)
)
_BETWEEN = " · "
_MOST_FACTS = 6
_MOST_CHARACTERS = 60


def summary(facts: Iterable[Fact]) -> str:
    """One line such as `~3 paragraphs · headline changed · 174 → 177 killed · quote altered`; empty without facts.

    Plain text of the page may be in it: show it through `view.safe`.
    """
    sure = [fact for fact in facts if fact.confidence is not Confidence.UNSURE]
    known = [fact for fact in sure if fact.kind not in UNSEEN] or sure
    first = [_short(fact) for fact in known if fact.kind in _FIRST]
    others = [fact for fact in known if fact.kind not in _FIRST and fact.kind not in _SIGNS]
    corrected = {fact.text.partition(": ")[2] for fact in known if fact.kind in _FIRST}
    links = sum(fact.kind is FactKind.LINK for fact in others)
    rest = [_short(fact) for fact in others if fact.kind is not FactKind.LINK and fact.text not in corrected]
    linked = [f"{links} links changed" if links > 1 else FactKind.LINK.value] if links else []
    told = list(dict.fromkeys([*first, *_counts(known), *rest, *linked]))
    more = len(told) - _MOST_FACTS
    return _BETWEEN.join([*told[:_MOST_FACTS], *([f"{more} more"] if more > 0 else [])])


def _counts(facts: list[Fact]) -> Iterator[str]:
    """`+4 −2 ~3 paragraphs`."""
    counted = [(_SIGNS[fact.kind], int(fact.after)) for fact in facts if fact.kind in _SIGNS]
    if counted:
        lone = len(counted) == 1 and counted[0][1] == 1
        yield " ".join(f"{sign}{count}" for sign, count in counted) + (" paragraph" if lone else " paragraphs")


def _short(fact: Fact) -> str:
    text = " ".join(fact.text.split())
    return text if len(text) <= _MOST_CHARACTERS else text[: _MOST_CHARACTERS - 1].rstrip() + "…"
