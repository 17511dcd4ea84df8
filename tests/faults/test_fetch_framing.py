"""How an answer says where it ends, and where it leads: what is not sound is no page, and never a program's failure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.fetch.gates import fetched
from tests.servers.hostile import saying
from tests.servers.http import Newsroom
from tracker.edges.fetch.target import next_target, target_of
from tracker.errors import AddressRefusedError, ProtocolError

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as opened:
        yield opened


@pytest.mark.parametrize("location", ["http://[::1", "//[", "http://[v1.x]/", "http://a]b/"])
def test_red_1_a_redirect_to_what_is_no_address_is_a_failed_look(newsroom: Newsroom, location: str) -> None:
    newsroom.redirect("/", location)
    with pytest.raises(AddressRefusedError):
        fetched(newsroom, "/")


@pytest.mark.parametrize("length", [b"+5", b"-1", b"0_5", b"0x5", b"5.0", b"5;", b"\xb2", b"five", b"5, five", b""])
def test_body_4_a_length_that_is_none_ends_no_page(newsroom: Newsroom, length: bytes) -> None:
    newsroom.misbehave("/", saying(OK + b"Content-Length: " + length + b"\r\n\r\nhello there"))
    with pytest.raises(ProtocolError, match="Content-Length"):
        fetched(newsroom, "/")


@pytest.mark.parametrize("length", [b"5", b" 5 ", b"5, 5", b"5\r\nContent-Length: 5"])
def test_a_length_said_twice_alike_is_one(newsroom: Newsroom, length: bytes) -> None:
    newsroom.misbehave("/", saying(OK + b"Content-Length: " + length + b"\r\n\r\nhello"))
    assert fetched(newsroom, "/").body == b"hello"


def test_hdr_1_a_header_with_a_nul_is_no_header(newsroom: Newsroom) -> None:
    newsroom.misbehave("/", saying(OK + b"X: a\x00b\r\nContent-Length: 5\r\n\r\nhello"))
    with pytest.raises(ProtocolError, match="among its headers"):
        fetched(newsroom, "/")


ADDRESSES = st.text(alphabet="htps:/\\.[]@#?%&=0x1a٣。ü\u202e\t ", max_size=24)


@given(st.sampled_from(["", "http://", "https://[", "//", "http://a", "http://0x7f."]), ADDRESSES)
def test_whatever_a_redirect_names_is_a_target_or_refused(start: str, rest: str) -> None:
    with suppress(AddressRefusedError):
        assert next_target(target_of("http://www.example.org/a"), start + rest).scheme in ("http", "https")
