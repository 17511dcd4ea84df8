"""What the viewer shows at the widths that people have, kept as text and read by an editor before it was kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.viewer.conftest import View
from tests.viewer.records import keep
from tests.viewer.screen import expect, on_screen
from tests.viewer.stories import BRIDGE, FIRE
from tracker.app.browsing import Library
from tracker.model import Settings

SIZES = {80: (80, 24), 120: (120, 30), 200: (200, 40)}


@pytest.fixture(autouse=True)
def _record(folder: Path) -> None:
    keep(folder, BRIDGE, FIRE)


@pytest.mark.parametrize("columns", SIZES)
@on_screen
async def test_articles_a_diff_and_the_timeline(view: View, folder: Path, columns: int) -> None:
    Library.open(Settings(data=folder)).mark(2, 2)
    async with view(size=SIZES[columns]) as screen:
        expect(screen, f"articles-{columns}")
        await screen.press("j", "k", "enter")
        expect(screen, f"diff-{columns}")
        await screen.press("t")
        expect(screen, f"timeline-{columns}")


@pytest.mark.parametrize("columns", [120, 200])
@on_screen
async def test_side_by_side(view: View, columns: int) -> None:
    async with view(1, size=SIZES[columns]) as screen:
        await screen.press("s")
        expect(screen, f"beside-{columns}")


@on_screen
async def test_a_first_version_is_shown_whole(view: View) -> None:
    async with view(1) as screen:
        await screen.press("left", "left")
        expect(screen, "first-80")


@on_screen
async def test_the_help_has_every_key(view: View) -> None:
    async with view(1, size=(80, 54)) as screen:
        await screen.press("question_mark")
        expect(screen, "help-80")
