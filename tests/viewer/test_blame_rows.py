from __future__ import annotations

from datetime import UTC, timedelta
from pathlib import Path

from tests.edges.store.examples import NOON, at
from tests.viewer.conftest import View
from tests.viewer.records import keep
from tests.viewer.screen import expect, on_screen
from tests.viewer.stories import BRIDGE
from tracker.edges.store import Store
from tracker.model.blame import Blame, Form, SentenceLife
from tracker.model.life import Turn
from tracker.viewer.blame_rows import blame_rows


def to(number: int) -> Turn:
    """The turn to a version: one every seven minutes."""
    by = at(7 * (number - 1))
    return Turn(number=number, earliest=number, after=by - timedelta(minutes=3) if number > 1 else None, by=by)


def sentence(
    *forms: tuple[str, int],
    block: int | None = 0,
    kind: str = "paragraph",
    gone: int = 0,
    gaps: tuple[tuple[int, int], ...] = (),
) -> SentenceLife:
    """A sentence through all versions: each text it had, with the version that gave it that one."""
    told = tuple(Form(text=text, came=to(number)) for text, number in forms)
    return SentenceLife(kind=kind, forms=told, block=block, gaps=gaps, gone=to(gone) if gone else None)


BLAME = Blame(
    number=3,
    sentences=(
        sentence(("Bridge opens", 3), block=None, kind="headline"),
        sentence(("It was built in 1962.", 1)),
        sentence(("It was repaired in 1998.", 1)),
        sentence(("Police said that 12 people were hurt.", 1), ("Police said that 15 people were hurt.", 2)),
        sentence(("Buses go elsewhere.", 1), block=1, gaps=((2, 2),)),
        sentence(("It opens \x1b[2J today.", 3), block=1),
        sentence(("A lock.", 1), block=2, kind="caption"),
    ),
    removed=(sentence(("The canal is closed.", 2), gone=3),),
    out_of_sight=(sentence(("An older entry.", 1)),),
    unread=(2,),
    coarse=True,
)


def lines(blame: Blame) -> list[str]:
    """The rows as text."""
    rows = tuple(blame_rows(blame, now=at(60), zone=UTC))
    return [f"{row.lead.plain.strip():3}{row.cells[0].plain}" for row in rows if row.cells[0].plain]


def test_each_run_of_sentences_stands_beside_the_version_it_came_with() -> None:
    assert lines(BLAME) == [
        "   since which version each sentence stands",
        "   version 2 cannot be read: what came or went there is dated between the versions around",
        "   so much differs that some edited sentences stand as gone and come",
        "v3 Bridge opens  (between 12:11 and 12:14)",
        "v1 It was built in 1962. It was repaired in 1998.",
        "v1 Police said that 15 people were hurt.  (edited in v2 between 12:04 and 12:07)",
        "v1 Buses go elsewhere.  (not in v2)",
        "v3 It opens ␛[2J today.  (between 12:11 and 12:14)",
        "v1 caption: A lock.",
        "   gone for good",
        "v3 The canal is closed.  (from v2, gone between 12:11 and 12:14)",
        "   out of sight: not shown, not known to be gone",
        "?  An older entry.  (from v1)",
    ]


def test_a_jump_stops_at_what_came_later_or_was_edited_or_is_gone() -> None:
    rows = tuple(blame_rows(BLAME, now=at(60), zone=UTC))

    assert [row.cells[0].plain.partition(".")[0][:16] for row in rows if row.stop] == [
        "Bridge opens  (b",
        "Police said that",
        "It opens ␛[2J to",
        "The canal is clo",
    ]


@on_screen
async def test_b_shows_since_when_each_sentence_of_a_version_stands(view: View, folder: Path) -> None:
    keep(folder, BRIDGE)
    async with view(1) as screen:
        await screen.press("left", "b")
        assert screen.lines[1].startswith(" blame of v2")
        told = " ".join(screen.text.split())
        assert "v1 Police said that 15 people were hurt when a lorry braked in front of the barrier." in told
        assert "barrier. (edited in v2 between 11:59 and 12:07)" in told
        await screen.press("right")
        expect(screen, "blame-80")
        await screen.press("right_square_bracket")
        assert screen.foot == "change 1 of 7"
        await screen.press("b")
        assert screen.lines[1].startswith(" v2 → v3")


@on_screen
async def test_blame_of_what_was_redacted_is_a_sentence(view: View, folder: Path) -> None:
    keep(folder, BRIDGE[:2])
    with Store.open(folder, clock=lambda: NOON) as store:
        store.redact(1, [1], reason="a name that should not have been there", now=NOON)
    async with view(1) as screen:
        await screen.press("left", "b")
        assert "redacted" in screen.text
        assert "barrier" not in screen.text
