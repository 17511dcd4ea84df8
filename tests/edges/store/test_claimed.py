from __future__ import annotations

from dataclasses import replace

from tests.edges.store.examples import LEASE, at, host, opening, unchanged
from tracker.edges.store import Store
from tracker.model import Claim, Memory, SeenLine

OTHER = "https://news.example/fire"


def look(store: Store, article_id: int, minutes: float) -> Claim:
    claim = store.claim(article_id, at(minutes), lease=LEASE)
    assert claim is not None
    return claim


def test_an_article_without_anything_unusual_comes_without_it(store: Store) -> None:
    store.open_watch(opening())
    store.tag(1, ())
    claim = look(store, 1, 2)
    assert (claim.article.tags, claim.wanted, claim.moved_at, claim.moved_from) == ((), frozenset(), None, "")
    assert (claim.host, claim.held, claim.baseline) == (host(at(0)), None, None)


def test_what_few_articles_have_comes_with_those_that_have_it(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening(OTHER, text="A fire burns."))
    store.tag(1, ("flood", "bridges"))
    line = SeenLine(key="a" * 64, exact="b" * 64, matter=0.0, passing=True)
    store.record(replace(unchanged(look(store, 2, 2), at(2)), lines=(line,)))
    report = unchanged(look(store, 1, 4), at(4))
    store.record(replace(report, moved_to="https://news.example/bridge-2", memory=Memory(selector="main"), quick=2))
    claim = look(store, 1, 6)
    assert (claim.article.tags, claim.wanted) == (("bridges", "flood"), frozenset({line.key}))
    assert (claim.moved_at, claim.moved_from) == (at(4), "https://news.example/bridge")
    assert claim.memory == Memory(selector="main", quick=2)
    assert claim.host.name == "news.example"
