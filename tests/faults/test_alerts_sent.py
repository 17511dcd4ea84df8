"""Mail servers in bad moods, with bad certificates, and a sender that is killed in the middle."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import trustme

from tests.edges.email.messages import message
from tests.edges.email.test_killed import OVER_SMTP, run
from tests.edges.email.test_smtp import PASSWORD, certificate, encrypted
from tests.edges.email.test_smtp import authority as _authority
from tests.edges.email.test_smtp import password_file as _password_file
from tests.edges.email.test_smtp import roots as _roots
from tests.edges.email.test_smtp import server as _server
from tests.edges.email.test_smtp_moods import ID, sender
from tests.servers.scripted_smtp import ScriptedServer, broken_off
from tests.servers.smtp import MailServer
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Security

authority = _authority
password_file = _password_file
roots = _roots
server = _server


@pytest.mark.parametrize(
    ("step", "answer", "kind", "words"),
    [
        ("greeting", b"421 4.3.2 too many of you\r\n", TemporaryDeliveryError, "answered 421 4.3.2 too many of you"),
        ("greeting", b"554 5.7.1 no service\r\n", TemporaryDeliveryError, "answered 554 5.7.1 no service"),
        (
            "greeting",
            b"SSH-2.0-OpenSSH_9.2\r\n",
            TemporaryDeliveryError,
            "no answer of a mail server: SSH-2.0-OpenSSH_9",
        ),
        ("greeting", b"\x00\xff\xfe\r\n", TemporaryDeliveryError, "what is no answer of a mail server: "),
        ("greeting", b"", TemporaryDeliveryError, "it hung up"),
        (
            "MAIL",
            b"421-4.3.2 going\r\n421 4.3.2 down\r\n",
            TemporaryDeliveryError,
            "MAIL FROM with 421 4.3.2 going 4.3.2",
        ),
        (
            "MAIL",
            b"+25 fine\r\n",
            TemporaryDeliveryError,
            "MAIL FROM with what is no answer of a mail server: +25 fine",
        ),
        ("RCPT", b"450 4.2.0 greylisted\r\n", TemporaryDeliveryError, "desk@example.org with 450 4.2.0 greylisted"),
        ("RCPT", b"452 4.2.2 over quota\r\n", TemporaryDeliveryError, "desk@example.org with 452 4.2.2 over quota"),
        ("RCPT", b"550 5.1.1 who is that\r\n", PermanentDeliveryError, "desk@example.org with 550 5.1.1 who is that"),
        ("RCPT", b"354 go on\r\n", TemporaryDeliveryError, "desk@example.org with 354 go on"),
        ("DATA", b"250 go on\r\n", TemporaryDeliveryError, "answered DATA with 250 go on"),
        ("DATA", b"554 5.7.1 nothing from you\r\n", PermanentDeliveryError, "answered DATA with 554 5.7.1 nothing"),
        (".", b"354 more\r\n", TemporaryDeliveryError, "answered DATA with 354 more"),
        (".", b"421 4.4.2 too slow\r\n", TemporaryDeliveryError, "answered DATA with 421 4.4.2 too slow"),
        (".", b"554 5.7.1 spam\r\n", PermanentDeliveryError, "answered DATA with 554 5.7.1 spam"),
        (".", b"250-yes\r\n550 no\r\n", TemporaryDeliveryError, "what is no answer of a mail server: 250-yes 550 no"),
        (".", b"yes!\r\n", TemporaryDeliveryError, "DATA with what is no answer of a mail server: yes!"),
        (".", b"250 half a ye", TemporaryDeliveryError, "it hung up"),
        (".", b"", TemporaryDeliveryError, "it hung up"),
    ],
)
def test_mail_3_every_mood_is_told_and_the_mail_goes_again_as_it_was(
    step: str, answer: bytes, kind: type[DeliveryError], words: str
) -> None:
    whole = answer if answer.endswith(b"\n") else broken_off(answer)
    with ScriptedServer({step: whole}) as server:
        with pytest.raises(kind) as told:
            sender(server).send(message())
        assert words in str(told.value)
        assert str(told.value).isprintable()
        server.answers[step] = {"greeting": b"220 hello\r\n", "DATA": b"354 go on\r\n"}.get(step, b"250 fine\r\n")
        assert sender(server).send(message()).startswith("250 ")
        assert all(ID in mail for mail in server.mails)
        assert len(server.mails) == (2 if step == "." else 1)


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("trusted", [True, False], ids=["for another host", "from an unknown authority"])
def test_mail_7_a_wrong_certificate_gets_neither_mail_nor_password(
    authority: trustme.CA, roots: Path, password_file: Path, security: Security, *, trusted: bool
) -> None:
    context = certificate(authority, "elsewhere.example" if trusted else "localhost")
    with MailServer(tls=context, implicit=security is Security.TLS, accounts={"alice": PASSWORD}) as server:
        ca_file = roots if trusted else None
        sender = encrypted(server, security, username="alice", password_file=password_file, ca_file=ca_file)
        with pytest.raises(TemporaryDeliveryError, match=r"certificate cannot be trusted .*mail\.smtp\.ca_file"):
            sender.send(message())
        assert (server.logins, server.received) == ([], [])


def test_mail_7_a_stripped_starttls_gets_neither_mail_nor_password(password_file: Path) -> None:
    with MailServer(accounts={"alice": PASSWORD}) as server:
        with pytest.raises(TemporaryDeliveryError, match="offers no STARTTLS, so nothing was sent"):
            encrypted(server, username="alice", password_file=password_file).send(message())
        assert (server.logins, server.received) == ([], [])


@pytest.mark.parametrize(
    ("step", "arrived"), [("connect", 0), ("mail", 0), ("rcpt", 0), ("data.before", 0), ("data.after", 1)]
)
def test_mail_5_a_kill_at_any_smtp_step_repeats_under_the_same_message_id_at_most(step: str, arrived: int) -> None:
    with MailServer() as server:
        assert run(OVER_SMTP, str(server.port), fault=f"mail.smtp.{step}") == -signal.SIGKILL
        assert len(server.received) == arrived
        assert run(OVER_SMTP, str(server.port)) == 0
        assert server.message_ids == ["<6f1e.12.4@tracker.example.org>"] * (arrived + 1)
