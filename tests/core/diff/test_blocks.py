"""The layout: in each gap what went, then what came; the old order and the new one both hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import marked, rows, story
from tracker.core.diff.alignment import Alignment
from tracker.core.diff.blocks import Layout
from tracker.core.diff.effort import Effort
from tracker.core.diff.paragraphs import align
from tracker.model import Block, BlockChange, BlockDiff, BlockKind

texts = st.lists(
    st.sampled_from(
        (
            "The fire began at noon in the old harbour.",
            "The fire began at night in the old harbour.",
            "Ferries to the islands run as usual today.",
            "The mayor spoke. She left early for the coast.",
            "The mayor spoke.",
            "She left early for the coast.",
            "Go",
        )
    ),
    max_size=7,
)


def laid_out(before: tuple[str, ...], after: tuple[str, ...], alignment: Alignment) -> list[BlockDiff]:
    return list(Layout(story(*before).blocks, story(*after).blocks, alignment, Effort()).blocks())


def test_what_went_stands_before_what_came() -> None:
    before, after = ("Rain.", "Snow."), ("Rain.", "Wind.")
    alignment = rows(before, after)
    alignment.pair(0, 0)
    assert [(block.change, marked(block.spans)) for block in laid_out(before, after, alignment)] == [
        (BlockChange.KEPT, "Rain."),
        (BlockChange.REMOVED, "[-Snow.-]"),
        (BlockChange.ADDED, "{+Wind.+}"),
    ]


def test_moves_are_numbered_in_the_order_in_which_they_stand_now() -> None:
    before, after = ("One.", "Two.", "Three."), ("Three.", "Two.", "One.")
    alignment = rows(before, after)
    alignment.pair(1, 1)
    alignment.move(0, 2)
    alignment.move(2, 0)
    found = [(block.change, block.move) for block in laid_out(before, after, alignment)]
    assert found == [
        (BlockChange.MOVED_AWAY, 1),
        (BlockChange.MOVED_HERE, 0),
        (BlockChange.KEPT, None),
        (BlockChange.MOVED_AWAY, 0),
        (BlockChange.MOVED_HERE, 1),
    ]


def test_a_split_holds_all_its_parts_with_empty_lines_between() -> None:
    before, after = ("One. Two. Three.",), ("One.", "Two.", "Three.")
    alignment = rows(before, after)
    alignment.pair(0, 0)
    alignment.split(0, 1)
    alignment.split(0, 2)
    (block,) = laid_out(before, after, alignment)
    assert (block.change, block.before, block.after) == (BlockChange.SPLIT, (0,), (0, 1, 2))
    assert marked(block.spans) == "One.[- -]{+\n\n+}Two.[- -]{+\n\n+}Three."


def test_a_block_shows_the_kind_it_has_now_and_one_that_went_the_kind_it_had() -> None:
    def block(kind: BlockKind, text: str) -> Block:
        return Block(kind=kind, text=text)

    before = (block(BlockKind.HEADING, "Rain"), block(BlockKind.QUOTE, "Snow"))
    after = (block(BlockKind.PARAGRAPH, "Rain"),)
    alignment = Alignment(before, after)
    alignment.pair(0, 0)
    kinds = [found.kind for found in Layout(before, after, alignment, Effort()).blocks()]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.QUOTE]


@given(before=texts, after=texts)
def test_every_block_of_both_sides_stands_there_once_and_in_its_order(before: list[str], after: list[str]) -> None:
    effort = Effort()
    found = laid_out(tuple(before), tuple(after), align(story(*before).blocks, story(*after).blocks, effort))
    assert [place for block in found for place in block.before] == list(range(len(before)))
    assert [place for block in found for place in block.after] == list(range(len(after)))
