from __future__ import annotations

from pathlib import Path

import pytest

from tests.by_hand import by_hand
from tracker.edges.blobs import Link, pack
from tracker.edges.store import Store
from tracker.edges.store.chains import add_blobs, read_link
from tracker.edges.store.opening import archive_path, reading_engine
from tracker.errors import StoreDamagedError


def test_blobs_that_are_written_at_once_have_each_their_own_id_equal_ones_too(store: Store) -> None:
    raws = [b"the page", b"its text", b"the page"]
    packed = [pack(raw, previous=None) for raw in raws]
    first = store._commits.run(lambda connection: add_blobs(connection, packed))
    assert first == [1, 2, 3]
    assert store._read(lambda connection: [read_link(connection, one).raw for one in first]) == raws
    again = store._commits.run(lambda connection: add_blobs(connection, [2, *packed[1:2], 1]))
    assert again == [2, 4, 1]
    assert store._commits.run(lambda connection: add_blobs(connection, [2, 4, 1])) == [2, 4, 1]


def test_a_byte_of_a_delta_that_changed_is_told_whichever_it_is(store: Store, data: Path) -> None:
    before, after = (f"<p>{words}</p>".encode() * 50 for words in ("The bridge is closed.", "The bridge is open."))
    link = Link(id=1, depth=0, raw=before, keyframe_bytes=1000, sha256="")
    packed = [pack(before, previous=None), pack(after, previous=link)]
    assert store._commits.run(lambda connection: add_blobs(connection, packed)) == [1, 2]
    delta = packed[1].data
    with by_hand(data / "archive.db") as connection:
        for place in range(len(delta)):
            changed = delta[:place] + bytes([delta[place] ^ 0xFF]) + delta[place + 1 :]
            connection.execute("UPDATE blob SET data = ? WHERE id = 2", [changed])
            connection.commit()
            # As `verify` reads, which remembers nothing.
            with reading_engine(archive_path(data)).connect() as reading, pytest.raises(StoreDamagedError):
                read_link(reading, 2)
