"""A page cannot steer the terminal from the viewer, nor Textual's mark-up; colours are obeyed or left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from tests.view.render.diffs import steering
from tests.viewer.conftest import View
from tests.viewer.records import keep
from tests.viewer.screen import Screen, on_screen
from tests.viewer.stories import BRIDGE, harmful


def styles(screen: Screen) -> set[Style]:
    """The styles of all that is on the screen."""
    strips = screen.viewer.screen._compositor.render_strips()
    return {style for strip in strips for _, style, _ in strip if style}


@on_screen
async def test_what_means_harm_is_shown_and_does_none(view: View, folder: Path) -> None:
    keep(folder, [harmful(1), harmful(2)])
    async with view(size=(130, 40)) as screen:
        shown = [screen.text]
        for keys in ("enter", "s", "t", "left", "escape", "S"):
            await screen.press(keys)
            shown.append(screen.text)
        await screen.write("people")
        shown.append(screen.text)
        await screen.press("slash")
        await screen.write("[bold red]")
        shown.append(screen.text)
    assert [text for text in shown if steering(text)] == []
    assert "␛]52;c;ZXZpbA==␇␛[2J[bold red]not ours[/] ⟨U+202E⟩gpj.exe⟨U+200B⟩" in shown[1].replace("\n", "")
    assert "[@click=app.quit]quit[/]" in shown[2].replace("\n", "")


@pytest.mark.parametrize("colored", [True, False])
@on_screen
async def test_without_colour_signs_tell_what_came_and_went(view: View, folder: Path, colored: bool) -> None:
    keep(folder, BRIDGE[:2])
    async with view(1, colored=colored) as screen:
        assert ("[-12-] {+15+} people" in screen.text) is not colored
        assert ("{+The shipping office closed the canal below it as well.+}" in screen.text) is not colored


@on_screen
async def test_no_color_is_obeyed(view: View, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    keep(folder, BRIDGE[:2])
    async with view(1) as screen:
        assert "[-12-] {+15+} people" in screen.text


@pytest.mark.parametrize(("term", "truecolor", "new"), [("xterm", "", 12), ("xterm-256color", "truecolor", None)])
@on_screen
async def test_sixteen_colours_are_set_by_hand(
    view: View, folder: Path, monkeypatch: pytest.MonkeyPatch, term: str, truecolor: str, new: int | None
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLORTERM", truecolor)
    keep(folder, BRIDGE[:2])
    async with view(1) as screen:
        underlined = [style.color for style in styles(screen) if style.underline and style.color]
        assert {color.number for color in underlined} == {new}
