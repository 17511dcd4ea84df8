from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.edges.store.merkle import EMPTY, merkle_root

# Source: the test vectors that implementations of RFC 6962 share: these leaves, these roots.
LEAVES = [bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "60" * 16)]
ROOTS = {
    0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
}


@pytest.mark.parametrize("count", ROOTS)
def test_the_roots_are_those_of_the_known_vectors(count: int) -> None:
    assert merkle_root(LEAVES[:count]) == ROOTS[count]


def test_nothing_has_the_hash_of_no_bytes() -> None:
    assert merkle_root([]) == EMPTY == hashlib.sha256(b"").hexdigest()


def by_definition(leaves: list[bytes]) -> bytes:
    """The tree as the RFC words it: cut at the largest power of two below the number of leaves."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:cut]) + by_definition(leaves[cut:])).digest()


@given(st.lists(st.binary(max_size=4), min_size=1, max_size=70))
def test_leaves_taken_one_by_one_give_the_tree_of_the_definition(leaves: list[bytes]) -> None:
    assert merkle_root(leaves) == by_definition(leaves).hex()


@given(st.lists(st.binary(min_size=1, max_size=4), min_size=1, max_size=20), st.data())
def test_any_other_leaf_gives_another_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + b"!", *leaves[place + 1 :]]
    assert merkle_root(changed) != merkle_root(leaves)
    assert merkle_root([*leaves, b""]) != merkle_root(leaves)
