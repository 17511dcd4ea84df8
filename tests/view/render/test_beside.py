"""Side by side: the old text on the left, the new one on the right, in columns that hold."""

from __future__ import annotations

from io import StringIO
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from tests.view.render.diffs import any_diff, any_facts, steering
from tests.view.render.stories import GONE, KEPT, NEW, block, harbour, hostile, spans
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Fact, FieldDiff
from tracker.view.render.beside import side_by_side
from tracker.view.render.excerpts import changed_words
from tracker.view.render.terminal import inline

ColorSystem = Literal["standard", "truecolor"]


def drawn(diff: Diff, *, width: int = 120, colors: ColorSystem | None = None, summary: str = "") -> list[str]:
    """The lines that a terminal of this width is sent."""
    out = StringIO()
    terminal = colors is not None
    Console(file=out, width=width, force_terminal=terminal, color_system=colors).print(
        side_by_side(diff, summary=summary)
    )
    return out.getvalue().split("\n")


def row(*blocks: BlockDiff) -> tuple[str, str, str]:
    """Left, sign and right of the first line of a diff of these blocks."""
    line = drawn(Diff(fields=(), blocks=blocks), width=103)[0].ljust(103)
    return line[:50].strip(), line[50:53].strip(), line[53:].strip()


@pytest.mark.parametrize(
    ("change", "left", "sign", "right"),
    [
        (BlockChange.ADDED, "", "+", "{+Rain is due.+}"),
        (BlockChange.REMOVED, "[-Rain is due.-]", "-", ""),
        (BlockChange.KEPT, "Rain is due.", "", "Rain is due."),
    ],
)
def test_what_came_stands_right_what_went_left(change: BlockChange, left: str, sign: str, right: str) -> None:
    op = {BlockChange.ADDED: NEW, BlockChange.REMOVED: GONE, BlockChange.KEPT: KEPT}[change]
    other = block(BlockChange.ADDED, (NEW, "Snow."), after=(1,))
    assert row(block(change, (op, "Rain is due."), before=(0,), after=(0,)), other) == (left, sign, right)


def test_an_edit_stands_on_both_sides_in_one_row() -> None:
    edit = block(
        BlockChange.EDITED, (KEPT, "Rain "), (GONE, "is"), (NEW, "was"), (KEPT, " due."), before=(0,), after=(0,)
    )
    assert row(edit) == ("Rain [-is-] due.", "~", "Rain {+was+} due.")


def test_a_move_stands_on_the_side_where_it_is() -> None:
    away = block(BlockChange.MOVED_AWAY, (KEPT, "Rain is due."), before=(1,), move=0)
    here = block(BlockChange.MOVED_HERE, (KEPT, "Rain is due."), after=(0,), move=0)
    assert row(here, away) == ("", "↕", "moved here, was paragraph 2: Rain is due.")
    assert row(away, here) == ("moved away, now paragraph 1: Rain is due.", "↕", "")


def test_a_heading_is_named_on_the_side_where_it_stands() -> None:
    heading = block(BlockChange.REMOVED, (GONE, "What we know"), before=(0,), kind=BlockKind.HEADING)
    assert row(heading) == ("heading: [-What we know-]", "-", "")


def test_a_line_above_the_text_faces_its_old_self() -> None:
    headline = FieldDiff(name="headline", spans=spans((GONE, "Rain"), (NEW, "Snow"), (KEPT, " in Tarn")))
    line = drawn(Diff(fields=(headline,), blocks=()))[0]
    assert line.split() == ["[-Rain-]", "in", "Tarn", "~", "{+Snow+}", "in", "Tarn"]


def test_a_summary_stands_above_the_table() -> None:
    assert drawn(harbour(), summary="+2 paragraphs")[:2] == ["+2 paragraphs", ""]


@given(
    found=any_diff,
    facts=any_facts,
    width=st.integers(40, 240),
    colors=st.sampled_from((None, "standard", "truecolor")),
)
def test_columns_hold_at_any_width_and_nothing_steers(
    found: Diff, facts: list[Fact], width: int, colors: ColorSystem | None
) -> None:
    for renderable in (
        side_by_side(found, facts=facts),
        inline(found, facts=facts),
        inline(found, width=width, excerpt=changed_words, ascii_signs=True),
    ):
        out = StringIO()
        console = Console(file=out, width=width, force_terminal=colors is not None, color_system=colors)
        with console.capture() as capture:
            console.print(renderable)
        lines = console.render_lines(renderable, pad=False)
        assert max((sum(segment.cell_length for segment in line) for line in lines), default=0) <= width
        if colors is None:
            assert max(map(cell_len, capture.get().split("\n"))) <= width
            assert not steering(capture.get())


@pytest.mark.parametrize("colors", [None, "standard", "truecolor"])
def test_hostile_texts_are_shown_and_not_obeyed(colors: ColorSystem | None) -> None:
    sent = "\n".join(drawn(hostile(), colors=colors)).replace("\x1b[", "")
    assert not steering(sent)
    assert "␛]52" in sent
