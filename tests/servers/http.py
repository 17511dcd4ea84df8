"""A newsroom on loopback: a real HTTP server for tests, well-behaved or hostile.

    with Newsroom() as newsroom:
        newsroom.publish("/story", "<h1>Fire</h1>", headers=(("Cache-Control", "no-store"),))
        ... fetch newsroom.url("/story"), with `allow_private=(newsroom.place,)` in the settings ...
        newsroom.publish("/story", "<h1>Fire out</h1>")        # an edit: the next request sees it
        assert newsroom.requests[-1].header("User-Agent")

`publish(..., revalidates=True)` sends an ETag made from the body and answers 304 to a matching If-None-Match.
`redirect(path, location)` and `misbehave(path, conduct)` are for the rest: a conduct is handed the connected socket
after the request was read, and an event that is set when the server closes (wait on it, never sleep).
Requests for /robots.txt stand in `robots_requests`, all others in `requests`: what a test asks for, not what politeness
adds. `connections` counts every connection accepted, whether or not a request came over it.
"""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from types import TracebackType
from typing import Any, Self

Headers = tuple[tuple[str, str], ...]
Conduct = Callable[[socket.socket, threading.Event], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it arrived."""

    path: str
    headers: Headers
    method: str = "GET"
    body: bytes = b""

    def header(self, name: str) -> str | None:
        """Give a header's value; None where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path."""

    body: bytes
    status: int
    headers: Headers
    etag: str | None


class Newsroom:
    """Serves what is published, until the `with` block ends.

    Args:
        host: the address to listen at; the port is the system's choice.
        tls: makes it an https server.
    """

    def __init__(self, *, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Seen] = []
        self.robots_requests: list[Seen] = []
        self.connections = 0
        self.closing = threading.Event()
        self._scheme = "https" if tls else "http"
        self._pages: dict[str, Page | Conduct] = {}
        self._server = _Server(self, host, tls)
        self.host, self.port = host, int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="newsroom")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def place(self) -> str:
        """Host and port, as `fetch.allow_private` names them."""
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """Give the address of a path, under another host name where one is given."""
        return f"{self._scheme}://{host or self.host}:{self.port}{path}"

    def publish(
        self, path: str, body: str | bytes, *, status: int = 200, headers: Headers = (), revalidates: bool = False
    ) -> None:
        """Put a page at a path, in place of what stood there. Text is UTF-8 and HTML unless a header says otherwise."""
        content = body.encode() if isinstance(body, str) else body
        if not any(name.lower() == "content-type" for name, _ in headers):
            headers = (("Content-Type", "text/html; charset=utf-8"), *headers)
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"' if revalidates else None
        self._pages[path] = Page(content, status, headers, etag)

    def redirect(
        self, path: str, location: str, *, status: int = 302, body: bytes = b"", headers: Headers = ()
    ) -> None:
        """Put a redirect at a path."""
        self._pages[path] = Page(body, status, (("Location", location), *headers), None)

    def misbehave(self, path: str, conduct: Conduct) -> None:
        """Have a path answered by hand."""
        self._pages[path] = conduct

    def found(self, path: str) -> Page | Conduct:
        """Give what stands at a path; a 404 where nothing does."""
        return self._pages.get(path) or Page(b"<h1>Not found</h1>", 404, (("Content-Type", "text/html"),), None)


class _Server(ThreadingMixIn, TCPServer):
    allow_reuse_address = True
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, newsroom: Newsroom, host: str, tls: ssl.SSLContext | None) -> None:
        self.newsroom = newsroom
        self.tls = tls
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, 0), _Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.newsroom.connections += 1
        connection.settimeout(5)
        return connection, address

    def finish_request(self, request: Any, client_address: Any) -> None:
        # The handshake belongs to the connection's thread: a client that refuses us must not stop the server.
        if self.tls is not None:
            request = self.tls.wrap_socket(request, server_side=True)
        with request:
            super().finish_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        newsroom = self.server.newsroom
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        seen = newsroom.robots_requests if self.path == "/robots.txt" else newsroom.requests
        seen.append(Seen(self.path, tuple(self.headers.items()), self.command, body))
        found = newsroom.found(self.path)
        if isinstance(found, Page):
            self._answer(found)
        else:
            self.close_connection = True
            found(self.connection, newsroom.closing)

    def _answer(self, page: Page) -> None:
        unchanged = page.etag is not None and self.headers.get("If-None-Match") == page.etag
        self.send_response(304 if unchanged else page.status)
        for name, value in page.headers:
            self.send_header(name, value)
        if page.etag is not None:
            self.send_header("ETag", page.etag)
        if not unchanged:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(page.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the standard library's
        """Say nothing."""
