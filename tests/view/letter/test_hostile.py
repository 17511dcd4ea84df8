"""Whatever stands in a headline, an address, an error or a rule: it adds no element, no attribute and no header."""

from __future__ import annotations

import re
from functools import cache

import pytest

from bench.mail_examples import HOSTILE, hostile
from tests.view.letter.test_change import Outline
from tracker.edges.email import compose

FORMS = ("change", "news", "digest")
STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@cache
def usual(form: str) -> set[tuple[str, tuple[str, ...]]]:
    # A text that gave way to a long one stands above it, and a line says what is too long.
    return {("br", ()), ("p", ("style",))} | outline(hostile("harmless")[FORMS.index(form)].html)


def outline(html: str) -> set[tuple[str, tuple[str, ...]]]:
    """Elements with the names of their attributes, links left out: hostile words may make an address none."""
    elements = [(tag, attributes) for tag, attributes in Outline(html).elements if tag != "a"]
    return {(tag, tuple(sorted({name for name, _ in attributes} - {"lang"}))) for tag, attributes in elements}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_add_no_header_in_any_form(words: str, form: str) -> None:
    place = FORMS.index(form)
    names, harmless = (
        sorted(line.split(b":")[0] for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t"))
        for head in (compose(hostile(one)[place]).partition(b"\r\n\r\n")[0] for one in (words, "harmless"))
    )
    assert names == harmless
