"""Rows: what is shown of a diff, what is folded, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.render.diffs import any_diff
from tests.view.render.stories import GONE, KEPT, NEW, block, harbour, kept, spans
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, FieldDiff, Op
from tracker.view.render.rows import SIGNS, Fold, Shown, body_rows, field_rows, is_heading, visible

NEWS = block(BlockChange.ADDED, (NEW, "New."), after=(9,))


def rows(*blocks: BlockDiff, context: int = 1) -> list[str]:
    """The signs and folds of a diff of these blocks."""
    found = body_rows(Diff(fields=(), blocks=blocks), context=context)
    return [row.words if isinstance(row, Fold) else row.sign for row in found]


def labels(*blocks: BlockDiff) -> list[str]:
    """The words in front of the blocks of a diff."""
    return [row.label for row in body_rows(Diff(fields=(), blocks=blocks)) if isinstance(row, Shown)]


def same(count: int) -> list[BlockDiff]:
    return [kept(place, f"Paragraph {place}.") for place in range(count)]


@pytest.mark.parametrize(
    ("context", "told"),
    [
        (0, ["⋮ 3 unchanged paragraphs", "+", "⋮ 3 unchanged paragraphs"]),
        (1, ["⋮ 2 unchanged paragraphs", " ", "+", " ", "⋮ 2 unchanged paragraphs"]),
        (2, ["⋮ 1 unchanged paragraph", " ", " ", "+", " ", " ", "⋮ 1 unchanged paragraph"]),
        (3, [" ", " ", " ", "+", " ", " ", " "]),
    ],
)
def test_so_many_unchanged_paragraphs_stand_around_a_change(context: int, told: list[str]) -> None:
    assert rows(*same(3), NEWS, *same(3), context=context) == told


def test_changes_near_each_other_share_their_context() -> None:
    assert rows(NEWS, *same(2), NEWS) == ["+", " ", " ", "+"]
    assert rows(NEWS, *same(3), NEWS) == ["+", " ", "⋮ 1 unchanged paragraph", " ", "+"]


def test_a_diff_of_nothing_has_no_rows() -> None:
    assert rows() == []


def test_every_fate_has_a_sign_of_one_column() -> None:
    assert set(SIGNS) == set(BlockChange)
    assert {len(sign) for sign in SIGNS.values()} == {1}


def test_a_move_names_the_other_place_and_whether_it_was_edited() -> None:
    text = "Four schools stay closed."
    away = block(BlockChange.MOVED_AWAY, (KEPT, text), before=(6,), move=0)
    here = block(BlockChange.MOVED_HERE, (KEPT, text), after=(0,), move=0)
    edited = block(BlockChange.MOVED_HERE, (GONE, "Four"), (NEW, "Six"), (KEPT, " schools"), after=(0,), move=0)
    assert labels(here, away) == ["moved here, was paragraph 7", "moved away, now paragraph 1"]
    assert labels(edited, away)[0] == "moved here, was paragraph 7, edited"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (BlockKind.PARAGRAPH, ""),
        (BlockKind.HEADING, "heading"),
        (BlockKind.LIST_ITEM, "list item"),
        (BlockKind.QUOTE, "quote"),
        (BlockKind.CAPTION, "caption"),
        (BlockKind.NOTE, "note"),
        (BlockKind.TABLE_ROW, "table row"),
    ],
)
def test_a_changed_block_is_called_what_it_is(kind: BlockKind, word: str) -> None:
    found = block(BlockChange.REMOVED, (GONE, "Gone."), before=(0,), kind=kind)
    assert labels(found) == [word]
    assert is_heading(found) == (kind is BlockKind.HEADING)


def test_splits_and_merges_say_how_many() -> None:
    split = block(BlockChange.SPLIT, (KEPT, "A."), before=(0,), after=(0, 1, 2))
    merged = block(BlockChange.MERGED, (KEPT, "A."), before=(1, 2), after=(3,))
    assert labels(split, merged) == ["split into 3 paragraphs", "2 paragraphs merged"]


def test_the_place_that_a_long_block_left_shows_its_first_words_only() -> None:
    long = block(BlockChange.MOVED_AWAY, (KEPT, "word " * 40), before=(0,), move=0)
    here = block(BlockChange.MOVED_HERE, (KEPT, "word " * 40), after=(1,), move=0)
    first, second = (row for row in body_rows(Diff(fields=(), blocks=(long, here))) if isinstance(row, Shown))
    assert first.spans[0].text == "word " * 11 + "word …"
    assert second.spans == here.spans


def test_the_headline_is_always_shown_other_lines_where_they_changed() -> None:
    assert [field.name for field in field_rows(harbour())] == ["headline", "byline"]
    empty = FieldDiff(name="headline", spans=())
    assert list(field_rows(Diff(fields=(empty,), blocks=()))) == []


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (((KEPT, "One."), (GONE, " "), (NEW, "\n\n"), (KEPT, "Two.")), ["One.", "\n\n", "Two."]),
        (((KEPT, "One."), (GONE, "\n\n"), (NEW, " "), (KEPT, "Two.")), ["One.", "\n\n", "Two."]),
        (((KEPT, "One"), (GONE, " "), (KEPT, "two")), ["One", " ", "two"]),
    ],
)
def test_a_blank_that_gave_way_to_a_break_is_not_shown(pieces: tuple[tuple[Op, str], ...], shown: list[str]) -> None:
    assert [span.text for span in visible(spans(*pieces))] == shown


@given(found=any_diff, context=st.integers(0, 4))
def test_every_block_is_shown_or_counted_and_every_change_is_shown(found: Diff, context: int) -> None:
    shown = list(body_rows(found, context=context))
    assert sum(row.count if isinstance(row, Fold) else 1 for row in shown) == len(found.blocks)
    changed = [block for block in found.blocks if block.change is not BlockChange.KEPT]
    drawn = [row.block for row in shown if isinstance(row, Shown)]
    assert [block for block in drawn if block.change is not BlockChange.KEPT] == changed
