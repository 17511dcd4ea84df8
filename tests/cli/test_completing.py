"""What shells and `man` are given: made from the verbs, kept in the package, and held true here."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.program import Program
from tracker.cli.completing import SHELLS, completion_script
from tracker.cli.manual import manual_page
from tracker.cli.verbs import VERBS

FILES = {"bash": "tracker.bash", "zsh": "_tracker", "fish": "tracker.fish"}


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_in_the_package_is_the_one_that_is_made(project: Path, shell: str) -> None:
    """Where this fails: tracker completions SHELL > packaging/FILE."""
    assert (project / "packaging" / FILES[shell]).read_text() == completion_script(shell)


def test_the_manual_in_the_package_is_the_one_that_is_made(project: Path) -> None:
    """Where this fails: tracker completions man > packaging/tracker.1."""
    assert (project / "packaging" / "tracker.1").read_text() == manual_page()


def test_the_package_takes_them_to_where_shells_and_man_look(project: Path) -> None:
    built = tomllib.loads((project / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]
    placed = built["wheel"]["shared-data"]
    assert placed["packaging/tracker.1"] == "share/man/man1/tracker.1"
    assert placed["packaging/tracker.bash"] == "share/bash-completion/completions/tracker"
    assert placed["packaging/_tracker"] == "share/zsh/site-functions/_tracker"
    assert placed["packaging/tracker.fish"] == "share/fish/vendor_completions.d/tracker.fish"
    assert [name for name in placed if not (project / name).is_file()] == []
    assert "packaging" in built["sdist"]["include"]


def test_the_manual_tells_of_every_verb_and_its_options() -> None:
    page = manual_page()
    assert [verb for verb in VERBS if f".SS tracker {verb}" not in page] == []
    assert ".SS tracker alerts mute" in page
    assert r"\fB\-\-side\-by\-side" in page.replace(r"\-y, ", "")
    assert [line for line in page.splitlines() if line.startswith("'")] == []


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff on this machine")
def test_the_manual_is_sound() -> None:
    command = ["groff", "-man", "-ww", "-Tutf8", "-z", "-rCHECKSTYLE=1"]
    done = subprocess.run(command, input=manual_page(), capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "place", "offered"),
    [
        ("tracker he", "1", ["plain,health", "plain,head"]),
        ("tracker diff --si", "2", ["plain,--since", "plain,--side-by-side", "plain,--since-seen"]),
        ("tracker completions ", "2", ["plain,bash", "plain,zsh", "plain,fish", "plain,man"]),
        ("tracker alerts mu", "2", ["plain,mute"]),
        ("tracker nonsense x", "2", []),
    ],
)
def test_a_shell_is_answered_with_what_may_come_next(
    tmp_path: Path, words: str, place: str, offered: list[str]
) -> None:
    said = Program(tmp_path)(_TRACKER_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=place)
    assert said.out.split() == offered


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash on this machine")
def test_bash_offers_the_verbs_that_a_word_may_become(project: Path, tmp_path: Path) -> None:
    program = tmp_path / "tracker"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m tracker "$@"\n')
    program.chmod(0o755)
    script = f"""
source {project}/packaging/tracker.bash
COMP_WORDS=(tracker rest) COMP_CWORD=1
_tracker_completion tracker rest tracker
echo "${{COMPREPLY[@]}}"
"""
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PYTHONPATH": str(project)}
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "restore\n"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_script_is_sound_to_its_shell(project: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} on this machine")
    subprocess.run([shell, "-n", str(project / "packaging" / FILES[shell])], check=True)
