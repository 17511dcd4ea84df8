from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.edges.fetch.gates import gate
from tests.servers.timestamps import TimestampAuthority, needs_openssl
from tracker.edges import timestamps
from tracker.edges.timestamps import TimestampServer, checked
from tracker.errors import AddressRefusedError, TimestampError, UnreachableError
from tracker.model import Stamp

pytestmark = needs_openssl
MESSAGE = b"ab" * 32


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TimestampAuthority]:
    with TimestampAuthority(tmp_path_factory.mktemp("tsa")) as found:
        yield found


def asked(authority: TimestampAuthority, message: bytes = MESSAGE, *, ca_file: Path | None = None) -> Stamp:
    with gate(authority.place) as opened:
        return TimestampServer(authority.url, post=opened.post, ca_file=ca_file or authority.ca_file).stamp(message)


def test_a_stamp_says_when_and_is_checked_again_later(authority: TimestampAuthority) -> None:
    stamp = asked(authority)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert checked(stamp.answer, MESSAGE, ca_file=authority.ca_file) == stamp


def test_openssl_agrees(authority: TimestampAuthority, tmp_path: Path) -> None:
    (tmp_path / "answer").write_bytes(asked(authority).answer)
    (tmp_path / "message").write_bytes(MESSAGE)
    words = ["openssl", "ts", "-verify", "-data", "message", "-in", "answer", "-CAfile", str(authority.ca_file)]
    assert subprocess.run(words, cwd=tmp_path, check=False, capture_output=True).returncode == 0


def test_a_stamp_on_another_message_does_not_hold(authority: TimestampAuthority) -> None:
    stamp = asked(authority)
    with pytest.raises(TimestampError, match="does not hold: Mismatch between messages"):
        checked(stamp.answer, MESSAGE[:-1] + b"c", ca_file=authority.ca_file)


def test_an_authority_that_nobody_knows_is_refused_with_the_cure(authority: TimestampAuthority) -> None:
    stamp = asked(authority)
    with pytest.raises(TimestampError, match=r"does not hold: .* evidence\.timestamp_ca_file"):
        checked(stamp.answer, MESSAGE)


def test_an_answer_to_an_earlier_request_is_refused(authority: TimestampAuthority) -> None:
    authority.answer = asked(authority).answer
    try:
        with pytest.raises(TimestampError, match="Nonce mismatch"):
            asked(authority)
    finally:
        authority.answer = None


@pytest.mark.parametrize("answer", [b"<html>Busy</html>", b"0", b"\x30\x80", b"\x30\x05\x30\x03\x02\x01\x02"])
def test_an_answer_that_is_no_timestamp_is_refused(authority: TimestampAuthority, answer: bytes) -> None:
    authority.answer = answer
    try:
        with pytest.raises(TimestampError, match=r"no timestamp|refused to give"):
            asked(authority)
    finally:
        authority.answer = None


def test_a_server_without_an_answer_is_told(authority: TimestampAuthority) -> None:
    authority.answer = b""
    try:
        with pytest.raises(TimestampError, match=r"answered 'HTTP/1.0 200 OK' and no timestamp"):
            asked(authority)
    finally:
        authority.answer = None


def test_a_server_that_is_down_or_private_is_told_as_any_other() -> None:
    with gate("127.0.0.1:47111") as opened, pytest.raises(UnreachableError):
        TimestampServer("http://127.0.0.1:47111/", post=opened.post).stamp(MESSAGE)
    with gate() as opened, pytest.raises(AddressRefusedError):
        TimestampServer("http://127.0.0.1:47111/", post=opened.post).stamp(MESSAGE)


@given(place=st.integers(0, 3000), flip=st.integers(1, 255))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_flipped_byte_never_gives_another_time(authority: TimestampAuthority, place: int, flip: int) -> None:
    answer = bytearray(_once(authority).answer)
    answer[place % len(answer)] ^= flip
    with suppress(TimestampError):
        assert checked(bytes(answer), MESSAGE, ca_file=authority.ca_file).at == _once(authority).at


_KEPT: list[Stamp] = []


def _once(authority: TimestampAuthority) -> Stamp:
    if not _KEPT:
        _KEPT.append(asked(authority))
    return _KEPT[0]


def test_a_file_of_authorities_that_is_none_is_told(authority: TimestampAuthority, tmp_path: Path) -> None:
    stamp = asked(authority)
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        with pytest.raises(TimestampError, match=r"timestamp_ca_file .* cannot be used"):
            checked(stamp.answer, MESSAGE, ca_file=tmp_path / name)


def test_without_the_library_the_cure_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamps, "can_be_checked", lambda: False)
    with pytest.raises(TimestampError, match=r"pip install 'breaking-news-tracker\[timestamp\]'"):
        checked(b"", MESSAGE)
