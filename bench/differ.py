"""Our diff behind the signature of a scorer: documents of paragraphs, each followed by an empty line."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.diff import diff
from tracker.model import Block, BlockChange, BlockDiff, BlockKind, Op, Span, Story

PARTED = "\n\n"
_BREAKS = {
    BlockChange.ADDED: "+",
    BlockChange.REMOVED: "-",
    BlockChange.MOVED_AWAY: "<",
    BlockChange.MOVED_HERE: ">",
}


def differ(old: str, new: str) -> list[tuple[str, str]]:
    """Pairs of sign and text: `=`, `-`, `+`, `<` (moved away), `>` (moved here); `=-<` give the old, `=+>` the new."""
    found = diff(_story(old), _story(new))
    edits = {block.move: block.spans for block in found.blocks if block.change is BlockChange.MOVED_HERE}
    pieces: list[tuple[str, str]] = []
    for block in found.blocks:
        if block.change is BlockChange.KEPT:
            pieces.append(("=", block.spans[0].text + PARTED))
            continue
        pieces += _pieces(block, edits)
        pieces.append((_BREAKS.get(block.change, "="), PARTED))
    return pieces


def _story(document: str) -> Story:
    kind = BlockKind.PARAGRAPH
    return Story(headline="", blocks=tuple([Block(kind, text) for text in document.split(PARTED)[:-1]]))


def _pieces(block: BlockDiff, edits: dict[int | None, tuple[Span, ...]]) -> Iterator[tuple[str, str]]:
    if block.change is BlockChange.MOVED_AWAY:
        yield from (_half(span, "<") for span in edits[block.move] if span.op is not Op.INSERTED)
    elif block.change is BlockChange.MOVED_HERE:
        yield from (_half(span, ">") for span in block.spans if span.op is not Op.DELETED)
    else:
        yield from (_whole(span) for span in block.spans)


def _half(span: Span, sign: str) -> tuple[str, str]:
    """One half of a moved block: what is kept is moved, the rest came or went."""
    return (sign if span.op is Op.EQUAL else span.op.value, span.text)


def _whole(span: Span) -> tuple[str, str]:
    if span.move is None:
        return (span.op.value, span.text)
    return ("<" if span.op is Op.DELETED else ">", span.text)
