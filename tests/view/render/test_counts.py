"""Counts: words, sentences, paragraphs and facts, and bars that fit."""

from __future__ import annotations

from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from tests.view.render.diffs import any_diff, steering
from tests.view.render.stories import GONE, KEPT, NEW, block, harbour
from tracker.core.text.sentences import sentences
from tracker.core.text.words import is_word, words
from tracker.model import BlockChange, Diff, Fact, FactKind, Op, Span
from tracker.view.render.counts import CountLines, Counts, Tally, count, counts_json

FACT = Fact(kind=FactKind.NUMBER, text="174 → 177 people")


def word_count(text: str) -> int:
    return sum(map(is_word, words(text)))


def counted(diff: Diff) -> Counts:
    return count(diff, [FACT], words=word_count, sentences=sentences)


def drawn(diff: Diff, *, width: int = 80) -> list[str]:
    out = StringIO()
    Console(file=out, width=width, color_system=None).print(CountLines(counted(diff)))
    return out.getvalue().splitlines()


def test_a_diff_in_numbers() -> None:
    assert drawn(harbour()) == [
        " headline |  2 +-",
        " byline   |  2 ++",
        " text     | 12 +++++++-----",
        " paragraphs: 2 added, 1 removed, 1 edited, 1 moved, 1 split (now 11)",
        " sentences: 2 added, 1 removed, 1 edited (now 11)",
        " words: 10 added, 6 removed (now 62)",
        " facts: 1",
    ]


def test_the_same_numbers_for_other_programs() -> None:
    found = counts_json(counted(harbour()))
    assert found["words"] == {"added": 10, "removed": 6, "total": 62}
    assert found["sentences"] == {"added": 2, "removed": 1, "edited": 1, "total": 11}
    assert found["paragraphs"] == {"added": 2, "removed": 1, "edited": 1, "moved": 1, "split": 1, "total": 11}
    assert found["parts"] == {
        "headline": {"added": 1, "removed": 1, "total": 5},
        "byline": {"added": 2, "removed": 0, "total": 4},
        "text": {"added": 7, "removed": 5, "total": 49},
    }
    assert found["facts"] == 1


def test_two_sentences_made_one_are_one_edited_and_one_removed() -> None:
    merged = block(
        BlockChange.EDITED,
        (KEPT, "It is hot"),
        (GONE, ". We"),
        (NEW, " and we"),
        (KEPT, " wait."),
        before=(0,),
        after=(0,),
    )
    assert counted(Diff(fields=(), blocks=(merged,))).sentences == Tally(removed=1, edited=1, total=1)


def test_a_sentence_that_moved_inside_its_paragraph_is_neither_new_nor_gone() -> None:
    row = (
        Span(op=Op.DELETED, text="It rains. ", move=0),
        Span(op=Op.EQUAL, text="It is cold. "),
        Span(op=Op.INSERTED, text="It rains. ", move=0),
    )
    moved = block(BlockChange.EDITED, before=(0,), after=(0,))._replace(spans=row)
    found = counted(Diff(fields=(), blocks=(moved,)))
    assert found.sentences == Tally(total=2)
    assert found.words == Tally(total=5)


def test_a_diff_of_nothing_says_so() -> None:
    assert drawn(Diff(fields=(), blocks=())) == [
        " paragraphs: none changed (now 0)",
        " sentences: none changed (now 0)",
        " words: none changed (now 0)",
        " facts: 1",
    ]


@pytest.mark.parametrize(("added", "removed"), [(1, 999), (999, 1), (500, 500), (3, 0)])
def test_a_bar_is_drawn_to_scale_and_never_none_for_some(added: int, removed: int) -> None:
    spans = ((NEW, "new " * added), *(((GONE, "old " * removed),) if removed else ()))
    (bar, *_) = drawn(Diff(fields=(), blocks=(block(BlockChange.EDITED, *spans, before=(0,), after=(0,)),)), width=40)
    assert len(bar) <= 40
    assert ("+" in bar, "-" in bar) == (added > 0, removed > 0)


@settings(max_examples=40)
@given(found=any_diff, width=st.integers(20, 200))
def test_numbers_of_any_diff_add_up_and_steer_nothing(found: Diff, width: int) -> None:
    told = counted(found)
    assert told.words.added == sum(one.added for _, one in told.parts)
    assert min(told.sentences.added, told.sentences.removed, told.sentences.edited) >= 0
    assert not steering("\n".join(drawn(found, width=width)))
