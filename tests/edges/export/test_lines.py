from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.export.examples import SECRETS, TEXTS, change
from tests.edges.store.examples import at
from tracker.edges.export import Format, export, read_stories, verify
from tracker.edges.export.lines import encoded, sealed, version_line
from tracker.edges.store import Record
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.model import KeptVersion


def kept(record: Record) -> list[KeptVersion]:
    return [one for one in record.kept() if isinstance(one, KeptVersion)]


def test_an_export_read_back_gives_the_same_stories(record: Record, tmp_path: Path) -> None:
    export(record.kept(), tmp_path / "a.jsonl", form=Format.JSONL, now=at(9))

    found = list(read_stories(tmp_path / "a.jsonl"))

    assert [(article, number) for article, number, _ in found] == [(1, 1), (1, 2), (1, 3), (1, 4), (2, 1)]
    assert [story for _, _, story in found] == [record.story(article, number) for article, number, _ in found]


def test_a_line_is_one_version_with_its_bytes_and_all_that_its_hashes_cover(record: Record) -> None:
    line = version_line(kept(record)[1], with_body=True)

    assert (line["article"], line["number"], line["url"]) == (1, 2, "https://news.example/bridge")
    assert line["first_seen"] == "2026-03-14T12:02:00+00:00"
    assert line["last_seen_old"] == "2026-03-14T11:59:59+00:00"
    body = b64decode(str(line["body_base64"]))
    assert TEXTS[1].encode() in body
    assert sha256(body).hexdigest() == line["body_sha256"]
    assert line["previous_hash"] == record.versions(1)[0].chain_hash
    assert line["keeping"] == "whole"


def test_the_bytes_can_be_left_out_and_their_hash_stays(record: Record) -> None:
    line = version_line(kept(record)[0], with_body=False)

    assert line["body_base64"] is None
    assert line["body_sha256"] == record.versions(1)[0].body_sha256


def test_no_secret_of_a_session_leaves(record: Record, tmp_path: Path) -> None:
    export(record.kept(), tmp_path / "a.jsonl", form=Format.JSONL, now=at(9))

    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    told = json.dumps([{**line, "body_base64": None} for line in lines])
    assert [secret for secret in SECRETS if secret in told] == []
    assert lines[2]["redacted_headers"] == ["Set-Cookie"]
    assert ["Set-Cookie", "[redacted]"] in lines[2]["capture"]["headers"]
    assert ["Authorization", "[redacted]"] in lines[2]["capture"]["request_headers"]


def test_half_a_character_of_a_page_is_escaped_so_that_the_file_stays_text(record: Record) -> None:
    one = kept(record)[0]
    assert one.story is not None
    spoiled = replace(one, story=replace(one.story, byline="half \ud83d"))

    raw = sealed(version_line(spoiled, with_body=False))

    assert raw.decode("utf-8")
    assert json.loads(raw)["story"]["byline"] == "half \ud83d"


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON_VALUES, max_size=5))
def test_the_script_writes_lines_as_the_export_does(line: dict[str, object]) -> None:
    assert verify.encoded(line) == encoded(line)
    assert json.loads(encoded(line)) == line


def test_what_is_no_export_is_told_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"article": 1, "number": 1, "chain_hash": ""}\n{"title": 1}\n')

    with pytest.raises(StoreDamagedError, match="line 2 is no version"):
        list(read_stories(tmp_path / "a.jsonl"))
    (tmp_path / "a.jsonl").write_text("[" * 100_000)
    with pytest.raises(StoreDamagedError, match="line 1 is no JSON"):
        list(read_stories(tmp_path / "a.jsonl"))
    with pytest.raises(NotFoundError):
        list(read_stories(tmp_path / "b.jsonl"))


def test_a_version_whose_bytes_are_pruned_is_exported_without_them(record: Record, data: Path) -> None:
    change(data, "UPDATE version SET body_blob = NULL WHERE article_id = 1 AND number = 2")

    one = kept(record)[1]

    assert (one.keeping, one.body) == ("pruned", None)
    assert version_line(one, with_body=True)["why"] == "its bytes are not kept any more"
    assert one.story == record.story(1, 2)
