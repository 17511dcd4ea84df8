"""What strangers might send, some of it: the oracles of the fuzzer on seeds that were cut, spliced and bent.

The long form follows coverage: `python -m bench.fuzz`.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz.target import BrokenPromiseError, Target, expect, fields, joined, refusing, words
from bench.fuzz.targets import TARGETS
from tests.fuzz.found import FOUND, Case
from tracker.errors import ReadingError

_BITS = (
    b"<", b">", b'"', b"\0", b"\x1b[2J", b"\r\n", b"\xff", b"\xe2\x80\xae", b"\xed\xa0\x80", b"&#xD800;", b"%0a", b"\\",
    b"@", b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"-1", b"99999999999999999999", b"</script>", b"]]>", b"{{7*7}}", b"\x1e",
    b"\x1d", b"e\xcc\x81", b"\xd9\x8e", b"12", b".", b" ",
)  # fmt: skip


@st.composite
def bent(draw: st.DrawFn, target: Target) -> bytes:
    """Give a seed of which pieces were taken out, said again, or replaced by what often hurts."""
    data = draw(st.sampled_from(target.seeds))[: target.longest]
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(data)))
        end = min(len(data), place + draw(st.sampled_from((0, 1, 7, 60, 400))))
        put = draw(st.sampled_from(_BITS) | st.binary(max_size=6) | st.just(data[place:end] * 2))
        data = data[:place] + put + data[end:]
    return data[: target.longest]


LONGER = max(1, settings().max_examples // 30)
EXAMPLES = {"page": 8, "show": 6, "compare": 15, "config": 10, "source": 20, "answer": 20}
"""How many of a target are tried: those of few words cost little. `TRACKER_EXAMPLES` is the long form of these too."""


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_whatever_arrives_is_taken_or_refused_and_no_promise_breaks(target: Target) -> None:
    @settings(max_examples=EXAMPLES.get(target.name, 30) * LONGER)
    @given(bent(target) | st.binary(max_size=60))
    def holds(data: bytes) -> None:
        target.check(data)

    holds()


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.was)
def test_what_was_found_once_stays_mended(case: Case) -> None:
    TARGETS[case.target].check(case.data)


def test_an_oracle_lets_no_other_error_pass() -> None:
    with refusing(ReadingError):
        raise ReadingError("It cannot be read.")
    with pytest.raises(BrokenPromiseError, match="ReadingError says nothing"), refusing(ReadingError):
        raise ReadingError(" ")
    with pytest.raises(KeyError), refusing(ReadingError):
        raise KeyError("a")
    with pytest.raises(BrokenPromiseError, match="it is not so"):
        expect([], "it is not so")


def test_inputs_are_written_by_their_fields() -> None:
    assert fields(joined("a", b"b", "c\ud800"), 3) == [b"a", b"b", b"c\xed\xa0\x80"]
    assert fields(b"a", 3) == [b"a", b"", b""]
    assert fields(joined("a", "b", "c"), 2) == [b"a", b"b\x1ec"]
    assert words(b"a\xff") == "a\udcff"
