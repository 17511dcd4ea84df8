from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.edges.blobs import KEYFRAME_DEPTH, Link, Packed, pack, sha256, unpack
from tracker.errors import StoreDamagedError


def link(raw: bytes, packed: Packed, *, keyframe_bytes: int | None = None) -> Link:
    size = len(packed.data) if keyframe_bytes is None else keyframe_bytes
    return Link(id=7, depth=packed.depth, raw=raw, keyframe_bytes=size, sha256="")


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size // 2).hex().encode()


@given(st.binary(max_size=3000), st.binary(max_size=3000))
def test_bytes_come_back_as_they_were(before: bytes, after: bytes) -> None:
    first = pack(before, previous=None)
    second = pack(after, previous=link(before, first))
    base = before if second.base else b""
    assert unpack(first.data, base=b"", size=first.size) == before
    assert unpack(second.data, base=base, size=second.size) == after
    assert second.sha256 == sha256(after)


def test_an_edit_of_one_line_costs_a_few_bytes() -> None:
    page = noise(150_000)
    edited = page[:70_000] + b"a line of news" + page[70_010:]
    packed = pack(edited, previous=link(page, pack(page, previous=None)))
    assert (packed.base, packed.depth) == (7, 1)
    assert len(packed.data) < 200


@pytest.mark.parametrize("size", [600_000, 1_500_000, 3_500_000])
def test_an_edit_of_a_large_page_costs_a_few_bytes_too(size: int) -> None:
    page = noise(size)
    edited = page[: size // 3] + b"a line of news" + page[size // 3 :]
    packed = pack(edited, previous=link(page, pack(page, previous=None)))
    assert len(packed.data) < 1000
    assert unpack(packed.data, base=page, size=packed.size) == edited


def test_a_page_that_became_another_is_kept_whole() -> None:
    page, other = noise(50_000), noise(50_000, seed=2)
    packed = pack(other, previous=link(page, pack(page, previous=None)))
    assert (packed.base, packed.depth) == (None, 0)


def test_a_chain_ends_in_a_whole_copy_at_depth_32() -> None:
    raw, depths, previous = noise(20_000), [], None
    keyframe = 0
    for number in range(40):
        raw += f"line {number}".encode()
        packed = pack(raw, previous=previous)
        keyframe = keyframe if packed.base else len(packed.data)
        previous = link(raw, packed, keyframe_bytes=keyframe)
        depths.append(packed.depth)
    assert KEYFRAME_DEPTH == 32
    assert depths == [*range(32), *range(8)]


@pytest.mark.parametrize("place", [0, 5, -1])
def test_a_flipped_byte_is_noticed(place: int) -> None:
    raw = noise(5_000)
    data = bytearray(pack(raw, previous=None).data)
    data[place] ^= 0x40
    with pytest.raises(StoreDamagedError, match="cannot be unpacked"):
        unpack(bytes(data), base=b"", size=len(raw))


def test_a_blob_that_promises_less_than_it_holds_is_not_inflated() -> None:
    bomb = pack(b"\0" * 5_000_000, previous=None)
    assert len(unpack(bomb.data, base=b"", size=10)) == 11
