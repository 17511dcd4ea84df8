"""Excerpts: changed sentences whole, changed words with a few around them, a sign for all that is left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.render.diffs import any_diff
from tests.view.render.stories import GONE, KEPT, NEW, spans
from tracker.core.text.sentences import sentences
from tracker.model import Diff, Op, Span
from tracker.view.render.excerpts import changed_sentences, changed_words
from tracker.view.render.plain import plain_spans

whole = changed_sentences(sentences)


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (
            ((KEPT, "It rains. It killed "), (GONE, "174"), (NEW, "177"), (KEPT, " people. It is cold. So it is.")),
            "… It killed [-174-]{+177+} people. …",
        ),
        (((KEPT, "It rains. It is "), (GONE, "hot"), (NEW, "cold"), (KEPT, ".")), "… It is [-hot-]{+cold+}."),
        (((NEW, "It snows. "), (KEPT, "It rains. It is hot.")), "{+It snows.+} …"),
        (((KEPT, "It rains. "), (GONE, "It snows. "), (KEPT, "It is hot.")), "… [-It snows.-] …"),
        # Two sentences became one: neither border is one of both texts.
        (
            ((KEPT, "It rains. It is hot"), (GONE, ". We"), (NEW, " and we"), (KEPT, " wait. Nobody knows.")),
            "… It is hot[-. We-] {+and we+} wait. …",
        ),
        (((KEPT, "One. "), (NEW, "Two. "), (KEPT, "Three. Four. Five. "), (GONE, "Six.")), "… {+Two.+} … [-Six.-]"),
    ],
)
def test_sentences_that_changed_are_shown_whole(pieces: tuple[tuple[Op, str], ...], shown: str) -> None:
    assert " ".join(plain_spans(whole(spans(*pieces))).split()) == shown


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        (
            ((KEPT, "one two three four five six "), (GONE, "a"), (NEW, "b"), (KEPT, " one two three four five six")),
            "… three four five six [-a-]{+b+} one two three four …",
        ),
        (((KEPT, "one two "), (NEW, "b"), (KEPT, " one two")), "one two {+b+} one two"),
        (
            ((NEW, "a"), (KEPT, " 1 2 3 4 5 6 7 8 9 10 "), (NEW, "b"), (KEPT, " 1 2 3 4 5 6 7 8 9 ")),
            "{+a+} 1 2 3 4 … 7 8 9 10 {+b+} 1 2 3 4 …",
        ),
        (((NEW, "a"), (KEPT, " 1 2 3 4 5 6 7 8 9 "), (NEW, "b")), "{+a+} 1 2 3 4 5 6 7 8 9 {+b+}"),
    ],
)
def test_words_that_changed_are_shown_among_their_neighbours(pieces: tuple[tuple[Op, str], ...], shown: str) -> None:
    assert " ".join(plain_spans(changed_words(spans(*pieces))).split()) == shown


@settings(max_examples=40)
@given(found=any_diff, one=st.sampled_from((whole, changed_words)))
def test_no_change_is_ever_left_out(found: Diff, one: object) -> None:
    for block in found.blocks:
        excerpt = whole if one is whole else changed_words
        assert _changes(excerpt(block.spans)) == _changes(block.spans)


def _changes(row: tuple[Span, ...]) -> list[Span]:
    return [span for span in row if span.op is not Op.EQUAL]
