from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.kept import fill
from tests.edges.export.examples import change
from tests.program import Program
from tracker.edges.lock import StoreLock


@pytest.fixture
def kept(tmp_path: Path) -> Program:
    """A folder whose record holds two versions of one article."""
    made = Program(tmp_path)
    made.configure("127.0.0.1:9")
    fill(tmp_path / "snapshots")
    return made


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_backup_is_made_and_put_back_elsewhere(kept: Program) -> None:
    made = kept("backup", "monday.backup")
    put = kept("restore", "monday.backup", "--data", "elsewhere", "--json")

    assert made.code == 0
    assert made.out.startswith("monday.backup: 2 versions of 1 article, ")
    assert put.code == 0
    assert put.objects[0]["versions"] == 2
    assert kept("show", "1", "--data", "elsewhere").out == kept("show", "1").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("backup", "config.toml"), 1, "is there already and stays as it is"),
        (("restore", "config.toml"), 1, "is no backup of the tracker"),
        (("restore", "nothing"), 1, "is not there"),
        (("export", "99", "--out", "a.jsonl"), 1, "no article is called '99'"),
        (("export", "--out", "config.toml", "--format", "warc"), 1, "is there already"),
        (("export", "--out", "a.txt"), 2, "tells no format"),
        (("export", "--format", "wacz"), 2, "needs a file"),
        (("export", "--out", "a.wacz", "--no-body"), 2, "--no-body is for JSON lines"),
        (("export", "--since", "yesterday"), 2, "'yesterday' is no time"),
        (("export", "--since", "1s", "--out", "a.jsonl"), 1, "no version is kept of what was asked for"),
    ],
)
def test_wrong_input_is_one_sentence_and_changes_nothing(
    words: tuple[str, ...], code: int, told: str, kept: Program
) -> None:
    before = names(kept.folder)

    said = kept(*words)

    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert names(kept.folder) == before


def test_nothing_is_restored_beside_whoever_holds_the_folder(kept: Program) -> None:
    kept("backup", "monday.backup")
    with StoreLock(kept.folder / "elsewhere"):
        said = kept("restore", "monday.backup", "--data", "elsewhere")

    assert said.code == 75
    assert f"process {os.getpid()} holds the record" in said.err
    assert names(kept.folder / "elsewhere") == ["tracker.lock"]


def test_a_backup_that_somebody_changed_leaves_no_folder_behind(kept: Program) -> None:
    kept("backup", "monday.backup")
    with closing(sqlite3.connect(kept.folder / "monday.backup")) as copy:
        copy.execute("UPDATE version SET chain_hash = ? WHERE number = 2", ("0" * 64,))
        copy.commit()
    (kept.folder / "there already").mkdir()

    said = [kept("restore", "monday.backup", "--data", folder) for folder in ("elsewhere", "there already")]

    assert [one.code for one in said] == [1, 1]
    assert all("does not hold" in one.err for one in said)
    assert not (kept.folder / "elsewhere").exists()
    assert names(kept.folder / "there already") == ["tracker.lock"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.warc.gz", "a.wacz"])
def test_an_export_comes_with_its_script_and_is_told_as_json(name: str, kept: Program) -> None:
    (said,) = kept("export", "1", "--out", name, "--json").objects

    assert said["versions"] == 2
    assert said["script"] == f"{name}.verify.py"
    assert said["bytes"] == (kept.folder / name).stat().st_size
    assert (kept.folder / f"{name}.verify.py").exists()


def test_lines_go_to_standard_output_alone(kept: Program) -> None:
    said = kept("export", "--no-body")

    assert (said.code, said.err) == (0, "")
    assert [(line["article"], line["number"], line["body_base64"]) for line in said.objects] == [
        (1, 1, None),
        (1, 2, None),
    ]


def test_the_script_is_printed_alone(kept: Program) -> None:
    assert kept("export", "--script").out.startswith('"""Check an export of the breaking news tracker')


def test_an_export_of_a_damaged_record_says_so_and_ends_with_3(kept: Program) -> None:
    change(kept.folder / "snapshots", "UPDATE blob SET data = x'00' WHERE id = 1")

    said = kept("export", "--out", "a.jsonl")

    assert said.code == 3
    assert "damaged: " in said.err


@pytest.mark.parametrize("point", ["export.create.after", "export.link", "export.script.after", "export.rename.before"])
def test_an_export_that_is_killed_leaves_no_half_file_under_its_name(point: str, kept: Program) -> None:
    said = kept.process("export", "--out", "a.wacz", TRACKER_FAULT=f"{point}:1:kill")

    assert said.code == -9
    assert not (kept.folder / "a.wacz").exists()
    assert kept("export", "--out", "a.wacz").code == 0


def test_a_backup_is_made_beside_a_running_daemon(kept: Program) -> None:
    daemon = kept.start("run")
    try:
        for _ in range(200):
            if (kept.folder / "snapshots" / "tracker.sock").exists():
                break
            time.sleep(0.1)
        assert kept("backup", "live.backup").code == 0
        said = kept("restore", "live.backup")
        assert (said.code, len(said.err.splitlines())) == (75, 1)
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(30)
    assert json.loads(kept("restore", "live.backup", "--data", "put", "--json").out)["versions"] == 2


@pytest.mark.parametrize(
    "words", ["export", "export --script", "export 1 --sentences -", "--help", "list --help", "--version"]
)
def test_what_goes_onto_a_full_device_says_so_in_a_sentence(words: str, kept: Program) -> None:
    command = f"exec {sys.executable} -m tracker {words} >/dev/full"
    said = subprocess.run(["sh", "-c", command], cwd=kept.folder, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    assert said.stderr == "tracker: standard output cannot be written: No space left on device\n"
