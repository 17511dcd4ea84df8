"""What is said beside the text of a diff: corrections and what they changed, edits made in many places, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.model import BlockChange, BlockDiff, Confidence, Diff, Fact, LinkChange, Op, Repetition, Span
from tracker.view.render.sentence_spans import sentence_spans

Line = tuple[Span, ...]

COARSE = "compared coarsely: so much differs that some sentences stand as replaced whole"
_MOST_REPETITIONS = 5
_MOST_WORDS = 60
_WORD = re.compile(r"\s*\S+\s*")


def remarks(diff: Diff, facts: Iterable[Fact], *, summary: str = "") -> Iterator[Line]:
    """Give the lines that stand under the summary.

    Args:
        summary: what it says already is not said again.
    """
    for fact in facts:
        for before, after in fact.sentences:
            yield (_kept(f"{_first_words(fact)}, and with it changed: "), *_edit(before, after, diff))
    told = [words for one in diff.repeated if (words := repetition_words(one)) not in summary]
    for words in told[:_MOST_REPETITIONS]:
        yield (_kept(words),)
    if len(told) > _MOST_REPETITIONS:
        yield (_kept(f"{len(told) - _MOST_REPETITIONS} more edits that were made in many places"),)
    if diff.coarse:
        yield (_kept(COARSE),)


def repetition_words(one: Repetition) -> str:
    """Say one edit that was made in many places: `“, 2025” added in 48 places`."""
    before, after = _short(one.before), _short(one.after)
    where = f"in {one.count} places"
    if not before:
        return f"“{after}” added {where}"
    return f"“{before}” → “{after}” {where}" if after else f"“{before}” removed {where}"


def link_lines(block: BlockDiff) -> tuple[Line, ...]:
    """Give the lines under a block that tell what became of its links; those of a block new or gone are its own."""
    if block.change in (BlockChange.ADDED, BlockChange.REMOVED):
        return ()
    return tuple(_link(link) for link in block.links)


def tags(facts: Iterable[Fact]) -> dict[int, tuple[str, ...]]:
    """Give for each block, by its index, the facts that are too unsure for a summary."""
    found: dict[int, tuple[str, ...]] = {}
    for fact in facts:
        if fact.confidence is Confidence.UNSURE and fact.block is not None:
            found[fact.block] = (*found.get(fact.block, ()), " ".join(fact.text.split()))
    return found


def said_once(diff: Diff) -> frozenset[int]:
    """Give the indices of blocks that show nothing but an edit which another block shows first."""
    return frozenset(place for one in diff.repeated for place in one.alone if place != min(one.blocks, default=place))


def _first_words(fact: Fact) -> str:
    return fact.kind.value


def _link(link: LinkChange) -> Line:
    name = f"link “{_short(link.text)}”"
    if not link.before:
        return _kept(f"{name} added: "), Span(op=Op.INSERTED, text=link.after or "?")
    if not link.after:
        return _kept(f"{name} removed: "), Span(op=Op.DELETED, text=link.before)
    old, new = Span(op=Op.DELETED, text=link.before), Span(op=Op.INSERTED, text=link.after)
    return _kept(f"{name}: "), old, _kept(" → "), new


def _edit(before: str, after: str, diff: Diff) -> Line:
    """One sentence and what became of it, as its block shows it; else what stands between its like ends."""
    shown = sentence_spans(before, after, diff)
    if shown:
        return shown
    old, new = _WORD.findall(before), _WORD.findall(after)
    start = _alike(old, new)
    end = _alike(old[start:][::-1], new[start:][::-1])
    middle = [(Op.DELETED, old[start : len(old) - end]), (Op.INSERTED, new[start : len(new) - end])]
    runs = [(Op.EQUAL, old[:start]), *middle, (Op.EQUAL, old[len(old) - end :])]
    return tuple(Span(op=op, text="".join(words)) for op, words in runs if words)


def _alike(one: list[str], other: list[str]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MOST_WORDS else words[: _MOST_WORDS - 1].rstrip() + "…"


def _kept(text: str) -> Span:
    return Span(op=Op.EQUAL, text=text)
