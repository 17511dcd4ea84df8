from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.edges.email.messages import message
from tests.servers.smtp import MailServer, Mood
from tracker.edges.email import SmtpMailer, mailer
from tracker.edges.fault_points import arm
from tracker.errors import ConfigurationError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import MailSettings, Security, SmtpSettings, Transport

PASSWORD = "correct horse battery staple"
STEPS = ["connect", "mail", "rcpt", "data.before", "data.after"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def roots(authority: trustme.CA, tmp_path: Path) -> Path:
    file = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(file))
    return file


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    return file


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def certificate(authority: trustme.CA, name: str = "localhost") -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


@contextmanager
def tarpit() -> Iterator[int]:
    """A server that greets for ever, line by line; gives its port."""
    done = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            while not done.wait(0.02):
                connection.sendall(b"220-wait\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        dripping = threading.Thread(target=drip, args=(listener,))
        dripping.start()
        yield listener.getsockname()[1]
        done.set()
        dripping.join()


def plain(server: MailServer, **changes: Any) -> SmtpMailer:
    return SmtpMailer(SmtpSettings(host="127.0.0.1", port=server.port, security=Security.NONE, **changes))


def encrypted(server: MailServer, security: Security = Security.STARTTLS, **changes: Any) -> SmtpMailer:
    return SmtpMailer(SmtpSettings(host="localhost", port=server.port, security=security, **changes))


def test_a_mail_is_handed_over_and_the_servers_words_come_back(server: MailServer) -> None:
    assert plain(server).send(message()) == "250 2.0.0 taken as 1"
    (received,) = server.received
    assert (received.sender, received.recipients) == ("tracker@example.org", ("desk@example.org",))
    assert received.mail["Message-ID"] == "<6f1e.12.4@tracker.example.org>"
    assert received.mail["Subject"] == "Ferry strikes breakwater"


def test_lines_that_begin_with_a_dot_arrive_whole(server: MailServer) -> None:
    text = ".\n..\n.hidden\nend\n"
    plain(server).send(message(text=text))
    body = server.received[0].mail.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == text


def test_starttls_and_login_with_a_certificate_that_is_valid(
    authority: trustme.CA, roots: Path, password_file: Path
) -> None:
    with MailServer(tls=certificate(authority), accounts={"alice": PASSWORD}) as server:
        sender = encrypted(server, username="alice", password_file=password_file, ca_file=roots)
        sender.probe()
        sender.send(message())
        assert server.logins == [("alice", PASSWORD)] * 2
        assert server.message_ids == ["<6f1e.12.4@tracker.example.org>"]


def test_tls_from_the_first_byte(authority: trustme.CA, roots: Path) -> None:
    with MailServer(tls=certificate(authority), implicit=True) as server:
        encrypted(server, Security.TLS, ca_file=roots).send(message())
        assert len(server.received) == 1


def test_a_server_without_login_is_told_apart_from_a_wrong_password(
    authority: trustme.CA, roots: Path, password_file: Path
) -> None:
    with MailServer(tls=certificate(authority)) as server:
        sender = encrypted(server, username="alice", password_file=password_file, ca_file=roots)
        with pytest.raises(TemporaryDeliveryError, match=r"offers no login: clear mail\.smtp\.username"):
            sender.send(message())
        assert server.received == []


def test_a_wrong_password_is_told_without_the_password(authority: trustme.CA, roots: Path, password_file: Path) -> None:
    with MailServer(tls=certificate(authority), accounts={"alice": "another"}) as server:
        sender = encrypted(server, username="alice", password_file=password_file, ca_file=roots)
        with pytest.raises(TemporaryDeliveryError, match=r"refused the login of alice with 535 .*its password") as told:
            sender.probe()
        assert PASSWORD not in str(told.value)
        assert told.value.__cause__ is None
        assert server.received == []


def test_a_name_that_smtp_cannot_carry_is_told(authority: trustme.CA, roots: Path, password_file: Path) -> None:
    with MailServer(tls=certificate(authority), accounts={"alice": PASSWORD}) as server:
        sender = encrypted(server, username="älice", password_file=password_file, ca_file=roots)
        with pytest.raises(TemporaryDeliveryError, match=r"mail\.smtp\.username is not plain ASCII"):
            sender.probe()
        assert server.logins == []


def test_a_login_that_was_forgotten_is_worth_another_try(authority: trustme.CA, roots: Path) -> None:
    asked = pytest.raises(TemporaryDeliveryError, match=r"MAIL FROM with 530 .*mail\.smtp\.username")
    with MailServer(tls=certificate(authority), accounts={"alice": PASSWORD}) as server, asked:
        encrypted(server, ca_file=roots).send(message())


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (Mood(mail="421 4.3.2 going down"), "MAIL FROM with 421 4.3.2 going down"),
        (Mood(mail="452 4.3.1 disk full"), "MAIL FROM with 452 4.3.1 disk full"),
        (Mood(rcpt={"*": "450 4.2.1 greylisted"}), "RCPT TO desk@example.org with 450 4.2.1 greylisted"),
        (Mood(data="451 4.3.0 try later"), "DATA with 451 4.3.0 try later"),
        (Mood(hang_up="at once"), "it hung up"),
        (Mood(hang_up="before data"), "it hung up"),
        (Mood(hang_up="after data"), "it hung up"),
    ],
)
def test_a_bad_mood_that_may_pass_is_worth_another_try(server: MailServer, mood: Mood, words: str) -> None:
    server.mood = mood
    with pytest.raises(TemporaryDeliveryError) as told:
        plain(server).send(message())
    assert words in str(told.value)
    server.mood = Mood()
    assert plain(server).send(message()).startswith("250")
    assert set(server.message_ids) == {"<6f1e.12.4@tracker.example.org>"}


@pytest.mark.parametrize(
    ("mood", "words"),
    [
        (Mood(rcpt={"*": "550 5.1.1 no such user"}), "RCPT TO desk@example.org with 550 5.1.1 no such user"),
        (Mood(mail="553 5.1.8 sender refused"), "MAIL FROM with 553 5.1.8 sender refused"),
        (Mood(data="554 5.7.1 rejected as spam"), "DATA with 554 5.7.1 rejected as spam"),
    ],
)
def test_a_never_is_for_good_and_says_why(server: MailServer, mood: Mood, words: str) -> None:
    server.mood = mood
    with pytest.raises(PermanentDeliveryError) as told:
        plain(server).send(message())
    assert words in str(told.value)
    assert "correct the address" in str(told.value)
    assert server.received == []


def test_hostile_words_of_a_server_stay_one_clean_line(server: MailServer) -> None:
    server.mood = Mood(data="554 \x1b]0;title\x07 \u202e" + "x" * 400)
    with pytest.raises(PermanentDeliveryError) as told:
        plain(server).send(message())
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 500


def test_nobody_listening_says_the_cure() -> None:
    with MailServer() as server:
        gone = plain(server)
    with pytest.raises(TemporaryDeliveryError, match="nobody listens there: start it, or correct"):
        gone.probe()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "bad..name"])
def test_an_unknown_name_says_the_cure(host: str) -> None:
    with pytest.raises(TemporaryDeliveryError, match=r"mail server .*correct mail\.smtp\.host"):
        SmtpMailer(SmtpSettings(host=host)).probe()


def test_unencrypted_mail_to_another_machine_is_refused_before_it_starts() -> None:
    settings = SmtpSettings(host="mail.example.org", security=Security.NONE)
    with pytest.raises(ConfigurationError, match=r"mail\.smtp\.security: \"none\" is for this machine only"):
        mailer(MailSettings(transport=Transport.SMTP, smtp=settings), Path("unused"))


def test_a_password_is_never_sent_unencrypted() -> None:
    settings = SmtpSettings(host="localhost", security=Security.NONE, username="alice")
    with pytest.raises(ConfigurationError, match="would send the password in clear"):
        SmtpMailer(settings)


def test_a_broken_list_of_authorities_is_told(authority: trustme.CA, tmp_path: Path) -> None:
    told = pytest.raises(TemporaryDeliveryError, match=r"cannot be read .*correct mail\.smtp\.ca_file")
    with MailServer(tls=certificate(authority)) as server, told:
        encrypted(server, ca_file=tmp_path / "missing.pem").send(message())


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_any_step_leaves_the_mail_owed(server: MailServer, step: str) -> None:
    with arm(f"mail.smtp.{step}"), pytest.raises(TemporaryDeliveryError, match="the connection failed"):
        plain(server).send(message())
    plain(server).send(message())
    assert set(server.message_ids) == {"<6f1e.12.4@tracker.example.org>"}
    assert len(server.received) == (2 if step == "data.after" else 1)


@pytest.mark.parametrize("step", ["starttls", "auth"])
def test_a_fault_before_the_login_sends_nothing(
    authority: trustme.CA, roots: Path, password_file: Path, step: str
) -> None:
    with MailServer(tls=certificate(authority), accounts={"alice": PASSWORD}) as server:
        sender = encrypted(server, username="alice", password_file=password_file, ca_file=roots)
        with arm(f"mail.smtp.{step}"), pytest.raises(TemporaryDeliveryError):
            sender.send(message())
        assert (server.logins, server.received) == ([], [])


def test_a_server_that_answers_too_slowly_is_left_after_four_timeouts() -> None:
    with tarpit() as port:
        settings = SmtpSettings(host="127.0.0.1", port=port, security=Security.NONE, timeout=timedelta(seconds=0.2))
        with pytest.raises(TemporaryDeliveryError, match="it did not answer in time"):
            SmtpMailer(settings).probe()


def test_it_says_where_mail_goes() -> None:
    settings = SmtpSettings(host="mail.example.org", username="alice")
    assert SmtpMailer(settings).describe() == "to the mail server mail.example.org:587 as alice, with STARTTLS"
