"""The words of the house are at home where the list says, and none is missing from it."""

from __future__ import annotations

import pytest

import tracker.model


@pytest.mark.parametrize("word", tracker.model.__all__)
def test_each_word_is_given_when_asked_for(word: str) -> None:
    assert getattr(tracker.model, word).__module__.startswith("tracker.model")


def test_a_word_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(tracker.model, "nonsense")  # noqa: B009  # a literal name is what is tested
