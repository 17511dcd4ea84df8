from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at
from tests.viewer.records import keep, told
from tests.viewer.stories import BRIDGE, FIRE
from tracker.app.browsing import Library
from tracker.edges.store import Store
from tracker.errors import NotFoundError, StoreDamagedError, UsageError
from tracker.model import ArticleState, Settings


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A bridge of three versions, a fire of two and a story of one."""
    keep(tmp_path, BRIDGE, FIRE, [told("A quiet story", "Nothing happened.")])
    return Library.open(Settings(data=tmp_path))


def test_articles_are_the_liveliest_first_with_what_is_unread(library: Library, tmp_path: Path) -> None:
    library.mark(1, 2)
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.pause(2)

    found = library.articles(at(15))

    assert [(one.article.id, one.unread) for one in found] == [(1, 1), (3, 1), (2, 2)]
    assert found[0].rate is not None
    assert found[1].rate is not None
    assert found[0].rate > found[1].rate
    assert (found[2].article.state, found[2].rate) == (ArticleState.PAUSED, None)
    assert [one.changed for one in found] == [at(14), None, at(7)]


def test_an_articles_life_is_its_versions_and_marks(library: Library) -> None:
    library.mark(1, 3)
    library.unmark(1, 1)

    life = library.life(1, at(60))

    assert [version.number for version in life.versions] == [1, 2, 3]
    assert (life.listed.read, life.listed.unread) == (1, 2)
    with pytest.raises(NotFoundError):
        library.life(9, at(60))


def test_a_mark_beyond_what_there_is_leaves_nothing_unread(library: Library) -> None:
    library.mark(2, 7)

    assert library.life(2, at(60)).listed.unread == 0


def test_any_two_versions_and_one_over_itself(library: Library) -> None:
    article = library.article("bridge")
    versions = library.life(1, at(60)).versions

    assert library.compare(article, 1, 3).laid.diff.changed
    steps = list(pairwise(versions))
    told = [library.summary(article, old, new) for old, new in steps]
    assert told == [library.compare(article, old.number, new.number).laid.summary for old, new in steps]
    assert len(set(told)) == len(told)
    assert not library.compare(article, 2, 2).laid.diff.changed
    assert library.summary(article, versions[0], versions[1]) == "+1 ~1 paragraphs · 12 → 15 people (hurt)"


def test_all_articles_or_one_are_searched(library: Library) -> None:
    assert library.search("harbour", None).count == 5
    assert {one.article_id for one in library.search("harbour", library.article("2")).passages} == {2}
    with pytest.raises(UsageError):
        library.search("...", None)


def test_blame_of_a_version_that_is_not_there_is_an_error(library: Library) -> None:
    with pytest.raises(NotFoundError, match="has no version 99"):
        library.blame(library.article("1"), 99)


def test_a_record_that_does_not_exist_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    library = Library.open(Settings(data=tmp_path / "none"))

    assert library.articles(NOON) == []
    assert not (tmp_path / "none").exists()


def test_what_is_no_record_is_told(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"no database" * 1000)

    with pytest.raises(StoreDamagedError):
        Library.open(Settings(data=tmp_path))
