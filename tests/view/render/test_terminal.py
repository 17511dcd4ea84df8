"""The terminal: wrapped, never cut, every change told by a sign as well as by a colour."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from rich.console import Console

from tests.view.render.stories import crossing, crossing_facts, harbour, hostile, hostile_facts
from tracker.model import Diff
from tracker.view.render import inline, side_by_side

EXPECTED = Path(__file__).parent / "expected"
SUMMARY = "+2 −1 ~1 ↕1 paragraphs · headline changed · 174 → 177 people (killed)"
ColorSystem = Literal["standard", "truecolor"]


def drawn(diff: Diff, *, width: int, colors: ColorSystem | None = None) -> str:
    """What a terminal of this width is sent."""
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=colors is not None, color_system=colors, legacy_windows=False
    )
    console.print(inline(diff, summary=SUMMARY))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "width", "colors"),
    [
        ("pipe-80", 80, None),
        ("pipe-40", 40, None),
        ("colour-80", 80, "truecolor"),
        ("colour-160", 160, "truecolor"),
        ("basic-80", 80, "standard"),
    ],
)
def test_a_diff_looks_as_it_did_when_it_was_last_looked_at(name: str, width: int, colors: ColorSystem | None) -> None:
    assert drawn(harbour(), width=width, colors=colors) == (EXPECTED / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(("name", "width", "beside"), [("said-80", 80, False), ("said-beside-120", 120, True)])
def test_what_is_said_beside_the_text_looks_as_it_did(name: str, width: int, beside: bool) -> None:
    out = StringIO()
    draw = side_by_side if beside else inline
    Console(file=out, width=width, color_system=None).print(draw(crossing(), facts=crossing_facts()))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert "\n".join(lines) + "\n" == (EXPECTED / f"{name}.txt").read_text("utf-8")


def test_side_by_side_both_texts_share_their_rows() -> None:
    out = StringIO()
    Console(file=out, width=120, color_system=None).print(side_by_side(harbour(), summary=SUMMARY))
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    assert "\n".join(lines) + "\n" == (EXPECTED / "beside-120.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [20, 33, 80])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    lines = drawn(harbour(), width=width).splitlines()
    assert max(map(len, lines)) <= max(width, 23)
    assert "timetable" in "".join(line.strip() for line in lines)


@pytest.mark.parametrize("colors", [None, "standard", "truecolor"])
def test_nothing_of_a_page_steers_the_terminal(colors: ColorSystem | None) -> None:
    out = StringIO()
    console = Console(file=out, width=80, force_terminal=colors is not None, color_system=colors, legacy_windows=False)
    for draw in (inline, side_by_side):
        console.print(draw(hostile(), summary=SUMMARY, facts=hostile_facts()))
    sent = out.getvalue()
    ours = sent.replace("\x1b[", "")
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\ud800"} & set(ours)
    assert "[bold]" in ours
    assert "␛]52" in ours
