from __future__ import annotations

import mailbox
import smtplib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edges.email.messages import message
from tracker.demo.mailbox import Mailbox
from tracker.edges.email import SmtpMailer
from tracker.model import Security, SmtpSettings


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Mailbox]:
    running = Mailbox(tmp_path / "mail").start()
    yield running
    running.stop()


def sender(post: Mailbox) -> SmtpMailer:
    return SmtpMailer(SmtpSettings(host="127.0.0.1", port=post.port, security=Security.NONE))


def ids(post: Mailbox) -> list[str]:
    return sorted(str(mail["Message-ID"]) for mail in mailbox.Maildir(post.folder, create=False))


def test_mail_of_the_tracker_lands_in_the_folder(post: Mailbox) -> None:
    assert sender(post).send(message()) == "250 kept as number 1"
    assert sender(post).send(message(message_id="<other@x.invalid>")) == "250 kept as number 2"
    assert post.count == 2
    assert ids(post) == ["<6f1e.12.4@tracker.example.org>", "<other@x.invalid>"]


def test_a_mail_arrives_whole_dots_included(post: Mailbox) -> None:
    sender(post).send(message(text=".\n..two\nend\n", html="<p>.</p>\n"))
    (mail,) = mailbox.Maildir(post.folder, create=False)
    parts = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    assert [bytes(part).replace(b"\r\n", b"\n").strip(b"\n") for part in parts if isinstance(part, bytes)] == [
        b".\n..two\nend",
        b"<p>.</p>",
    ]


def test_several_mails_go_over_one_connection(post: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", post.port, timeout=10) as client:
        for number in range(3):
            client.sendmail("a@x", ["b@x", "c@x"], f"Subject: {number}\r\n\r\ntext\r\n")
        assert client.noop()[0] == 250
        assert client.rset()[0] == 250
    assert post.count == 3


def test_commands_out_of_order_are_refused(post: Mailbox) -> None:
    with smtplib.SMTP("127.0.0.1", post.port, timeout=10) as client:
        assert client.docmd("DATA")[0] == 503
        assert client.docmd("RCPT TO:<a@x>")[0] == 503
        assert client.docmd("VRFY a")[0] == 502
        assert client.docmd("MAIL FROM:<a@x>")[0] == 250
        assert client.docmd("DATA")[0] == 503
    assert post.count == 0


def test_a_mail_that_breaks_off_is_not_kept(post: Mailbox) -> None:
    with socket.create_connection(("127.0.0.1", post.port), timeout=10) as connection:
        stream = connection.makefile("rb")
        for line in (b"EHLO x", b"MAIL FROM:<a@x>", b"RCPT TO:<b@x>", b"DATA"):
            stream.readline()
            connection.sendall(line + b"\r\n")
        assert stream.readline().startswith(b"354")
        connection.sendall(b"Subject: half\r\n")
        stream.close()
    assert sender(post).send(message()) == "250 kept as number 1"
