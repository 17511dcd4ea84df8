"""Spans put together: neighbours joined, the old before the new, no blank changed for nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import marked
from tracker.core.diff.spans import chained, joined
from tracker.model import Op, Span

KEPT, GONE, NEW = Op.EQUAL, Op.DELETED, Op.INSERTED
rows = st.lists(
    st.builds(
        Span,
        op=st.sampled_from(Op),
        text=st.text(alphabet="ab \n", max_size=4),
        move=st.sampled_from((None, None, None, 0)),
    ).filter(lambda span: span.move is None or span.op is not KEPT),
    max_size=12,
)


def spans(*pieces: tuple[Op, str]) -> list[Span]:
    return [Span(op=op, text=text) for op, text in pieces]


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        ([(KEPT, "a "), (KEPT, "b")], "a b"),
        ([(NEW, "x"), (GONE, "y")], "[-y-]{+x+}"),
        ([(GONE, "a"), (NEW, "b"), (GONE, "c")], "[-ac-]{+b+}"),
        ([(GONE, "old "), (NEW, "new "), (KEPT, "ship")], "[-old-]{+new+} ship"),
        ([(KEPT, "a"), (GONE, " old"), (NEW, " new")], "a [-old-]{+new+}"),
        ([(GONE, " "), (NEW, " ")], " "),
        ([(GONE, ""), (NEW, ""), (KEPT, "a")], "a"),
    ],
)
def test_spans_are_joined(pieces: list[tuple[Op, str]], told: str) -> None:
    assert marked(joined(spans(*pieces))) == told


def test_sentences_that_went_stay_apart_from_the_edit_behind_them() -> None:
    found = chained([spans((GONE, "All of it went. ")), spans((GONE, "But"), (NEW, "And"), (KEPT, " so on."))])
    assert [(span.op, span.text) for span in found] == [
        (GONE, "All of it went. "),
        (GONE, "But"),
        (NEW, "And"),
        (KEPT, " so on."),
    ]


def test_a_sentence_that_was_replaced_is_one_edit_over_two_groups() -> None:
    found = chained([spans((GONE, "Old. "), (NEW, "New. ")), spans((KEPT, "Rest."))])
    assert marked(found) == "[-Old.-]{+New.+} Rest."


def test_a_moved_sentence_is_never_joined_with_an_edit() -> None:
    moving = Span(op=GONE, text="It moved. ", move=0)
    found = joined([Span(op=GONE, text="Gone. "), moving, Span(op=GONE, text="Gone too. ")])
    assert [span.move for span in found] == [None, 0, None]


@given(rows)
def test_both_sides_stay_as_they_were(row: list[Span]) -> None:
    for found in (joined(row), chained([row]), chained([row[:3], row[3:]])):
        for side in (GONE, NEW):
            assert text_of(found, side) == text_of(row, side)
        assert all(span.text for span in found)
        assert not any(one.op is other.op is KEPT for one, other in pairwise(found))


def text_of(row: list[Span] | tuple[Span, ...], side: Op) -> str:
    return "".join(span.text for span in row if span.op in (KEPT, side))
