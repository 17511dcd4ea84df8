from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.app.telling import alerts_go
from tracker.model import MailSettings, Recipient, Security, Settings, SmtpSettings, Transport

DESK = (Recipient(address="desk@example.org"), Recipient(address="night@example.org"))
FOLDER = Settings(data=Path("/kept"))
SERVER = replace(
    FOLDER,
    mail=MailSettings(
        transport=Transport.SMTP, smtp=SmtpSettings(host="mail.example.org", port=465, security=Security.TLS)
    ),
)


def test_a_folder_says_that_nobody_is_mailed_and_how_to_change_that() -> None:
    assert alerts_go(FOLDER) == (
        "alerts go into the Maildir /kept/mail on this machine: nobody is mailed "
        '(mail.transport = "folder"); for mail, name mail.transport and a [[recipient]] in the configuration'
    )


def test_a_folder_elsewhere_is_named() -> None:
    elsewhere = replace(FOLDER, mail=MailSettings(folder=Path("/elsewhere")))

    assert alerts_go(elsewhere).startswith("alerts go into the Maildir /elsewhere on this machine")


@pytest.mark.parametrize(
    ("recipients", "end"),
    [
        ((), "; nobody is mailed yet: name a [[recipient]] in the configuration"),
        (DESK[:1], ", to 1 recipient"),
        (DESK, ", to 2 recipients"),
    ],
)
def test_a_mail_server_is_named_with_how_many_it_is_for(recipients: tuple[Recipient, ...], end: str) -> None:
    told = alerts_go(replace(SERVER, recipients=recipients))

    assert told.startswith("alerts go ")
    assert "mail.example.org:465" in told
    assert told.endswith(end)


def test_no_secret_is_told() -> None:
    smtp = replace(SERVER.mail.smtp, username="desk", password_command="echo hush")

    told = alerts_go(replace(SERVER, mail=replace(SERVER.mail, smtp=smtp), recipients=DESK))

    assert "hush" not in told
