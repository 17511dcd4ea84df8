from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import Program
from tests.viewer.records import keep
from tests.viewer.stories import BRIDGE, FIRE


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program in a folder with a bridge of three versions and a fire of two."""
    (tmp_path / "snapshots").mkdir()
    keep(tmp_path / "snapshots", BRIDGE, FIRE)
    return Program(tmp_path)


def pair(program: Program, *words: str) -> tuple[int, int]:
    (found,) = program("diff", "1", "--json", *words).objects
    return found["before"]["number"], found["after"]["number"]


def test_what_was_never_marked_is_shown_from_the_first_version_on(program: Program) -> None:
    said = program("diff", "1", "--since-seen")

    assert said.out.splitlines()[1].startswith("version 1 → 3")
    assert said.err == "article 1 was never marked as read: shown from version 1 on; --mark-seen marks it\n"
    assert pair(program, "--since-seen") == (1, 3)


def test_showing_marks_nothing_unless_asked(program: Program) -> None:
    program("diff", "1")
    program("diff", "1", "--since-seen")
    assert pair(program, "--since-seen") == (1, 3)

    program("diff", "1", "1", "2", "--mark-seen")
    assert pair(program, "--since-seen") == (2, 3)


def test_what_was_read_to_the_end_has_nothing_new(program: Program) -> None:
    program("diff", "1", "--since-seen", "--mark-seen")

    said = program("diff", "1", "--since-seen", "--exit-code")

    assert (said.code, said.out) == (0, "")
    assert said.err == "nothing came since version 3, which you marked as read\n"
    assert program("diff", "1", "--since-seen", "--json").objects[0]["changed"] is False


def test_marks_never_go_back_by_themselves(program: Program) -> None:
    program("diff", "1", "--mark-seen")
    program("diff", "1", "1", "2", "--mark-seen")

    assert pair(program, "--since-seen") == (3, 3)
    assert program("diff", "2", "--since-seen", "--json").objects[0]["before"]["number"] == 1


def test_versions_are_not_named_beside_it(program: Program) -> None:
    said = program("diff", "1", "1", "--since-seen")

    assert said.code == 2
    assert "leave out the numbers" in said.err


def test_marks_that_cannot_be_read_are_a_sentence(program: Program, tmp_path: Path) -> None:
    state = tmp_path / "state"
    program("diff", "1", "--mark-seen", XDG_STATE_HOME=str(state))
    (path,) = (state / "tracker" / "read").glob("*.json")
    path.write_text("{")

    said = program("diff", "1", "--since-seen", XDG_STATE_HOME=str(state))

    assert said.code == 1
    assert said.err.startswith(f"tracker: the read marks in {path} are damaged; remove the file")
