"""A hostile page, and settings that hold secrets, as every verb of the record tells of them."""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.pages import FIRE, page
from tests.program import Program, Said
from tests.servers.http import Newsroom
from tests.view.hostile import steering

# A page can hold neither NUL nor a lone surrogate.
EVIL = "&#27;[2J&#x9b;31m\u202eerif\u2066\u200b[bold red]loud[/]\x1b]52;c;ZXZpbA==\x07"
COOKIE, PASSWORD = "sesame-41", "hunter-forty-two"
MORE = """
[mail]
transport = "smtp"
from = "Tracker <tracker@example.org>"

[mail.smtp]
host = "127.0.0.1"
port = 1
security = "tls"
username = "ann"
password_env = "MAIL_PASSWORD"

[[recipient]]
address = "reader@example.org"
"""


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A record of two versions of a hostile page."""
    program = Program(tmp_path)
    monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
    secret = (("Set-Cookie", f"session={COOKIE}"), ("Authorization", f"Bearer {COOKIE}"), ("X-Auth-Token", COOKIE))
    with Newsroom() as newsroom:
        program.configure(newsroom.place, more=MORE)
        for number, told in enumerate(("closed", "open")):
            texts = (*FIRE[:3], f"The quay {EVIL} is {told} to all, and this is what the fire brigade said.")
            newsroom.publish(
                "/fire", page(*texts, headline=f"Fire {EVIL} {told}"), headers=(*secret, ("X-Odd", "\x9b31m"))
            )
            assert program(*(("poll", "1") if number else ("add", newsroom.url("/fire")))).code == 0
        yield program


VERBS = (
    "list",
    "log 1",
    "log 1 --visits",
    "show 1",
    "diff 1",
    "diff 1 --side-by-side",
    "diff 1 --stat",
    "diff 1 --format plain",
    "diff 1 --format html",
    "diff 1 --since 1d",
    "facts 1",
    "blame 1",
    "export 1 --sentences -",
    "why 1",
    "status",
    "cite 1",
    "cite 1 --format bibtex",
    "cite 1 --format csl-json",
    "verify",
    "head",
    "search quay",
    "mirror",
    "prune --older 0s",
    "check",
    "redact 1 1 --reason x --phrase quay",
    "verify",
    "log 1",
    "list",
)


def test_no_verb_lets_a_page_steer_the_terminal_or_tells_a_secret(kept: Program) -> None:
    assert "open" in kept("show", "1").out
    for words in VERBS:
        said = kept(*words.split())
        assert said.code in (0, 1, 3), (words, said)
        assert steering(said.out + said.err) == [], words
        _expect_no_secret(said, words)
    for words in VERBS:
        if "--format" not in words:
            _expect_no_secret(kept(*words.split(), "--json"), words)


def test_no_file_of_the_mirror_holds_what_steers_a_terminal(kept: Program) -> None:
    (first, second) = sorted((kept.folder / "snapshots" / "text").rglob("*.md"))
    for file in (first, second):
        assert "fire brigade said" in file.read_text()
        assert steering(file.read_text()) == []


def test_exports_hold_no_secret(kept: Program) -> None:
    for name in ("e.jsonl", "e.warc", "e.wacz"):
        assert kept("export", "--out", name, "--format", name.split(".")[1]).code == 0
        content = (kept.folder / name).read_bytes()
        assert [one for one in (COOKIE, PASSWORD) if one.encode() in content] == []


def _expect_no_secret(said: Said, words: str) -> None:
    told = [one for one in (COOKIE, PASSWORD) if one in said.out + said.err]
    assert told == [], words


def test_what_is_json_says_the_same_escaped(kept: Program) -> None:
    said = kept("show", "1", "--json")
    assert steering(said.out) == []
    assert "\u202eerif\u2066" in said.objects[0]["headline"]


def test_an_export_on_a_terminal_steers_nothing_and_is_the_same_json(kept: Program) -> None:
    plain = kept("export").objects
    master, slave = os.openpty()
    with (
        os.fdopen(slave, "w", encoding="utf-8") as terminal,
        subprocess.Popen(
            kept.command("export", "--no-body"), cwd=kept.folder, env=kept.environment(), stdout=terminal
        ) as exporting,
    ):
        shown = read_to_end(master, exporting)
    assert steering(shown.replace("\r\n", "\n")) == []
    assert [json.loads(line)["headline"] for line in shown.splitlines()] == [one["headline"] for one in plain]


def read_to_end(master: int, exporting: subprocess.Popen[bytes]) -> str:
    """Give what a program wrote on a terminal."""
    found = b""
    while exporting.poll() is None or select.select([master], [], [], 0.2)[0]:
        if select.select([master], [], [], 0.2)[0]:
            found += os.read(master, 65536)
    os.close(master)
    return found.decode()
