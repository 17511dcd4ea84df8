"""A diff as a unified patch, and the two texts that it leads from and to: one paragraph a line.

Every line is made safe first, in the texts as in the patch: whatever a page sent, the same bytes go to a terminal, a
pipe and a file, they steer nothing, and the patch applies. The texts to the byte are in the JSON.

Source: POSIX.1-2024, diff, "Diff -u or -U Output Format".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

from rich.style import Style
from rich.text import Text

from tracker.model import BlockChange, BlockDiff, Diff, Op
from tracker.view.render.rows import PARTED
from tracker.view.render.styles import BASIC_PALETTE
from tracker.view.safe import safe

Line = tuple[Op, str]
_SIGNS = {Op.EQUAL: " ", Op.DELETED: "-", Op.INSERTED: "+"}
_STYLES = {"@": BASIC_PALETTE.moved, "-": Style(color="yellow"), "+": Style(color="bright_blue")}
CONTEXT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """The head of one side of a patch: the name of the file, and when its text was first seen."""

    name: str
    first_seen: datetime | None = None

    @property
    def words(self) -> str:
        """The name and the time as patch programs read them."""
        if self.first_seen is None:
            return safe(self.name)
        return f"{safe(self.name)}\t{self.first_seen.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f000 +0000}"


def patch(diff: Diff, *, before: TextFile, after: TextFile, context: int = CONTEXT) -> str:
    """Give what `patch -p0` needs to make the new text of the old one; empty where they are the same.

    Args:
        before, after: the files of `text_before` and `text_after`.
        context: unchanged lines, that is paragraphs, around each change.
    """
    lines = list(_lines(diff))
    olds, news = ([0, *accumulate(int(op is not without) for op, _ in lines)] for without in (Op.INSERTED, Op.DELETED))
    hunks: list[str] = []
    for start, end in _stretches(lines, context):
        hunks.append(f"@@ -{_range(olds, start, end)} +{_range(news, start, end)} @@")
        hunks += [f"{_SIGNS[op]}{line}" for op, line in lines[start:end]]
    if not hunks:
        return ""
    return "\n".join([f"--- {before.words}", f"+++ {after.words}", *hunks]) + "\n"


def text_before(diff: Diff) -> str:
    """Give the old text: headline, standfirst, byline and paragraphs, each a line."""
    return "".join(f"{line}\n" for op, line in _lines(diff) if op is not Op.INSERTED)


def text_after(diff: Diff) -> str:
    """Give the new text: headline, standfirst, byline and paragraphs, each a line."""
    return "".join(f"{line}\n" for op, line in _lines(diff) if op is not Op.DELETED)


def patch_text(text: str) -> Text:
    """Colour a patch for a terminal: what came, what went, and where."""
    found = Text(no_wrap=True, overflow="ignore")
    for line in text.splitlines(keepends=True):
        head = line.startswith(("--- ", "+++ "))
        found.append(line, BASIC_PALETTE.strong if head else _STYLES.get(line[:1], ""))
    return found


def _lines(diff: Diff) -> Iterator[Line]:
    for field in diff.fields:
        yield from _beside([field.before] if field.before else [], [field.after] if field.after else [])
    for block in diff.blocks:
        yield from _beside(_side(block, Op.DELETED), _side(block, Op.INSERTED))


def _side(block: BlockDiff, side: Op) -> list[str]:
    """The paragraphs that a block stands for in one of the texts."""
    elsewhere = BlockChange.MOVED_HERE if side is Op.DELETED else BlockChange.MOVED_AWAY
    places = block.before if side is Op.DELETED else block.after
    pieces = [span.text for span in block.spans if span.op in (Op.EQUAL, side)]
    if block.change is elsewhere or not pieces:
        return []
    return "".join(pieces).split(PARTED) if len(places) > 1 else ["".join(pieces)]


def _beside(old: list[str], new: list[str]) -> Iterator[Line]:
    gone, come = [safe(line) for line in old], [safe(line) for line in new]
    if gone == come:
        yield from ((Op.EQUAL, line) for line in gone)
        return
    yield from ((Op.DELETED, line) for line in gone)
    yield from ((Op.INSERTED, line) for line in come)


def _stretches(lines: list[Line], context: int) -> Iterator[tuple[int, int]]:
    """Begin and end of each run of changes with their context; runs that touch are one."""
    start = end = -1
    for place, (op, _) in enumerate(lines):
        if op is Op.EQUAL:
            continue
        if start >= 0 and place - context > end:
            yield start, end
            start = -1
        start = max(place - context, 0) if start < 0 else start
        end = min(place + context + 1, len(lines))
    if start >= 0:
        yield start, end


def _range(counts: list[int], start: int, end: int) -> str:
    """First line and count on one side; where there is none, the line before it."""
    before, count = counts[start], counts[end] - counts[start]
    first = before + 1 if count else before
    return f"{first}" if count == 1 else f"{first},{count}"
