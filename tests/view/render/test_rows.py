"""Rows: what is shown of a diff, what is folded, and in which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.view.render.diffs import any_diff, any_facts
from tests.view.render.stories import GONE, KEPT, NEW, block, harbour, kept, spans
from tracker.model import (
    BlockChange,
    BlockDiff,
    BlockKind,
    Confidence,
    Diff,
    Fact,
    FactKind,
    FieldDiff,
    LinkChange,
    Op,
    Repetition,
)
from tracker.view.render.excerpts import changed_words
from tracker.view.render.labels import SIGNS
from tracker.view.render.rows import Fold, Shown, body_rows, field_rows, is_heading, replaced_whole, visible

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


def repeated(count: int, *, alone: tuple[int, ...], between: int = 0) -> Diff:
    """So many paragraphs with the same edit, so many unchanged ones behind each."""
    blocks: list[BlockDiff] = []
    for place in range(count):
        pieces = ((KEPT, f"Pier {place}"), (NEW, ", 2031"))
        blocks += [block(BlockChange.EDITED, *pieces, before=(place,), after=(place,)), *same(between)]
    one = Repetition(before="", after=", 2031", blocks=tuple(range(count)), count=count, alone=alone)
    return Diff(fields=(), blocks=tuple(blocks), repeated=(one,))


def told(diff: Diff, *, context: int = 1) -> list[str]:
    return [row.words if isinstance(row, Fold) else row.sign for row in body_rows(diff, context=context)]


def test_an_edit_made_in_many_places_is_shown_once_and_counted() -> None:
    assert told(repeated(4, alone=(0, 1, 2, 3))) == ["~", "⋮ 3 paragraphs with nothing but an edit shown above"]
    assert told(repeated(3, alone=(0, 2))) == ["~", "~", "⋮ 1 paragraph with nothing but an edit shown above"]


def test_a_fold_tells_what_is_unchanged_from_what_was_shown_before() -> None:
    both = Diff(
        fields=(), blocks=(*repeated(2, alone=(0, 1)).blocks, *same(3)), repeated=repeated(2, alone=(0, 1)).repeated
    )
    assert told(both, context=0)[1] == "⋮ 4 paragraphs: 3 unchanged, 1 with nothing but an edit shown above"


def test_who_asks_for_the_whole_text_gets_it() -> None:
    assert told(repeated(4, alone=(0, 1, 2, 3)), context=4) == ["~"] * 4


def test_of_an_edit_that_no_block_holds_alone_nothing_is_folded() -> None:
    assert told(repeated(3, alone=())) == ["~"] * 3


def test_a_link_that_leads_elsewhere_stands_under_its_block() -> None:
    linked = block(BlockChange.EDITED, (KEPT, "A map."), before=(0,), after=(0,))._replace(
        links=(LinkChange(text="map", before="a", after="b"),),
    )
    (row,) = (row for row in body_rows(Diff(fields=(), blocks=(linked,))) if isinstance(row, Shown))
    assert ["".join(span.text for span in line) for line in row.under] == ["link “map”: a → b"]


def test_unsure_facts_stand_behind_the_block_that_they_speak_of() -> None:
    facts = [
        Fact(kind=FactKind.HEDGE, text="“allegedly”  removed", block=1, confidence=Confidence.UNSURE),
        Fact(kind=FactKind.NUMBER, text="1 → 2", block=1),
        Fact(kind=FactKind.SPELLING, text="of the whole", confidence=Confidence.UNSURE),
    ]
    rows = body_rows(Diff(fields=(), blocks=(kept(0, "A."), NEWS)), facts=facts)
    assert [row.tags for row in rows if isinstance(row, Shown)] == [(), ("“allegedly” removed",)]


def test_parts_of_blocks_are_told_with_their_place_and_nothing_unchanged_is_counted() -> None:
    edited = block(BlockChange.EDITED, (KEPT, "It is "), (GONE, "hot"), (NEW, "cold"), before=(4,), after=(3,))
    gone = block(BlockChange.REMOVED, (GONE, "Gone."), before=(5,))
    diff = Diff(fields=(), blocks=(*same(3), edited, *same(2), gone))
    rows = list(body_rows(diff, excerpt=changed_words))
    assert [row.label for row in rows if isinstance(row, Shown)] == ["paragraph 4", "old paragraph 6"]
    assert len(rows) == 2


@given(found=any_diff, facts=any_facts, context=st.integers(0, 4))
def test_every_block_is_shown_or_counted_and_every_change_is_shown(
    found: Diff, facts: list[Fact], context: int
) -> None:
    shown = list(body_rows(found, context=context, facts=facts))
    assert sum(row.count if isinstance(row, Fold) else 1 + len(row.more) for row in shown) == len(found.blocks)
    changed = [block for block in found.blocks if block.change is not BlockChange.KEPT]
    drawn = [one for row in shown if isinstance(row, Shown) for one in (row.block, *row.more)]
    told = [block for block in drawn if block.change is not BlockChange.KEPT]
    once = {id(found.blocks[place]) for one in found.repeated for place in one.alone if place != min(one.blocks)}
    hidden = [block for block in changed if id(block) in once]
    assert told == changed or told == [block for block in changed if id(block) not in once]
    assert sum(row.same for row in shown if isinstance(row, Fold)) == len(changed) - len(told) <= len(hidden)


def test_a_long_text_and_the_one_that_replaced_it_are_read_one_under_the_other() -> None:
    assert replaced_whole(spans((GONE, "word " * 15), (NEW, "other " * 15)))
    assert not replaced_whole(spans((GONE, "Rain."), (NEW, "Snow.")))
    assert not replaced_whole(spans((KEPT, "It is "), (GONE, "word " * 15), (NEW, "other " * 15)))
    assert not replaced_whole(())
