"""Alerts as programs get them: over real HTTP, through the real gate."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import NOON, gate
from tests.servers.hostile import repeating, resetting_after, saying, silent_after
from tests.servers.http import Newsroom
from tracker.edges.webhook import DEADLINE, WebhookSender, _key, signature, webhook_id
from tracker.errors import PermanentDeliveryError, TemporaryDeliveryError
from tracker.model import Secret, Webhook

BODY = '{"kind":"changed","headline":"Brücke gesperrt"}'.encode()
MESSAGE_ID = "<v.0123abcd@news.example.org>"
UNSIGNED = Secret()
KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def webhook(url: str, *, secret: Secret = UNSIGNED) -> Webhook:
    return Webhook(name="desk", url=url, secret=secret)


def sent(
    newsroom: Newsroom,
    path: str = "/hook",
    *,
    secret: Secret = UNSIGNED,
    body: bytes = BODY,
    clock: Callable[[], datetime] = lambda: NOON,
    allowed: bool = True,
    deadline: timedelta = DEADLINE,
    **bounds: Any,
) -> str:
    with gate(*([newsroom.place] if allowed else []), **bounds) as opened:
        sender = WebhookSender(
            webhook(newsroom.url(path), secret=secret), post=opened.post, clock=clock, deadline=deadline
        )
        return sender.send(body, message_id=MESSAGE_ID)


def key_in(folder: Path, key: str = KEY) -> Secret:
    (folder / "key").write_text(key + "\n")
    return Secret(file=folder / "key")


@pytest.fixture(scope="module")
def is_genuine(project: Path) -> Callable[..., bool]:
    """The check as the page for receivers shows it."""
    page = (project / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"(?s)```python\n(.*?)```", page)
    names: dict[str, Any] = {}
    exec(code, names)
    return cast("Callable[..., bool]", names["is_genuine"])


def test_the_body_arrives_as_it_was_with_its_identifier_and_time(tmp_path: Path) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"thanks")
        assert sent(newsroom, secret=key_in(tmp_path)) == f"{newsroom.place} answered HTTP/1.1 200 OK: thanks"
    (seen,) = newsroom.requests
    assert (seen.method, seen.path, seen.body) == ("POST", "/hook", BODY)
    assert seen.header("Content-Type") == "application/json"
    assert seen.header("webhook-id") == "v_0123abcd@news_example_org"
    assert seen.header("webhook-timestamp") == str(int(NOON.timestamp()))


def test_the_signature_is_the_one_that_the_standard_gives_as_its_example(tmp_path: Path) -> None:
    # Source: the README of Standard Webhooks' reference libraries.
    told = signature(_key(KEY), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert told == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("key", [KEY, "plain words of mine"])
def test_a_receiver_can_check_it_by_the_code_of_the_page(
    is_genuine: Callable[..., bool], tmp_path: Path, key: str
) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"")
        sent(newsroom, secret=key_in(tmp_path, key), clock=lambda: datetime.now(UTC))
    (seen,) = newsroom.requests
    headers = {name.lower(): value for name, value in seen.headers}
    other = b64encode(b"another key of the right length").decode()
    assert is_genuine(key, headers, seen.body)
    assert is_genuine(key, headers | {"webhook-signature": "v1,AAAA " + headers["webhook-signature"]}, seen.body)
    assert not is_genuine(key, headers, seen.body + b" ")
    assert not is_genuine(f"whsec_{other}", headers, seen.body)
    assert not is_genuine(key, headers | {"webhook-id": "another"}, seen.body)
    assert not is_genuine(key, headers | {"webhook-timestamp": "1614265330"}, seen.body)
    assert not is_genuine(key, headers | {"webhook-timestamp": "soon"}, seen.body)
    assert not is_genuine(key, headers, seen.body, tolerance=-1)
    assert not is_genuine(key, {}, seen.body)


def test_a_second_try_has_the_same_identifier_and_its_own_time(tmp_path: Path) -> None:
    times = [NOON, NOON + timedelta(minutes=5)]
    with Newsroom() as newsroom, gate(newsroom.place) as opened:
        newsroom.publish("/hook", b"", status=500)
        sender = WebhookSender(
            webhook(newsroom.url("/hook"), secret=key_in(tmp_path)), post=opened.post, clock=lambda: times.pop(0)
        )
        with pytest.raises(TemporaryDeliveryError):
            sender.send(BODY, message_id=MESSAGE_ID)
        newsroom.publish("/hook", b"")
        sender.send(BODY, message_id=MESSAGE_ID)
    first, second = newsroom.requests
    assert first.header("webhook-id") == second.header("webhook-id")
    assert [first.header("webhook-timestamp"), second.header("webhook-timestamp")] == ["1795348800", "1795349100"]
    assert first.header("webhook-signature") != second.header("webhook-signature")


def test_without_a_secret_nothing_is_signed() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"")
        sent(newsroom)
    assert newsroom.requests[0].header("webhook-signature") is None


@pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
def test_every_2xx_is_a_yes(status: int) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"", status=status)
        assert str(status) in sent(newsroom)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 410, 413, 422, 451])
def test_most_4xx_are_for_good(status: int) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"no", status=status)
        with pytest.raises(PermanentDeliveryError, match=rf"webhook desk \(127.* {status}"):
            sent(newsroom)


@pytest.mark.parametrize("status", [300, 307, 408, 425, 429, 500, 502, 503, 504, 599])
def test_the_rest_is_worth_another_try(status: int) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"later", status=status)
        with pytest.raises(TemporaryDeliveryError, match=str(status)) as told:
            sent(newsroom)
    assert told.value.wait is None


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Sun, 22 Nov 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("99999999", timedelta(days=1)),
        ("never", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_the_time_to_wait_comes_with_the_error(header: str, wait: timedelta | None, status: int) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"", status=status, headers=(("Retry-After", header),))
        with pytest.raises(TemporaryDeliveryError) as told:
            sent(newsroom)
    assert told.value.wait == wait


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_told_and_the_alert_is_not_sent_on(status: int) -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/elsewhere", b"")
        newsroom.redirect("/hook", "https://other.example.org/token-1234567890", status=status)
        with pytest.raises(
            TemporaryDeliveryError, match=r"leads to other\.example\.org, .* correct webhook\.url"
        ) as told:
            sent(newsroom)
    assert [seen.path for seen in newsroom.requests] == ["/hook"]
    assert "token" not in str(told.value)


def test_a_private_address_is_asked_only_where_the_settings_name_it() -> None:
    with Newsroom() as newsroom, pytest.raises(TemporaryDeliveryError, match=r"fetch\.allow_private"):
        sent(newsroom, allowed=False)
    assert newsroom.connections == 0


def test_a_program_that_hangs_drops_or_is_not_there_is_tried_again() -> None:
    with Newsroom() as newsroom:
        newsroom.misbehave("/reset", resetting_after(b"HTTP/1.1 200 OK\r\nContent-Le"))
        newsroom.misbehave("/drop", saying())
        newsroom.misbehave("/garbage", saying(b"250 OK queued\r\n"))
        for path in ("/reset", "/drop", "/garbage"):
            with pytest.raises(TemporaryDeliveryError, match="webhook desk"):
                sent(newsroom, path)
    with pytest.raises(TemporaryDeliveryError, match="no connection"):
        sent(newsroom)


def test_a_program_that_never_answers_is_cut_off() -> None:
    with Newsroom() as newsroom:
        newsroom.misbehave("/hook-with-token-123456", silent_after())
        newsroom.misbehave("/slow", repeating(b"HTTP/1.1 200 OK\r\n\r\n", b"x", slowly=True))
        for path in ("/hook-with-token-123456", "/slow"):
            with pytest.raises(TemporaryDeliveryError, match=r"cut off after 0\.3 s; it is tried again$") as told:
                sent(newsroom, path, deadline=timedelta(seconds=0.3))
            assert "token" not in str(told.value)


def test_a_yes_is_a_yes_however_large_or_strange_the_words_after_it() -> None:
    with Newsroom() as newsroom:
        newsroom.publish("/hook", b"x" * 100_000)
        newsroom.publish("/odd", b"x", headers=(("Content-Encoding", "compress"),))
        newsroom.publish("/bomb", b"\x1f\x8b\x08broken", headers=(("Content-Encoding", "gzip"),))
        assert len(sent(newsroom, max_bytes=1000)) < 260
        assert sent(newsroom, "/odd").endswith("200 OK")
        assert sent(newsroom, "/bomb").endswith("200 OK")


def test_what_the_program_says_is_one_clean_line_of_200_characters() -> None:
    hostile = "\x1b[2Jno\r\nBcc: x\x00\u202e <b>\ud800".encode("utf-8", "surrogatepass") + b"\xff" + b" more" * 200
    with Newsroom() as newsroom:
        newsroom.publish("/hook", hostile, status=400)
        with pytest.raises(PermanentDeliveryError) as told:
            sent(newsroom)
    words = str(told.value)
    assert words.isprintable()
    assert "no Bcc: x <b>" in words
    assert len(words) < 400


def test_no_error_and_no_word_holds_the_secret_or_the_key_in_the_address(tmp_path: Path) -> None:
    echo = f"Cannot POST /services/T0/topsecret-token?key=another%20secret with {KEY}".encode()
    with Newsroom() as newsroom:
        path = "/services/T0/topsecret-token?key=another%20secret"
        newsroom.publish(path, echo, status=404)
        with pytest.raises(PermanentDeliveryError) as told:
            sent(newsroom, path, secret=key_in(tmp_path))
        newsroom.publish(path, echo)
        words = sent(newsroom, path, secret=key_in(tmp_path))
    for text in (str(told.value), words):
        assert not re.search(r"topsecret|another|whsec|MfKQ", text)


@given(
    st.sampled_from(["htp://", "https://", "http://user:pw@", "", "http:\\\\", "http://[", "http://host:port/"]),
    st.text(max_size=3),
)
def test_an_address_that_cannot_be_asked_is_told_without_it(begin: str, odd: str) -> None:
    url = f"{begin}no host{odd}/topsecret-token"
    with gate() as opened, pytest.raises(TemporaryDeliveryError) as told:
        WebhookSender(webhook(url), post=opened.post, clock=lambda: NOON).send(BODY, message_id=MESSAGE_ID)
    assert "topsecret" not in str(told.value)
    assert "pw" not in str(told.value)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("key", ["whsec_", "whsec_%%%%", "whsec_MfKQ9"])
def test_a_secret_that_is_none_is_told_and_nothing_is_sent(tmp_path: Path, key: str) -> None:
    with Newsroom() as newsroom, pytest.raises(TemporaryDeliveryError, match="no base64 follows") as told:
        sent(newsroom, secret=key_in(tmp_path, key))
    assert newsroom.requests == []
    assert "MfKQ" not in str(told.value)


def test_a_secret_that_cannot_be_read_keeps_the_alert_waiting() -> None:
    with Newsroom() as newsroom, pytest.raises(TemporaryDeliveryError, match=r"webhook\.secret_file"):
        sent(newsroom, secret=Secret(file=Path("/no/such/file")))
    assert newsroom.requests == []


@given(st.text())
def test_no_identifier_can_bring_a_header_or_a_dot(text: str) -> None:
    with suppress(PermanentDeliveryError):
        assert re.fullmatch(r"[A-Za-z0-9_@+~:-]+", webhook_id(text))


@pytest.mark.parametrize("text", ["", "<>", "a b", "a\r\nBcc: x", "é", "x" * 256])
def test_what_is_no_identifier_is_refused(text: str) -> None:
    with pytest.raises(PermanentDeliveryError, match="no identifier"):
        webhook_id(text)


def test_it_says_where_alerts_go_and_whether_they_are_signed() -> None:
    with gate() as opened:
        plain = WebhookSender(webhook("https://hooks.example.org/token"), post=opened.post, clock=lambda: NOON)
        signed = WebhookSender(
            webhook("https://hooks.example.org:8443/token", secret=Secret(env="KEY")),
            post=opened.post,
            clock=lambda: NOON,
        )
    assert plain.describe() == "to hooks.example.org as JSON (not signed: set webhook.secret_file)"
    assert signed.describe() == "to hooks.example.org:8443 as JSON (signed)"
