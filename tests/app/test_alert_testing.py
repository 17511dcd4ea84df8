from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.servers.http import Newsroom
from tests.servers.smtp import MailServer
from tracker.app.alert_testing import send_trial_alone
from tracker.errors import DeliveryError, TemporaryDeliveryError, UsageError
from tracker.model import (
    Chat,
    FetchSettings,
    MailSettings,
    Recipient,
    Secret,
    Security,
    Settings,
    SmtpSettings,
    Transport,
    Webhook,
)

ANNE = Recipient(address="anne@example.org")


def mailed(folder: Path, port: int) -> Settings:
    server = SmtpSettings(host="127.0.0.1", port=port, security=Security.NONE)
    mail = MailSettings(transport=Transport.SMTP, smtp=server, sender="tracker@example.org")
    return Settings(data=folder, mail=mail, recipients=(ANNE,))


def test_a_real_mail_is_sent_and_the_words_of_the_server_are_given(tmp_path: Path) -> None:
    with MailServer() as server:
        answer = send_trial_alone(mailed(tmp_path, server.port), "Anne@example.org")
        (mail,) = server.received

    assert (answer["recipient"], answer["channel"]) == ("anne@example.org", "mail")
    assert "250" in str(answer["told"])
    assert str(answer["message_id"]) in str(mail)
    assert not (tmp_path / "archive.db").exists()


def test_two_tests_are_two_mails(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, recipients=(ANNE,))
    first, second = (send_trial_alone(settings, ANNE.address) for _ in range(2))

    assert first["message_id"] != second["message_id"]
    assert len(list((tmp_path / "mail" / "new").iterdir())) == 2


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with MailServer() as server:
        port = server.port

    with pytest.raises(TemporaryDeliveryError, match=str(port)):
        send_trial_alone(mailed(tmp_path, port), ANNE.address)


def test_nobody_is_told_whom_the_settings_do_not_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nobody in the settings is called 'web archive'"):
        send_trial_alone(Settings(data=tmp_path, recipients=(ANNE,)), "web archive")


def test_a_webhook_gets_the_test_as_json_and_its_words_are_given(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"thanks")
        hook = Webhook(name="desk", url=newsroom.url("/hook"))
        settings = Settings(data=tmp_path, webhooks=(hook,), fetch=FetchSettings(allow_private=(newsroom.place,)))
        answer = send_trial_alone(settings, "desk")
        (seen,) = newsroom.requests

    told = json.loads(seen.body)
    assert (told["kind"], told["recipient"], told["stories"]) == ("test", "desk", [])
    assert told["reason"] == "your rule asks for all news"
    assert answer["told"] == f"{newsroom.place} answered HTTP/1.1 200 OK: thanks"
    assert answer["channel"] == "webhook"


def test_a_webhook_is_asked_through_the_gate(tmp_path: Path) -> None:
    inside = Webhook(name="inside", url="http://127.0.0.1:9/hook")

    with pytest.raises(DeliveryError, match="inside"):
        send_trial_alone(Settings(data=tmp_path, webhooks=(inside,)), "inside")


def test_a_chat_whose_address_cannot_be_read_is_told(tmp_path: Path) -> None:
    chat = Chat(name="room", url=Secret(file=tmp_path / "missing"))

    with pytest.raises(DeliveryError, match="room"):
        send_trial_alone(Settings(data=tmp_path, chats=(chat,)), "room")
