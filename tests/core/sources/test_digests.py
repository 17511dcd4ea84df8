from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.sources.digests import DIGEST, digest_of, kept, lists, parted

A, B = "https://news.example.org/a", "https://news.example.org/b"


def test_what_has_a_date_is_forgotten_when_it_is_listed_no_more_and_what_has_none_is_not() -> None:
    first = kept([digest_of(A, dated=True), digest_of(B)], ())
    later = kept([], parted(first))

    assert (lists(first, A), lists(first, B)) == (True, True)
    assert (lists(later, A), lists(later, B)) == (False, True)


@given(st.binary(max_size=200).map(lambda some: some[: len(some) // DIGEST * DIGEST]))
def test_an_address_is_found_only_where_a_digest_begins(digests: bytes) -> None:
    whole = {digest_of(A), digest_of(A, dated=True)}

    assert lists(digests, A) is bool(whole & parted(digests))
    assert not lists(b"x" + digest_of(A) + b"xxxxxxx", A)
