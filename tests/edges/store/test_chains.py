from __future__ import annotations

from tracker.edges.blobs import pack
from tracker.edges.store import Store
from tracker.edges.store.chains import add_blobs, read_link


def test_blobs_that_are_written_at_once_have_each_their_own_id_equal_ones_too(store: Store) -> None:
    raws = [b"the page", b"its text", b"the page"]
    packed = [pack(raw, previous=None) for raw in raws]
    first = store._commits.run(lambda connection: add_blobs(connection, packed))
    assert first == [1, 2, 3]
    assert store._read(lambda connection: [read_link(connection, one).raw for one in first]) == raws
    again = store._commits.run(lambda connection: add_blobs(connection, [2, *packed[1:2], 1]))
    assert again == [2, 4, 1]
    assert store._commits.run(lambda connection: add_blobs(connection, [2, 4, 1])) == [2, 4, 1]
