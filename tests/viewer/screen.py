"""The screen of a viewer without a terminal: its lines as text, keys pressed, and the clicks of a mouse."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

from textual.events import Key
from textual.pilot import Pilot

from tracker.viewer.pane import Pane
from tracker.viewer.program import Viewer

Given = ParamSpec("Given")

EXPECTED = Path(__file__).resolve().parent / "expected"


class Screen:
    """What a viewer shows."""

    def __init__(self, viewer: Viewer, pilot: Pilot[None]) -> None:
        self.viewer, self.pilot = viewer, pilot

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, without the blanks at their ends."""
        return [strip.text.rstrip() for strip in self.viewer.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """All lines."""
        return "\n".join(self.lines) + "\n"

    @property
    def foot(self) -> str:
        """The last line."""
        return self.lines[-1].strip()

    @property
    def pane(self) -> Pane:
        """The pane that has the keys."""
        return self.viewer.pane

    async def settled(self) -> None:
        """Wait until no thread works for the screen and all that it told is drawn."""
        # Twice: what waits for a frame may ask a thread for more.
        for _ in range(2):
            await self.pilot.pause()
            while not all(worker.is_finished for worker in self.viewer.workers):
                await self.viewer.workers.wait_for_complete()
                await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, each once the one before has done its work."""
        for key in keys:
            self.viewer.simulate_key(key)
            await self.settled()

    async def write(self, words: str) -> None:
        """Type words and press Enter."""
        for letter in words:
            self.viewer.post_message(Key("space" if letter == " " else letter, letter))
        await self.press("enter")

    async def until(self, holds: Callable[[], bool], seconds: float = 100) -> None:
        """Wait for something that happens by itself.

        Raises:
            TimeoutError: it did not.
        """
        async with asyncio.timeout(seconds):
            while not holds():
                await asyncio.sleep(0.02)
                await self.pilot.pause()


def expect(screen: Screen, name: str) -> None:
    """Compare a screen with the one kept under a name; `WRITE_EXPECTED=1` keeps it anew, to be read in a diff."""
    path = EXPECTED / f"{name}.txt"
    if os.environ.get("WRITE_EXPECTED"):
        path.write_text(screen.text, encoding="utf-8")
    assert screen.text == path.read_text(encoding="utf-8")


def on_screen(test: Callable[Given, Awaitable[None]]) -> Callable[Given, None]:
    """Run a test on the event loop that its screen needs."""

    @wraps(test)
    def run(*given: Given.args, **named: Given.kwargs) -> None:
        async def whole() -> None:
            await test(*given, **named)

        asyncio.run(whole())

    return run
