"""Stories out of plain paragraphs, and diffs of them in a form that is easy to read in a test."""

from __future__ import annotations

from tracker.core.diff import diff
from tracker.core.diff.alignment import Alignment
from tracker.model import Block, BlockChange, BlockKind, Diff, Op, Span, Story

_MARKS = {Op.EQUAL: "{}", Op.INSERTED: "{{+{}+}}", Op.DELETED: "[-{}-]"}


def story(*paragraphs: str, headline: str = "A headline", byline: str = "") -> Story:
    """A story of paragraphs."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs)
    return Story(headline=headline, byline=byline, blocks=blocks)


def rows(before: tuple[str, ...], after: tuple[str, ...]) -> Alignment:
    """Two rows of paragraphs, none placed."""
    return Alignment(story(*before).blocks, story(*after).blocks)


def marked(spans: tuple[Span, ...]) -> str:
    """Spans with marks around what changed."""
    return "".join(_MARKS[span.op].format(span.text) for span in spans)


def laid(before: Story, after: Story) -> list[tuple[BlockChange, str]]:
    """What became of each block, and its spans."""
    return [(block.change, marked(block.spans)) for block in diff(before, after).blocks]


def edited(before: str, after: str) -> str:
    """The spans of one paragraph that became another."""
    found: Diff = diff(story(before), story(after))
    (block,) = found.blocks
    return marked(block.spans)
