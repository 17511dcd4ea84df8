from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.edges.store.examples import at
from tests.test_docs import ARTICLE, VERSION
from tests.view.render.diffs import any_diff, any_facts, steering
from tests.viewer.records import told
from tests.viewer.stories import BRIDGE
from tracker.app.archive import Comparison
from tracker.app.laying import Laid, lay_over
from tracker.model import (
    BlockChange,
    BlockDiff,
    BlockKind,
    Confidence,
    Diff,
    EntryDiff,
    EntryFate,
    Fact,
    FactKind,
    FieldDiff,
    LinkChange,
    Op,
    Repetition,
    Span,
    Story,
    Version,
)
from tracker.view.render.remarks import said_once
from tracker.view.render.styles import palette
from tracker.viewer.diff_rows import UNFOLDED, Looks, change_text, diff_rows
from tracker.viewer.rows import Row

COLOURED, MARKED = (Looks(colours=palette(system)) for system in ("truecolor", None))


def compared(before: Story, after: Story, *, numbers: tuple[int, int] = (1, 2)) -> Comparison:
    """Two stories laid over each other as the archive does."""
    old, new = (_numbered(number) for number in numbers)
    return Comparison(article=ARTICLE, before=old, after=new, laid=lay_over(before, after))


def _numbered(number: int) -> Version:
    return replace(VERSION, number=number)


def drawn(rows: Iterable[Row]) -> list[str]:
    """Rows as text, those that are empty left out."""
    return [
        f"{row.lead.plain.strip() or ' '} {' | '.join(cell.plain for cell in row.cells)}"
        for row in rows
        if any(cell.plain for cell in row.cells)
    ]


def test_facts_come_first_then_the_headline_then_the_text() -> None:
    assert drawn(diff_rows(compared(BRIDGE[0], BRIDGE[1]), MARKED)) == [
        "  +1 ~1 paragraphs · 12 → 15 people (hurt)",
        "  Bridge closed after crack is found",
        "  The harbour bridge was closed to all traffic on Friday after a diver found a crack in its southern bearing.",
        "~ Police said that [-12-] {+15+} people were hurt when a lorry braked in front of the barrier.",
        "  The bridge carries the ring road over the canal and is used by forty thousand cars on a working day.",
        "⋮ 3 unchanged paragraphs",
        "  “We will not open it before we know why,” said the city engineer, Ines Falk.",
        "+ {+The shipping office closed the canal below it as well.+}",
    ]


def test_side_by_side_each_sign_stands_before_its_text() -> None:
    looks = Looks(colours=palette("truecolor"), beside=True)
    rows = tuple(diff_rows(compared(BRIDGE[1], BRIDGE[2]), looks))

    told = {row.sign.plain + "/" + row.lead.plain.strip(): row for row in rows if row.stop}
    assert sorted(told) == ["/-", "~/~", "↕/", "≈/≈"]
    assert [cell.plain for cell in told["↕/"].cells] == [
        "",
        "moved here, was paragraph 2: "
        "Police said that 15 people were hurt when a lorry braked in front of the barrier.",
    ]
    assert [cell.plain for cell in told["/-"].cells] == ["The shipping office closed the canal below it as well.", ""]


def test_a_version_over_itself_is_its_text_whole_and_plain() -> None:
    looks = Looks(colours=palette("truecolor"), context=UNFOLDED, alone=True)
    rows = tuple(diff_rows(compared(BRIDGE[0], BRIDGE[0], numbers=(1, 1)), looks))

    assert drawn(rows) == [f"  {text}" for text in (BRIDGE[0].headline, *(block.text for block in BRIDGE[0].blocks))]
    assert not any(row.stop for row in rows)


def test_two_versions_that_read_the_same_say_so() -> None:
    assert drawn(diff_rows(compared(BRIDGE[0], BRIDGE[0]), COLOURED))[0] == "  no difference that a reader would see"


def test_more_context_shows_more() -> None:
    counts = [
        len(drawn(diff_rows(compared(BRIDGE[0], BRIDGE[1]), Looks(colours=COLOURED.colours, context=context))))
        for context in (0, 1, 2, UNFOLDED)
    ]

    assert counts == [6, 8, 10, 10]


def test_a_change_is_copied_as_it_reads() -> None:
    row = next(row for row in diff_rows(compared(BRIDGE[0], BRIDGE[1]), MARKED) if row.stop)

    assert change_text(row) == (
        "Police said that [-12-] {+15+} people were hurt when a lorry braked in front of the barrier."
    )


def _block(change: BlockChange, text: str, **more: Any) -> BlockDiff:
    op = {BlockChange.ADDED: Op.INSERTED, BlockChange.REMOVED: Op.DELETED}.get(change, Op.EQUAL)
    sides = {"before": () if op is Op.INSERTED else (0,), "after": () if op is Op.DELETED else (0,)}
    return BlockDiff(
        **{"change": change, "kind": BlockKind.PARAGRAPH, "spans": (Span(op=op, text=text),), **sides, **more}
    )


def _told(diff: Diff, facts: Sequence[Fact] = (), looks: Looks = MARKED) -> list[str]:
    laid = Laid(diff=diff, facts=tuple(facts), summary="")
    return drawn(diff_rows(Comparison(article=ARTICLE, before=_numbered(1), after=_numbered(2), laid=laid), looks))


_HEADLINE = FieldDiff(name="headline", spans=(Span(op=Op.EQUAL, text="Floods"),))


def test_what_is_told_beside_the_text_stands_beside_it_here_too() -> None:
    links = (LinkChange(text="the report", before="https://a.example/1", after="https://a.example/2"),)
    diff = Diff(
        fields=(_HEADLINE,),
        blocks=(_block(BlockChange.EDITED, "The wall held.", links=links),),
        repeated=(Repetition(before="Friday", after="Saturday", blocks=(0,), count=3),),
    )
    facts = (
        Fact(
            kind=FactKind.CORRECTION_ADDED,
            text="correction added",
            place="note",
            sentences=(("Nine boats burned.", "Seven boats burned."),),
        ),
        Fact(kind=FactKind.HEDGE, text="may have → has", place="p1", block=0, confidence=Confidence.UNSURE),
    )

    expected = [
        "  correction added, and with it changed: [-Nine-] {+Seven+} boats burned.",
        "  “Friday” → “Saturday” in 3 places",
        "  Floods",
        "~ The wall held.  ‹may have → has›",
        "  link “the report”: [-https://a.example/1-] → {+https://a.example/2+}",
    ]
    assert [" ".join(line.split()) for line in _told(diff, facts)] == [" ".join(line.split()) for line in expected]


def test_entries_of_a_live_blog_are_headed_and_those_out_of_sight_are_counted() -> None:
    entries = (
        EntryDiff(id="c", headline="The wall is breached", fate=EntryFate.ADDED, published=at(30)),
        EntryDiff(id="b", headline="Boats are sent", fate=EntryFate.KEPT, published=at(20)),
        EntryDiff(id="a", headline="It rains", fate=EntryFate.OUT_OF_SIGHT, published=at(10)),
    )
    blocks = (
        _block(BlockChange.ADDED, "Water runs into the town.", entry="c"),
        _block(BlockChange.KEPT, "Three boats left.", entry="b"),
        _block(BlockChange.REMOVED, "Since the morning.", entry="a"),
    )

    assert _told(Diff(fields=(_HEADLINE,), blocks=blocks, entries=entries)) == [
        "  Floods",
        "▸ 12:30 UTC · The wall is breached (new)",
        "+ {+Water runs into the town.+}",
        "▸ 12:20 UTC · Boats are sent",
        "  Three boats left.",
        "⋮ 1 older entry out of sight",
    ]


def test_neighbours_that_moved_together_are_told_as_one_move() -> None:
    moved = [f"Paragraph {word} tells at some length what the harbour master said of it." for word in ("two", "three")]
    stays = [
        f"It is {word} that stays where it was, and it is as long as any other." for word in ("one", "four", "five")
    ]
    before, after = told("Floods", stays[0], *moved, *stays[1:]), told("Floods", *stays, *moved)

    shown = drawn(diff_rows(compared(before, after), MARKED))

    assert [line for line in shown if "moved" in line and line.startswith("↕")] == [
        "↕ 2 paragraphs moved down, now 4–5: Paragraph two tells at some length what the harbour master …",
        f"↕ 2 paragraphs moved down, were 2–3: {moved[0]}",
    ]


def test_a_paragraph_that_was_replaced_whole_is_shown_above_the_new_one() -> None:
    rows = tuple(diff_rows(compared(BRIDGE[1], BRIDGE[2]), COLOURED))

    (rewritten,) = (row.cells[0].plain for row in rows if row.cells[0].plain.startswith("rewritten"))
    assert rewritten.split("\n") == [
        f"rewritten: {BRIDGE[1].blocks[0].text}",
        BRIDGE[2].blocks[0].text,
    ]


def test_a_side_that_was_read_anew_is_told() -> None:
    laid = compared(told("A", "The bridge is shut."), told("A", "The bridge is open."))
    relaid = replace(laid, after=replace(laid.after, change=replace(laid.after.change, layout=True)))
    words = "version 1 is shown as its page is read since version 2: the layout changed"

    assert words in "\n".join(drawn(diff_rows(relaid, MARKED)))
    assert words not in "\n".join(drawn(diff_rows(laid, MARKED)))
    # Between two that are no neighbours each side is as it was read.
    far = replace(relaid, after=replace(relaid.after, number=3))
    assert far.read_anew == ""


@given(laid=any_diff, told=any_facts, context=st.sampled_from([0, 1, UNFOLDED]), beside=st.booleans())
def test_no_diff_steers_the_terminal_and_every_change_is_a_stop(
    laid: Diff, told: list[Fact], context: int, beside: bool
) -> None:
    facts = Laid(diff=laid, facts=tuple(told), summary="")
    comparison = Comparison(article=ARTICLE, before=_numbered(1), after=_numbered(2), laid=facts)

    rows = tuple(diff_rows(comparison, Looks(colours=COLOURED.colours, context=context, beside=beside)))

    assert steering("".join(cell.plain for row in rows for cell in row.cells)) == set()
    quiet = (BlockChange.KEPT, BlockChange.MOVED_AWAY)
    # An edit that was made in many places is said once, unless the whole text is asked for.
    once = frozenset[int]() if context == UNFOLDED else said_once(laid)
    changes = sum(block.change not in quiet and place not in once for place, block in enumerate(laid.blocks))
    changes += sum(field.changed for field in laid.fields)
    assert sum(row.stop for row in rows) == changes
