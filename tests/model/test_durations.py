from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.durations import parsed_duration, spoken_duration, written_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("5m", 300), ("2h", 7200), ("30d", 2592000), ("0s", 0), (" 1.5 h ", 5400), ("0.5s", 0.5)],
)
def test_a_duration_is_read_as_it_is_written(text: str, seconds: float) -> None:
    assert parsed_duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["", "5", "m", "5 min", "-5m", "5M", "1h30m", "٥m", "4000d", "9" * 400 + "s", "1e3s"])
def test_anything_else_is_refused_with_the_forms_it_may_have(text: str) -> None:
    with pytest.raises(ValueError, match=r"^needs a duration (such as|of ten years)"):
        parsed_duration(text)


@pytest.mark.parametrize(
    ("seconds", "written"), [(90, "90s"), (300, "5m"), (7200, "2h"), (86400, "1d"), (0, "0s"), (0.25, "0.25s")]
)
def test_a_duration_is_written_in_the_largest_unit_that_holds_it(seconds: float, written: str) -> None:
    assert written_duration(timedelta(seconds=seconds)) == written


@given(st.integers(0, 10**8))
def test_what_is_written_reads_back(seconds: int) -> None:
    span = timedelta(seconds=seconds)
    assert parsed_duration(written_duration(span)) == span


@pytest.mark.parametrize(
    ("seconds", "spoken"),
    [
        (-5, "0 s"),
        (0.4, "0 s"),
        (45, "45 s"),
        (59.7, "1 min"),
        (360, "6 min"),
        (3599, "1 h"),
        (7500, "2 h 5 min"),
        (86399, "1 d"),
        (273600, "3 d 4 h"),
    ],
)
def test_a_duration_is_said_in_the_words_of_a_sentence(seconds: float, spoken: str) -> None:
    assert spoken_duration(timedelta(seconds=seconds)) == spoken
