"""The beginning of a text is a stub where much of the rest is gone, and an edit where it is not that."""

from __future__ import annotations

import pytest

from tracker.core.detect import is_stub_of
from tracker.model import Block, BlockKind, Story

TEXT = tuple(f"Paragraph {number} says that {'much ' * 20}was moved from the quay that day." for number in range(6))


def story(*texts: str) -> Story:
    return Story(headline="The quay", blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts))


@pytest.mark.parametrize(
    ("left", "is_stub"),
    [
        (TEXT[:2], True),
        ((TEXT[0], TEXT[1][:40] + "…"), True),
        ((*TEXT[:2], "Go on with the daily edition.", "From 2.90 a week."), True),
        (TEXT[:3], True),
        (TEXT[:5], False),
        (TEXT, False),
        ((), False),
        (("Something else stands here now.",), False),
        ((*TEXT[:2], TEXT[-1]), False),
        (TEXT[1:3], False),
        ((*TEXT[:2], *("A new paragraph of the newsroom. " * 4,) * 3), False),
        ((TEXT[0].replace("quay", "pier"), TEXT[1]), False),
    ],
)
def test_a_stub_is_a_beginning_word_for_word(left: tuple[str, ...], is_stub: bool) -> None:
    assert is_stub_of(story(*TEXT), story(*left)) is is_stub
