"""Whatever two stories hold, both can be rebuilt from their diff to the byte."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.diff.stories import story
from tracker.core.diff import diff
from tracker.model import Block, BlockChange, BlockKind, Link, Op, Story

SENTENCES = (
    "The fire began at noon.",
    "The fire began at night.",
    "Twelve people were hurt on Friday, police said.",
    "Fifteen people were hurt on Friday, police said.",
    "“We have never seen this,” the mayor said.",
    "“We have rarely seen this here,” the mayor of the town said.",
    "Rain is due.",
    "地震が発生した。",
    "बाढ़ आई।",
    "Go",
)
paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
likely = st.lists(paragraphs, max_size=8)
links = st.lists(
    st.builds(
        Link, text=st.sampled_from(("mayor", "fire")), url=st.sampled_from(("https://a.org/1", "https://a.org/2"))
    ),
    max_size=2,
).map(tuple)
blocks = st.builds(Block, kind=st.sampled_from(BlockKind), text=paragraphs, links=links)
anything = st.lists(st.text(min_size=1).map(lambda text: text.replace("\n", " ")), max_size=6)


@given(before=likely, after=likely)
def test_texts_that_share_sentences_are_rebuilt(before: list[str], after: list[str]) -> None:
    check(before, after)


@given(before=anything, after=anything)
def test_any_texts_are_rebuilt(before: list[str], after: list[str]) -> None:
    check(before, after)


@given(before=st.lists(st.sampled_from("abc"), max_size=30), after=st.lists(st.sampled_from("abc"), max_size=30))
def test_texts_that_repeat_themselves_are_rebuilt(before: list[str], after: list[str]) -> None:
    check(before, after)


@given(before=st.text(), after=st.text())
def test_lines_above_the_text_are_rebuilt(before: str, after: str) -> None:
    headline, _, byline = diff(story(headline=before, byline=after), story(headline=after, byline=before)).fields
    assert (headline.before, headline.after) == (before, after)
    assert (byline.before, byline.after) == (after, before)


@given(before=st.lists(blocks, max_size=8), after=st.lists(blocks, max_size=8))
def test_blocks_of_every_kind_with_links_are_rebuilt(before: list[Block], after: list[Block]) -> None:
    old, new = (Story(headline="A headline", blocks=tuple(row)) for row in (before, after))
    found = diff(old, new)
    assert found.before == tuple(block.text for block in before)
    assert found.after == tuple(block.text for block in after)
    for block in found.blocks:
        if block.links:
            assert block.change not in (BlockChange.KEPT, BlockChange.ADDED, BlockChange.REMOVED)
        if block.change is BlockChange.REWRITTEN:
            assert [span.op for span in block.spans] == [Op.DELETED, Op.INSERTED]
    for repetition in found.repeated:
        assert repetition.count >= max(3, len(repetition.blocks))
        assert set(repetition.alone) <= set(repetition.blocks)


@given(row=st.lists(blocks, max_size=8))
def test_a_story_laid_over_itself_is_unchanged(row: list[Block]) -> None:
    one = Story(headline="A headline", blocks=tuple(row))
    assert not diff(one, one).changed


def check(before: list[str], after: list[str]) -> None:
    found = diff(story(*before), story(*after))
    assert found.before == tuple(before)
    assert found.after == tuple(after)
    assert found.changed == (before != after)
    for block in found.blocks:
        assert all(span.text for span in block.spans)
        assert (block.change is BlockChange.KEPT) <= all(span.op is Op.EQUAL for span in block.spans)
        assert (block.move is not None) == (block.change in (BlockChange.MOVED_AWAY, BlockChange.MOVED_HERE))
