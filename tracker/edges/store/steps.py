"""Named steps of a write: before and after each, a test can kill the process or make the disk fail."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, Insert

from tracker.edges.fault_points import fault_point


class step:  # noqa: N801 - read as a word of its `with` statement, as those of contextlib are
    """Pass the points `store.<name>.before` and `store.<name>.after` around a write."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        fault_point(f"store.{self._name}.before")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None:
            fault_point(f"store.{self._name}.after")


def add(connection: Connection, statement: Insert, row: Mapping[str, object]) -> int:
    """Insert one row and give its id."""
    key = connection.execute(statement, row).inserted_primary_key
    return 0 if key is None else int(key[0])
