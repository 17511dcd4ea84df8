"""Captions, links, and one edit in many places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.facts.telling import written
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.core.facts.marginal_changes import is_repeated, repetition_facts
from tracker.model import (
    Block,
    BlockChange,
    BlockDiff,
    BlockKind,
    Diff,
    Fact,
    FactKind,
    LinkChange,
    Op,
    Repetition,
    Span,
    Story,
)

EMPTY = Story(headline="")
CAPTION = "Crews in the harbour of Orrin Bay on Monday. Photo: A. Moss"


def with_caption(text: str) -> Story:
    """A story whose second block is a caption."""
    plain = written("The town lies at the mouth of the Tesk. ¶ Rain is due at the weekend.")
    caption = Block(kind=BlockKind.CAPTION, text=text)
    return replace(plain, blocks=(plain.blocks[0], caption, plain.blocks[1]))


def kept(*links: LinkChange, change: BlockChange = BlockChange.EDITED) -> BlockDiff:
    """A block that is the same but for its links."""
    spans = (Span(op=Op.EQUAL, text="The report is here."),)
    return BlockDiff(change=change, kind=BlockKind.PARAGRAPH, before=(2,), after=(2,), spans=spans, links=links)


def link(before: str, after: str) -> LinkChange:
    """The same words over another address."""
    return LinkChange(text="the report", before=before, after=after)


def edited(old: str, new: str) -> BlockDiff:
    """A paragraph in which one word became another."""
    spans = (
        Span(op=Op.EQUAL, text="Crews came in "),
        Span(op=Op.DELETED, text=old),
        Span(op=Op.INSERTED, text=new),
        Span(op=Op.EQUAL, text=" to search the bay."),
    )
    return BlockDiff(change=BlockChange.EDITED, kind=BlockKind.PARAGRAPH, before=(0,), after=(0,), spans=spans)


def told(*blocks: BlockDiff, repeated: tuple[Repetition, ...] = ()) -> tuple[Fact, ...]:
    """The facts of a diff that was built by hand."""
    return facts(EMPTY, EMPTY, Diff(fields=(), blocks=blocks, repeated=repeated))


def kinds(found: tuple[Fact, ...]) -> list[FactKind]:
    """What was told, in order."""
    return [fact.kind for fact in found]


def test_a_caption_in_other_words_is_told() -> None:
    before, after = with_caption(CAPTION), with_caption(CAPTION.replace("Crews", "Divers"))
    found = facts(before, after, diff(before, after))
    (fact,) = [one for one in found if one.kind is FactKind.CAPTION]
    assert fact.text == "caption changed"
    assert (fact.before, fact.after) == (CAPTION, CAPTION.replace("Crews", "Divers"))
    assert (fact.place, fact.block) == ("paragraph 2", 1)


def test_a_caption_in_another_form_is_form_only() -> None:
    before, after = with_caption(CAPTION), with_caption(CAPTION.replace(". Photo", " – Photo"))
    assert kinds(facts(before, after, diff(before, after))) == [FactKind.COSMETIC]


def test_a_caption_that_came_is_a_paragraph_more() -> None:
    before = written("The town lies at the mouth of the Tesk. ¶ Rain is due at the weekend.")
    after = with_caption(CAPTION)
    assert kinds(facts(before, after, diff(before, after))) == [FactKind.ADDED]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        (
            "https://orrin.example/1",
            "https://orrin.example/2",
            "link “the report”: https://orrin.example/1 → https://orrin.example/2",
        ),
        ("", "https://orrin.example/2", "link “the report” added: https://orrin.example/2"),
        ("https://orrin.example/1", "", "link “the report” removed: https://orrin.example/1"),
    ],
)
def test_a_link_is_told_with_its_words_and_both_addresses(before: str, after: str, text: str) -> None:
    (fact,) = told(kept(link(before, after)))
    assert fact.kind is FactKind.LINK
    assert fact.text == text
    assert (fact.before, fact.after, fact.place, fact.block) == (before, after, "paragraph 3", 0)


def test_links_alone_are_no_change_of_form_and_no_paragraph_edited() -> None:
    found = told(kept(link("https://orrin.example/1", "https://orrin.example/2")))
    assert kinds(found) == [FactKind.LINK]
    assert summary(found) == "link changed"


def test_several_links_are_counted_in_the_summary() -> None:
    one, other = link("https://orrin.example/1", ""), link("", "https://orrin.example/2")
    assert summary(told(kept(one, other))) == "2 links changed"


def test_links_of_a_new_paragraph_are_part_of_it() -> None:
    block = BlockDiff(
        change=BlockChange.ADDED,
        kind=BlockKind.PARAGRAPH,
        before=(),
        after=(0,),
        spans=(Span(op=Op.INSERTED, text="The report is here."),),
        links=(link("", "https://orrin.example/2"),),
    )
    assert kinds(told(block)) == [FactKind.ADDED]


def test_a_flood_of_links_is_bounded() -> None:
    many = tuple(link("", f"https://orrin.example/{number}") for number in range(500))
    assert len(told(kept(*many))) == 50


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("", ", 2025", "“, 2025” added in 48 places"),
        (" allegedly ", "", "“allegedly” removed in 48 places"),
        ("Kiev", "Kyiv", "“Kiev” → “Kyiv” in 48 places"),
    ],
)
def test_one_edit_in_many_places_is_said_once(before: str, after: str, text: str) -> None:
    repeated = Repetition(before=before, after=after, blocks=(0, 1, 2), count=48)
    (fact,) = repetition_facts(Diff(fields=(), blocks=(), repeated=(repeated,)))
    assert fact.kind is FactKind.REPEATED
    assert fact.text == text


def test_an_edit_in_two_places_is_told_by_what_it_changed() -> None:
    repeated = Repetition(before="Kiev", after="Kyiv", blocks=(0, 1), count=2)
    assert list(repetition_facts(Diff(fields=(), blocks=(), repeated=(repeated,)))) == []


def test_what_stands_for_many_edits_takes_the_place_of_their_facts() -> None:
    blocks = tuple(edited("2024", "2025") for _ in range(4))
    repeated = Repetition(before="2024", after="2025", blocks=(0, 1, 2, 3), count=4)
    found = told(*blocks, repeated=(repeated,))
    assert kinds(found) == [FactKind.REPEATED, FactKind.EDITED]
    assert summary(found) == "~4 paragraphs · “2024” → “2025” in 4 places"


@pytest.mark.parametrize(
    ("fact", "covered"),
    [
        (Fact(kind=FactKind.NUMBER, text="", before="4 March", after="5 March", block=1, number="date"), True),
        (Fact(kind=FactKind.NUMBER, text="", before="4", after="5", block=1, number="count"), True),
        (Fact(kind=FactKind.NUMBER, text="", before="4", after="5", block=1, number="toll"), False),
        (Fact(kind=FactKind.NUMBER, text="", before="4", after="5", block=7, number="count"), False),
        (Fact(kind=FactKind.NUMBER, text="", before="4", after="5", number="count"), False),
        (Fact(kind=FactKind.NUMBER, text="", before="6", after="7", block=1, number="count"), False),
    ],
)
def test_a_toll_and_what_stands_elsewhere_are_told_all_the_same(fact: Fact, covered: bool) -> None:
    repeated = Repetition(before="4", after="5", blocks=(0, 1, 2), count=3)
    assert is_repeated(fact, (repeated,)) is covered


def test_paragraphs_that_were_rewritten_are_counted_by_themselves() -> None:
    spans = (Span(op=Op.DELETED, text="It rained all night."), Span(op=Op.INSERTED, text="The sun came out at nine."))
    block = BlockDiff(change=BlockChange.REWRITTEN, kind=BlockKind.PARAGRAPH, before=(0,), after=(0,), spans=spans)
    (fact,) = told(block)
    assert (fact.kind, fact.text, fact.after) == (FactKind.REWRITTEN, "1 paragraph rewritten", "1")
    assert summary((fact,)) == "≈1 paragraph"
