"""Merkle trees as Certificate Transparency builds them: one hash for any number of leaves, in their order.

Leaves are hashed behind a zero byte and nodes behind a one, so that no node can be passed off as a leaf. A tree is cut
at the largest power of two below the number of its leaves.
Source: RFC 6962, section 2.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import reduce

EMPTY = hashlib.sha256(b"").hexdigest()


def leaf_hash(data: bytes) -> bytes:
    """Give the hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the hash of a node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """Takes leaves one by one; holds one hash for each power of two, however many there were."""

    def __init__(self) -> None:
        self.leaves = 0
        # Roots of whole subtrees, the largest first: one for each bit that is set in the number of leaves.
        self._roots: list[bytes] = []

    def add(self, data: bytes) -> None:
        """Put a leaf behind those before it."""
        found = leaf_hash(data)
        full = self.leaves
        while full & 1:
            found = node_hash(self._roots.pop(), found)
            full >>= 1
        self._roots.append(found)
        self.leaves += 1

    @property
    def root(self) -> str:
        """The root in hex; that of nothing is the hash of no bytes."""
        if not self._roots:
            return EMPTY
        return reduce(lambda right, left: node_hash(left, right), reversed(self._roots)).hex()


def merkle_root(leaves: Iterable[bytes]) -> str:
    """Give the root over leaves in their order, in hex."""
    tree = Tree()
    for data in leaves:
        tree.add(data)
    return tree.root
