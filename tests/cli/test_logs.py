"""Lines of the log: for people, for programs and for the journal; no secrets, no endless repeats, no full disk."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.daemon.test_progress import Clock
from tests.view.hostile import HOSTILE, steering
from tracker.cli.logs import JsonLines, Lines, Sparing, TextLines, is_journal, without_secrets


def record(
    words: str, *arguments: object, level: int = logging.WARNING, error: BaseException | None = None
) -> logging.LogRecord:
    told = (type(error), error, error.__traceback__) if error else None
    found = logging.LogRecord("tracker", level, "", 0, words, arguments, told)
    found.created = 1_772_366_400.25
    return found


def as_json(*words: object, **more: object) -> dict[str, object]:
    line = JsonLines().format(record(*words, **more))  # type: ignore[arg-type]
    assert "\n" not in line
    found: dict[str, object] = json.loads(line)
    return found


def test_an_event_is_one_object_with_its_fields_by_name() -> None:
    assert as_json("visited article=%d outcome=%r version=%s", 7, "no change", None, level=logging.INFO) == {
        "article": 7,
        "outcome": "no change",
        "version": None,
        "time": "2026-03-01T12:00:00.250Z",
        "level": "info",
        "event": "visited",
        "message": "visited article=7 outcome='no change' version=None",
    }


@pytest.mark.parametrize(
    ("words", "arguments", "event", "fields"),
    [
        ("reloaded %s", ("config.toml",), "reloaded", {}),
        ("a job failed; the tracker goes on", (), "a job failed", {}),
        ("the clock was set: going on from %s", ("noon",), "the clock was set", {}),
        ("source url=%s trouble=%r", ("https://a.example/", "it is broken"), "source",
         {"url": "https://a.example/", "trouble": "it is broken"}),
        ("100% sure article=%d", (3,), "100% sure", {}),
    ],
)  # fmt: skip
def test_events_are_named_by_their_first_words(
    words: str, arguments: tuple[object, ...], event: str, fields: dict[str, object]
) -> None:
    if "100%" in words:
        words = words.replace("100%", "100%%")
        event = event.replace("100%", "100%%")
        fields = {"article": 3}
    found = as_json(words, *arguments)
    assert found["event"] == event
    assert {name: found[name] for name in found if name not in ("time", "level", "event", "message")} == fields


def test_hostile_words_are_one_line_that_steers_nothing_and_reads_back() -> None:
    # As it is written: half a character is an escape, which JSON reads back.
    line = JsonLines().format(record("failed reason=%s", HOSTILE)).encode("utf-8", "backslashreplace").decode()
    assert steering(line) == []
    assert json.loads(line)["reason"] == HOSTILE
    assert steering(TextLines().format(record("failed reason=%s", HOSTILE))) == []


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("https://anne:s3cret@a.example/x", "https://…@a.example/x"),
        ("https://a.example/x?id=4&token=s3cret&page=2", "https://a.example/x?id=4&token=…&page=2"),
        ("https://a.example/x?access_token=s3cret#top", "https://a.example/x?access_token=…#top"),
        ("GET with Authorization: Bearer s3cret-s3cret", "GET with Authorization: …"),
        ("{'Cookie': 'sid=s3cret; b=s3cret'}", "{'Cookie': '…'}"),
        ("X-Api-Key=s3cret", "X-Api-Key=…"),
        ("sent bearer s3cret-s3cret.s3cret", "sent bearer …"),
        ("as sites do that insist on cookies; open it", "as sites do that insist on cookies; open it"),
        ("https://a.example/the-key=to/success?article=12", "https://a.example/the-key=to/success?article=12"),
    ],
)  # fmt: skip
def test_what_looks_like_a_secret_is_not_written(said: str, written: str) -> None:
    assert without_secrets(said) == written
    assert as_json("failed reason=%s", said)["reason"] == written
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - whatever its words
        int(f"no number: {said}")
    for lines in (JsonLines(), TextLines()):
        assert "s3cret" not in lines.format(record("a job failed", error=raised.value))


def test_the_journal_is_told_how_grave_a_line_is_and_when_is_its_own_to_say() -> None:
    lines = TextLines(prefixed=True)
    assert lines.format(record("no mail why=%s", "it is down")) == "<4>WARNING no mail why=it is down"
    assert lines.format(record("stands still", level=logging.ERROR)) == "<3>ERROR stands still"


def test_the_journal_is_known_by_its_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "log").open("w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        found = (tmp_path / "log").stat()
        assert is_journal({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"})
        assert not is_journal({"JOURNAL_STREAM": "8:1"})
        assert not is_journal({})


def test_the_same_warning_is_written_once_a_minute_with_how_often_it_was_not() -> None:
    clock = Clock()
    sparing, written = Sparing(clock), list[str]()
    for _ in range(150):
        found = record("no mail why=%s", "down", error=ValueError("x"))
        if sparing.filter(found):
            written.append(found.getMessage())
        clock.present += 1
    assert written == [
        "no mail why=down",
        "no mail why=down (and 59 times more in 60 s before)",
        "no mail why=down (and 59 times more in 60 s before)",
    ]


def test_other_words_another_error_and_plain_news_are_never_kept_back() -> None:
    sparing = Sparing(Clock())
    told = [
        record("failed article=%d", 1),
        record("failed article=%d", 2),
        record("a job failed", error=ValueError("one")),
        record("a job failed", error=ValueError("two")),
        *(record("visited", level=logging.INFO) for _ in range(3)),
    ]
    assert [sparing.filter(one) for one in told] == [True] * 7


def test_what_is_known_has_a_bound() -> None:
    sparing = Sparing(Clock())
    assert all(sparing.filter(record("failed article=%d", number)) for number in range(2000))
    assert len(sparing._known) == 512


def test_a_full_disk_loses_lines_says_how_many_and_stops_nobody(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    log = tmp_path / "log"
    descriptor = os.open("/dev/full", os.O_WRONLY)
    lines = Lines(descriptor)
    lines.setFormatter(TextLines(prefixed=True))
    for number in range(3):
        lines.handle(record("failed article=%d", number))
    room = os.open(log, os.O_WRONLY | os.O_CREAT)
    os.dup2(room, descriptor)
    for number in (7, 8):
        lines.handle(record("failed article=%d", number))
    os.close(descriptor)
    lines.handle(record("failed article=%d", 9))
    os.close(room)
    assert log.read_text().splitlines() == [
        "<4>WARNING the log could not be written lost=3",
        "<4>WARNING failed article=7",
        "<4>WARNING failed article=8",
    ]
    assert lines.lost == 1


def test_words_that_are_no_data_stop_nobody_where_they_cannot_be_written() -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this machine has no /dev/full")
    code = "from tracker.cli.output import note; note('keeping everything here'); print('went on')"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=full, check=False)
    assert done.stdout == b"went on\n"
