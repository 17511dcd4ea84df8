"""Words inside one sentence: whole tokens, no scraps, or the sentence replaced whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import marked
from tracker.core.diff.effort import Effort
from tracker.core.diff.spans import joined
from tracker.core.diff.words import word_spans
from tracker.core.text.words import words
from tracker.model import Op

WORDS = ("the", "a", "ferry", "tower", "fell", "12", "1.5", "$4.6bn", "U.S.", "on", "Friday", ",", ".", "“", "”")
sentences = st.lists(st.sampled_from(WORDS), max_size=14)


def told(before: str, after: str) -> str | None:
    spans = word_spans(before, after, Effort())
    return None if spans is None else marked(joined(spans))


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("It rose to $4.6bn on Friday.", "It rose to $4.8bn on Friday.", "It rose to [-$4.6bn-]{+$4.8bn+} on Friday."),
        ("It fell by 1.5 metres.", "It fell by 15 metres.", "It fell by [-1.5-]{+15+} metres."),
        (
            "A 34-year-old man was held.",
            "A 43-year-old man was held.",
            "A [-34-year-old-]{+43-year-old+} man was held.",
        ),
        ("The U.S. envoy left.", "The U.N. envoy left.", "The [-U.S.-]{+U.N.+} envoy left."),
        ("He left the port", "He left the port.", "He left the port{+.+}"),
        ("The ship is lost.", "The old ship is lost.", "The {+old +}ship is lost."),
        ("The 👩‍🚒 came at noon.", "The 👨‍🚒 came at noon.", "The [-👩‍🚒-]{+👨‍🚒+} came at noon."),
        ("死者は12人に増えた。", "死者は15人に増えた。", "死者は[-12-]{+15+}人に増えた。"),
        ("two  blanks here", "two blanks here", "two [- -]blanks here"),
    ],
)
def test_an_edit_is_whole_words(before: str, after: str, edits: str) -> None:
    assert told(before, after) == edits


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Police were searching the area with dogs.", "Three men are held, the ministry said."),
        ("One two three four five six.", "One 2 three 4 five 6."),
        ("Rain.", "Snow."),
    ],
)
def test_a_sentence_of_which_too_little_is_kept_is_replaced_whole(before: str, after: str) -> None:
    assert told(before, after) is None


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("Updated: 11 December 2025", "Updated: 15 January 2026", "Updated: [-11 December 2025-]{+15 January 2026+}"),
        ("Orrin Bay | 12 | 45", "Orrin Bay | 15 | 50", "Orrin Bay | [-12 | 45-]{+15 | 50+}"),
    ],
)
def test_a_label_that_both_begin_with_is_kept_where_all_behind_it_is_replaced(
    before: str, after: str, edits: str
) -> None:
    assert told(before, after) == edits


def test_where_no_effort_is_left_a_sentence_is_replaced_whole_and_that_is_said() -> None:
    effort = Effort(5)
    assert word_spans("The fire began.", "The fire ended.", effort) is None
    assert effort.coarse


@given(before=sentences, after=sentences)
def test_both_sentences_are_rebuilt_from_whole_tokens(before: list[str], after: list[str]) -> None:
    old, new = " ".join(before), " ".join(after)
    spans = word_spans(old, new, Effort())
    if spans is None:
        return
    for side, text in ((Op.DELETED, old), (Op.INSERTED, new)):
        assert "".join(span.text for span in spans if span.op in (Op.EQUAL, side)) == text
    tokens = {token.strip() for token in (*words(old), *words(new))} | {""}
    for span in spans:
        assert {token.strip() for token in words(span.text)} <= tokens
