"""Alerts to chats, by the real apprise in its real child, over real HTTP."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.servers.hostile import silent_after
from tests.servers.http import Newsroom
from tracker.edges import chat
from tracker.edges.chat import ChatSender, plain
from tracker.edges.chat_child import sent
from tracker.errors import TemporaryDeliveryError
from tracker.model import Chat, Secret

# What apprise still imports of the standard library on Python 3.11 is not ours to mend.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

TITLE, BODY = "Fire in the old town", "7 → 9 dead\n\n- Two are dead.\n+ Nine are dead."


def sender(tmp_path: Path, url: str, *, deadline: timedelta = timedelta(seconds=60)) -> ChatSender:
    (tmp_path / "url").write_text(url + "\n")
    return ChatSender(Chat(name="desk", url=Secret(file=tmp_path / "url")), deadline=deadline)


def address(newsroom: Newsroom, path: str = "/topsecret") -> str:
    return f"json://user:topsecret@{newsroom.place}{path}"


def test_title_and_text_arrive_by_the_child(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/topsecret", b"")
        assert sender(tmp_path, address(newsroom)).send(TITLE, BODY) == "handed over by apprise"
    (seen,) = newsroom.requests
    told = json.loads(seen.body)
    assert seen.method == "POST"
    assert (told["title"], told["message"]) == (TITLE, BODY)


def test_a_refusal_is_worth_another_try_and_tells_the_code_but_not_the_address(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/topsecret", b"topsecret is unknown", status=404)
        with pytest.raises(TemporaryDeliveryError, match=r"chat desk: .* did not take it \(HTTP 404\)") as told:
            sender(tmp_path, address(newsroom)).send(TITLE, BODY)
    assert "topsecret" not in str(told.value)


def test_a_service_that_hangs_is_cut_off_with_its_child(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        newsroom.misbehave("/topsecret", silent_after())
        hanging = sender(tmp_path, address(newsroom), deadline=timedelta(seconds=1))
        with pytest.raises(TemporaryDeliveryError, match="chat desk: cut off after 1 s") as told:
            hanging.send(TITLE, BODY)
    assert "topsecret" not in str(told.value)


@pytest.mark.parametrize("url", ["nonsense://topsecret", "topsecret", "json://", "http://[topsecret"])
def test_an_address_that_apprise_does_not_know_is_no_service(url: str) -> None:
    assert sent(url, TITLE, BODY) == {"outcome": "no address", "codes": []}


def test_a_service_that_is_not_there_took_nothing() -> None:
    with Newsroom() as newsroom:
        url = address(newsroom)
    assert sent(url, TITLE, BODY) == {"outcome": "refused", "codes": []}


def test_an_unknown_address_is_told_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(TemporaryDeliveryError, match=r"chat\.url_file") as told:
        sender(tmp_path, "nonsense://topsecret").send(TITLE, BODY)
    assert "topsecret" not in str(told.value)


def test_the_address_is_read_anew_at_each_message_and_its_absence_told(tmp_path: Path) -> None:
    with pytest.raises(TemporaryDeliveryError, match=r"address of chat desk .*chat\.url_file"):
        ChatSender(Chat(name="desk", url=Secret(file=tmp_path / "missing"))).send(TITLE, BODY)
    with pytest.raises(TemporaryDeliveryError, match=r"name one of chat\.url_file, url_env or url_command"):
        ChatSender(Chat(name="desk")).send(TITLE, BODY)


def test_without_apprise_the_cure_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "can_be_sent", lambda: False)
    desk = sender(tmp_path, "json://localhost")
    with pytest.raises(TemporaryDeliveryError, match=r"pip install 'breaking-news-tracker\[notify\]'"):
        desk.send(TITLE, BODY)
    assert desk.describe() == "to chat desk by apprise, which is missing: pip install 'breaking-news-tracker[notify]'"


def test_it_says_where_alerts_go() -> None:
    assert ChatSender(Chat(name="des\x1bk")).describe() == "to chat des k by apprise"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("a\x1b[2J\x00b", "a\ufffd[2J\ufffdb"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("\u202eevil\ud800", "\ufffdevil\ufffd"),
        ("@everyone @Here me@channel.example", "@\u2060everyone @\u2060Here me@\u2060channel.example"),
        ("<!channel> <@U123> a < b", "<\u2060!channel> <\u2060@U123> a < b"),
        ("👩‍🚒 می‌خواهم <script>", "👩‍🚒 می‌خواهم <script>"),
    ],
)
def test_hostile_text_steers_no_chat_and_calls_nobody(hostile: str, shown: str) -> None:
    assert plain(hostile) == shown


def test_what_a_hostile_story_says_arrives_as_one_message() -> None:
    body = plain("\x00`${7*7}` {{7*7}} \\n <img src=x onerror=alert(1)>" + "x" * 100_000)
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"")
        assert sent(f"json://{newsroom.place}/hook", plain("=?utf-8?q?a?="), body)["outcome"] == "sent"
    (seen,) = newsroom.requests
    assert "{{7*7}} \\n <img src=x onerror=alert(1)>xxx" in json.loads(seen.body)["message"]
