"""The blocks of a diff, in the order in which a reader walks both texts."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.diff.alignment import Alignment
from tracker.core.diff.effort import Effort
from tracker.core.diff.links import link_changes, links_of
from tracker.core.diff.rewriting import edited_or_rewritten
from tracker.core.diff.sentences import text_spans
from tracker.model import Block, BlockChange, BlockDiff, Op, Span

Places = tuple[int, ...]
_PARTED = "\n\n"
# Looked up once: most blocks of a long text are kept, and looking up a member costs a tenth of laying one out.
_KEPT, _EDITED, _EQUAL = BlockChange.KEPT, BlockChange.EDITED, Op.EQUAL


class Layout:
    """Lays an alignment out as blocks: in each gap what went, then what came."""

    def __init__(
        self, before: tuple[Block, ...], after: tuple[Block, ...], alignment: Alignment, effort: Effort
    ) -> None:
        self.before, self.after = before, after
        self.alignment, self.effort = alignment, effort
        self.moves = {j: number for number, j in enumerate(sorted(alignment.moved))}
        self.moves_away = {alignment.moved[j]: number for j, number in self.moves.items()}

    def blocks(self) -> Iterator[BlockDiff]:
        """All blocks: the old order holds but for MOVED_HERE, the new order but for MOVED_AWAY."""
        i = j = 0
        divided = self.alignment.joined.keys() | self.alignment.parts.keys()
        for pair in sorted(self.alignment.pairs.items()):
            olds, news = self._group(*pair) if pair[0] in divided else ((pair[0],), (pair[1],))
            if i < olds[0] or j < news[0]:
                yield from self._gap(i, olds[0], j, news[0])
            yield self._divided(olds, news) if len(olds) + len(news) > 2 else self._facing(olds, news)
            i, j = olds[-1] + 1, news[-1] + 1
        yield from self._gap(i, len(self.before), j, len(self.after))

    def _group(self, i: int, j: int) -> tuple[Places, Places]:
        parts, merged = self.alignment.parts, self.alignment.joined
        return tuple(sorted((i, *merged.get(i, ())))), tuple(sorted((j, *parts.get(i, ()))))

    def _gap(self, i: int, next_i: int, j: int, next_j: int) -> Iterator[BlockDiff]:
        yield from (self._gone(place) for place in range(i, next_i))
        yield from (self._come(place) for place in range(j, next_j))

    def _gone(self, i: int) -> BlockDiff:
        block, move = self.before[i], self.moves_away.get(i)
        op, change = (Op.DELETED, BlockChange.REMOVED) if move is None else (Op.EQUAL, BlockChange.MOVED_AWAY)
        spans = (Span(op=op, text=block.text),)
        return BlockDiff(change=change, kind=block.kind, before=(i,), after=(), spans=spans, move=move)

    def _come(self, j: int) -> BlockDiff:
        block, move = self.after[j], self.moves.get(j)
        if move is None:
            spans: tuple[Span, ...] = (Span(op=Op.INSERTED, text=block.text),)
            return BlockDiff(change=BlockChange.ADDED, kind=block.kind, before=(), after=(j,), spans=spans)
        old = self.before[self.alignment.moved[j]]
        return BlockDiff(
            change=BlockChange.MOVED_HERE,
            kind=block.kind,
            before=(),
            after=(j,),
            spans=text_spans(old.text, block.text, self.effort),
            move=move,
            links=link_changes(old.links, block.links),
        )

    def _facing(self, olds: Places, news: Places) -> BlockDiff:
        """One block in its place: kept, edited or replaced."""
        old, new = self.before[olds[0]], self.after[news[0]]
        text, links = new.text, link_changes(old.links, new.links) if old.links or new.links else ()
        if old.text == text:
            return BlockDiff(_EDITED if links else _KEPT, new.kind, olds, news, (Span(_EQUAL, text),), None, links)
        change, spans = edited_or_rewritten(old.text, text, text_spans(old.text, text, self.effort))
        return BlockDiff(change=change, kind=new.kind, before=olds, after=news, spans=spans, links=links)

    def _divided(self, olds: Places, news: Places) -> BlockDiff:
        """Several blocks that became one, or one that became several."""
        before, after = [self.before[i] for i in olds], [self.after[j] for j in news]
        old, new = _PARTED.join(block.text for block in before), _PARTED.join(block.text for block in after)
        return BlockDiff(
            change=BlockChange.SPLIT if len(news) > len(olds) else BlockChange.MERGED,
            kind=after[0].kind,
            before=olds,
            after=news,
            spans=(Span(op=Op.EQUAL, text=new),) if old == new else text_spans(old, new, self.effort),
            links=link_changes(links_of(before), links_of(after)),
        )
