from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.app.bridge import DAMAGE, QUIET, TEXTS, filled, keep_bridge, redacted
from tests.edges.export.examples import change
from tests.edges.store.examples import NOON, at
from tests.view.hostile import HOSTILE, steering
from tracker.app.sentences import print_sentences, sentence_lines, write_sentences
from tracker.edges.export import Tally
from tracker.edges.store import Store
from tracker.errors import NotFoundError, OutputError
from tracker.model import Settings


def read(settings: Settings, *words: str, **changes: Any) -> tuple[list[dict[str, Any]], Tally]:
    lines: list[str] = []
    asked: dict[str, Any] = {"site": "", "since": None}
    tally = print_sentences(sentence_lines(settings, words, **asked | changes), lines.append)
    return [json.loads(line) for line in lines], tally


def test_each_step_tells_each_of_its_sentences(tmp_path: Path) -> None:
    lines, tally = read(filled(tmp_path / "data"))

    assert [(line["version_before"], line["version_after"]) for line in lines] == [(1, 2)] * 10 + [(2, 3)] * 10
    assert [(line["part"], line["op"]) for line in lines[:5]] == [
        ("headline", "kept"),
        ("dek", "kept"),
        ("byline", "kept"),
        ("text", "edited"),
        ("text", "kept"),
    ]
    assert (lines[3]["text_before"], lines[3]["text_after"]) == TEXTS[:2]
    assert (lines[3]["sentences_before"], lines[3]["sentences_after"]) == ([0], [0])
    assert [line["text_after"] for line in lines[4:10]] == [*QUIET]
    assert lines[13]["text_after"] == TEXTS[2]
    assert (tally.versions, tally.articles, tally.damaged) == (2, {1}, 0)


def test_both_texts_can_be_put_together_again_from_the_lines(tmp_path: Path) -> None:
    lines, _ = read(filled(tmp_path / "data"))
    of_a_step = [line for line in lines if line["version_after"] == 3 and line["part"] == "text"]

    before = {place: line["text_before"] for line in of_a_step for place in line["sentences_before"]}
    after = {place: line["text_after"] for line in of_a_step for place in line["sentences_after"]}

    assert [before[place] for place in range(len(before))] == [TEXTS[1], *QUIET]
    assert [after[place] for place in range(len(after))] == [TEXTS[2], *QUIET]


def test_a_line_has_times_hashes_and_the_site(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    (line, *_), _ = read(settings)

    assert (line["schema"], line["article"], line["site"]) == (1, 1, "news.example")
    assert (line["first_seen_before"], line["last_seen_before"], line["first_seen_after"]) == (
        "2026-03-14T12:00:00.000Z",
        "2026-03-14T12:00:00.000Z",
        "2026-03-14T12:02:00.000Z",
    )
    assert len(line["text_sha256_before"]) == len(line["text_sha256_after"]) == 64
    assert line["text_sha256_before"] != line["text_sha256_after"]


def test_since_leaves_out_older_steps_and_still_knows_what_stood_before(tmp_path: Path) -> None:
    lines, tally = read(filled(tmp_path / "data"), since=at(3))

    assert {(line["version_before"], line["version_after"]) for line in lines} == {(2, 3)}
    assert tally.versions == 1


@pytest.mark.parametrize(
    ("words", "site", "found"),
    [((), "news.example", {1}), (("1",), "", {1}), (("1", "1"), "", {1}), ((), "example", {1})],
)
def test_articles_are_chosen_by_name_or_by_site(
    words: tuple[str, ...], site: str, found: set[int], tmp_path: Path
) -> None:
    lines, _ = read(filled(tmp_path / "data"), *words, site=site)

    assert {line["article"] for line in lines} == found


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")

    with pytest.raises(NotFoundError, match=r"no article of elsewhere\.example is kept"):
        read(settings, site="elsewhere.example")
    with pytest.raises(NotFoundError, match="nothing has changed in what was asked for"):
        read(settings, "2")
    with pytest.raises(NotFoundError, match="nothing has changed in what was asked for"):
        read(settings, since=at(100))


def test_a_redacted_version_is_one_line_that_says_so_and_shows_no_word(tmp_path: Path) -> None:
    lines, tally = read(redacted(tmp_path / "data", 2))

    assert [line["op"] for line in lines] == ["withheld", "withheld"]
    assert [line["why"] for line in lines] == [
        "The words of version 2 were taken out of the record.",
        "The words of version 2 were taken out of the record: there is nothing to compare with.",
    ]
    assert "45" not in json.dumps([line["text_before"] + line["text_after"] for line in lines])
    assert len(tally.remarks) == 2
    assert tally.damaged == 0


def test_a_version_that_does_not_read_back_is_told_and_the_rest_still_given(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    change(tmp_path / "data", DAMAGE)

    lines, tally = read(settings)

    assert {line["op"] for line in lines if line["version_after"] == 2} == {"kept", "edited"}
    assert [line["op"] for line in lines if line["version_after"] == 3] == ["withheld"]
    assert tally.damaged == 1


def test_a_file_is_written_whole_and_replaces_nothing(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")
    target = tmp_path / "s.jsonl"

    tally = write_sentences(sentence_lines(settings, (), site="", since=None), target)

    assert tally.size == target.stat().st_size
    assert len(target.read_text().splitlines()) == 20
    with pytest.raises(OutputError, match="is there already and stays as it is"):
        write_sentences(sentence_lines(settings, (), site="", since=None), target)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "s.jsonl"]


def test_a_file_of_nothing_is_not_left_behind(tmp_path: Path) -> None:
    settings = filled(tmp_path / "data")

    with pytest.raises(NotFoundError):
        write_sentences(sentence_lines(settings, ("2",), site="", since=None), tmp_path / "s.jsonl")

    assert sorted(one.name for one in tmp_path.iterdir()) == ["data"]


def test_hostile_text_leaves_as_escapes_and_comes_back_as_it_was(tmp_path: Path) -> None:
    words = HOSTILE.replace("\r\n", " ") + "\u2028</script>"
    with Store.open(tmp_path / "data", clock=lambda: NOON) as store:
        keep_bridge(store, texts=("It was quiet.", words))
    written: list[str] = []

    print_sentences(sentence_lines(Settings(data=tmp_path / "data"), (), site="", since=None), written.append)

    assert steering("".join(written).replace("\n", "")) == []
    assert all(line.isascii() and line.count("\n") == 1 for line in written)
    assert words.strip() in " ".join(json.loads(line)["text_after"] for line in written)


def test_a_step_is_asked_for_when_the_one_before_it_is_written(tmp_path: Path) -> None:
    lines = sentence_lines(filled(tmp_path / "data"), (), site="", since=None)

    for _ in zip(range(10), lines, strict=False):
        pass

    assert lines.tally.versions == 1
