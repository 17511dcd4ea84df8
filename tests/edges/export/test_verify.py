"""The script that an export carries, as a stranger runs it and as a forger fears it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.edges.export.examples import bury, change
from tests.edges.store.examples import LEASE, NOON, at, capture, changed, opening, page
from tracker.edges.export import Format, export, script, script_beside, verify
from tracker.edges.export.verify_lines import Check
from tracker.edges.export.verify_records import members
from tracker.edges.store import Record, Store

NAMES = {Format.JSONL: "a.jsonl", Format.WARC: "a.warc.gz", Format.WACZ: "a.wacz"}


@pytest.fixture(params=[*Format], ids=str)
def exported(request: pytest.FixtureRequest, record: Record, tmp_path: Path) -> Path:
    form = Format(request.param)
    target = tmp_path / NAMES[form]
    export(record.kept(), target, form=form, now=at(9))
    return target


def problems(target: Path) -> list[str]:
    check = verify.Check()
    verify.check_file(target, check)
    return check.problems


def ran(script: Path, *words: str) -> subprocess.CompletedProcess[str]:
    # -I and -S: nothing but the standard library can be imported.
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script), *words], capture_output=True, text=True, timeout=60, check=False
    )


def test_the_script_beside_an_export_says_that_it_holds_and_prints_the_heads(exported: Path, record: Record) -> None:
    said = ran(script_beside(exported))

    assert said.stderr == ""
    assert said.returncode == 0
    manifest = said.stdout.partition(f"{exported.name}: manifest ")[2][:64]
    told = [line for line in said.stdout.partition("\n\n")[0].splitlines() if not line.startswith("note: ")]
    assert told == [
        f"{exported.name}: manifest {manifest}",
        f"article 1: head {record.versions(1)[-1].chain_hash}",
        f"article 2: head {record.versions(2)[-1].chain_hash}",
        "5 versions of 2 articles: all of it holds",
    ]


def test_the_script_beside_finds_any_change_of_the_whole_file(exported: Path) -> None:
    raw = exported.read_bytes()
    exported.write_bytes(raw[: len(raw) // 2])

    said = ran(script_beside(exported))

    assert said.returncode == 1
    assert f"{exported.name}: it is not the file that was exported" in said.stdout
    assert "Traceback" not in said.stderr


def test_the_script_inside_a_wacz_checks_it_too(record: Record, tmp_path: Path) -> None:
    export(record.kept(), tmp_path / "a.wacz", form=Format.WACZ, now=at(9))
    with ZipFile(tmp_path / "a.wacz") as archive:
        (tmp_path / "verify.py").write_bytes(archive.read("tools/verify.py"))

    assert ran(tmp_path / "verify.py", str(tmp_path / "a.wacz")).returncode == 0
    raw = bytearray((tmp_path / "a.wacz").read_bytes())
    raw[len(raw) // 3] ^= 1
    (tmp_path / "a.wacz").write_bytes(raw)
    assert ran(tmp_path / "verify.py", str(tmp_path / "a.wacz")).returncode == 1


def telling_places(raw: bytes) -> list[int]:
    """Give places all over a file, and each near the heads and ends of its parts, which no checksum covers."""
    dice = random.Random(7)
    marks = (b"PK\3\4", b"PK\1\2", b"PK\5\6", b"\x1f\x8b\x08")
    heads = [at for at in range(len(raw) - 3) if any(raw.startswith(mark, at) for mark in marks)]
    near = [place for head in heads for place in range(head, min(head + 30, len(raw)), 3)]
    return sorted(
        {*dice.sample(range(len(raw)), 120), *dice.sample(near, min(len(near), 120)), *range(len(raw) - 22, len(raw))}
    )


def test_a_flipped_bit_is_found_without_knowing_the_file_from_before(exported: Path) -> None:
    raw = exported.read_bytes()
    dice = random.Random(11)
    missed = []
    for place in telling_places(raw):
        flipped = bytearray(raw)
        flipped[place] ^= 1 << dice.randrange(8)
        exported.write_bytes(flipped)
        if not problems(exported):
            missed.append(place)
    assert missed == []


def test_a_reader_that_stops_reading_gets_no_traceback(exported: Path) -> None:
    words = [sys.executable, "-I", "-S", str(script_beside(exported))]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=60) == 0


def test_records_that_are_packed_another_way_are_found(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "a.warc.gz"
    export(record.kept(), target, form=Format.WARC, now=at(9))
    *kept, last = members(BytesIO(target.read_bytes()), target.name, Check())
    assert problems(target) == []

    again = [gzip_member(one.raw, level=1 if place == 1 else 9) for place, one in enumerate(kept)]
    target.write_bytes(b"".join(again) + target.read_bytes()[last.offset :])

    assert any("the records before it are not those of the manifest" in told for told in problems(target))


def gzip_member(raw: bytes, *, level: int) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, 31)
    packed = bytearray(packer.compress(raw) + packer.flush())
    packed[8] = 2  # as the best packing says of itself
    return bytes(packed)


def test_a_cut_file_is_found(exported: Path) -> None:
    raw = exported.read_bytes()
    for size in (1, 700, len(raw) // 2, len(raw) - 1):
        exported.write_bytes(raw[:size])
        assert problems(exported), size


def forged(target: Path, **changes: object) -> None:
    """Rewrite the second line, and seal it as if it had always been so."""
    from tracker.edges.export.lines import sealed

    lines = target.read_bytes().splitlines()
    line = {name: value for name, value in json.loads(lines[1]).items() if name != "sha256"}
    lines[1] = sealed({**line, **changes})
    target.write_bytes(b"\n".join(lines) + b"\n")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"url": "https://news.example/other"}, "the chain hash is not that of what it covers"),
        ({"first_seen": "2026-03-14T11:00:00+00:00"}, "the chain hash is not that of what it covers"),
        ({"body_base64": "eA=="}, "the bytes are not those of the hash"),
        ({"story": {"headline": "Bridge never closed"}}, "the text is not that of the hash"),
        ({"redacted_headers": []}, "the headers are not those of the hash"),
        ({"chain_hash": "0" * 64}, "the chain hash is not that of what it covers"),
        ({"previous_hash": "0" * 64}, "it does not stand on the one before it"),
    ],
)
def test_a_forged_version_is_named(changes: dict[str, object], told: str, record: Record, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    export(record.kept(), target, form=Format.JSONL, now=at(9))

    forged(target, **changes)

    assert any(told in problem and "article 1, version" in problem for problem in problems(target))


def test_a_version_left_out_in_the_middle_is_found(record: Record, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    export(record.kept(), target, form=Format.JSONL, now=at(9))
    lines = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join([lines[0], *lines[2:]]))

    assert problems(target) == ["a.jsonl, line 2 (article 1, version 3): it does not stand on the one before it"]


@pytest.mark.parametrize("form", [*Format])
def test_an_export_of_the_newest_versions_alone_says_what_it_stands_on(
    form: Format, record: Record, tmp_path: Path
) -> None:
    target = tmp_path / NAMES[form]
    tally = export(record.kept([1], at(3)), target, form=form, now=at(9))

    check = verify.Check()
    verify.check_file(target, check)

    assert tally.versions == 2
    assert check.problems == []
    assert len(check.remarks) == 1
    assert "version 3): what came before it is not in this export" in check.remarks[0]


@pytest.mark.parametrize("form", [*Format])
def test_pages_that_were_made_for_a_subscriber_are_told_once_and_their_export_holds(
    form: Format, tmp_path: Path
) -> None:
    with Store.open(tmp_path / "data", clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute in (2, 4):
            (claim,) = store.claim_due(at(minute), limit=1, lease=LEASE)
            report = changed(claim, at(minute), f"The bridge is open at {minute}.")
            asked = replace(capture(page("open"), at(minute)), request_headers=(("X-Reader", "[redacted]"),))
            store.record(replace(report, capture=asked))
    target = tmp_path / NAMES[form]
    tally = export(Record.open(tmp_path / "data").kept(), target, form=form, now=at(9))

    check = verify.Check()
    verify.check_file(target, check)
    assert check.problems == []
    assert tally.remarks == [
        "news.example was read as a subscriber: its pages may hold your name or number; look before you pass them on"
    ]


@pytest.mark.parametrize("form", [*Format])
def test_pruned_and_redacted_versions_are_said_and_the_chain_still_holds(
    form: Format, record: Record, data: Path, tmp_path: Path
) -> None:
    change(data, "UPDATE version SET body_blob = NULL WHERE article_id = 1 AND number = 2")
    bury(data, what="redacted", number=3)
    target = tmp_path / NAMES[form]

    tally = export(record.kept(), target, form=form, now=at(9))

    assert tally.remarks == [
        "article 1, version 2: pruned: its bytes are not kept any more",
        "article 1, version 3: redacted: a court's order",
    ]
    assert tally.damaged == 0
    check = verify.Check()
    verify.check_file(target, check)
    assert check.problems == []
    assert [remark.partition("): ")[2] for remark in check.remarks] == [
        "pruned: its bytes are not kept any more",
        "redacted: a court's order",
    ]
    assert "Müller" not in target.read_bytes().decode("utf-8", "replace")
    assert check.heads[1]["tombstone"] == "redacted"


@pytest.mark.parametrize("form", [*Format])
def test_what_a_damaged_record_can_still_give_is_exported(
    form: Format, record: Record, data: Path, tmp_path: Path
) -> None:
    change(data, "UPDATE blob SET data = x'00' WHERE id = (SELECT body_blob FROM version WHERE number = 2)")
    target = tmp_path / NAMES[form]

    tally = export(record.kept(), target, form=form, now=at(9))

    assert tally.versions == 5
    assert tally.damaged >= 1
    assert all("damaged: " in remark for remark in tally.remarks)
    assert problems(target) == []


def test_a_name_that_is_no_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_text(script())

    assert ran(tmp_path / "verify.py").returncode == 2
    said = ran(tmp_path / "verify.py", str(tmp_path / "nothing"))
    assert (said.returncode, "cannot be read" in said.stdout, said.stderr) == (1, True, "")


@pytest.mark.parametrize(
    "raw", [b"PK\3\4" + b"x" * 40, b"\x1f\x8b", b"[]\n", b"{}\n", b"\x1f\x8b\x08" + bytes(30), b"1\n"]
)
def test_what_is_no_export_is_told(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "given").write_bytes(raw)

    assert problems(tmp_path / "given")
