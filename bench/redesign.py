"""Real pages in a new layout, and after a changed walker: no version of either, and an edit of that moment is seen.

    .venv/bin/python bench/redesign.py [--articles 60] [--seed 1] [--short] [--keep FOLDER]

A newsroom on loopback serves real pages of ../shared/eval/extract, four to a site, and half of the sites have one
article under watch only. All are added and polled; then something happens to all of them at once; they are polled
twice, and the versions are counted:

    redesign               every page in another layout of its site (bench/layouts.py)     no version
    edit after a redesign  these redesigned pages, edited later                            one version each
    redesign with an edit  the same as the first, each story edited at the same moment     one version each
    new walker             the same pages, the store as an older walker left it            no version
    new walker, an edit    the same, and each page edited at the same moment               one version each

Exits 1 where a version is false or an edit is missed, and names the pages.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.edits import edited, edited_in_place
from bench.layouts import LAYOUTS, Layout
from bench.old_pages import EVALUATION, Real, pages
from bench.older_walker import age
from bench.replay_driver import Driver

PORT: Final = 18280
SHORT: Final = 10
Serve = Callable[[random.Random], str]
"""Gives a page as it is sent to one request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A real page at an address of the newsroom, and the layout that its site is going to have."""

    url: str
    real: Real
    layout: Layout
    number: int

    def old(self) -> Serve:
        """The page as it always was."""
        return lambda rng: stirred(self.real.page, rng)

    def old_edited(self) -> tuple[str, Serve]:
        """An edit's name, and the page as it always was with that edit."""
        name, page = edited_in_place(self.real, self.number)
        return name, lambda rng: stirred(page, rng)

    def new(self) -> Serve:
        """The page in its new layout."""
        return lambda rng: self.layout(self.real.told, rng)

    def new_edited(self, shift: int = 0) -> tuple[str, Serve]:
        """An edit's name, and the page in its new layout with that edit."""
        name, told = edited(self.real.told, self.number + shift)
        return name, lambda rng: self.layout(told, rng)


@dataclass(slots=True)
class Outcome:
    """What one variant gave: the pages that failed, by what was wrong with them."""

    name: str
    articles: int
    edits: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The variant in one line."""
        seen = f"edits seen {self.edits - len(self.missed)}/{self.edits}" if self.edits else ""
        return f"{self.name:24} {self.articles:3} pages   false versions {len(self.false):3}   {seen}"


class Newsroom:
    """Serves whatever `pages` says now, from a thread of its own, on all the sites' addresses."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self.pages: Mapping[str, Serve] = {}
        self._rng, self._hosts = random.Random(1), sorted(set(hosts))
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        if not ready.wait(10):
            raise RuntimeError(f"no newsroom on port {PORT}: is another bench running?")

    def show(self, edits: Mapping[str, tuple[str, Serve]]) -> dict[str, str]:
        """Serve edited pages from now on; give the edits' names."""
        self.pages = {url: serve for url, (_, serve) in edits.items()}
        return {url: name for url, (name, _) in edits.items()}

    def _run(self, ready: threading.Event) -> None:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(asyncio.start_server(self._answer, self._hosts, PORT))
        ready.set()
        loop.run_forever()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                host = await _host(reader)
                writer.write(self._response(f"http://{host}{line.split()[1].decode()}"))
                await writer.drain()
        except (ConnectionError, IndexError):
            pass
        finally:
            writer.close()

    def _response(self, url: str) -> bytes:
        if url not in self.pages:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        body = self.pages[url](self._rng).encode("utf-8", "replace")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        return head.encode() + body


def main() -> int:
    """Run the variants; give the exit code."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--articles", type=int, default=60)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--keep", type=Path, help="an empty folder in which the trackers' folders stay, to be looked into")
    ask.add_argument("--short", action="store_true", help=f"{SHORT} articles: under a minute")
    said = ask.parse_args()
    if not EVALUATION.is_dir():
        print(f"There are no pages at {EVALUATION}.")
        return 2
    watched = placed(islice(pages(seed=said.seed), SHORT if said.short else said.articles), said.seed)
    newsroom = Newsroom(one.url.split("/")[2].split(":")[0] for one in watched)
    with tempfile.TemporaryDirectory() as folder:
        outcomes = list(variants(newsroom, watched, said.keep or Path(folder)))
    for outcome in outcomes:
        print(outcome.line())
        for words in (*outcome.false, *outcome.missed):
            print(f"    {words}")
    return int(any(outcome.false or outcome.missed for outcome in outcomes))


def placed(found: Iterable[Real], seed: int) -> list[Watched]:
    """Give the pages addresses: sites of four articles and sites of one in turn, each with one new layout."""
    sites = [site for pair in range(200) for site in (*[2 * pair] * 4, 2 * pair + 1)]
    turn = random.Random(seed).randrange(len(LAYOUTS))
    return [
        Watched(
            url=f"http://127.0.2.{2 + site}:{PORT}/news/{real.told.id}",
            real=real,
            layout=LAYOUTS[(site + turn) % len(LAYOUTS)],
            number=number,
        )
        for number, (real, site) in enumerate(zip(found, sites, strict=False))
    ]


def variants(newsroom: Newsroom, watched: list[Watched], folder: Path) -> Iterator[Outcome]:
    """Let it all happen: each variant to a tracker of its own, but for the later edit."""
    nothing = dict.fromkeys((one.url for one in watched), "")
    driver = begun(newsroom, watched, folder / "redesign")
    newsroom.pages = {one.url: one.new() for one in watched}
    yield polled("redesign", driver, watched, nothing)
    names = newsroom.show({one.url: one.new_edited(shift=1) for one in watched})
    yield polled("edit after a redesign", driver, watched, names)

    driver = begun(newsroom, watched, folder / "redesign-with-an-edit")
    names = newsroom.show({one.url: one.new_edited() for one in watched})
    yield polled("redesign with an edit", driver, watched, names)

    driver = begun(newsroom, watched, folder / "new-walker")
    age(driver.folder / "snapshots" / "archive.db")
    yield polled("new walker", driver, watched, nothing)

    driver = begun(newsroom, watched, folder / "new-walker-with-an-edit")
    age(driver.folder / "snapshots" / "archive.db")
    names = newsroom.show({one.url: one.old_edited() for one in watched})
    yield polled("new walker, an edit", driver, watched, names)


def begun(newsroom: Newsroom, watched: list[Watched], folder: Path) -> Driver:
    """Put all pages under watch as they always were, and poll once."""
    folder.mkdir(parents=True)
    newsroom.pages = {one.url: one.old() for one in watched}
    driver = Driver(folder, [one.url for one in watched])
    driver.poll()
    return driver


def polled(name: str, driver: Driver, watched: list[Watched], edits: Mapping[str, str]) -> Outcome:
    """Poll twice, and hold the versions that came against the edits that were made."""
    before = driver.versions()
    driver.poll()
    driver.poll()
    after = driver.versions()
    outcome = Outcome(name, len(watched), sum(map(bool, edits.values())))
    for one in watched:
        grew, edit = after.get(one.url, 0) - before.get(one.url, 0), edits.get(one.url, "")
        words = f"{one.real.told.id} {one.real.told.domain}, {one.layout.__name__}"
        if edit and not grew:
            outcome.missed.append(f"missed: {words}: {edit}")
        if grew > bool(edit) or not before.get(one.url):
            outcome.false.append(
                f"false: {words}: {grew} versions for {edit or 'no edit'}, {before.get(one.url, 0)} before"
            )
    return outcome


def stirred(page: str, rng: random.Random) -> str:
    """Give a page that is not the same to the byte at any two requests."""
    return page.replace("</body>", f"<!-- cache node {rng.randint(1, 10**9)} --></body>")


async def _host(reader: asyncio.StreamReader) -> str:
    host = ""
    while (header := await reader.readline()) not in (b"\r\n", b""):
        if header.lower().startswith(b"host:"):
            host = header.split(b":", 1)[1].strip().decode()
    return host


if __name__ == "__main__":
    sys.exit(main())
