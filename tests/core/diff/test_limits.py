"""Limits: work grows with the text and not with its square, and where a bound is reached the diff says so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.core.diff.effort import Effort
from tracker.core.diff.paragraphs import align
from tracker.core.diff.sentences import text_spans
from tracker.model import Diff, Op, Story

Pair = tuple[Story, Story]
hostile = st.lists(st.sampled_from(("ab ab", "ba", "ab.", ". A", "a\u0301", "👩‍", "x" * 50)), max_size=30)


def rewritten(size: int) -> Pair:
    """As many paragraphs, and others."""
    return (
        story(*(f"Old{place} word{place} town{place % 7} went by road{place}." for place in range(size))),
        story(*(f"New{place} sign{place} town{place % 7} came by ship{place}." for place in range(size))),
    )


def shuffled(size: int) -> Pair:
    """The same paragraphs in reverse, each edited."""
    texts = [f"Team{place} beat team{place + 1} by {place % 9} goals at home." for place in range(size)]
    return story(*texts), story(*(text.replace("beat", "met") for text in reversed(texts)))


def alternating(size: int) -> Pair:
    """Two lines in turn, and in the other turn."""
    return story(*"ab" * size), story(*"ba" * size)


def repeated(size: int) -> Pair:
    """Few lines, each many times, in two orders."""
    return story(*"abcdefgh" * size), story(*(letter for letter in "abcdefgh" for _ in range(size)))


def one_paragraph(size: int) -> Pair:
    """One paragraph of as many sentences, all of them edited."""
    texts = [f"Crew{place} left the port of Orrin at {place} in the morning." for place in range(size)]
    return story(" ".join(texts)), story(" ".join(text.replace("port", "harbour") for text in texts))


def one_sentence(size: int) -> Pair:
    """One sentence of as many words, every other of which is gone."""
    words = [f"word{place % 50}" for place in range(size)]
    return story(" ".join(words)), story(" ".join(words[::2]))


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (rewritten, 400),
        (shuffled, 400),
        (alternating, 500),
        (repeated, 100),
        (one_paragraph, 300),
        (one_sentence, 1_500),
    ],
)
def test_twice_the_text_costs_little_more_than_twice_the_work(make: Callable[[int], Pair], size: int) -> None:
    small, large = (calls_of(make(times * size)) for times in (1, 2))
    assert large < 3 * small


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("word " * 20_000, "other word " * 10_000),
        ("Ab! Cd? " * 21_000, "Cd! Ab? " * 21_000),
        ("x" * 60_000, "y" * 60_000),
    ],
    ids=["one sentence", "nothing but sentences", "no space at all"],
)
def test_a_paragraph_beyond_the_bounds_is_replaced_whole_and_said_to_be_coarse(before: str, after: str) -> None:
    found = diff(story(before), story(after))
    assert rebuilt(found, story(before), story(after))
    assert found.coarse or len(found.blocks) == 2


def test_more_paragraphs_than_can_be_compared_come_and_go_and_that_is_said() -> None:
    before, after = (story(*(f"{word} {place}" for place in range(11_000))) for word in ("old", "new"))
    found = diff(before, after)
    assert found.coarse
    assert rebuilt(found, before, after)


def test_a_rewrite_that_was_not_compared_in_full_says_so_and_a_page_of_additions_does_not() -> None:
    before, after = rewritten(300)
    assert diff(before, after).coarse
    assert not diff(story(*(block.text for block in before.blocks[:1])), before).coarse


@given(before=hostile, after=hostile, steps=st.integers(0, 400))
def test_with_few_steps_both_texts_are_rebuilt_and_none_is_overdrawn(
    before: list[str], after: list[str], steps: int
) -> None:
    effort = Effort(steps)
    old, new = " ".join(before), " ".join(after)
    spans = text_spans(old, new, effort)
    assert "".join(span.text for span in spans if span.op is not Op.INSERTED) == old
    assert "".join(span.text for span in spans if span.op is not Op.DELETED) == new
    align(story(*before).blocks, story(*after).blocks, effort)
    assert effort.left >= 0


def rebuilt(found: Diff, before: Story, after: Story) -> bool:
    """Whether both texts come out of a diff to the byte."""
    return (found.before, found.after) == tuple(tuple(block.text for block in one.blocks) for one in (before, after))


def calls_of(pair: Pair) -> int:
    """How many functions are called to compare two stories: the same on every machine."""
    number = count()

    def counted(frame: FrameType, event: str, argument: object) -> None:  # as Python calls it
        if event in ("call", "c_call"):
            next(number)

    diff(*pair)
    sys.setprofile(counted)
    try:
        diff(*pair)
    finally:
        sys.setprofile(None)
    return next(number)
