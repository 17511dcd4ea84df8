"""Lists of addresses that other programs wrote, read without trust."""

from tracker.edges.lists.entries import AddressList, Listed, Unlisted
from tracker.edges.lists.reading import read_list

__all__ = ["AddressList", "Listed", "Unlisted", "read_list"]
