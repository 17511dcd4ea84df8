from __future__ import annotations

import pytest

from tracker.view.counts import number_of


@pytest.mark.parametrize(("count", "words"), [(0, "0 looks"), (1, "1 look"), (2, "2 looks"), (1000, "1000 looks")])
def test_one_is_not_many(count: int, words: str) -> None:
    assert number_of(count, "look") == words
