from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path

import pytest

from tests.cli.kept import AFTER, fill
from tests.cli.terminal import in_terminal
from tests.program import Program
from tracker.cli import main
from tracker.cli.output import Output, note

ESCAPE = "\x1b"
SEQUENCE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `snapshots` holds a story of two versions: nothing here writes into it."""
    folder = tmp_path_factory.mktemp("filled")
    fill(folder / "snapshots")
    return folder


@pytest.fixture
def kept(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program runs where the story is kept."""
    monkeypatch.chdir(filled)
    return filled


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


@pytest.mark.parametrize(
    ("words", "count"),
    [
        (("list",), 1),
        (("why", "1"), 1),
        (("status",), 1),
        (("log", "1"), 2),
        (("log", "1", "--visits"), 5),
        (("show", "1"), 1),
        (("show", "1", "1"), 1),
        (("diff", "1"), 1),
    ],
)
def test_every_reading_verb_gives_one_object_a_line(
    kept: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], count: int
) -> None:
    lines = said(capsys, *words, "--json").split("\n")

    assert lines.pop() == ""
    assert len(lines) == count
    assert all(isinstance(json.loads(line), dict) for line in lines)


@pytest.mark.parametrize("words", [("list",), ("log", "1"), ("why", "1"), ("status",), ("show", "1"), ("diff", "1")])
def test_a_pipe_gets_neither_colour_nor_blanks_at_the_end_of_a_line(
    kept: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    out = said(capsys, *words)

    assert out.endswith("\n")
    assert ESCAPE not in out
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_a_pipe_gets_a_long_line_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    headline = "Bridge closed " * 40
    fill(tmp_path / "snapshots", headline=headline)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "40")

    assert headline.strip() in said(capsys, "list")
    assert headline.strip() in said(capsys, "show", "1")


@pytest.mark.parametrize(
    ("color", "environment", "colored"),
    [
        ("auto", {}, False),
        ("always", {}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("always", {"TERM": "dumb"}, True),
        ("never", {}, False),
    ],
)
def test_colour_is_put_into_a_pipe_only_where_it_is_asked_for(
    kept: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    color: str,
    environment: dict[str, str],
    colored: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert (ESCAPE in said(capsys, "diff", "1", "--color", color)) == colored


def test_json_is_never_coloured(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ESCAPE not in said(capsys, "diff", "1", "--json", "--color", "always")


class Encoded(io.TextIOWrapper):
    """Standard output of another locale."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("utf-8", '{"a": "ß – “x”"}\n'), ("latin-1", '{"a": "\\u00df \\u2013 \\u201cx\\u201d"}\n')],
)
def test_json_is_json_whatever_the_locale_can_write(monkeypatch: pytest.MonkeyPatch, encoding: str, text: str) -> None:
    stream = Encoded(encoding)
    monkeypatch.setattr(sys, "stdout", stream)

    Output(as_json=True, color="auto").json([{"a": "ß – “x”"}])

    assert stream.bytes.getvalue().decode(encoding) == text


def test_half_a_character_of_a_page_comes_through_json_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Encoded("utf-8")
    monkeypatch.setattr(sys, "stdout", stream)

    Output(as_json=True, color="auto").json([{"a": "\ud800 ß"}, {"a": "ß"}])

    assert stream.bytes.getvalue() == b'{"a": "\\ud800 \\u00df"}\n{"a": "\xc3\x9f"}\n'


def test_json_shows_a_terminal_nothing_to_obey_and_reads_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Encoded("utf-8")
    monkeypatch.setattr(sys, "stdout", stream)
    nasty = "\x1b[2J \x9b31m \x7f \u202e \u2066 \u200b \u2028 \ufeff"

    Output(as_json=True, color="auto").json([{"a": nasty}])

    line = stream.bytes.getvalue().decode()
    assert line.strip().isascii()
    assert json.loads(line) == {"a": nasty}


@pytest.mark.parametrize(
    ("environment", "first"),
    [
        ({"COLORTERM": "truecolor"}, "38;2;"),
        ({"COLORTERM": "", "TERM": "xterm-256color"}, "38;5;"),
        ({"COLORTERM": "", "TERM": "xterm"}, "94"),
    ],
)
def test_a_terminal_gets_the_colours_that_it_says_it_has(
    kept: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    first: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    out = said(capsys, "diff", "1", "--color", "always")
    assert first in out
    assert [other for other in ("38;2;", "38;5;", "94") if other != first and f"{other}" in out] == []


def test_a_locale_without_the_letters_gets_signs_in_their_place(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Encoded("ascii")
    monkeypatch.setattr(sys, "stdout", stream)

    assert main(["log", "1", "--visits"]) == 0
    assert main(["diff", "1"]) == 0

    assert b"\\u" in stream.bytes.getvalue()


def test_a_note_goes_beside_the_data_and_is_made_safe(capsys: pytest.CaptureFixture[str]) -> None:
    note("nothing in \x1b]0;title\x07 \u202e\nsecond line")

    out, err = capsys.readouterr()
    assert out == ""
    assert err == "nothing in ␛]0;title␇ ⟨U+202E⟩\nsecond line\n"


# ------------------------------------------------------------------------------------------------ in a terminal


@pytest.fixture
def screen(tmp_path: Path) -> Program:
    fill(tmp_path / "snapshots", paragraphs=30)
    return Program(tmp_path)


@pytest.mark.parametrize("columns", [44, 132])
def test_a_terminal_is_filled_and_never_overrun(screen: Program, columns: int) -> None:
    code, text = in_terminal(screen, "show", "1", columns=columns)

    plain = SEQUENCE.sub("", text).splitlines()
    assert code == 0
    assert SEQUENCE.search(text)
    assert max(map(len, plain)) <= columns
    assert (AFTER in plain) == (columns >= len(AFTER))
    quiet = "Paragraph 29 of a long and quiet report on the bridge."
    assert (quiet in plain) == (columns >= len(quiet))
    assert quiet in " ".join(line.strip() for line in plain)


@pytest.mark.parametrize(
    ("environment", "options"),
    [({"NO_COLOR": "1"}, ()), ({"TERM": "dumb"}, ()), ({}, ("--color", "never"))],
)
def test_a_terminal_that_wants_no_colour_gets_none(
    screen: Program, environment: dict[str, str], options: tuple[str, ...]
) -> None:
    code, text = in_terminal(screen, "diff", "1", *options, environment=environment)

    assert code == 0
    assert ESCAPE not in text
    assert "cyclists" in text


def test_the_pager_is_for_texts_that_are_longer_than_the_terminal(screen: Program) -> None:
    pager = "sed s/^/PAGED:/"

    _, long = in_terminal(screen, "show", "1", lines=24, environment={"PAGER": pager})
    _, short = in_terminal(screen, "why", "1", lines=24, environment={"PAGER": pager})

    assert "PAGED:" in long
    assert "PAGED:" not in short
    assert "PAGED:" not in screen("show", "1", PAGER=pager).out
