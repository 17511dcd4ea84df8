"""Diffs by hand: the renderers know nothing of how a diff is made."""

from __future__ import annotations

from tracker.model import (
    BlockChange,
    BlockDiff,
    BlockKind,
    Confidence,
    Diff,
    Fact,
    FactKind,
    FieldDiff,
    LinkChange,
    Op,
    Repetition,
    Span,
)

KEPT, GONE, NEW = Op.EQUAL, Op.DELETED, Op.INSERTED


def spans(*pieces: tuple[Op, str]) -> tuple[Span, ...]:
    """Spans from pairs of fate and text."""
    return tuple(Span(op=op, text=text) for op, text in pieces)


def block(
    change: BlockChange,
    *pieces: tuple[Op, str],
    before: tuple[int, ...] = (),
    after: tuple[int, ...] = (),
    move: int | None = None,
    kind: BlockKind = BlockKind.PARAGRAPH,
) -> BlockDiff:
    """One block of a diff."""
    return BlockDiff(change=change, kind=kind, before=before, after=after, spans=spans(*pieces), move=move)


def kept(place: int, text: str) -> BlockDiff:
    """A paragraph that stayed as it was."""
    return block(BlockChange.KEPT, (KEPT, text), before=(place,), after=(place,))


def harbour() -> Diff:
    """Every kind of change once, with unchanged paragraphs between."""
    return Diff(
        fields=(
            FieldDiff(
                name="headline", spans=spans((KEPT, "Fire kills "), (GONE, "12"), (NEW, "15"), (KEPT, " at harbour"))
            ),
            FieldDiff(name="dek", spans=spans((KEPT, "Smoke over the bay"))),
            FieldDiff(name="byline", spans=spans((KEPT, "A. Moss"), (NEW, ", B. Lind"))),
        ),
        blocks=(
            block(
                BlockChange.MOVED_HERE,
                (KEPT, "Four schools stay closed until further notice, and buses run on a holiday timetable."),
                after=(0,),
                move=0,
            ),
            kept(0, "The fire began early on Friday."),
            kept(1, "Nobody knows why."),
            kept(2, "The alarm was late."),
            block(
                BlockChange.EDITED,
                (KEPT, "It killed "),
                (GONE, "174"),
                (NEW, "177"),
                (KEPT, " people."),
                before=(3,),
                after=(4,),
            ),
            block(BlockChange.REMOVED, (GONE, "Trains run as planned."), before=(4,)),
            block(BlockChange.ADDED, (NEW, "Trains stand still."), after=(5,)),
            block(BlockChange.ADDED, (NEW, "What we know"), after=(6,), kind=BlockKind.HEADING),
            block(
                BlockChange.SPLIT,
                (KEPT, "The mayor spoke."),
                (GONE, " "),
                (NEW, "\n\n"),
                (KEPT, "She left early."),
                before=(5,),
                after=(7, 8),
            ),
            block(
                BlockChange.MOVED_AWAY,
                (KEPT, "Four schools stay closed until further notice, and buses run on a holiday timetable."),
                before=(6,),
                move=0,
            ),
            kept(7, "Rain is due."),
            kept(8, "So is wind."),
        ),
    )


def crossing() -> Diff:
    """What is said once, beside or under the text: a rewritten block, links, one edit in many places, a joint move."""
    routes = ("Line one runs as usual.", "Line two ends at the park.", "Line three is cut short.")
    linked = block(BlockChange.EDITED, (KEPT, "The city has a map of all detours."), before=(0,), after=(3,))
    rewritten = block(
        BlockChange.REWRITTEN,
        (GONE, "The bridge is thought to be safe."),
        (NEW, "Engineers found cracks in two piers."),
        before=(1,),
        after=(4,),
    )
    dated = [
        block(
            BlockChange.EDITED,
            (KEPT, f"Works on pier {place} end in May"),
            (NEW, ", 2031"),
            (KEPT, "."),
            before=(place,),
            after=(place + 3,),
        )
        for place in range(2, 6)
    ]
    return Diff(
        fields=(FieldDiff(name="headline", spans=spans((KEPT, "Bridge closed"))),),
        blocks=(
            *(
                block(BlockChange.MOVED_HERE, (KEPT, text), after=(place,), move=place)
                for place, text in enumerate(routes)
            ),
            linked._replace(
                links=(LinkChange(text="a map", before="https://a.example/1", after="https://a.example/2"),)
            ),
            rewritten,
            *dated,
            *(
                block(BlockChange.MOVED_AWAY, (KEPT, text), before=(place + 6,), move=place)
                for place, text in enumerate(routes)
            ),
        ),
        coarse=True,
        repeated=(Repetition(before="", after=", 2031", blocks=(5, 6, 7, 8), count=4, alone=(5, 6, 7, 8)),),
    )


def crossing_facts() -> tuple[Fact, ...]:
    """A correction with the sentence that it changed, and a doubt about one block."""
    return (
        Fact(
            kind=FactKind.CORRECTION_ADDED,
            text="correction added",
            sentences=(("The bridge opened in 1961.", "The bridge opened in 1963."),),
        ),
        Fact(kind=FactKind.HEDGE, text="“thought to be” removed", block=4, confidence=Confidence.UNSURE),
    )


def hostile() -> Diff:
    """Texts that would steer a terminal, break out of markup or pass for marks of ours."""
    nasty = "\x1b]52;c;eA==\x07\x9b31m\u202e<script>alert(1)</script> [bold]&amp; \ud800"
    return Diff(
        fields=(FieldDiff(name="headline", spans=spans((GONE, nasty), (NEW, nasty + "!"))),),
        repeated=(Repetition(before=nasty, after=nasty + "?", blocks=(0,), count=2),),
        blocks=(
            block(BlockChange.EDITED, (KEPT, nasty), (GONE, nasty), (NEW, nasty), before=(0,), after=(0,))._replace(
                links=(LinkChange(text=nasty, before=nasty, after=nasty),),
            ),
            block(BlockChange.ADDED, (NEW, nasty), after=(1,)),
            block(BlockChange.MOVED_AWAY, (KEPT, nasty * 3), before=(1,), move=0),
            block(BlockChange.MOVED_HERE, (KEPT, nasty * 3), after=(2,), move=0),
        ),
    )


def hostile_facts() -> tuple[Fact, ...]:
    """Facts whose words mean harm."""
    nasty = "\x1b]52;c;eA==\x07\x9b31m\u202e<script>alert(1)</script> [bold]&amp; \ud800"
    return (
        Fact(kind=FactKind.CORRECTION_ADDED, text=nasty, sentences=((nasty, f"so {nasty}"),)),
        Fact(kind=FactKind.HEDGE, text=nasty, block=0, confidence=Confidence.UNSURE, place=nasty),
    )
