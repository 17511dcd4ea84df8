"""`export --timeline`, `--excerpts` and `--sentences` as a person calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.app.bridge import DAMAGE, TEXTS, filled, redacted
from tests.edges.export.examples import change
from tests.program import Program
from tests.view.outline import faults


@pytest.fixture
def kept(tmp_path: Path) -> Program:
    """A folder whose record holds an article of three versions and another site's of one."""
    made = Program(tmp_path)
    made.configure("127.0.0.1:9")
    filled(tmp_path / "snapshots")
    return made


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


@pytest.mark.parametrize("option", ["--timeline", "--excerpts"])
def test_a_page_is_written_and_said(option: str, kept: Program) -> None:
    said = kept("export", "https://news.example/bridge", option, "a.html")

    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("a.html: 3 versions of 1 article, ")
    assert faults((kept.folder / "a.html").read_text()) == []


def test_the_zone_of_the_settings_is_that_of_the_page(kept: Program) -> None:
    kept.configure("127.0.0.1:9", more='[display]\ntimezone = "Asia/Tokyo"\n')

    kept("export", "1", "--timeline", "a.html")

    assert "between 21:01 and 21:04 JST (12:01 and 12:04 UTC)" in (kept.folder / "a.html").read_text()


def test_what_was_written_is_said_as_json(kept: Program) -> None:
    (said,) = kept("export", "1", "--sentences", "a.jsonl", "--json").objects

    assert said | {"sha256": "", "bytes": 0} == {
        "file": "a.jsonl",
        "script": None,
        "format": "sentences",
        "articles": 1,
        "versions": 2,
        "bytes": 0,
        "sha256": "",
        "damaged": 0,
        "remarks": [],
    }
    assert said["bytes"] == (kept.folder / "a.jsonl").stat().st_size


def test_sentences_go_to_standard_output_alone(kept: Program) -> None:
    said = kept("export", "--sentences", "-", "--site", "news.example")

    assert (said.code, said.err) == (0, "")
    assert [line["text_after"] for line in said.objects if line["op"] == "edited"] == [*TEXTS[1:]]


def test_other_exports_take_a_site_too(kept: Program) -> None:
    assert {line["article"] for line in kept("export", "--no-body", "--site", "www.other.example").objects} == {2}
    assert {line["article"] for line in kept("export", "--no-body", "--site", "https://other.example/").objects} == {2}
    assert {line["article"] for line in kept("export", "1", "--no-body", "--site", "news.example").objects} == {1}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--timeline", "a.html"), 2, "--timeline is about one article: name it"),
        (("1", "2", "--timeline", "a.html"), 2, "--timeline is about one article: name it"),
        (("--excerpts", "a.md"), 2, "--excerpts is about one article: name it"),
        (("1", "--excerpts", "a.md", "--site", "news.example"), 2, "--excerpts is about one article: name it"),
        (("1", "--timeline", "a.html", "--since", "7d"), 2, "--since is for the other exports"),
        (("1", "--timeline", "a.html", "--excerpts", "b.html"), 2, "--timeline and --excerpts do not go together"),
        (("1", "--timeline", "a.html", "--out", "b.jsonl"), 2, "--timeline and --out do not go together"),
        (("--sentences", "a.jsonl", "--no-body"), 2, "--sentences and --no-body do not go together"),
        (("--sentences", "a.jsonl", "--format", "warc"), 2, "--sentences and --format do not go together"),
        (("1", "--timeline", "a.html", "--script"), 2, "--timeline and --script do not go together"),
        (("1", "--timeline", "a.pdf"), 2, "tells no format: let it end in .html"),
        (("1", "--excerpts", "a.pdf"), 2, "tells no format: let it end in .html or .md"),
        (("99", "--timeline", "a.html"), 1, "no article is called '99'"),
        (("99", "--sentences", "a.jsonl"), 1, "no article is called '99'"),
        (("2", "--excerpts", "a.md"), 1, "nothing has changed in article 2 so far"),
        (("2", "--sentences", "a.jsonl"), 1, "nothing has changed in what was asked for"),
        (("--sentences", "a.jsonl", "--since", "yesterday"), 2, "'yesterday' is no time"),
        (("--sentences", "a.jsonl", "--site", "elsewhere.example"), 1, "no article of elsewhere.example is kept"),
        (("--site", "elsewhere.example", "--no-body"), 1, "no article of elsewhere.example is kept"),
        (("--sentences", "config.toml"), 1, "is there already and stays as it is"),
        (("--sentences", "nowhere/a.jsonl"), 1, "is not there: make it first"),
    ],
)
def test_wrong_input_is_one_sentence_and_changes_nothing(
    words: tuple[str, ...], code: int, told: str, kept: Program
) -> None:
    before = names(kept.folder)

    said = kept("export", *words)

    assert (said.code, said.out) == (code, "")
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert names(kept.folder) == before


def test_a_redacted_version_is_told_beside_the_page(tmp_path: Path) -> None:
    made = Program(tmp_path)
    made.configure("127.0.0.1:9")
    redacted(tmp_path / "snapshots", 2)

    said = made("export", "1", "--timeline", "a.html")

    assert (said.code, said.err) == (0, "article 1, version 2: redacted, and not shown\n")
    assert TEXTS[1] not in (tmp_path / "a.html").read_text()


@pytest.mark.parametrize("words", [("--timeline", "a.html"), ("--excerpts", "a.md"), ("--sentences", "a.jsonl")])
def test_a_damaged_version_ends_with_3(words: tuple[str, ...], kept: Program) -> None:
    change(kept.folder / "snapshots", DAMAGE)

    said = kept("export", "1", *words)

    assert said.code == 3
    assert "damaged: " in said.err


@pytest.mark.parametrize("point", ["export.step"])
def test_an_export_that_is_killed_leaves_no_half_file_under_its_name(point: str, kept: Program) -> None:
    said = kept.process("export", "--sentences", "a.jsonl", TRACKER_FAULT=f"{point}:1:kill")

    assert said.code == -9
    assert not (kept.folder / "a.jsonl").exists()
    assert kept("export", "--sentences", "a.jsonl").code == 0
    assert len([json.loads(line) for line in (kept.folder / "a.jsonl").read_text().splitlines()]) == 20


def test_nothing_of_the_record_changes_by_an_export(kept: Program) -> None:
    before = (kept.folder / "snapshots" / "archive.db").read_bytes()

    kept("export", "1", "--timeline", "a.html")
    kept("export", "--sentences", "a.jsonl")

    assert (kept.folder / "snapshots" / "archive.db").read_bytes() == before
