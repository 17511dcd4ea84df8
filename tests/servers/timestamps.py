"""A timestamp authority of our own, on loopback: certificates made on the spot, answers signed by openssl.

    with TimestampAuthority(tmp_path) as authority:
        ... ask authority.url, trusting authority.ca_file, with `allow_private=(authority.place,)` ...
        authority.answer = b"rubbish"        # from now on it says this instead; None: the truth again

`needs_openssl` skips a test, saying why, on a machine without the program.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl here to sign timestamps with")

_CONFIG = """\
[tsa]
default_tsa = here
[here]
dir = {folder}
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[signer]
basicConstraints = CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[req]
distinguished_name = name
[name]
"""


class TimestampAuthority:
    """Answers requests for timestamps until the `with` block ends.

    Attributes:
        answer: what it says in place of a signed answer; None: it signs.
        requests: what it was asked, as it came.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "authority"
        self.folder.mkdir()
        self.answer: bytes | None = None
        self.requests: list[bytes] = []
        self.ca_file = self.folder / "ca.pem"
        self._make_certificates()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="timestamps")

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
        """The address to ask."""
        return f"http://{self.place}/"

    def replied(self, query: bytes) -> bytes:
        """Give the signed answer to a request."""
        asked, answered = self.folder / "query.tsq", self.folder / "answer.tsr"
        asked.write_bytes(query)
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", asked.name, "-out", answered.name)
        return answered.read_bytes()

    def _make_certificates(self) -> None:
        (self.folder / "tsa.cnf").write_text(_CONFIG.format(folder=self.folder))
        (self.folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "tsa.cnf")
        self._openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test root",
                      "-extensions", "ca", "-days", "30")  # fmt: skip
        self._openssl("req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test timestamps")
        self._openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                      "-out", "tsa.pem", "-days", "20", "-extfile", "tsa.cnf", "-extensions", "signer")  # fmt: skip

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def _handler(authority) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - the handler has a self of its own
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                query = self.rfile.read(int(self.headers["Content-Length"]))
                authority.requests.append(query)
                answer = authority.replied(query) if authority.answer is None else authority.answer
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        return Handler
