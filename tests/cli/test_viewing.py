from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import in_terminal
from tests.program import Program
from tests.viewer.records import keep
from tests.viewer.stories import FIRE


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


def test_piped_it_says_what_prints_the_same(program: Program) -> None:
    said = program("view", "7")

    assert said.code == 2
    assert said.err == (
        "tracker: the viewer needs a terminal for input, output and errors: "
        "`tracker log 7` and `tracker diff 7` print the same\n"
    )


def test_it_has_no_json(program: Program) -> None:
    said = program("view", "--json")

    assert said.code == 2
    assert said.err.startswith("tracker: the viewer is for people")


@pytest.mark.parametrize(("term", "words"), [("dumb", "TERM=dumb"), ("", "TERM=)")])
def test_a_terminal_that_cannot_be_drawn_on_is_told(program: Program, term: str, words: str) -> None:
    code, written = in_terminal(program, "view", environment={"TERM": term})

    assert code == 2
    assert words in written
    assert "Traceback" not in written


def test_an_article_that_there_is_not_is_told_before_anything_is_drawn(program: Program) -> None:
    (program.folder / "snapshots").mkdir()
    keep(program.folder / "snapshots", FIRE)

    code, written = in_terminal(program, "view", "9")

    assert code == 1
    assert written.startswith("tracker: no article is called '9'")


def test_a_record_that_cannot_be_read_is_told_before_anything_is_drawn(program: Program) -> None:
    (program.folder / "snapshots").mkdir()
    (program.folder / "snapshots" / "archive.db").write_bytes(b"no database" * 1000)

    code, written = in_terminal(program, "view")

    assert code == 1
    assert "archive.db is damaged" in written
    assert "Traceback" not in written


def test_no_other_verb_waits_for_the_viewer(program: Program) -> None:
    asked = (
        "import sys; from tracker.cli import main; main(['list']); main(['diff', '1']); main(['--help']);"
        "sys.exit(any(name.startswith(('textual', 'tracker.viewer')) for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=program.folder, env=program.environment(), capture_output=True, check=False
    )

    assert done.returncode == 0, done.stderr
