from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from tests.cli.kept import AFTER, BEFORE, fill
from tests.edges.store.older import keep_older_record
from tests.program import Program

SNAPSHOTS = "snapshots"


@pytest.fixture
def kept(program: Program) -> Program:
    fill(program.folder / SNAPSHOTS)
    return program


def test_search_tells_article_versions_times_and_whether_it_stands(kept: Program) -> None:
    said = kept("search", "all traffic")

    assert said.code == 0
    assert said.out.splitlines() == [
        "1  Bridge closed  news.example",
        "    The bridge is closed to *all traffic*.",
        "    paragraph · version 1 · first seen 2026-03-14 12:00 · gone between 2026-03-14 11:59 and 12:01",
    ]


def test_search_prints_one_object_a_passage(kept: Program) -> None:
    found = kept("search", "bridge", "cyclists", "--json").objects

    assert [one["text"] for one in found] == [AFTER]
    assert (found[0]["first"], found[0]["last"], found[0]["stands"]) == (2, None, True)
    assert [AFTER[begin:end] for begin, end in found[0]["matches"]] == ["bridge", "cyclists"]


def test_search_is_narrowed(kept: Program) -> None:
    def texts(*words: str) -> list[str]:
        return [one["text"] for one in kept("search", "bridge", "--json", *words).objects if one["kind"] == "paragraph"]

    assert texts() == [AFTER, BEFORE]
    assert texts("--gone") == [BEFORE]
    assert texts("--site", "https://news.example/x") == [AFTER, BEFORE]
    assert texts("--site", "other.example") == []
    assert texts("--article", "1", "--limit", "1") == [AFTER]
    assert texts("--since", "2026-03-15") == []
    assert texts("--since", "2026-03-14") == [AFTER, BEFORE]


@pytest.mark.parametrize(
    "words", [['"'], ["(("], ["*"], ["NOT x"], ["\0"], ["a" * 3000], ["x", "--since", "soon"], ["x", "--site", "//"]]
)
def test_odd_input_is_answered_by_one_sentence(kept: Program, words: list[str]) -> None:
    said = kept("search", *words)

    assert said.code == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "sql" not in said.err.lower()


def test_nothing_found_is_said_and_is_no_failure(kept: Program) -> None:
    said = kept("search", "volcano")

    assert (said.code, said.out, said.err) == (0, "", "no version holds volcano\n")


def test_what_an_older_tracker_kept_is_indexed_at_the_first_search(program: Program) -> None:
    keep_older_record(program.folder / SNAPSHOTS)

    said = program("search", "cyclists", "--json")

    assert [one["text"] for one in said.objects] == ["The bridge is open to cyclists."]
    assert said.err == "indexing what an older tracker kept: 2 of 2 versions\n"
    assert program("search", "cyclists", "--json").err == ""


def test_what_a_page_hides_in_its_text_is_made_visible(kept: Program) -> None:
    with closing(sqlite3.connect(kept.folder / SNAPSHOTS / "archive.db")) as connection, connection:
        connection.execute("UPDATE article SET headline = 'Bridge ' || char(27) || '[2J'")

    assert "\x1b" not in kept("search", "bridge").out
    assert json.loads(kept("search", "cyclists", "--json").out)["headline"] == "Bridge \x1b[2J"
