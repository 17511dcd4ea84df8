from __future__ import annotations

from pathlib import Path

import pytest

from tests.edges.export.examples import bury, change, fill
from tests.edges.store.examples import LEASE, NOON, at, changed
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError
from tracker.model import Keeping, KeptGap, KeptTombstone, KeptVersion


def test_each_link_stands_on_the_one_before_it_tombstones_too(data: Path) -> None:
    record = fill(data)
    bury(data, what="pruned", number=2)
    with Store.open(data, clock=lambda: NOON) as store:
        claim = store.claim(1, at(90), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(90), "The bridge fell."))

    links = list(record.kept([1]))

    assert [type(link).__name__ for link in links] == [*["KeptVersion"] * 4, "KeptTombstone", "KeptVersion"]
    stone, last = links[4], links[5]
    assert isinstance(stone, KeptTombstone)
    assert isinstance(last, KeptVersion)
    assert last.previous == stone.chain_hash
    assert [link.keeping for link in links if isinstance(link, KeptVersion)][1] is Keeping.PRUNED


def test_one_moment_is_shown_whatever_is_written_meanwhile(data: Path) -> None:
    record = fill(data)
    links = record.kept()
    next(links)
    with Store.open(data, clock=lambda: NOON) as store:
        claim = store.claim(1, at(90), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(90), "The bridge fell."))

    assert sum(1 for _ in links) == 4
    assert sum(1 for _ in record.kept()) == 6


def test_an_article_whose_rows_do_not_read_is_a_gap_and_the_others_are_given(data: Path) -> None:
    record = fill(data)
    change(data, "UPDATE version SET url = CAST(url AS BLOB) WHERE article_id = 1 AND number = 3")

    links = list(record.kept())

    assert [type(link) for link in links] == [KeptGap, KeptVersion]
    assert links[0] == KeptGap(article_id=1, why=links[0].why) if isinstance(links[0], KeptGap) else False


def test_everything_redacted_is_given_without_text_or_bytes(data: Path) -> None:
    record = fill(data)
    bury(data, what="redacted", number=0)

    links = [link for link in record.kept([1]) if isinstance(link, KeptVersion)]

    assert {(link.keeping, link.story, link.capture, link.body) for link in links} == {("redacted", None, None, None)}


def test_unknown_articles_and_missing_records(data: Path) -> None:
    assert list(Record.open(data).kept()) == []
    with pytest.raises(NotFoundError):
        list(Record.open(data).kept([1]))
    fill(data)
    with pytest.raises(NotFoundError):
        list(Record.open(data).kept([9]))
