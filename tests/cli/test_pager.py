"""The pager: found as git finds it, left early or missing without a trace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.kept import fill
from tests.cli.terminal import in_terminal
from tests.program import Program
from tracker.cli.pager import paged, pager_command


@pytest.mark.parametrize(
    ("environment", "command"),
    [
        ({"TRACKER_PAGER": "most", "PAGER": "less"}, "most"),
        ({"PAGER": "less -S"}, "less -S"),
        ({"TRACKER_PAGER": "", "PAGER": "less"}, ""),
        ({"PAGER": "cat"}, ""),
        ({"PAGER": "less", "TERM": "dumb"}, ""),
    ],
)
def test_the_nearest_word_about_the_pager_counts(environment: Mapping[str, str], command: str) -> None:
    assert pager_command(environment) == command


def test_without_a_word_it_is_what_is_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pager_command({}) == ""
    (tmp_path / "less").write_text("#!/bin/sh\n")
    (tmp_path / "less").chmod(0o755)
    assert pager_command({}) == "less"


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        ("true", True),
        ("false", True),
        ("no-such-pager", False),
        ("no-such-pager --flag", False),
        ("no-such-pager | cat", True),
        ("exec no-such-pager", True),
        ("", False),
        ("'unclosed", True),
    ],
)
def test_a_pager_that_leaves_early_is_no_failure_and_one_that_is_missing_is_told(
    command: str, shown: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    found = paged("line\n" * 200_000, command, encoding="utf-8")
    # What only a shell understands is tried: where it fails before it shows anything, it was not shown.
    assert found == shown or command in ("exec no-such-pager", "'unclosed")


def test_a_pager_gets_the_text_and_is_waited_for(tmp_path: Path) -> None:
    target = tmp_path / "shown"
    assert paged("ß – line\n", f"cat > {target}", encoding="utf-8")
    assert target.read_text(encoding="utf-8") == "ß – line\n"


def test_less_is_told_of_letters_and_colours_unless_the_user_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.delenv("LESSCHARSET", raising=False)
    target = tmp_path / "said"
    assert paged("", f'echo "$LESS $LESSCHARSET" > {target}', encoding="utf-8")
    assert target.read_text() == "FRX utf-8\n"
    monkeypatch.setenv("LESS", "S")
    assert paged("", f'echo "$LESS" > {target}', encoding="ascii")
    assert target.read_text() == "S\n"


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Program:
    folder = tmp_path_factory.mktemp("long")
    fill(folder / "snapshots", paragraphs=60)
    return Program(folder)


@pytest.mark.parametrize(
    ("pager", "shown"),
    [("no-such-pager", "Paragraph 59"), ("head -n 1", "1  Bridge closed")],
)
def test_on_a_terminal_the_text_is_shown_whatever_the_pager(long: Program, pager: str, shown: str) -> None:
    words = ("diff", "1", "--context", "99", "--exit-code")
    code, text = in_terminal(long, *words, lines=24, environment={"TRACKER_PAGER": pager})
    assert code == 1
    assert shown in text
    assert "Traceback" not in text
    assert ("Paragraph 59" in text) == ("Paragraph 59" in shown)
