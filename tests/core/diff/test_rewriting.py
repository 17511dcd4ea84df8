"""Blocks that were replaced as a whole, and those of which enough was kept to be read mixed."""

from __future__ import annotations

import pytest

from tests.core.diff.stories import laid, marked, story
from tracker.core.diff.rewriting import edited_or_rewritten
from tracker.model import BlockChange, Op, Span

OLD = "Crews searched the hills above the reservoir for two hikers on Monday, officials said."
NEW = "Two hikers missing above the reservoir since Sunday were found alive, their families told reporters."


def test_a_block_that_says_the_same_in_other_words_is_rewritten() -> None:
    assert laid(story(OLD), story(NEW)) == [(BlockChange.REWRITTEN, f"[-{OLD}-]{{+{NEW}+}}")]


def test_a_scrap_that_was_kept_does_not_stand_between() -> None:
    spans = (
        Span(op=Op.DELETED, text=OLD[:70]),
        Span(op=Op.INSERTED, text=NEW[:70]),
        Span(op=Op.EQUAL, text="on Monday"),
    )
    change, found = edited_or_rewritten(f"{OLD[:70]}on Monday", f"{NEW[:70]}on Monday", spans)
    assert change is BlockChange.REWRITTEN
    assert [span.op for span in found] == [Op.DELETED, Op.INSERTED]


def test_a_whole_sentence_that_was_kept_makes_it_an_edit() -> None:
    change, text = laid(story(f"{OLD} Rain is due."), story(f"{NEW} Rain is due."))[0]
    assert change is BlockChange.EDITED
    assert text.endswith(" Rain is due.")


def test_a_sentence_that_stands_elsewhere_in_the_block_is_kept() -> None:
    spans = (
        Span(op=Op.DELETED, text="It burned all night long.", move=0),
        Span(op=Op.DELETED, text=OLD),
        Span(op=Op.INSERTED, text=NEW),
        Span(op=Op.INSERTED, text="It burned all night long.", move=0),
    )
    change, found = edited_or_rewritten("", "It burned all night long.", spans)
    assert (change, found) == (BlockChange.EDITED, spans)


@pytest.mark.parametrize(
    ("before", "after"), [("The 12 dead.", "The 15 dead."), ("Rain is due.", "Rain is due today.")]
)
def test_a_short_block_of_which_words_are_kept_is_an_edit(before: str, after: str) -> None:
    ((change, text),) = laid(story(before), story(after))
    assert change is BlockChange.EDITED
    assert marked((Span(op=Op.EQUAL, text=after.split(maxsplit=1)[0]),)) in text
