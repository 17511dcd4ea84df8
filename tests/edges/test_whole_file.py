from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.kept import fill
from tests.program import Program
from tracker.edges.whole_file import written_whole
from tracker.errors import OutputError


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a file system that takes no writes."""
    place = tmp_path / "read-only"
    place.mkdir()
    if os.getuid() != 0:
        place.chmod(0o500)
        yield place
        place.chmod(0o700)
        return
    command = ["mount", "-t", "tmpfs", "-o", "ro,size=64k", "tracker-test", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_read_only_folder_is_told_in_a_sentence(read_only: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"cannot be written \(.+\); check its folder's rights, or name another file"),
        written_whole(read_only / "new", name="test"),
    ):
        pytest.fail("nothing was made that could be written to")


@pytest.mark.parametrize("words", ["backup {}/b", "export --out {}/e.jsonl", "export --out {}/e.wacz"])
def test_no_verb_has_more_than_a_sentence_for_a_read_only_folder(tmp_path: Path, read_only: Path, words: str) -> None:
    fill(tmp_path / "snapshots")

    said = Program(tmp_path)(*words.format(read_only).split())

    assert (said.code, said.out, len(said.err.splitlines())) == (1, "", 1)
    assert "cannot be written" in said.err


def test_what_went_wrong_first_is_told_where_what_is_unfinished_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the first of both"):
        _write(tmp_path / "new", error=ValueError("the first of both"))
    assert not (tmp_path / "new").exists()


def test_a_leftover_beside_a_whole_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"new is whole, but .+\.unfinished-journal beside it cannot be removed"):
        _write(tmp_path / "new")
    assert (tmp_path / "new").read_text() == "all of it"


@pytest.mark.parametrize("name", ["a" * 300, "there/new"])
def test_a_name_that_no_folder_takes_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "there").write_text("a file, and no folder")
    with (
        pytest.raises(OutputError, match=r"cannot be written|is not there"),
        written_whole(tmp_path / name, name="test"),
    ):
        pytest.fail("nothing was made that could be written to")


def _write(target: Path, *, error: Exception | None = None) -> None:
    """Write a file beside which something stands that is no file, and cannot be removed as one."""
    with written_whole(target, name="test") as unfinished:
        unfinished.write_text("all of it")
        unfinished.with_name(f"{unfinished.name}-journal").mkdir()
        if error is not None:
            raise error


@pytest.mark.parametrize(("point", "code"), [("export.link", 0), ("export.rename.after", 1)])
def test_what_a_killed_process_left_of_a_file_goes_when_the_file_is_written_again(
    tmp_path: Path, point: str, code: int
) -> None:
    fill(tmp_path / "snapshots")
    program = Program(tmp_path)
    killed = program.process("export", "--out", "e.jsonl", TRACKER_FAULT=f"{point}:1:kill")
    (left,) = tmp_path.glob(".e.jsonl.*")
    alive = tmp_path / f".e.jsonl.{os.getpid()}-01234567.unfinished"
    others = [tmp_path / name for name in (".f.jsonl.99999999-01234567.unfinished", ".e.jsonl.mine.unfinished")]
    for path in (alive, *others):
        path.touch()

    said = program("export", "--out", "e.jsonl")

    # Killed behind the last step it was whole, and is not written over.
    assert (killed.code, said.code) == (-9, code)
    assert not left.exists()
    assert all(path.exists() for path in (alive, *others))
