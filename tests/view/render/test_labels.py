"""Labels: what moved together is said once, upwards or downwards."""

from __future__ import annotations

import pytest

from tests.view.render.stories import GONE, KEPT, NEW, block
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff
from tracker.view.render.labels import label, moves, place_words
from tracker.view.render.rows import Shown, body_rows

HERE, AWAY = BlockChange.MOVED_HERE, BlockChange.MOVED_AWAY


def here(*pairs: tuple[int, int], first: int = 0) -> list[BlockDiff]:
    """Blocks at their new places: the number of each move and its new place."""
    return [block(HERE, (KEPT, f"Text {move}."), after=(place,), move=move) for move, place in pairs]


def away(*pairs: tuple[int, int]) -> list[BlockDiff]:
    """Blocks at the places that they left."""
    return [block(AWAY, (KEPT, f"Text {move}."), before=(place,), move=move) for move, place in pairs]


def labels(*blocks: BlockDiff) -> list[str]:
    return [row.label for row in body_rows(Diff(fields=(), blocks=blocks)) if isinstance(row, Shown)]


def test_neighbours_that_moved_together_are_said_as_one() -> None:
    up = labels(*here((0, 1), (1, 2), (2, 3)), *away((0, 13), (1, 14), (2, 15)))
    assert up == ["3 paragraphs moved up, were 14–16", "", "", "3 paragraphs moved up, now 2–4"]
    down = labels(*away((0, 1), (1, 2)), *here((0, 8), (1, 9)))
    assert down == ["2 paragraphs moved down, now 9–10", "2 paragraphs moved down, were 2–3", ""]


def test_neighbours_that_come_from_different_places_are_said_each() -> None:
    found = labels(*here((0, 0), (1, 1)), *away((1, 5)), *away((0, 9)))
    assert found[:2] == ["moved here, was paragraph 10", "moved here, was paragraph 6"]


def test_what_changed_places_with_its_neighbour_is_no_joint_move() -> None:
    assert labels(*here((0, 0), (1, 1)), *away((1, 5), (0, 6)))[:2] == [
        "moved here, was paragraph 7",
        "moved here, was paragraph 6",
    ]


def test_a_move_whose_other_half_is_not_there_is_told_without_its_place() -> None:
    assert labels(*here((0, 3))) == ["moved here"]
    assert labels(*away((0, 3))) == ["moved away"]
    assert moves(Diff(fields=(), blocks=tuple(here((0, 3)))))[0].first == 0


def test_a_rewritten_block_is_called_so() -> None:
    found = block(BlockChange.REWRITTEN, (GONE, "A."), (NEW, "B."), before=(0,), after=(0,), kind=BlockKind.QUOTE)
    assert label(found, None) == "quote, rewritten"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ((3,), (4,), "paragraph 5"),
        ((), (0,), "paragraph 1"),
        ((6,), (), "old paragraph 7"),
        ((6,), (7, 8), "paragraphs 8–9"),
        ((), (), ""),
    ],
)
def test_a_place_is_that_of_the_new_text_unless_it_is_gone(
    before: tuple[int, ...], after: tuple[int, ...], words: str
) -> None:
    assert place_words(block(BlockChange.EDITED, (NEW, "A."), before=before, after=after)) == words
