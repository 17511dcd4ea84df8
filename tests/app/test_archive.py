from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, story, unchanged
from tests.edges.store.older import keep_older_record
from tracker.app.archive import Archive
from tracker.edges.store import Store
from tracker.errors import NotFoundError, StoreDamagedError, UsageError
from tracker.model import BlockChange, Op, Outcome, Settings

TEXTS = ("The bridge is closed.", "The bridge is open to cyclists.", "The bridge is open.")


def filled(folder: Path) -> None:
    """Keep three versions of one article, one of another that was removed, and a third that was never seen."""
    with Store.open(folder, clock=lambda: NOON) as store:
        store.open_watch(opening())
        for minute, text in ((2, TEXTS[1]), (4, TEXTS[2])):
            (claim,) = store.claim_due(at(minute), limit=1, lease=LEASE)
            store.record(changed(claim, at(minute), text, "desk@example.org"))
        (claim,) = store.claim_due(at(6), limit=1, lease=LEASE)
        store.record(unchanged(claim, at(6)))
        store.open_watch(opening("https://other.example/fire", name="other.example"))
        store.remove(2)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    filled(tmp_path / "data")
    return Archive.open(Settings(data=tmp_path / "data"))


def test_a_folder_that_is_not_there_reads_as_empty_and_is_not_made(tmp_path: Path) -> None:
    archive = Archive.open(Settings(data=tmp_path / "data"))

    assert archive.articles() == []
    with pytest.raises(NotFoundError):
        archive.article("1")
    assert not (tmp_path / "data").exists()


def test_removed_articles_are_not_listed_and_can_still_be_read(archive: Archive) -> None:
    assert [article.id for article in archive.articles()] == [1]
    removed = archive.article("https://other.example/fire")
    assert archive.version(removed, None)[1] == story()


def test_the_newest_version_is_given_where_no_number_is(archive: Archive) -> None:
    article = archive.article("1")

    assert archive.version(article, None)[1].text.startswith(TEXTS[2])
    for number, text in enumerate(TEXTS, start=1):
        version, told = archive.version(article, number)
        assert version.number == number
        assert told.text.startswith(text)


@pytest.mark.parametrize("number", [0, -1, 4, 10**9])
def test_a_version_that_is_not_kept_is_told_with_those_that_are(archive: Archive, number: int) -> None:
    with pytest.raises(NotFoundError) as told:
        archive.version(archive.article("1"), number)
    assert str(told.value) == f"article 1 has no version {number}: it has 1 to 3"


@pytest.mark.parametrize(
    ("before", "after", "pair"),
    [
        (None, None, (2, 3)),
        (1, None, (1, 3)),
        (None, 2, (1, 2)),
        (1, 2, (1, 2)),
        (3, 1, (3, 1)),
        (2, 2, (2, 2)),
        (1, 1, (1, 1)),
    ],
)
def test_two_versions_are_laid_over_each_other(
    archive: Archive, before: int | None, after: int | None, pair: tuple[int, int]
) -> None:
    found = archive.compare(archive.article("1"), before, after)

    assert (found.before.number, found.after.number) == pair
    assert found.laid.diff.before[0] == TEXTS[pair[0] - 1]
    assert found.laid.diff.after[0] == TEXTS[pair[1] - 1]
    assert found.laid.diff.changed == (pair[0] != pair[1])
    assert bool(found.laid.facts) == (pair[0] != pair[1])


def test_a_single_version_has_nothing_to_be_compared_with(archive: Archive) -> None:
    with pytest.raises(NotFoundError, match="article 2 has one version so far: nothing has changed yet"):
        archive.compare(archive.article("https://other.example/fire"), None, None)
    with pytest.raises(NotFoundError, match="article 1 has one version so far"):
        archive.compare(archive.article("1"), None, 1)


def test_each_version_but_the_first_is_summed_up_in_a_line(archive: Archive) -> None:
    article = archive.article("1")
    versions = archive.versions(article)

    summaries = archive.summaries(article, versions)

    assert summaries[0] == ""
    assert len(summaries) == 3
    assert all(summary and "\n" not in summary for summary in summaries[1:])
    assert archive.summaries(article, []) == []
    assert archive.summaries(article, versions[:1]) == [""]


def test_looks_are_given_oldest_first(archive: Archive) -> None:
    visits = archive.visits(archive.article("1"))

    assert [visit.outcome for visit in visits] == [Outcome.FIRST, Outcome.CHANGED, Outcome.CHANGED, Outcome.SAME]
    assert [visit.ended for visit in visits] == [NOON, at(2), at(4), at(6)]


def test_the_words_that_changed_are_in_the_diff_and_the_rest_is_kept(archive: Archive) -> None:
    laid = archive.compare(archive.article("1"), 2, 3).laid

    edited, note = laid.diff.blocks
    assert edited.change is BlockChange.EDITED
    assert "".join(span.text for span in edited.spans if span.op is Op.DELETED).strip() == "to cyclists"
    assert note.change is BlockChange.KEPT


def test_several_meanings_and_none_are_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="give the id"):
        archive.article("bridge")
    with pytest.raises(NotFoundError, match="'tunnel'"):
        archive.article("tunnel")


def test_a_record_that_is_none_is_told_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_bytes(b"somebody's letter " * 400)

    with pytest.raises(StoreDamagedError, match=r"archive\.db"):
        Archive.open(Settings(data=tmp_path)).articles()


def test_a_record_of_an_older_tracker_is_brought_up_to_date_before_it_is_read(tmp_path: Path) -> None:
    keep_older_record(tmp_path / "data")

    (article,) = Archive.open(Settings(data=tmp_path / "data")).articles()

    assert (article.headline, article.versions) == ("Bridge closed", 2)
    assert (tmp_path / "data" / "archive-r0001.backup.db").exists()


def test_since_a_time_is_from_the_version_that_stood_then_to_the_newest(archive: Archive) -> None:
    article = archive.article("1")
    stood = [
        (archive.compare_since(article, moment).before.number, archive.compare_since(article, moment).after.number)
        for moment in (at(-60), at(0), at(1), at(2), at(3), at(9))
    ]

    assert stood == [(1, 3), (1, 3), (1, 3), (2, 3), (2, 3), (3, 3)]


def test_since_a_time_there_must_be_a_version(archive: Archive) -> None:
    removed = archive.article("https://other.example/fire")

    assert archive.compare_since(removed, at(9)).laid.diff.changed is False


def test_a_step_is_summed_up_by_itself_as_it_is_among_all(archive: Archive) -> None:
    article = archive.article("1")
    versions = archive.versions(article)

    alone = [archive.summary(article, old, new) for old, new in pairwise(versions)]

    assert alone == archive.summaries(article, versions)[1:]
    assert alone == [archive.compare(article, None, number).laid.summary for number in (2, 3)]
