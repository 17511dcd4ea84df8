from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime

import pytest

from tests.edges.store.examples import NOON
from tracker.edges.store.making import maker, maker_of_columns
from tracker.model import Change, Kept, Version

VERSION = Version(
    article_id=1,
    number=2,
    first_seen=NOON,
    last_seen_old=None,
    last_seen=NOON,
    headline="Bridge closed",
    published=None,
    modified=None,
    url="https://news.example/bridge",
    status_line="HTTP/1.1 200 OK",
    body_sha256="a",
    text_sha256="b",
    chain_hash="c",
    change=Change(kinds=frozenset(), reason=""),
    kept=Kept.PRUNED,
)


def test_what_is_made_is_what_the_constructor_makes() -> None:
    made = maker(Version)(getattr(VERSION, field.name) for field in fields(Version))
    assert made == VERSION
    assert hash(made) == hash(VERSION)


def test_the_checks_of_the_class_are_made() -> None:
    values = [getattr(VERSION, field.name) for field in fields(Version)]
    values[2] = datetime(2026, 3, 14, 12)  # noqa: DTZ001 - a naive time is what is refused
    with pytest.raises(ValueError, match="first_seen must be an aware UTC time"):
        maker(Version)(values)


@pytest.mark.parametrize("count", [14, 16])
def test_values_that_do_not_fit_the_fields_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="zip"):
        maker(Version)([datetime(2026, 3, 14, 12, tzinfo=UTC)] * count)


def test_columns_make_what_the_constructor_makes() -> None:
    later = replace(VERSION, number=3, kept=Kept.WHOLE)
    columns = [[getattr(one, field.name) for one in (VERSION, later)] for field in fields(Version)]
    made = maker_of_columns(Version)
    assert made(columns) == [VERSION, later]
    assert {one.__class__ for one in made(columns)} == {Version}
    assert made([()] * len(columns)) == []
    with pytest.raises(ValueError, match="14 columns cannot be zipped with the 15 fields of Version"):
        made(columns[1:])


def test_a_class_without_slots_is_refused() -> None:
    @dataclass(frozen=True)
    class Plain:
        one: int

    for kind in (Plain, int):
        with pytest.raises(TypeError, match=f"{kind.__name__} is no dataclass with slots"):
            maker(kind)
        with pytest.raises(TypeError, match=f"{kind.__name__} is no dataclass with slots"):
            maker_of_columns(kind)
