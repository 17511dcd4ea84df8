"""A mail server in every bad mood that a library's server cannot be put into."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.edges.email.messages import message
from tests.servers.scripted_smtp import Answer, ScriptedServer, dripping, flooding, silent
from tracker.edges.email import SmtpMailer, conversation
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Security, SmtpSettings

SHORT = timedelta(seconds=0.06)
ID = b"Message-ID: <6f1e.12.4@tracker.example.org>"


def sender(server: ScriptedServer, **changes: Any) -> SmtpMailer:
    settings: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "security": Security.NONE} | changes
    return SmtpMailer(SmtpSettings(**settings))


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    authority = trustme.CA()
    roots = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(str(roots))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    return context, roots


@pytest.mark.parametrize(
    ("step", "kind"),
    [
        ("greeting", TemporaryDeliveryError),
        ("EHLO", TemporaryDeliveryError),
        ("MAIL", TemporaryDeliveryError),
        ("RCPT", PermanentDeliveryError),
        (".", PermanentDeliveryError),
    ],
)
@pytest.mark.parametrize("line", [b"%d-" + b"no" * 200 + b"\r\n", b"%d-no end of the line "])
def test_an_answer_without_end_is_left_early_and_told_in_short(
    step: str, kind: type[DeliveryError], line: bytes
) -> None:
    code = 550 if kind is PermanentDeliveryError else 450
    first = line % code
    part = first if first.endswith(b"\n") else b"and on and on " * 100
    started = threading.Event()

    def endless(connection: socket.socket, closing: threading.Event) -> None:
        connection.sendall(first)
        started.set()
        flooding(part)(connection, closing)  # type: ignore[operator]

    with ScriptedServer({step: endless}) as server, pytest.raises(kind) as told:
        sender(server).send(message())
    assert started.is_set()
    assert len(str(told.value)) < 500
    assert ("more than 64 KiB" if step == "EHLO" else f"{code} no") in str(told.value)


def test_megabytes_in_one_answer_are_no_reason_to_read_them() -> None:
    answer = b"".join(b"250-" + b"x" * 500 + b"\r\n" for _ in range(8000)) + b"250 done\r\n"
    with ScriptedServer({"EHLO": answer}) as server:
        with pytest.raises(TemporaryDeliveryError, match=r"otherwise than agreed \(a reply of more than 64 KiB\)"):
            sender(server).send(message())
        assert server.mails == []


def test_a_yes_of_megabytes_after_the_mail_is_a_yes() -> None:
    answer = b"".join(b"250-" + b"x" * 500 + b"\r\n" for _ in range(2000)) + b"250 done\r\n"
    with ScriptedServer({".": answer}) as server:
        told = sender(server).send(message())
        assert told.startswith("250 xxx")
        assert len(told) < 400
        assert len(server.mails) == 1


@pytest.mark.parametrize("step", ["greeting", "EHLO", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize(
    "answer", [silent, dripping(b"250-wait\r\n"), dripping(b"2")], ids=["silent", "lines", "bytes"]
)
def test_a_tarpit_at_any_step_is_left_in_time(step: str, answer: Answer) -> None:
    with ScriptedServer({step: answer}) as server, pytest.raises(TemporaryDeliveryError, match="not answer in time"):
        sender(server, timeout=SHORT).send(message())


def test_a_server_that_never_reads_is_left_in_time() -> None:
    def deaf(connection: socket.socket, closing: threading.Event) -> None:
        connection.sendall(b"354 go on\r\n")
        closing.wait()

    told = pytest.raises(TemporaryDeliveryError, match=r"not answer in time|hung up")
    with ScriptedServer({"DATA": deaf}) as server, told:
        sender(server, timeout=SHORT).send(message(text="many words " * 300_000))


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_a_handshake_that_drips_is_left_in_time(security: Security) -> None:
    # The head of a record of 16 KiB, and then a byte at a time.
    def drip(connection: socket.socket, closing: threading.Event) -> None:
        if security is Security.STARTTLS:
            connection.sendall(b"220 go on\r\n")
        assert connection.recv(1)  # the client's hello: from here on it is TLS
        connection.sendall(b"\x16\x03\x03\x40\x00")
        dripping(b"\x02")(connection, closing)  # type: ignore[operator]

    step = "STARTTLS" if security is Security.STARTTLS else "greeting"
    with ScriptedServer({step: drip, "EHLO": b"250-hello\r\n250 STARTTLS\r\n"}) as server:
        with pytest.raises(TemporaryDeliveryError, match="not answer in time"):
            sender(server, host="localhost", security=security, timeout=SHORT).send(message())
        assert server.mails == []


def test_a_goodbye_without_an_answer_keeps_nobody_waiting_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation, "_SECONDS_TO_PART", 0.05)
    with ScriptedServer({"QUIT": silent}) as server:
        assert sender(server, timeout=timedelta(minutes=10)).send(message()) == "250 taken"
        assert server.heard_in_clear[-1].upper() == b"QUIT"


@pytest.fixture
def hung_resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    over = threading.Event()
    monkeypatch.setattr(conversation, "getaddrinfo", lambda *_, **__: over.wait() and [])
    yield
    over.set()


@pytest.mark.usefixtures("hung_resolver")
def test_a_look_up_that_hangs_is_left_in_time() -> None:
    settings = SmtpSettings(host="mail.example.org", timeout=timedelta(seconds=0.05))
    with pytest.raises(TemporaryDeliveryError, match="did not answer in time"):
        SmtpMailer(settings).probe()


def test_all_addresses_of_a_name_share_the_time_and_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        refusing = closed.getsockname()
    with ScriptedServer() as server:
        places = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in (refusing, ("127.0.0.1", server.port))
        ]
        monkeypatch.setattr(conversation, "getaddrinfo", lambda *_, **__: places)
        sender(server).send(message())
        with pytest.raises(TimeoutError):
            conversation._connected("localhost", server.port, timeout=1, ends=time.monotonic())


def test_what_came_in_clear_behind_the_go_ahead_for_tls_is_not_believed(
    certified: tuple[ssl.SSLContext, Path],
) -> None:
    # An answer to the EHLO that is yet to come, put in by whoever sits between.
    context, roots = certified
    answers = {"STARTTLS": b"220 go on\r\n250-forged\r\n250 AUTH PLAIN\r\n", "EHLO": b"250-hello\r\n250 STARTTLS\r\n"}
    with ScriptedServer(answers, tls=context) as server:
        changes = {"host": "localhost", "security": Security.STARTTLS, "username": "alice", "ca_file": roots}
        with pytest.raises(TemporaryDeliveryError, match="offers no login"):
            sender(server, password_env="NEVER_READ", **changes).send(message())
        assert [line for line in server.heard_in_clear if b"AUTH" in line] == []
        assert server.mails == []
