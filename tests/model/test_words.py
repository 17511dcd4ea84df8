"""The words of the house are at home where the list says, and none is missing from it."""

from __future__ import annotations

from importlib import import_module

import pytest

import tracker.model


@pytest.mark.parametrize("word", tracker.model.__all__)
def test_each_word_is_given_when_asked_for(word: str) -> None:
    home = import_module(f"tracker.model.{tracker.model._HOME_OF[word]}")
    assert getattr(tracker.model, word) is getattr(home, word)


def test_a_word_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(tracker.model, "nonsense")  # noqa: B009  # a literal name is what is tested
