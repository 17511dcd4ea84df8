from __future__ import annotations

import shutil
from pathlib import Path

from tests.program import Program
from tracker.demo.newsroom import Newsroom
from tracker.demo.story import EDITIONS


def files(program: Program) -> list[Path]:
    return sorted((program.folder / "snapshots" / "text").rglob("*.md"))


def test_versions_are_mirrored_as_they_are_kept_and_anew_when_asked(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    newsroom.publish(1)
    program("poll", "1")
    written = files(program)
    assert [file.name for file in written] == ["1.md", "2.md"]
    assert EDITIONS[0].paragraphs[0] in written[0].read_text()

    shutil.rmtree(program.folder / "snapshots" / "text")
    looked = program("mirror", "--check")
    assert (looked.code, looked.out) == (1, "2 files are missing or differ, 0 are of nothing\n")
    assert program("mirror").out == "2 files written, 0 removed\n"
    assert files(program) == written
    assert program("mirror", "--check").code == 0
    assert program("mirror", "--json").objects == [{"written": 0, "removed": 0, "unreadable": [], "feeds": 0}]


def test_a_mirror_that_cannot_be_written_loses_no_version(program: Program, newsroom: Newsroom) -> None:
    (program.folder / "snapshots").mkdir()
    (program.folder / "snapshots" / "text").write_text("in the way")

    assert program("add", newsroom.url).code == 0
    assert program("list", "--json").objects[0]["versions"] == 1


def test_it_is_switched_off_by_the_settings(program: Program, newsroom: Newsroom) -> None:
    program.configure(newsroom.address, more="[mirror]\nenabled = false")
    program("add", newsroom.url)

    assert files(program) == []
    said = program("mirror")
    assert (said.code, said.err) == (0, "mirror.enabled is false: versions that come later are not written\n")
    assert len(files(program)) == 1


def test_there_is_nothing_to_mirror_where_nothing_is_watched(program: Program) -> None:
    assert program("mirror").code == 1
