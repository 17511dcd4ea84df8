"""What changed beside the words of the text: captions, links, and one edit made in many places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tracker.core.facts.changes import place_of, side
from tracker.core.facts.form import same_letters
from tracker.core.text.equality import folded
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Fact, FactKind, LinkChange, Op, Repetition

_WHOLE = frozenset((BlockChange.ADDED, BlockChange.REMOVED, BlockChange.MOVED_AWAY))
# An edit in fewer places is told with what it changed.
_MANY = 3
_MOST_LINKS = 50


def caption_facts(diff: Diff) -> Iterator[Fact]:
    """Captions in other words; those that came or went with their picture are paragraphs added or removed."""
    for number, block in enumerate(diff.blocks):
        if block.kind is not BlockKind.CAPTION or block.change in _WHOLE:
            continue
        before, after = side(block.spans, Op.DELETED), side(block.spans, Op.INSERTED)
        if before and after and not same_letters(before, after):
            kind = FactKind.CAPTION
            yield Fact(kind=kind, text=kind.value, before=before, after=after, place=place_of(block), block=number)


def link_facts(diff: Diff) -> Iterator[Fact]:
    """Links that lead elsewhere, came or went, in blocks that stand on both sides."""
    told = 0
    for number, block in enumerate(diff.blocks):
        if block.change in _WHOLE:
            continue
        for link in block.links:
            told += 1
            if told > _MOST_LINKS:
                return
            yield _link_fact(link, block, number)


def _link_fact(link: LinkChange, block: BlockDiff, number: int) -> Fact:
    words = f"link “{folded(link.text)}”" if folded(link.text) else "link"
    if link.before and link.after:
        text = f"{words}: {link.before} → {link.after}"
    else:
        text = f"{words} {'removed' if link.before else 'added'}: {link.before or link.after}"
    return Fact(
        kind=FactKind.LINK, text=text, before=link.before, after=link.after, place=place_of(block), block=number
    )


def repetition_facts(diff: Diff) -> Iterator[Fact]:
    """One edit that was made in many places: `“, 2025” added in 48 places`."""
    for found in diff.repeated:
        if found.count < _MANY:
            continue
        before, after = folded(found.before), folded(found.after)
        if before and after:
            text = f"“{before}” → “{after}” in {found.count} places"
        else:
            text = f"“{before or after}” {'removed' if before else 'added'} in {found.count} places"
        yield Fact(kind=FactKind.REPEATED, text=text, before=found.before, after=found.after)


def is_repeated(fact: Fact, repeated: Iterable[Repetition]) -> bool:
    """Whether a fact tells what one edit in many places tells already; a toll is told all the same."""
    if fact.block is None or fact.number == "toll":
        return False
    return any(fact.block in one.blocks and one.count >= _MANY and _covers(one, fact) for one in repeated)


def _covers(repetition: Repetition, fact: Fact) -> bool:
    before, after = fact.before.lower(), fact.after.lower()
    said_before, said_after = repetition.before.lower().strip(), repetition.after.lower().strip()
    inside = before in said_before and after in said_after
    return inside or (bool(said_before and said_after) and said_before in before and said_after in after)
