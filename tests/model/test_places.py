from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.places import is_private_place, parsed_place


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("localhost:8080", "localhost", 8080),
        ("News.Example.Org:80", "news.example.org", 80),
        ("127.0.0.1:8080", "127.0.0.1", 8080),
        ("10.0.0.0/8:80", "10.200.3.4", 80),
        ("10.1.2.3/8:80", "10.200.3.4", 80),
        ("[::1]:8080", "::1", 8080),
        ("[::1]:8080", "[::1]", 8080),
        ("[fd00::/8]:443", "fd12::1", 443),
    ],
)
def test_a_place_holds_the_hosts_it_names(text: str, host: str, port: int) -> None:
    place = parsed_place(text)
    assert place.holds(host, port)
    assert not place.holds(host, port + 1)
    assert not place.holds("192.0.2.1", port)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "localhost",
        "localhost:",
        ":80",
        "localhost:0",
        "localhost:65536",
        "::1:80",
        "[localhost]:80",
        "[::1]",
        "10.0.0.0/33:80",
        "http://localhost:80",
        "a b:80",
        "127.0.0.256:80",
        "10.0.0:80",
        "-a:80",
        "*:80",
    ],
)
def test_a_place_written_otherwise_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^needs places such as"):
        parsed_place(text)


def test_a_name_does_not_stand_for_its_address() -> None:
    assert not is_private_place("localhost:8080", ("127.0.0.0/8:8080",))
    assert not is_private_place("127.0.0.1:8080", ("localhost:8080",))


@given(host=st.text(), places=st.lists(st.sampled_from(["localhost:80", "10.0.0.0/8:443", "[::1]:80"]), max_size=3))
def test_no_name_of_a_host_raises(host: str, places: list[str]) -> None:
    assert is_private_place(host, tuple(places)) in (True, False)
