"""A stand-in for the Internet Archive's Save Page Now 2, on loopback: what it is documented to answer, and worse.

    with SavePageNow() as archive:
        ... have archive.url saved with the keys archive.keys, with `allow_private=(archive.place,)` in the settings ...
        assert archive.saved == ["https://news.example/story"]

A page is pending for `polls` looks, then saved. `refuse(error)` has the next page refused when it is begun,
`fail(error)` while it is saved. `answer(path, ...)` puts any bytes at a path, in place of what it would say.
"""

from __future__ import annotations

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs

Answer = tuple[int, dict[str, str], bytes]


class SavePageNow:
    """Saves nothing, and says that it did.

    Args:
        polls: looks at which a page is still pending.
        stamp: when every page is said to have been saved.
        per_minute: pages that are taken; more are answered 429. There is no clock: a test begins a new minute.
    """

    keys = "accesskey:secretkey"

    def __init__(self, *, polls: int = 2, stamp: str = "20261122120130", per_minute: int = 100) -> None:
        self.saved: list[str] = []
        self.forms: list[dict[str, list[str]]] = []
        self.looks = 0
        self._polls = polls
        self._stamp = stamp
        self._room = per_minute
        self._refusals: list[dict[str, Any]] = []
        self._failures: list[dict[str, Any]] = []
        self._pending: dict[str, tuple[str, int]] = {}
        self._answers: dict[str, Answer] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="archive")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def place(self) -> str:
        """Host and port, as `fetch.allow_private` names them."""
        return f"127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """What stands in `archive.server`."""
        return f"http://{self.place}"

    def refuse(self, error: str, message: str = "No.") -> None:
        """Have the next page refused at once, with status 200 as the archive does."""
        self._refusals.append({"status": "error", "status_ext": error, "message": message})

    def fail(self, error: str, message: str = "No.") -> None:
        """Have the next page that is looked at fail."""
        self._failures.append({"status": "error", "status_ext": error, "message": message})

    def answer(self, path: str, body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        """Put an answer at a path; the empty body with status 0 hangs up instead."""
        self._answers[path] = (status, headers or {}, body)

    def new_minute(self, room: int) -> None:
        """Take so many pages more."""
        self._room = room

    def _said(self, method: str, path: str, keys: str | None, body: bytes) -> Answer:
        if path in self._answers:
            return self._answers[path]
        if keys != f"LOW {self.keys}":
            return _json({"message": "You need to be logged in to use Save Page Now."}, 401)
        if method == "POST" and path == "/save":
            return self._begun(parse_qs(body.decode()))
        if path == "/save/status/user":
            return _json({"available": 5, "processing": 1, "daily_captures": 10, "daily_captures_limit": 30000})
        return self._looked(path.rpartition("/")[2])

    def _begun(self, form: dict[str, list[str]]) -> Answer:
        self.forms.append(form)
        if self._room <= 0:
            return 429, {"Retry-After": "30"}, b"<html>Too Many Requests</html>"
        self._room -= 1
        if self._refusals:
            return _json(self._refusals.pop(0))
        (url,) = form["url"]
        job = f"spn2-{hashlib.sha1(url.encode()).hexdigest()}"
        self._pending[job] = (url, self._polls)
        return _json({"url": url, "job_id": job})

    def _looked(self, job: str) -> Answer:
        self.looks += 1
        if job not in self._pending:
            return _json({"status": "error", "message": "no such job"}, 404)
        url, left = self._pending[job]
        if self._failures:
            del self._pending[job]
            return _json({**self._failures.pop(0), "job_id": job})
        if left:
            self._pending[job] = (url, left - 1)
            return _json({"status": "pending", "job_id": job, "resources": [url]})
        self.saved.append(url)
        return _json({"status": "success", "job_id": job, "timestamp": self._stamp, "original_url": url})


def _json(value: dict[str, Any], status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


def _handler(archive: SavePageNow) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.do_GET()

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, told = archive._said(self.command, self.path, self.headers.get("Authorization"), body)
            if not status:
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
            """Say nothing."""

    return Handler
