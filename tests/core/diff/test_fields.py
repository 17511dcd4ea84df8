"""Headline, standfirst and byline: each one line, told by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import marked, story
from tracker.core.diff.effort import Effort
from tracker.core.diff.fields import field_diffs
from tracker.model import Story


def headline(before: str, after: str) -> str:
    found, *_ = field_diffs(story(headline=before), story(headline=after), Effort())
    return marked(found.spans)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Storm: 12 dead. What we know", "Storm: 15 dead. What we know", "Storm: [-12-]{+15+} dead. What we know"),
        ("", "Fire at sea", "{+Fire at sea+}"),
        ("Fire at sea", "", "[-Fire at sea-]"),
        ("", "", ""),
        ("Fire", "Fire", "Fire"),
        ("Fire at harbour", "Court frees captain", "[-Fire at harbour-]{+Court frees captain+}"),
        ("Mayor resigns", "Mayor resigns – live", "Mayor resigns{+ – live+}"),
    ],
)
def test_a_headline_is_told_in_words(before: str, after: str, told: str) -> None:
    assert headline(before, after) == told


def test_the_three_lines_stand_in_one_order_changed_or_not() -> None:
    before = Story(headline="A", dek="B", byline="C")
    after = replace(before, dek="D")
    found = field_diffs(before, after, Effort())
    assert [(field.name, field.changed) for field in found] == [("headline", False), ("dek", True), ("byline", False)]


@given(before=st.text(), after=st.text())
def test_a_line_is_rebuilt_to_the_byte_even_without_effort(before: str, after: str) -> None:
    for effort in (Effort(), Effort(0)):
        found, *_ = field_diffs(story(headline=before), story(headline=after), effort)
        assert (found.before, found.after, found.changed) == (before, after, before != after)
