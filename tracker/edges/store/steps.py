"""Named steps of a write: before and after each, a test can kill the process or make the disk fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlalchemy import Connection, Insert

from tracker.edges.fault_points import fault_point


@contextmanager
def step(name: str) -> Iterator[None]:
    """Pass the points `store.<name>.before` and `store.<name>.after` around a write."""
    fault_point(f"store.{name}.before")
    yield
    fault_point(f"store.{name}.after")


def add(connection: Connection, statement: Insert, row: Mapping[str, object]) -> int:
    """Insert one row and give its id."""
    key = connection.execute(statement, row).inserted_primary_key
    return 0 if key is None else int(key[0])
