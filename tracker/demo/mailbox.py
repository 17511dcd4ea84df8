"""A mail server on this machine in a few lines: whatever it is handed goes into a Maildir, and nowhere else."""

from __future__ import annotations

import mailbox
import socketserver
import threading
from pathlib import Path

_LONGEST_LINE = 1_002
_MOST_BYTES = 10 * 2**20


class Mailbox:
    """Takes mail by SMTP on a free port of the loopback address, in a thread: no login, no encryption, no forwarding.

    Args:
        folder: the Maildir; made where it is missing.

    Source: RFC 5321, the commands of section 4.5.1.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._maildir = mailbox.Maildir(folder, create=True)
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.count = 0

    def start(self) -> Mailbox:
        """Begin to take mail; gives itself, so that it can be made and started in one line."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop taking mail and free the port; the folder stays."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def keep(self, data: bytes) -> None:
        """Put one mail into the folder."""
        with self._lock:
            self._maildir.add(data)
            self.count += 1


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], owner: Mailbox) -> None:
        self.owner = owner
        super().__init__(address, _Conversation)


class _Conversation(socketserver.StreamRequestHandler):
    """One connection: answers line by line, and keeps a mail only once its last byte is there."""

    server: _Server
    timeout = 30

    def handle(self) -> None:
        self._envelope: list[str] = []
        self._say("220 demo mailbox")
        while line := self.rfile.readline(_LONGEST_LINE):
            verb = line[:4].decode("ascii", "replace").upper().strip()
            if verb == "QUIT":
                self._say("221 bye")
                return
            self._answer(verb)

    def _answer(self, verb: str) -> None:
        if verb in {"EHLO", "HELO", "RSET"}:
            self._envelope = []
            self._say("250 demo mailbox")
        elif verb == "NOOP":
            self._say("250 still here")
        elif verb == "DATA" and self._envelope[-1:] == ["RCPT"]:
            self._take()
        elif verb == "MAIL" or (verb == "RCPT" and self._envelope):
            self._envelope.append(verb)
            self._say("250 yes")
        else:
            self._say("503 not now" if verb in {"DATA", "RCPT"} else "502 not here")

    def _take(self) -> None:
        self._say("354 go on")
        data = self._read_mail()
        if data is None:
            return
        self._envelope = []
        if len(data) > _MOST_BYTES:
            self._say("552 too large")
            return
        self.server.owner.keep(data)
        self._say(f"250 kept as number {self.server.owner.count}")

    def _read_mail(self) -> bytes | None:
        """Give the mail with its doubled dots undone; None where the connection ended before the last dot."""
        lines: list[bytes] = []
        size = 0
        while line := self.rfile.readline():
            if line in {b".\r\n", b".\n"}:
                return b"".join(lines)
            size += len(line)
            if size <= _MOST_BYTES + 1:
                lines.append(line.removeprefix(b"."))
        return None

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())
