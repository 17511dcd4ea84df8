"""The real program in a real terminal: started, driven by keys, resized, and left as it was found."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.program import Program
from tests.viewer.records import keep
from tests.viewer.stories import BRIDGE, FIRE
from tests.viewer.terminal import Terminal

TMUX = shutil.which("tmux")


@pytest.fixture
def program(tmp_path: Path, folder: Path) -> Program:
    """The program in a folder with the record."""
    keep(folder, BRIDGE, FIRE)
    return Program(tmp_path)


def test_it_opens_is_driven_and_leaves_the_terminal_as_it_was(program: Program, folder: Path) -> None:
    command = program.command("view", "--data", str(folder), "bridge")
    with Terminal(command, program.folder, program.environment()) as terminal:
        terminal.wait_for("Bridge opens to cyclists", "headline changed", "v2 → v3")
        assert "\x1b[?1049h" in terminal.raw
        assert "Buses go by way of" not in terminal.words
        # The wheel, as terminals and tmux with its mouse on report it.
        terminal.press(5 * "\x1b[<65;40;12M")
        terminal.wait_for("Buses go by way of")
        terminal.press("\x1b[D")
        terminal.wait_for("v1 → v2", "The shipping office")
        terminal.forget()
        terminal.resize(130, 40)
        terminal.wait_for("first version", "people")
        terminal.press("/city\r")
        terminal.wait_for("1 of 1: city")
        terminal.press("?")
        terminal.wait_for("back to where you came from")
        terminal.forget()
        # The mouse as terminals report it: a click on the first words of the foot, which say `esc back`.
        terminal.press("\x1b[<0;3;40M\x1b[<0;3;40m")
        terminal.wait_for("timeline", "blame")
        # An interrupt is a key like q, which the person in tmux below presses.
        terminal.press("\x03")
        assert terminal.ended() == 0
        assert "\x1b[?1049l" in terminal.raw
        assert "\x1b[?25h" in terminal.raw
        assert "Traceback" not in terminal.words


Tmux = Callable[..., str]


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """A tmux server of this test's own."""
    assert TMUX is not None

    def call(*words: str) -> str:
        done = subprocess.run(
            [str(TMUX), "-S", str(tmp_path / "tmux"), "-f", "/dev/null", *words],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
        return done.stdout

    yield call
    subprocess.run([TMUX, "-S", str(tmp_path / "tmux"), "kill-server"], check=False, capture_output=True)


@pytest.mark.skipif(TMUX is None, reason="tmux is not installed: the pseudo-terminal's test above takes its place")
def test_a_person_in_tmux_reads_it(program: Program, folder: Path, tmux: Tmux) -> None:
    words = " ".join(program.command("view", "--data", str(folder), "1"))
    tmux("new-session", "-d", "-x", "120", "-y", "30", "-c", str(program.folder), f"TZ=UTC {words}; sleep 60")

    def reads(*expected: str) -> str:
        until = time.monotonic() + 30
        while not all(one in (screen := tmux("capture-pane", "-p")) for one in expected):
            assert time.monotonic() < until, screen
            time.sleep(0.05)
        return screen

    screen = reads("▸●v3", "Bridge closed after crack is found Bridge opens to cyclists", "? help  q quit")
    assert screen.splitlines()[0].startswith(" 1  Bridge opens to cyclists, cars must wait")
    reads("+1 ~1 paragraphs · 12 → 15 people")
    tmux("send-keys", "]", "]")
    reads("▸≈ rewritten: The harbour bridge was closed", "change 2 of 5")
    tmux("send-keys", "s")
    reads("~ Bridge opens to cyclists, cars must wait")
    tmux("resize-window", "-x", "80", "-y", "24")
    reads("v2 → v3", "? help  q quit")
    tmux("send-keys", "/")
    tmux("send-keys", "city", "Enter")
    reads("1 of 2: city")
    tmux("send-keys", "q")
    until = time.monotonic() + 30
    while "harbour" in (screen := tmux("capture-pane", "-p")):
        assert time.monotonic() < until, screen
        time.sleep(0.05)
    assert "Traceback" not in screen
