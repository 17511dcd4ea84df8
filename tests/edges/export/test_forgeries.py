"""Exports that a forger rewrote, manifest and all, with but one thing in them untrue."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.edges.export.forging import Records, rewritten_lines, rewritten_package, rewritten_records
from tests.edges.export.test_verify import NAMES, problems, ran
from tests.edges.store.examples import at
from tracker.edges.export import Format, export, script, script_beside
from tracker.edges.export.lines import Line
from tracker.edges.store import Record


@pytest.fixture
def lines(record: Record, tmp_path: Path) -> Path:
    export(record.kept(), tmp_path / "a.jsonl", form=Format.JSONL, now=at(9))
    return tmp_path / "a.jsonl"


@pytest.fixture
def warc(record: Record, tmp_path: Path) -> Path:
    export(record.kept(), tmp_path / "a.warc.gz", form=Format.WARC, now=at(9))
    return tmp_path / "a.warc.gz"


@pytest.fixture
def wacz(record: Record, tmp_path: Path) -> Path:
    export(record.kept(), tmp_path / "a.wacz", form=Format.WACZ, now=at(9))
    return tmp_path / "a.wacz"


def test_what_is_sealed_anew_unchanged_still_holds(lines: Path, warc: Path, wacz: Path) -> None:
    rewritten_lines(lines, lambda found: found)
    warc.write_bytes(rewritten_records(warc.read_bytes(), lambda found: found))
    rewritten_package(wacz, "pages/pages.jsonl", lambda found: found)

    assert [problems(one) for one in (lines, warc, wacz)] == [[], [], []]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"headline": "Mayor arrested"}, "the headline is not that of its text"),
        ({"published": "1999-01-01T00:00:00+00:00"}, "the time 'published' is not that of its text"),
        ({"capture": None}, "it is called whole, but is not all here"),
        ({"story": None, "headline": "", "published": None}, "it is called whole, but is not all here"),
        ({"body_base64": None}, "its bytes are not where it says"),
        ({"body_base64": None, "bytes": "not kept"}, "it is called whole, but is not all here"),
        ({"body_base64": None, "bytes": "record"}, "it does not say where its bytes are"),
    ],
)
def test_a_line_that_says_what_its_hashes_do_not_is_named(changes: Line, told: str, lines: Path) -> None:
    rewritten_lines(lines, lambda found: [{**found[0], **changes}, *found[1:]])

    assert any(told in problem for problem in problems(lines))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", 404),
        ("address", "198.51.100.1:443"),
        ("url", "https://news.example/x"),
        ("ended", "1999-01-01T00:00Z"),
    ],
)
def test_a_capture_changed_in_a_line_is_named(name: str, value: object, lines: Path) -> None:
    def change(found: list[Line]) -> list[Line]:
        capture = found[0]["capture"]
        assert isinstance(capture, dict)
        return [{**found[0], "capture": {**capture, name: value}}, *found[1:]]

    rewritten_lines(lines, change)

    assert any("capture" in problem for problem in problems(lines))


@pytest.mark.parametrize("keep", [slice(0, 3), slice(0, 4), slice(4, 5), slice(1, 5)])
def test_lines_cut_off_at_an_end_are_missed_whole_articles_too(keep: slice, lines: Path) -> None:
    lines.write_bytes(b"".join(lines.read_bytes().splitlines(keepends=True)[keep]))

    assert problems(lines)


def change_one(kind: bytes, old: bytes, new: bytes) -> Callable[[Records], Records]:
    def change(found: Records) -> Records:
        place = next(at for at, one in enumerate(found) if b"WARC-Type: " + kind in one and old in one)
        return [*found[:place], found[place].replace(old, new), *found[place + 1 :]]

    return change


def without(kind: bytes) -> Callable[[Records], Records]:
    def change(found: Records) -> Records:
        place = next(at for at, one in enumerate(found) if b"WARC-Type: " + kind in one)
        return found[:place] + found[place + 1 :]

    return change


def added_behind(found: Records) -> Records:
    return [*found, next(one for one in found if b"WARC-Type: response" in one).replace(b"uuid:", b"uuid:f")]


def added_before(found: Records) -> Records:
    return [*found[:2], next(one for one in found if b"WARC-Type: response" in one), *found[2:]]


FORGERIES = {
    "body": change_one(b"response", b"The bridge is closed.", b"The bridge is burnt."),
    "date": change_one(b"response", b"WARC-Date: 2026", b"WARC-Date: 1999"),
    "status line": change_one(b"response", b"HTTP/1.1 200 OK", b"HTTP/1.1 404 No"),
    "header": change_one(b"response", b"Content-Type: text/html", b"X-Content-Type: text/html"),
    "request": change_one(b"request", b"User-Agent: ", b"User-Agent: other"),
    "redirect": change_one(b"response", b"Location: https://news", b"Location: https://evil"),
    "target": change_one(b"response", b"Target-URI: https://news", b"Target-URI: https://evil"),
    "truncated": change_one(b"response", b"WARC-Type: response", b"WARC-Type: response\r\nWARC-Truncated: length"),
    "unreferenced": change_one(b"metadata", b"WARC-Refers-To: ", b"X-Refers-To: "),
    "revisit": change_one(b"revisit", b"Refers-To-Date: 2026", b"Refers-To-Date: 1999"),
    "server": change_one(b"response", b"WARC-Type: response", b"WARC-Type: response\r\nWARC-IP-Address: 198.51.100.9"),
    "response deleted": without(b"response"),
    "request deleted": without(b"request"),
    "version deleted": without(b"metadata"),
    "response added at the end": added_behind,
    "response added": added_before,
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_record_that_is_not_as_its_versions_line_says_is_named(name: str, warc: Path) -> None:
    warc.write_bytes(rewritten_records(warc.read_bytes(), FORGERIES[name]))

    assert problems(warc)


@pytest.mark.parametrize("name", FORGERIES)
def test_such_a_record_is_named_inside_a_wacz(name: str, wacz: Path) -> None:
    rewritten_package(wacz, "archive/data.warc.gz", lambda raw: rewritten_records(raw, FORGERIES[name]))

    assert any("data.warc.gz" in problem for problem in problems(wacz))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("pages/pages.jsonl", b"bridge is", b"mayor was"),
        ("pages/pages.jsonl", b'"title":"', b'"title":"Mayor arrested: '),
        ("indexes/index.cdx", b'"status": "200"', b'"status": "404"'),
        ("archive/more.warc.gz", b"", b"x"),
    ],
)
def test_lists_and_files_that_are_not_those_of_the_warc_are_named(
    path: str, old: bytes, new: bytes, wacz: Path
) -> None:
    rewritten_package(wacz, path, lambda raw: raw.replace(old, new))

    assert problems(wacz)


def test_versions_taken_from_the_end_of_a_warc_are_missed(warc: Path) -> None:
    raw = warc.read_bytes()
    members = [place for place in range(len(raw)) if raw.startswith(b"\x1f\x8b\x08", place)]
    warc.write_bytes(raw[: members[-4]])

    assert "a.warc.gz: it is cut: the manifest at its end is missing" in problems(warc)


@pytest.mark.parametrize("form", [*Format])
def test_what_was_rewritten_as_a_whole_is_told_by_the_hash_that_was_published(
    form: Format, record: Record, tmp_path: Path
) -> None:
    target, checks = tmp_path / NAMES[form], tmp_path / "verify.py"
    checks.write_text(script())
    tally = export(record.kept(), target, form=form, now=at(9))
    for told in (tally.manifest, tally.sha256):
        said = ran(checks, "--expect", told, str(target))
        assert (said.returncode, "manifest " + tally.manifest in said.stdout) == (0, True)
    target.unlink()
    export(record.kept([1]), target, form=form, now=at(9))
    renamed = target.rename(tmp_path / "renamed")

    said = ran(checks, "--expect", tally.manifest, str(renamed))
    alone = ran(checks, str(renamed))

    assert (said.returncode, "it is not what was expected" in said.stdout) == (1, True)
    assert (alone.returncode, "Whoever rewrites an export can make every hash in it" in alone.stdout) == (0, True)
    assert ran(script_beside(target), str(renamed)).returncode == 0


def test_a_script_takes_no_other_file_for_its_own_whatever_its_name(lines: Path, record: Record) -> None:
    own = script_beside(lines).rename(lines.with_name("own.py"))
    export(record.kept([1]), lines.with_name("b.jsonl"), form=Format.JSONL, now=at(9))

    said = ran(own, str(lines.with_name("b.jsonl")))

    assert said.returncode == 1
    assert "it is not the file that was exported with this script (a.jsonl)" in said.stdout


def test_an_empty_file_has_nothing_in_it_and_does_not_hold(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_text(script())
    (tmp_path / "empty").touch()

    said = ran(tmp_path / "verify.py", str(tmp_path / "empty"))

    assert said.returncode == 1
    assert "nothing in it" in said.stdout
    assert "holds" not in said.stdout


def test_no_hash_to_expect_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "verify.py").write_text(script())

    assert ran(tmp_path / "verify.py", "--expect", "abc", "a").returncode == 2


def test_the_parts_of_the_script_give_no_name_twice_and_read_in_the_oldest_python_it_is_for() -> None:
    tree = ast.parse(script(), feature_version=(3, 8))
    names = [one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)]
    names += [ast.unparse(one.targets[0]) for one in tree.body if isinstance(one, ast.Assign)]

    assert len(set(names)) == len(names)
    assert "tracker.edges" not in script()


def test_the_hash_of_the_stored_capture_is_made_again_where_no_secret_was_left_out(lines: Path) -> None:
    found = [json.loads(line) for line in lines.read_text().splitlines()]

    assert all(line["capture_sha256"] and line["exported_capture_sha256"] for line in found)
    assert found[2]["capture_sha256"] != found[2]["exported_capture_sha256"]
