"""Diffs by hand: the renderers know nothing of how a diff is made."""

from __future__ import annotations

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, FieldDiff, Op, Span

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


def hostile() -> Diff:
    """Texts that would steer a terminal, break out of markup or pass for marks of ours."""
    nasty = "\x1b]52;c;eA==\x07\x9b31m\u202e<script>alert(1)</script> [bold]&amp; \ud800"
    return Diff(
        fields=(FieldDiff(name="headline", spans=spans((GONE, nasty), (NEW, nasty + "!"))),),
        blocks=(
            block(BlockChange.EDITED, (KEPT, nasty), (GONE, nasty), (NEW, nasty), before=(0,), after=(0,)),
            block(BlockChange.ADDED, (NEW, nasty), after=(1,)),
            block(BlockChange.MOVED_AWAY, (KEPT, nasty * 3), before=(1,), move=0),
            block(BlockChange.MOVED_HERE, (KEPT, nasty * 3), after=(2,), move=0),
        ),
    )
