"""Which addresses a source has listed, remembered in eight bytes each.

An address without a date is remembered for good, for it can be new only once; one with a date while it is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Final

DIGEST: Final = 8
MOST_DIGESTS: Final = 60_000


def digest_of(url: str, *, dated: bool = False) -> bytes:
    """Give the digest of an address; its last bit tells whether it was listed with a date."""
    whole = blake2b(url.encode("utf-8", "replace"), digest_size=DIGEST).digest()
    return whole[:-1] + bytes((whole[-1] & 0xFE | dated,))


def parted(digests: bytes) -> set[bytes]:
    """Take digests that were kept together apart."""
    return {digests[place : place + DIGEST] for place in range(0, len(digests), DIGEST)}


def lists(digests: bytes, url: str) -> bool:
    """Tell whether an address is among digests that are kept together."""
    return any(_stands_in(digests, digest_of(url, dated=dated)) for dated in (False, True))


def kept(present: Iterable[bytes], before: Iterable[bytes]) -> bytes:
    """Put the digests together that are kept after a reading: those of now, and of before those without a date."""
    undated = sorted(digest for digest in before if not digest[-1] & 1)
    return b"".join(list(dict.fromkeys((*present, *undated)))[:MOST_DIGESTS])


def _stands_in(digests: bytes, digest: bytes) -> bool:
    place = digests.find(digest)
    while place >= 0 and place % DIGEST:
        place = digests.find(digest, place + 1)
    return place >= 0
