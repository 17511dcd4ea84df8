"""Stories that are kept beside the chains of versions: packed by themselves."""

from __future__ import annotations

from tracker.edges.blobs import pack, unpack
from tracker.edges.store.encoding import canonical, decoded
from tracker.model import Story

# No packed story is larger: what is written by us is read back by us.
LARGEST = 64 * 2**20


def packed_story(story: Story) -> bytes:
    """Give a story small, to be kept beside the chains of versions."""
    return pack(canonical(story), previous=None).data


def unpacked_story(data: bytes) -> Story:
    """Give the story that was packed."""
    return decoded(Story, unpack(data, base=b"", size=LARGEST))
