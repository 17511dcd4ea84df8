from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.kept import fill
from tests.program import Program


def kept(tmp_path: Path) -> Program:
    fill(tmp_path / "snapshots")
    return Program(tmp_path)


def change(tmp_path: Path, statement: str) -> None:
    with closing(sqlite3.connect(tmp_path / "snapshots" / "archive.db")) as connection, connection:
        connection.execute(statement)


def test_verify_says_how_much_was_proven(tmp_path: Path) -> None:
    program = kept(tmp_path)
    said = program("verify")
    assert said.code == 0
    assert "proven   2 versions of 1 article" in said.out
    (told,) = program("verify", "1", "--json").objects
    assert (told["holds"], told["versions"], told["broken"]) == (True, 2, [])


def test_verify_names_what_was_changed_in_plain_words_and_exits_1(tmp_path: Path) -> None:
    program = kept(tmp_path)
    change(tmp_path, "UPDATE version SET status_line = 'HTTP/1.1 500 Oh' WHERE number = 2")
    said = program("verify")
    assert said.code == 1
    assert "Article 1, “Bridge closed”: from version 2 on it is not proven; versions before that hold." in said.out
    assert "changed its address, number, times, status or hashes" in said.out
    (told,) = program("verify", "--json").objects
    assert [(one["article"], one["version"]) for one in told["broken"]] == [(1, 2)]


def test_verify_tells_of_a_file_that_was_overwritten(tmp_path: Path) -> None:
    program = kept(tmp_path)
    path = tmp_path / "snapshots" / "archive.db"
    raw = bytearray(path.read_bytes())
    place = len(raw) // 2
    raw[place:] = b"\xff" * (len(raw) - place)
    path.write_bytes(raw)
    said = program("verify")
    assert said.code == 1
    assert "Traceback" not in said.err


def test_a_head_holds_until_the_record_is_changed(tmp_path: Path) -> None:
    program = kept(tmp_path)
    line = program("head").out.strip()
    assert line.startswith("tracker-head 1 20")
    assert line.endswith(f"root={program('head', '--json').objects[0]['root']}")
    assert program("head", "--check", line).code == 0
    assert program("head", "--check", "-", stdin=f"{line}\n\n").out.startswith("holds:")
    change(tmp_path, "UPDATE version SET chain_hash = text_sha256 WHERE number = 2")
    said = program("head", "--check", line)
    assert (said.code, said.out.startswith("does not hold:")) == (1, True)


def test_a_line_that_is_no_head_is_refused(tmp_path: Path) -> None:
    program = kept(tmp_path)
    assert program("head", "--check", "root=12").code == 2
    assert program("head", "--check", "-", stdin="\n").code == 2


def test_cite_has_all_that_makes_it_evidence(tmp_path: Path) -> None:
    program = kept(tmp_path)
    (told,) = program("cite", "1", "--json").objects
    said = program("cite", "1").out
    for key in ("body_sha256", "text_sha256", "chain_hash", "capture_sha256", "address", "program", "store"):
        assert str(told[key]) in said
    assert "changed between 2026-03-14 11:59:59 UTC" in said
    assert program("cite", "1", "1", "--format", "bibtex").out.startswith("@online{tracker-1-1,")
    assert program("cite", "1", "--format", "csl-json").objects[0]["version"] == "2"
    assert program("cite", "1", "9").code == 1


def test_show_says_when_a_version_came(tmp_path: Path) -> None:
    first = kept(tmp_path)("show", "1").out.splitlines()[0]
    assert first.startswith("version 2, first seen 2026-03-14 12:01:00 UTC (the text before it was last seen")
