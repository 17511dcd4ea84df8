"""What is shown of a diff, in order: the lines above the text, the changed blocks with their context, and folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace

from rich.cells import chop_cells

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Fact, FieldDiff, Op, Span
from tracker.view.render.entries import EntryRows
from tracker.view.render.excerpts import Excerpt
from tracker.view.render.labels import SIGNS, Moved, label, moves, place_words
from tracker.view.render.remarks import Line, link_lines, remarks, said_once, tags

PARTED = "\n\n"
_EXCERPT = 60
_MOST_IN_ONE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """So many blocks that are not shown.

    Attributes:
        same: how many of them hold an edit that was made in many places and is shown elsewhere; the others are kept.
    """

    count: int
    same: int = 0

    @property
    def words(self) -> str:
        """The line that stands for them."""
        if not self.same:
            return f"⋮ {self.count} unchanged paragraph{_s(self.count)}"
        alike = "with nothing but an edit shown above"
        if self.same == self.count:
            return f"⋮ {self.count} paragraph{_s(self.count)} {alike}"
        return f"⋮ {self.count} paragraphs: {self.count - self.same} unchanged, {self.same} {alike}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Fold):
    """A line that heads a live blog's entry, or says how many entries are out of sight.

    Attributes:
        line: its words, fit to be shown; the first character is a sign for the gutter.
    """

    count: int = 0
    line: str

    @property
    def words(self) -> str:
        """The line."""
        return self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One block to be drawn, or several that are drawn as one.

    Attributes:
        sign: one character for the gutter.
        label: words in front of the text, such as `moved here, was paragraph 14`; empty for most.
        spans: what is drawn: the first words at the place that a block has left, all of it elsewhere.
        tags: facts too unsure for a summary, to stand quietly behind the text.
        under: lines under the block, such as what became of its links.
        more: further blocks that this row stands for.
    """

    block: BlockDiff
    sign: str
    label: str
    spans: tuple[Span, ...]
    tags: tuple[str, ...] = ()
    under: tuple[Line, ...] = ()
    more: tuple[BlockDiff, ...] = ()


@dataclass(frozen=True)
class Telling:
    """A diff and how much of it is drawn, for `rich.console.Console.print`.

    Attributes:
        summary: the facts in one line; stands first where it is given.
        facts: of them corrections stand under the summary with what they changed, unsure ones beside their block.
        context: unchanged paragraphs shown around each changed one.
        excerpt: shows parts of changed blocks only.
        width: columns to fill; None: as many as the console has, up to what can be read well.
        ascii_signs: also where the console's encoding has others.
    """

    diff: Diff
    _: KW_ONLY
    summary: str = ""
    facts: Sequence[Fact] = ()
    context: int = 1
    excerpt: Excerpt | None = None
    width: int | None = None
    ascii_signs: bool = False

    def remarks(self) -> Iterator[Line]:
        """Give the lines under the summary."""
        return remarks(self.diff, self.facts, summary=self.summary)

    def body(self) -> Iterator[Shown | Fold]:
        """Give the rows of the text."""
        return body_rows(self.diff, context=self.context, facts=self.facts, excerpt=self.excerpt)


def field_rows(diff: Diff) -> Iterator[FieldDiff]:
    """The headline always, dek and byline where they changed; empty ones never."""
    for field in diff.fields:
        if field.spans and (field.changed or field.name == "headline"):
            yield field


def body_rows(
    diff: Diff, *, context: int = 1, facts: Iterable[Fact] = (), excerpt: Excerpt | None = None
) -> Iterator[Shown | Fold]:
    """Changed blocks with so many unchanged ones around each; the rest is folded, a live blog's window is told.

    Args:
        facts: those that are unsure stand behind the block that they speak of.
        excerpt: shows a part of each changed block, with its place; nothing unchanged is shown or counted then.
    """
    entries = EntryRows(diff)
    diff, hidden = _in_place(diff, entries)
    same, moved, told = said_once(diff), moves(diff), tags(facts)
    beyond = {place for place, block in enumerate(diff.blocks) if entries.is_beyond(block)}
    near = _near_changes(diff, same, hidden | beyond, 0 if excerpt else context)
    skipped: list[int] = []
    for place, block in enumerate(diff.blocks):
        if place not in near:
            skipped += [] if place in hidden else [place]
            continue
        yield from _between(diff, skipped, beyond, same, entries, excerpt)
        skipped = []
        if head := entries.head(block):
            yield Told(line=head.words)
        if _leads(block, place, moved):
            yield _shown(diff, place, moved.get(place), told.get(place, ()), excerpt)
    yield from _between(diff, skipped, beyond, same, entries, excerpt)


def _in_place(diff: Diff, entries: EntryRows) -> tuple[Diff, set[int]]:
    """Give a diff in which entries that only changed places stand still, and the blocks at the places they left."""
    drawn = [entries.in_place(block) for block in diff.blocks]
    hidden = {place for place, block in enumerate(drawn) if block is None}
    if not hidden:
        return diff, hidden
    still = [block._replace(change=BlockChange.KEPT, move=None) for block in diff.blocks]
    blocks = tuple(block or standing for block, standing in zip(drawn, still, strict=True))
    return replace(diff, blocks=blocks), hidden


def _between(
    diff: Diff,
    places: list[int],
    beyond: set[int],
    same: frozenset[int],
    entries: EntryRows,
    excerpt: Excerpt | None,
) -> Iterator[Fold]:
    yield from _folds([place for place in places if place not in beyond], same, excerpt)
    rows = entries.windows(diff.blocks[place] for place in places if place in beyond)
    yield from (Told(count=row.count, line=row.words) for row in rows)


def visible(spans: Iterable[Span]) -> Iterator[Span]:
    """The runs that say something: a blank that gave way to a paragraph's end, or came for one, does not."""
    row = list(spans)
    for place, span in enumerate(row):
        beside = (row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None)
        if span.op is Op.EQUAL or span.text.strip(" ") or not any(_breaks(other) for other in beside):
            yield span


def replaced_whole(spans: tuple[Span, ...], *, most: int = _MOST_IN_ONE) -> bool:
    """Whether a text gave way to another one, both so long that they are read one under the other.

    Args:
        most: how many letters of both are read in one line.
    """
    whole = [span.op for span in spans] == [Op.DELETED, Op.INSERTED] and spans[0].move is None
    return whole and sum(len(span.text) for span in spans) > most


def is_heading(block: BlockDiff) -> bool:
    """Whether a block heads others."""
    return block.kind is BlockKind.HEADING


def _breaks(span: Span | None) -> bool:
    return span is not None and span.op is not Op.EQUAL and PARTED in span.text


def _near_changes(diff: Diff, same: frozenset[int], unseen: set[int], context: int) -> set[int]:
    """Changed blocks and those around them; one that shows nothing new only where the whole text is asked for."""
    near: set[int] = set()
    seen = [place for place in range(len(diff.blocks)) if place not in unseen]
    for row, place in enumerate(seen):
        if diff.blocks[place].change is not BlockChange.KEPT and place not in same:
            near.update(seen[max(0, row - context) : row + context + 1])
    return near if context >= len(diff.blocks) else near - same


def _folds(places: list[int], same: frozenset[int], excerpt: Excerpt | None) -> Iterator[Fold]:
    alike = len(same.intersection(places))
    if excerpt is not None:
        places = places[:alike]
    if places:
        yield Fold(count=len(places), same=alike)


def _leads(block: BlockDiff, place: int, moved: dict[int, Moved]) -> bool:
    """Whether a block has a row of its own: of several that left together the first speaks for all."""
    run = moved.get(place)
    return block.change is not BlockChange.MOVED_AWAY or run is None or place == run.places[0]


def _shown(diff: Diff, place: int, moved: Moved | None, told: tuple[str, ...], excerpt: Excerpt | None) -> Shown:
    block = diff.blocks[place]
    away = block.change is BlockChange.MOVED_AWAY
    words = [label(block, moved, leads=moved is not None and place == moved.places[0])]
    if excerpt is not None and moved is None:
        words.insert(0, place_words(block))
    return Shown(
        block=block,
        sign=SIGNS[block.change],
        label=", ".join(filter(None, words)),
        spans=_left(block) if away else _part(block, excerpt),
        tags=told,
        under=link_lines(block),
        more=tuple(diff.blocks[other] for other in moved.places[1:]) if away and moved else (),
    )


def _part(block: BlockDiff, excerpt: Excerpt | None) -> tuple[Span, ...]:
    """All of a block; where parts are asked for those of an edited one, and the first words of one edited elsewise."""
    ops = {span.op for span in block.spans}
    if excerpt is None or Op.EQUAL not in ops:
        return block.spans
    return _left(block) if ops == {Op.EQUAL} else excerpt(block.spans)


def _left(block: BlockDiff) -> tuple[Span, ...]:
    """The first words at the place that a block has left."""
    text = "".join(span.text for span in block.spans)
    if len(text) <= _EXCERPT:
        return block.spans
    # By columns and whole characters: what is cut may be Chinese, or a family of emoji.
    begin = chop_cells(text[: 10 * _EXCERPT], _EXCERPT)[0]
    return (Span(op=Op.EQUAL, text=f"{begin.rpartition(' ')[0] or begin} …"),)


def _s(count: int) -> str:
    return "" if count == 1 else "s"
