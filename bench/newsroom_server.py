"""The newsroom as a process: real HTTP on many ports of loopback, and a mail server that is slow or unwilling at times.

    .venv/bin/python bench/newsroom_server.py CLOCK JOURNAL '{"seed": 1, "articles": 300, ...}'

CLOCK holds the present as one double, written by whoever keeps the clock. JOURNAL takes a line for each alert that the
mail server took. The ports are printed as one line of JSON; it ends with its standard input.
"""

from __future__ import annotations

import asyncio
import json
import mmap
import random
import struct
import sys
import zlib
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.newsroom_pages import page, stub, wall
from bench.newsroom_script import Script, rest
from tests.servers.smtp import MailServer, Mood, Received

OPENED: Final = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
"""When the newsroom opened, by its own clock."""
EDITION: Final = "X-Edition"
"""The header by which a whole and true page says which edition it shows."""
_HTML: Final = ("Content-Type", "text/html; charset=utf-8")
_BOMB: Final = 64 << 20


class PresentFile:
    """Seconds since the newsroom opened, shared by the processes of a soak."""

    def __init__(self, path: Path, *, make: bool = False) -> None:
        if make:
            path.write_bytes(bytes(8))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 8)

    @property
    def seconds(self) -> float:
        """Give the present."""
        (found,) = struct.unpack("d", self._shared[:8])
        return float(found)

    @seconds.setter
    def seconds(self, value: float) -> None:
        self._shared[:8] = struct.pack("d", value)


def gzip_bomb() -> bytes:
    """Give a short stream that inflates to one endless paragraph."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [squeeze.compress(b"<html><body><article><h1>Endless</h1><p>")]
    parts += [squeeze.compress(b"A" * (1 << 20)) for _ in range(_BOMB >> 20)]
    return b"".join([*parts, squeeze.flush()])


class Desk:
    """Answers requests, one a connection."""

    def __init__(self, script: Script, present: PresentFile) -> None:
        self.script, self.present = script, present
        self.chance = random.Random(script.seed)
        self.ports: list[int] = []
        self.inside = 0
        self._bomb = gzip_bomb()

    async def converse(self, host: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Hold one conversation."""
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            await self._answer(host, head, writer)
            await writer.drain()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    async def _answer(self, host: int, head: str, writer: asyncio.StreamWriter) -> None:
        path, now = head.split(" ", 2)[1], self.present.seconds
        if path == "/inside":
            self.inside += 1
        if not path.startswith("/story/"):
            writer.write(_whole(404, b"<h1>Nothing here</h1>"))
            return
        article = int(path.removeprefix("/story/"))
        fault = self.script.fault(article, now)
        if fault:
            await self._misbehave(fault, article, now, writer)
        else:
            writer.write(self._story(article, host, now, head))

    def _story(self, article: int, host: int, now: float, head: str) -> bytes:
        number = self.script.edition(article, now)
        tag = f'"{article}-{number}"'
        marks = ((EDITION, str(number)), ("ETag", tag if host % 2 else f'"{self.chance.getrandbits(32):x}"'))
        if host % 2 and f"if-none-match: {tag}" in head.lower():
            return _whole(304, b"", *marks)
        return _whole(200, self._page(article, host, number, now), _HTML, *marks)

    def _page(self, article: int, host: int, number: int, now: float) -> bytes:
        script, edition = self.script, self.script.editions[article][number]
        others = [
            script.editions[other][script.edition(other, now)].headline
            for other in range(host, script.articles, script.hosts)
            if other != article
        ]
        # A date that moves though nothing else did is no edit either.
        touched = now - now % 1800 if article % 5 == 0 else edition.at
        return page(
            edition,
            host=host,
            url=f"http://127.0.0.1:{self.ports[host]}/story/{article}",
            published=OPENED - timedelta(minutes=20),
            modified=OPENED + timedelta(seconds=max(touched, edition.at)),
            others=others,
            chance=self.chance,
        )

    async def _misbehave(self, fault: str, article: int, now: float, writer: asyncio.StreamWriter) -> None:
        host = self.script.host(article)
        edition = self.script.editions[article][self.script.edition(article, now)]
        whole = self._page(article, host, self.script.edition(article, now), now)
        match fault:
            case "reset" | "silence" | "drip" | "endless headers":
                await _CONDUCTS[fault](writer)
            case "stub":
                writer.write(_whole(200, stub(edition), _HTML))
            case "loop":
                writer.write(_whole(302, b"", ("Location", f"/story/{article}")))
            case "inside":
                # To the door of another house on this machine, which no settings allow.
                writer.write(_whole(302, b"", ("Location", f"http://127.0.0.1:{self.ports[-1]}/inside")))
            case "bomb":
                writer.write(_whole(200, self._bomb, _HTML, ("Content-Encoding", "gzip")))
            case _:
                writer.write(_spoiled(fault, whole, OPENED + timedelta(seconds=now), rest(now)))


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _be_silent(_writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


async def _drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 60000\r\n\r\n<html>")
    for _ in range(600):
        await asyncio.sleep(0.1)
        writer.write(b"x")
        await writer.drain()


async def _endless_headers(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(20_000):
        writer.write(f"X-{number}: {'y' * 200}\r\n".encode())
        await writer.drain()


_CONDUCTS: Final = {
    "reset": _reset,
    "silence": _be_silent,
    "drip": _drip,
    "endless headers": _endless_headers,
}


def _spoiled(fault: str, whole: bytes, now: datetime, until: float) -> bytes:
    """Give an answer that is no story, or a story that is not whole."""
    seconds = ("Retry-After", str(int(until)))
    half = whole[: len(whole) * 2 // 3]
    answers: dict[str, Callable[[], bytes]] = {
        "429": lambda: _whole(429, b"slow down", seconds),
        "429 by date": lambda: _whole(
            429, b"slow down", ("Retry-After", format_datetime(now + timedelta(seconds=until), usegmt=True))
        ),
        "503": lambda: _whole(503, b"<h1>Back soon</h1>", _HTML),
        "503 with Retry-After": lambda: _whole(503, b"<h1>Back soon</h1>", _HTML, seconds),
        "500": lambda: _whole(500, b"<article><h1>Error 500</h1><p>Sorry.</p></article>", _HTML),
        "404": lambda: _whole(404, b"<article><h1>Not found</h1><p>Sorry.</p></article>", _HTML),
        "empty": lambda: _whole(200, b"", _HTML),
        "consent": lambda: _whole(200, wall("Before you go on"), _HTML),
        "login": lambda: _whole(200, wall("Log in"), _HTML),
        "truncated": lambda: _whole(200, whole, _HTML)[: -len(whole) // 3],
        "cut": lambda: _whole(200, half, _HTML),
        "broken chunks": lambda: _chunked(half),
        "other encoding": lambda: _whole(200, whole, _HTML, ("Content-Encoding", "compress")),
        "not HTML": lambda: _whole(200, b"%PDF-1.7 " + bytes(400), ("Content-Type", "application/pdf")),
    }
    return answers[fault]()


def _whole(status: int, body: bytes, *headers: tuple[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers)]
    length = [] if status == 304 else [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, *length, "Connection: close", "", ""]).encode() + body


def _chunked(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + f"{len(body):x}\r\n".encode() + body + b"\r\nzz\r\n"


class _Journal(list[Received]):
    """Takes down which alert came, and forgets the mail."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._file = path.open("a", encoding="utf-8")

    def append(self, one: Received) -> None:
        mail = one.mail
        told = [str(mail[f"X-Tracker-{part}"] or "") for part in ("Story", "Version", "Kind")]
        self._file.write("\t".join([*told, str(mail["Message-ID"])]) + "\n")
        self._file.flush()


_MOODS: Final = (
    Mood(mail="451 4.3.0 try again"),
    Mood(hang_up="before data"),
    Mood(rcpt={"*": "450 4.2.0 greylisted"}),
)


async def _moods(server: MailServer, chance: random.Random) -> None:
    """Be slow, unwilling or gone at times."""
    while True:
        server.mood = Mood()
        server.may_answer.set()
        await asyncio.sleep(chance.uniform(0.3, 3))
        if chance.random() < 0.7:
            server.may_answer.clear()  # Slow: nobody is answered for a while.
        else:
            server.mood = chance.choice(
                (
                    Mood(mail="451 4.3.0 try again"),
                    Mood(hang_up="before data"),
                    Mood(rcpt={"*": "450 4.2.0 greylisted"}),
                )
            )
        await asyncio.sleep(chance.uniform(0.05, 0.6))


async def _serve(desk: Desk, mail: MailServer) -> None:
    def at(host: int) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]:
        return lambda reader, writer: desk.converse(host, reader, writer)

    # One port more than there are hosts: nobody may be led there.
    servers = [await asyncio.start_server(at(host), "127.0.0.1", 0) for host in range(desk.script.hosts + 1)]
    desk.ports = [int(server.sockets[0].getsockname()[1]) for server in servers]
    print(json.dumps({"ports": desk.ports[:-1], "mail": mail.port}), flush=True)
    moods = asyncio.create_task(_moods(mail, random.Random(desk.script.seed)))
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    moods.cancel()
    print(json.dumps({"inside": desk.inside}), flush=True)


def main() -> int:
    """Serve until standard input ends."""
    clock, journal, options = sys.argv[1:4]
    desk = Desk(Script(**json.loads(options)), PresentFile(Path(clock)))
    with MailServer() as mail:
        mail.received = _Journal(Path(journal))
        asyncio.run(_serve(desk, mail))
    return 0


if __name__ == "__main__":
    sys.exit(main())
