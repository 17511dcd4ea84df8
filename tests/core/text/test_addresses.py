"""Where an address leads, apart from what it says about its reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.text.addresses import target


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?c=2&b=1"),
        ("https://example.org/a?fbclid=x", "http://www.example.org/a/"),
        ("https://example.org/a?cmp=x&id=4#part", "https://example.org/a?id=4"),
        (" https://example.org ", "https://EXAMPLE.org/"),
    ],
)
def test_two_forms_of_one_address_are_the_same(one: str, other: str) -> None:
    assert target(one) == target(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/?id=1", "https://example.org/?id=2"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://example.org/A", "https://example.org/a"),
        ("https://example.org/a", "https://example.org:8080/a"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("mailto:desk@example.org", "mailto:news@example.org"),
    ],
)
def test_two_places_are_two_addresses(one: str, other: str) -> None:
    assert target(one) != target(other)


@given(st.text(max_size=30))
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert target(text) == text.strip() or "://" in text


@pytest.mark.parametrize("url", ["https://[::1", "http://example.org:port/", "https://", "javascript:alert(1)"])
def test_what_cannot_be_understood_is_compared_as_it_stands(url: str) -> None:
    assert target(url) == url
