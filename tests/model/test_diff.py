from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, FieldDiff, Op, Span


def span(words: str) -> Span:
    """Read a span as it is written in a test: `=text`, `-text`, `+text`."""
    return Span(op=Op(words[0]), text=words[1:])


def block(
    change: BlockChange, before: tuple[int, ...], after: tuple[int, ...], *spans: str, move: int | None = None
) -> BlockDiff:
    return BlockDiff(
        change=change,
        kind=BlockKind.PARAGRAPH,
        before=before,
        after=after,
        spans=tuple(span(words) for words in spans),
        move=move,
    )


def field(name: str, *spans: str) -> FieldDiff:
    return FieldDiff(name=name, spans=tuple(span(words) for words in spans))


def laid(*blocks: BlockDiff) -> Diff:
    return Diff(fields=(field("headline", "=Fire"), field("dek"), field("byline")), blocks=blocks)


@pytest.mark.parametrize(
    ("blocks", "before", "after"),
    [
        ((), (), ()),
        ((block(BlockChange.KEPT, (0,), (0,), "=a"),), ("a",), ("a",)),
        ((block(BlockChange.ADDED, (), (0,), "+new"),), (), ("new",)),
        ((block(BlockChange.REMOVED, (0,), (), "-old"),), ("old",), ()),
        (
            (block(BlockChange.EDITED, (0,), (0,), "=at least ", "-12", "+45", "= hurt"),),
            ("at least 12 hurt",),
            ("at least 45 hurt",),
        ),
        (
            (
                block(BlockChange.MOVED_HERE, (), (0,), "=b", "-!", "+?", move=1),
                block(BlockChange.KEPT, (0,), (1,), "=a"),
                block(BlockChange.MOVED_AWAY, (1,), (), "=b!", move=1),
            ),
            ("a", "b!"),
            ("b?", "a"),
        ),
        (
            (block(BlockChange.SPLIT, (0,), (0, 1), "=one.", "- ", "+\n\n", "=two."),),
            ("one. two.",),
            ("one.", "two."),
        ),
        (
            (block(BlockChange.MERGED, (0, 1, 2), (0,), "=a", "-\n\n", "+ ", "=b", "-\n\nc"),),
            ("a", "b", "c"),
            ("a b",),
        ),
    ],
    ids=["nothing", "kept", "added", "removed", "edited", "moved", "split", "merged"],
)
def test_both_texts_are_rebuilt(blocks: tuple[BlockDiff, ...], before: tuple[str, ...], after: tuple[str, ...]) -> None:
    assert (laid(*blocks).before, laid(*blocks).after) == (before, after)


@pytest.mark.parametrize("change", [change for change in BlockChange if change is not BlockChange.KEPT])
def test_any_block_that_is_not_kept_is_a_change(change: BlockChange) -> None:
    assert laid(block(change, (0,), (0,), "=a")).changed
    assert not laid(block(BlockChange.KEPT, (0,), (0,), "=a")).changed


@pytest.mark.parametrize(
    ("line", "before", "after", "changed"),
    [
        (field("headline"), "", "", False),
        (field("headline", "=Fire"), "Fire", "Fire", False),
        (field("headline", "=Fire", "+ out"), "Fire", "Fire out", True),
        (field("dek", "-Twelve", "=  hurt"), "Twelve  hurt", "  hurt", True),
        (field("byline", "-A", "+B"), "A", "B", True),
    ],
)
def test_a_line_is_rebuilt_and_says_whether_it_changed(line: FieldDiff, before: str, after: str, changed: bool) -> None:
    assert (line.before, line.after, line.changed) == (before, after, changed)
    assert replace(laid(), fields=(field("headline", "=Fire"), line)).changed is changed
