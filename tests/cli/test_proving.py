from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.by_hand import by_hand
from tests.cli.kept import fill
from tests.edges.fetch.gates import gate
from tests.edges.store.examples import NOON, opening
from tests.program import Program
from tests.servers.timestamps import TimestampAuthority, needs_openssl
from tracker.edges.store import Store
from tracker.edges.timestamps import TimestampServer
from tracker.jobs.sealing import seal, stamp


def kept(tmp_path: Path) -> Program:
    fill(tmp_path / "snapshots")
    return Program(tmp_path)


def change(tmp_path: Path, statement: str) -> None:
    with by_hand(tmp_path / "snapshots" / "archive.db") as connection:
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


def test_verify_of_nothing_names_what_is_not_there_and_exits_1(tmp_path: Path) -> None:
    program = Program(tmp_path)
    said = program("verify")
    assert (said.code, said.out) == (1, "")
    assert "there is no record" in said.err
    folder = tmp_path / "snapshots"
    folder.mkdir(exist_ok=True)
    assert "there is no record" in program("verify").err
    (folder / "archive.db").touch()
    for words in (("verify",), ("redact", "1", "--all", "--reason", "asked for"), ("tag", "1", "a")):
        said = program(*words)
        assert said.code == 1
        assert "is empty (0 bytes)" in said.err
    assert (folder / "archive.db").stat().st_size == 0


def test_verify_tells_of_a_record_that_was_cut_at_any_length(tmp_path: Path) -> None:
    program = kept(tmp_path)
    path = tmp_path / "snapshots" / "archive.db"
    raw = path.read_bytes()
    for length in (100, 8192, 5 * 8192, len(raw) - 8192, len(raw) - 1):
        path.write_bytes(raw[:length])
        assert program("verify").code == 1, length


def test_verify_tells_of_what_was_put_in_for_a_look(tmp_path: Path) -> None:
    program = kept(tmp_path)
    change(tmp_path, "UPDATE visit SET day = NULL WHERE id = 1")
    said = program("verify")
    assert said.code == 1
    assert "The record does not hold: 1 visit is of no day" in said.out


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


@needs_openssl
def test_verify_checks_the_timestamps_of_days(tmp_path: Path) -> None:
    program = kept(tmp_path)
    with TimestampAuthority(tmp_path) as authority, gate(authority.place) as opened:
        with Store.open(tmp_path / "snapshots", clock=lambda: NOON) as store:
            present = datetime.now(UTC)
            seal(store, lambda: present)
            stamp(store, TimestampServer(authority.url, post=opened.post, ca_file=authority.ca_file), lambda: present)
        (tmp_path / "config.toml").write_text(f'[evidence]\ntimestamp_ca_file = "{authority.ca_file}"\n')
        (told,) = program("verify", "--config", "config.toml", "--json").objects
        assert (told["holds"], told["days"], told["stamps"]) == (True, 1, 1)
        change(tmp_path, "UPDATE day_root SET timestamp_token = zeroblob(length(timestamp_token))")
        said = program("verify", "--config", "config.toml")
    assert said.code == 1
    assert "2026-03-14" in said.out
    assert "Traceback" not in said.err


def test_verify_runs_beside_a_daemon_that_writes(tmp_path: Path) -> None:
    program = kept(tmp_path)
    with Store.open(tmp_path / "snapshots", clock=lambda: NOON) as store:
        store.open_watch(opening("https://other.example/", name="other.example"))
        said = program("verify")
        assert (said.code, said.err) == (0, "")
        assert "proven   3 versions of 2 articles" in said.out


def test_a_version_that_does_not_hold_is_not_cited(tmp_path: Path) -> None:
    program = kept(tmp_path)
    change(tmp_path, "UPDATE version SET url = 'https://forged.example/' WHERE number = 2")
    said = program("cite", "1", "2")
    assert (said.code, said.out) == (1, "")
    assert "version 2 of article 1 is not proven: the hash of the chain" in said.err
    assert program("cite", "1", "1").code == 0


def test_a_citation_says_that_the_words_were_redacted(tmp_path: Path) -> None:
    program = kept(tmp_path)
    assert program("redact", "1", "1", "--reason", "asked for").code == 0
    lines = program("cite", "1", "1").out.splitlines()
    assert lines[0] == "[redacted], news.example, version 1"
    assert "capture         redacted: its words were taken out of the record" in lines
