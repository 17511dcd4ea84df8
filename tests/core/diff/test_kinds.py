"""Kinds: a caption is compared with captions, a heading with headings; the same text is the same whatever it is."""

from __future__ import annotations

import pytest

from tracker.core.diff import diff
from tracker.core.diff.kinds import likeness_needed, may_be_part
from tracker.model import Block, BlockChange, BlockKind, Story

SHIP = "A ship that carried grain was towed to the far side of the bay before dawn on Friday."
ALIKE = "A ship that carried grain was towed to the far side of the bay late on Thursday night."
LESS_ALIKE = "A ship that carried coal was towed to the near side of the river late on Thursday night."
PARAGRAPH, CAPTION, HEADING, NOTE = BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.HEADING, BlockKind.NOTE
QUOTE, ITEM, ROW = BlockKind.QUOTE, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW


def changes(before: list[tuple[BlockKind, str]], after: list[tuple[BlockKind, str]]) -> list[BlockChange]:
    """What became of the blocks of two stories."""
    old, new = (tuple(Block(kind=kind, text=text) for kind, text in rows) for rows in (before, after))
    return [block.change for block in diff(Story(headline="", blocks=old), Story(headline="", blocks=new)).blocks]


@pytest.mark.parametrize("kind", [CAPTION, HEADING, ROW])
def test_what_stands_by_itself_never_becomes_a_paragraph(kind: BlockKind) -> None:
    assert changes([(kind, SHIP)], [(PARAGRAPH, ALIKE)]) == [BlockChange.REMOVED, BlockChange.ADDED]
    assert changes([(PARAGRAPH, SHIP)], [(kind, ALIKE)]) == [BlockChange.REMOVED, BlockChange.ADDED]


@pytest.mark.parametrize("kind", BlockKind)
def test_each_kind_is_compared_with_its_own(kind: BlockKind) -> None:
    assert changes([(kind, SHIP)], [(kind, ALIKE)]) == [BlockChange.EDITED]


@pytest.mark.parametrize("kind", BlockKind)
def test_the_same_text_is_kept_whatever_it_is_now(kind: BlockKind) -> None:
    assert changes([(PARAGRAPH, SHIP)], [(kind, SHIP)]) == [BlockChange.KEPT]


@pytest.mark.parametrize("kind", [QUOTE, ITEM, NOTE])
def test_running_text_may_be_set_otherwise_where_it_is_mostly_the_same(kind: BlockKind) -> None:
    assert changes([(PARAGRAPH, SHIP)], [(kind, ALIKE)]) == [BlockChange.EDITED]
    assert BlockChange.EDITED not in changes([(PARAGRAPH, SHIP)], [(kind, LESS_ALIKE)])


def test_of_two_equal_texts_the_one_of_the_same_kind_stays() -> None:
    found = changes([(CAPTION, SHIP), (PARAGRAPH, SHIP)], [(PARAGRAPH, SHIP)])
    assert found == [BlockChange.REMOVED, BlockChange.KEPT]


def test_a_caption_goes_past_a_paragraph_that_resembles_it() -> None:
    found = changes([(CAPTION, SHIP), (PARAGRAPH, "Rain is due.")], [(PARAGRAPH, ALIKE), (CAPTION, ALIKE)])
    assert BlockChange.EDITED in found
    assert found.count(BlockChange.ADDED) == 1


def test_a_sentence_of_a_paragraph_is_no_part_of_a_caption() -> None:
    assert may_be_part(QUOTE, PARAGRAPH)
    assert may_be_part(CAPTION, CAPTION)
    assert not may_be_part(CAPTION, PARAGRAPH)


def test_the_likeness_that_is_needed_is_the_same_in_both_directions() -> None:
    for one in BlockKind:
        for other in BlockKind:
            assert likeness_needed(one, other) == likeness_needed(other, one)
