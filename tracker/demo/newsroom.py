"""A newsroom on this machine: a story that is edited, one that never truly changes, and pages that never rest."""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tracker.demo.pages import Page, render_page
from tracker.demo.story import EDITIONS, STEADY, Edition

STORY_PATH = "/harbour/grey-heron-strikes-breakwater"
SECOND_PATH = "/town/quay-street-burst-main"

_PUBLISHED_BEFORE = timedelta(minutes=38)


def _present() -> datetime:
    return datetime.now(UTC)


class Newsroom:
    """Serves two stories on a free port of the loopback address, in a thread.

    Each answer carries other advertisements, counters, related stories, relative times and nonces: whoever takes
    those for news is wrong at every look.

    Args:
        clock: tells the present; the page's own dates follow it.
    """

    def __init__(self, clock: Callable[[], datetime] = _present) -> None:
        self._clock = clock
        self._opened = clock()
        self._modified = self._opened - _PUBLISHED_BEFORE
        self._edition = EDITIONS[0]
        self._lock = threading.Lock()
        self._requests = itertools.count(1)
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.served = 0

    def start(self) -> Newsroom:
        """Begin to answer; gives itself, so that it can be made and started in one line."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def publish(self, edition_number: int) -> Edition:
        """Put an edition of the story on the page, 0 to 8; one that is declared moves the page's date."""
        with self._lock:
            self._edition = EDITIONS[edition_number]
            if self._edition.declared:
                self._modified = self._clock()
            return self._edition

    @property
    def address(self) -> str:
        """Where it listens, as `host:port`."""
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def url(self) -> str:
        """The address of the story that is edited."""
        return f"http://{self.address}{STORY_PATH}"

    @property
    def second_url(self) -> str:
        """The address of the story that never truly changes."""
        return f"http://{self.address}{SECOND_PATH}"

    def page(self, path: str) -> bytes | None:
        """Give the page at a path as it stands for this request; None where there is none."""
        published = self._opened - _PUBLISHED_BEFORE
        with self._lock:
            standing = {STORY_PATH: (self._edition, self._modified), SECOND_PATH: (STEADY, published)}
            if path not in standing:
                return None
            self.served = next(self._requests)
        edition, modified = standing[path]
        page = Page(
            edition=edition,
            url=f"http://{self.address}{path}",
            published=published,
            modified=modified,
            now=self._clock(),
            seed=hashlib.sha256(f"{self.address} {self.served}".encode()).digest(),
        )
        return render_page(page).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10

    def do_GET(self) -> None:
        """Answer with the page as it stands for this request."""
        page = self.server.newsroom.page(self.path.partition("?")[0])
        body = page if page is not None else b"<!doctype html><title>Not found</title><p>No such page."
        self.send_response(200 if page is not None else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Cache-Control", "no-cache")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent's own parameter name
        """Say nothing: the demo's screen is for the tracker."""
