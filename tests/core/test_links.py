from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.links import canonical_address, host_of
from tracker.errors import UsageError


@pytest.mark.parametrize(
    ("given_address", "kept"),
    [
        ("HTTPS://News.Example/Story", "https://news.example/Story"),
        ("https://news.example:443/a#top", "https://news.example/a"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/a?utm_source=x&id=1&fbclid=y", "https://news.example/a?id=1"),
        ("https://news.example/a?utm_source=x", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ],
)
def test_an_address_is_kept_in_one_form(given_address: str, kept: str) -> None:
    assert canonical_address(given_address) == kept


def test_two_query_strings_are_two_articles() -> None:
    assert canonical_address("https://news.example/?id=1") != canonical_address("https://news.example/?id=2")


@pytest.mark.parametrize(
    "wrong",
    [
        "news.example/a",
        "ftp://news.example/a",
        "javascript:alert(1)",
        "https://",
        "https:///a",
        "https://reader:secret@news.example/a",
        "https://news.example\\@evil.example/",
        "https://news.example/a b",
        "https://news.example/\x00",
        "https://news.example:99999/",
        "https://news.example:port/",
        "https://[::1/",
        "https://news%2eexample/",
        "https://./",
        "",
    ],
)
def test_anything_else_is_refused_in_a_sentence(wrong: str) -> None:
    with pytest.raises(UsageError, match=r"[.]$") as refused:
        canonical_address(wrong)
    assert "secret" not in str(refused.value)


def test_the_host_carries_a_port_only_where_it_is_unusual() -> None:
    assert host_of("https://News.Example:443/a") == "news.example"
    assert host_of("http://127.0.0.1:18180/a") == "127.0.0.1:18180"


@given(st.text(max_size=60))
def test_any_text_is_kept_in_a_stable_form_or_refused(text: str) -> None:
    try:
        kept = canonical_address(f"https://{text}")
    except UsageError:
        return
    assert canonical_address(kept) == kept
    assert host_of(kept)
