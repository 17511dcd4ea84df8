"""A long text is there at once where it is seen, whole a little later, and every key finds what it looks for in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.viewer.conftest import View
from tests.viewer.records import keep, long_story
from tests.viewer.screen import on_screen

PARAGRAPHS = 600


@pytest.fixture(autouse=True)
def _record(folder: Path) -> None:
    keep(folder, long_story(PARAGRAPHS))


@on_screen
async def test_a_key_finds_what_is_not_laid_out_yet(view: View) -> None:
    async with view(1) as screen:
        reading = screen.viewer.reading
        screen.viewer.turn_unfolded()
        assert not reading.is_whole
        assert len(reading.rows) < PARAGRAPHS
        reading.end(last=True)
        await screen.settled()
        assert reading.is_whole
        assert "Paragraph 599" in screen.text

        screen.viewer.draw_text()
        assert not reading.is_whole
        assert reading.jump(back=True) == (13, 13)
        await screen.settled()
        assert "Paragraph 557" in screen.text

        screen.viewer.draw_text()
        assert reading.look_for("paragraph 333") == 1
        assert reading.next_match(back=False) == (1, 1)
        await screen.settled()
        assert "Paragraph 333" in screen.text


@on_screen
async def test_what_is_read_stays_while_the_rest_is_laid_out_and_the_screen_changes(view: View) -> None:
    async with view(1) as screen:
        await screen.press(*"]]]]]]]]]]".replace("]", "right_square_bracket ").split(), "e")
        assert "▸~ Paragraph 407" in screen.text
        await screen.pilot.resize_terminal(110, 30)
        await screen.settled()
        assert "▸~ Paragraph 407" in screen.text
        await screen.press("s")
        assert "▸~ Paragraph 407" in screen.text
        await screen.until(lambda: screen.viewer.reading.is_whole)
        assert screen.viewer.reading.virtual_size.height == screen.viewer.reading.max_scroll_y + screen.pane.size.height
