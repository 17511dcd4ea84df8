"""A password goes to nobody but the server that the certificate names, and is never said back to anybody."""

from __future__ import annotations

import base64
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme

from tests.edges.email.messages import message
from tests.servers.scripted_smtp import ScriptedServer
from tracker.edges.email import SmtpMailer
from tracker.errors import DeliveryError, TemporaryDeliveryError
from tracker.model import Security, SmtpSettings

PASSWORD = "correct horse battery staple"
IN_BASE64 = base64.b64encode(PASSWORD.encode())
AS_PLAIN = base64.b64encode(f"\0alice\0{PASSWORD}".encode())
FORMS = (PASSWORD.encode(), IN_BASE64, AS_PLAIN)
HELLO = b"250-hello\r\n250 STARTTLS\r\n"
ALL_LOGINS = b"250-hello\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n"


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
def settings(roots: Path, password_file: Path) -> dict[str, Any]:
    return {"host": "localhost", "username": "alice", "password_file": password_file, "ca_file": roots}


@pytest.fixture
def served(authority: trustme.CA) -> ssl.SSLContext:
    return certified(authority.issue_cert("localhost"))


def certified(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return context


def kept_to_itself(server: ScriptedServer) -> bool:
    """Whether no form of the password went over the wire in clear."""
    return not any(form in line for form in FORMS for line in server.heard_in_clear)


def refused(server: ScriptedServer, settings: dict[str, Any]) -> DeliveryError:
    """Try to send, and give what went wrong."""
    with pytest.raises(DeliveryError) as told:
        SmtpMailer(SmtpSettings(port=server.port, **settings)).send(message())
    assert kept_to_itself(server)
    assert server.mails == []
    return told.value


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that vouches for itself."""
    alone = trustme.CA()
    both = folder / "self-signed.pem"
    alone.cert_pem.write_to_path(str(both))
    alone.private_key_pem.write_to_path(str(both), append=True)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(both)
    return context


@pytest.fixture(params=["expired", "not yet valid", "of another name", "self-signed", "of an unknown authority"])
def untrusted(request: pytest.FixtureRequest, authority: trustme.CA, tmp_path: Path) -> ssl.SSLContext:
    now = datetime.now(UTC)
    day = timedelta(days=1)
    return {
        "expired": lambda: certified(authority.issue_cert("localhost", not_before=now - 9 * day, not_after=now - day)),
        "not yet valid": lambda: certified(authority.issue_cert("localhost", not_before=now + day)),
        "of another name": lambda: certified(authority.issue_cert("mail.example.org")),
        "self-signed": lambda: self_signed(tmp_path),
        "of an unknown authority": lambda: certified(trustme.CA().issue_cert("localhost")),
    }[request.param]()


def test_no_certificate_that_cannot_be_trusted_gets_a_password_or_a_mail(
    untrusted: ssl.SSLContext, settings: dict[str, Any]
) -> None:
    with ScriptedServer({"EHLO": ALL_LOGINS}, tls=untrusted) as server:
        error = refused(server, settings)
        assert "its certificate cannot be trusted (" in str(error)
        assert server.heard_in_tls == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"EHLO": b"250-hello\r\n250 AUTH PLAIN LOGIN\r\n"}, "offers no STARTTLS, so nothing was sent"),
        ({"EHLO": b"502 no\r\n"}, "offers no STARTTLS, so nothing was sent"),
        ({"EHLO": HELLO, "STARTTLS": b"454 4.7.0 not now\r\n"}, "answered 454 4.7.0 not now"),
        ({"EHLO": HELLO, "STARTTLS": b"501 5.5.2 what\r\n"}, "answered 501 5.5.2 what"),
        (
            {"EHLO": HELLO, "STARTTLS": b"220 go on\r\nthis is no TLS\r\n"},
            "no TLS could be agreed on|connection failed",
        ),
        ({"EHLO": ALL_LOGINS, "EHLO in TLS": b"250 hello\r\n"}, "offers no login: clear mail.smtp.username"),
        ({"EHLO": HELLO, "EHLO in TLS": b"250-hello\r\n250 AUTH XOAUTH2\r\n"}, "not spoken here (XOAUTH2): ask for"),
    ],
)
def test_whoever_bends_the_conversation_gets_no_password(
    answers: dict[str, Any], words: str, served: ssl.SSLContext, settings: dict[str, Any]
) -> None:
    with ScriptedServer(answers, tls=served if b"no TLS" not in answers.get("STARTTLS", b"") else None) as server:
        error = refused(server, settings)
        # Whoever speaks no TLS may hang up before its nonsense was read.
        assert any(one in str(error) for one in words.split("|"))
        assert not any(form in line for form in FORMS for line in server.heard_in_tls)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"AUTH": b"535 5.7.8 wrong: %b\r\n"}, "refused the login of alice with 535 5.7.8 wrong: ***"),
        ({"AUTH": b"454 4.7.0 not now: %b\r\n"}, "refused the login of alice with 454 4.7.0 not now: ***"),
        ({"AUTH": b"%b\r\n"}, "refused the login of alice with"),
        ({"AUTH": b"235 come in\r\n", "MAIL": b"451 4.3.0 is it %b?\r\n"}, "MAIL FROM with 451 4.3.0 is it ***?"),
        ({"AUTH": b"235 come in\r\n", ".": b"554 5.7.1 %b\r\n"}, "DATA with 554 5.7.1 ***"),
        ({"AUTH": b"334 %b\r\n", "login": b"334 %b\r\n"}, "it speaks otherwise than agreed"),
    ],
)
@pytest.mark.parametrize("form", FORMS, ids=["as it is", "in base64", "as AUTH PLAIN"])
def test_a_password_that_the_server_says_back_is_told_to_nobody(
    answers: dict[str, bytes], words: str, form: bytes, served: ssl.SSLContext, settings: dict[str, Any]
) -> None:
    said = {step: answer.replace(b"%b", form) for step, answer in answers.items()}
    with ScriptedServer({"EHLO": ALL_LOGINS, **said}, tls=served) as server:
        with pytest.raises(DeliveryError) as told:
            SmtpMailer(SmtpSettings(port=server.port, **settings)).send(message())
        assert kept_to_itself(server)
    assert words in str(told.value)
    assert not any(one.decode() in str(told.value) for one in FORMS)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("challenge", [b"x", b"\xff\xfe", b"A===A", b""])
def test_a_challenge_that_is_no_base64_is_a_fault_of_the_server(
    challenge: bytes, served: ssl.SSLContext, settings: dict[str, Any]
) -> None:
    answers = {"EHLO": b"250-hello\r\n250-STARTTLS\r\n250 AUTH CRAM-MD5\r\n", "AUTH": b"334 %b\r\n" % challenge}
    with ScriptedServer({**answers, "login": b"535 no\r\n"}, tls=served) as server:
        assert isinstance(refused(server, settings), TemporaryDeliveryError)


def test_a_login_that_is_hung_up_on_is_worth_another_try(served: ssl.SSLContext, settings: dict[str, Any]) -> None:
    with ScriptedServer({"EHLO": ALL_LOGINS, "AUTH": b""}, tls=served) as server:
        assert "it hung up" in str(refused(server, settings))


def test_security_none_has_no_place_for_a_password() -> None:
    with ScriptedServer({"EHLO": ALL_LOGINS}) as server:
        SmtpMailer(SmtpSettings(host="127.0.0.1", port=server.port, security=Security.NONE)).send(message())
        assert [line for line in server.heard_in_clear if line.startswith(b"AUTH")] == []
