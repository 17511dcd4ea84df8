"""Diffs that no engine would make: whoever draws them raises nothing and steers nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from tests.view.render.diffs import any_facts, steering
from tracker.core.text.sentences import sentences
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Fact, FieldDiff, LinkChange, Op, Repetition, Span
from tracker.view.render import (
    CountLines,
    TextFile,
    as_json,
    changed_sentences,
    changed_words,
    count,
    html_blocks,
    html_page,
    inline,
    patch,
    plain,
    side_by_side,
    text_blocks,
)

_texts = st.sampled_from(("", " ", "Rain.", "\n\n", "\n", "\x1b[2J", "地震", "word " * 30, "\ud800", "👩‍🚒", "a\u0301"))
_places = st.lists(st.integers(0, 5), max_size=3).map(tuple)
_spans = st.lists(
    st.builds(Span, op=st.sampled_from(Op), text=_texts, move=st.none() | st.integers(0, 2)), max_size=4
).map(tuple)
_links = st.lists(st.builds(LinkChange, text=_texts, before=_texts, after=_texts), max_size=1).map(tuple)
_blocks = st.builds(
    BlockDiff,
    change=st.sampled_from(BlockChange),
    kind=st.sampled_from(BlockKind),
    before=_places,
    after=_places,
    spans=_spans,
    move=st.none() | st.integers(0, 2),
    links=_links,
    entry=_texts,
)
_repetitions = st.builds(
    Repetition, before=_texts, after=_texts, blocks=_places, count=st.integers(0, 9), alone=_places
)
_diffs = st.builds(
    Diff,
    fields=st.lists(
        st.builds(FieldDiff, name=st.sampled_from(("headline", "dek", "other")), spans=_spans), max_size=2
    ).map(tuple),
    blocks=st.lists(_blocks, max_size=5).map(tuple),
    coarse=st.booleans(),
    repeated=st.lists(_repetitions, max_size=2).map(tuple),
)


def drawn(what: RenderableType, width: int) -> str:
    out = StringIO()
    Console(file=out, width=width, color_system=None).print(what)
    return out.getvalue()


RENDERERS: dict[str, Callable[[Diff, list[Fact]], str]] = {
    "inline": lambda diff, facts: drawn(inline(diff, facts=facts), 60),
    "inline in ASCII": lambda diff, facts: drawn(inline(diff, facts=facts, ascii_signs=True), 33),
    "side by side": lambda diff, facts: drawn(side_by_side(diff, facts=facts), 120),
    "plain": lambda diff, facts: plain(diff, facts=facts),
    "words": lambda diff, facts: plain(diff, facts=facts, excerpt=changed_words),
    "sentences": lambda diff, facts: plain(diff, facts=facts, excerpt=changed_sentences(sentences)),
    "mail": lambda diff, facts: text_blocks(diff, facts=facts),
    "html": lambda diff, facts: html_blocks(diff, facts=facts),
    "page": lambda diff, facts: html_page(diff, title="A", facts=facts),
    "patch": lambda diff, facts: patch(diff, before=TextFile(name="a"), after=TextFile(name="b")),
    "counts": lambda diff, facts: drawn(CountLines(count(diff, facts, words=len, sentences=sentences)), 80),
    "json": lambda diff, facts: json.dumps(as_json(diff, facts)),
}


@pytest.mark.parametrize("name", RENDERERS)
@settings(max_examples=25)
@given(diff=_diffs, facts=any_facts)
def test_no_renderer_raises_and_none_steers(name: str, diff: Diff, facts: list[Fact]) -> None:
    assert not steering(RENDERERS[name](diff, facts))
