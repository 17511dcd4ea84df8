"""Whatever the archive says is read without belief."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import NOON
from tracker.edges.wayback import answers

KEYS = [
    "status",
    "status_ext",
    "message",
    "job_id",
    "timestamp",
    "original_url",
    "exception",
    "available",
    "processing",
]
VALUES = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)
WORDS = st.sampled_from(["error", "success", "pending", "error:not-found", "20261122120130", "spn2-1", "https://a.b/c"])
ANSWERS = st.dictionaries(st.sampled_from(KEYS), VALUES | WORDS)
UNFIT = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def is_fit(text: str) -> bool:
    return not UNFIT & {unicodedata.category(character) for character in text}


@given(ANSWERS)
def test_any_object_is_read_into_fit_words_or_nothing(answer: dict[str, Any]) -> None:
    answers.is_error(answer)
    begun, over = answers.begun(answer, "key"), answers.unsaved("it", answer, NOON, "key")
    saved = answers.saved(answer, server="https://archive.example", asked="https://news.example/")
    slots = answers.slots(answer)
    assert is_fit(over.told)
    assert begun is None or (is_fit(begun.note) and "/" not in begun.job)
    assert saved is None or (is_fit(saved.address) and saved.address.startswith("https://archive.example/web/"))
    assert slots is None or slots.available >= 0


@given(st.binary() | st.recursive(VALUES, lambda inner: st.lists(inner)).map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_an_object_or_none(body: bytes) -> None:
    assert isinstance(answers.parsed(body), dict | None)
