"""Where Prometheus finds numbers: a file for a collector of text files, and a port of loopback."""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from tracker.errors import OutputError

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
AT_ONCE: Final = 4
REQUEST_SECONDS: Final = 5.0
_LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


def write_metrics(target: Path, text: str) -> None:
    """Put numbers in the place of those that are there; a collector sees the old or the new ones, never half.

    Anybody of the machine may read them: collectors are other users.

    Raises:
        OutputError: they cannot be written.
    """
    # No name that a collector takes: it reads whatever ends in .prom.
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.chmod(0o644)
        unfinished.replace(target)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        why = error.strerror or error
        raise OutputError(
            f"metrics cannot be written to {target} ({why}): see to its folder, or to metrics.file"
        ) from None


class MetricsPort:
    """Answers GET /metrics on 127.0.0.1 with the text that it was given last: a scrape never waits for the record.

    Raises:
        OutputError: the port cannot be listened at.
    """

    def __init__(self, port: int) -> None:
        self.text = ""
        try:
            self._server = _Server(self, port)
        except OSError as error:
            why = error.strerror or error
            words = f"metrics cannot be answered at 127.0.0.1:{port} ({why}): name another metrics.port"
            raise OutputError(words) from None
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.5,), name="metrics", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: MetricsPort, number: int) -> None:
        self.metrics = port
        self._free = threading.BoundedSemaphore(AT_ONCE)
        super().__init__(("127.0.0.1", number), _Handler)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: object, client_address: object) -> None:
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._free.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asks and leaves is nobody's trouble."""


class _Handler(BaseHTTPRequestHandler):
    timeout = REQUEST_SECONDS
    server_version = "tracker"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        """Answer with the numbers, whoever asks by a name of this machine: no page in a browser may ask by its own."""
        name = self.headers.get("Host", "127.0.0.1").rpartition(":")[0] or self.headers.get("Host", "")
        known = self.path.partition("?")[0] == "/metrics" and name in _LOCAL_NAMES
        body = (self.server.metrics.text if known else "the numbers are at http://127.0.0.1/metrics\n").encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", CONTENT_TYPE if known else "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's
        """Say nothing of those who ask."""
