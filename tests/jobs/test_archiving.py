from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import PurePath

import pytest

from tests.jobs.outbox import NOON, owed
from tests.jobs.shelf import Shelf, fire
from tests.servers.wayback import SavePageNow
from tests.view.letters import ARTICLE
from tracker.edges.fetch import Gate
from tracker.edges.wayback import WaybackMachine
from tracker.errors import DeliveryError, PermanentDeliveryError, TemporaryDeliveryError
from tracker.jobs.archiving import Archiver, job_of, job_words, saved_words
from tracker.model import ArchiveSettings, Channel, Delivery, DeliveryState, FetchSettings, Secret, Settings
from tracker.model.archiving import Saved, SaveJob, Saving, Unsaved

MINUTE = timedelta(minutes=1)
SETTINGS = Settings(data=PurePath("unused"), archive=ArchiveSettings(enabled=True))
COPY = "https://web.archive.org/web/20261122120130/https://news.example/fire"


def version(number: int, *, article: int = 1, at: datetime = NOON) -> Delivery:
    """Write what a version owes the archive."""
    one = owed(10 * article + number, article=article, version=number, at=at, recipient="web archive")
    return replace(one, channel=Channel.ARCHIVE)


@dataclass
class Machine:
    """An archive that answers what it is told to, and remembers what it was asked."""

    begins: list[DeliveryError] = field(default_factory=list)
    looks: list[Saved | Saving | Unsaved | DeliveryError] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    rest: timedelta = timedelta(0)

    def wait(self, now: datetime) -> timedelta:
        return self.rest

    def resume(self, job: SaveJob) -> None:
        self.resumed.append(job.id)

    def begin(self, url: str, now: datetime) -> SaveJob:
        self.asked.append(f"save {url}")
        if self.begins:
            raise self.begins.pop(0)
        return SaveJob(id=f"spn2-{len(self.asked)}", url=url, begun=now)

    def look(self, job: SaveJob, now: datetime) -> Saved | Saving | Unsaved:
        self.asked.append(f"look {job.id}")
        found = self.looks.pop(0) if self.looks else Saved(address=COPY, original=job.url, at=now)
        if isinstance(found, DeliveryError):
            raise found
        return found


@dataclass
class Desk:
    """An archiver with its outbox; time passes by hand."""

    outbox: Shelf
    machine: Machine
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.archiver = Archiver(outbox=self.outbox, archive=self.machine, settings=SETTINGS, clock=lambda: self.now)

    def work(self, seconds: int = 600) -> list[str]:
        """Ring each second for so long; give what was asked meanwhile, with the second."""
        told, began = [], self.now
        for _ in range(seconds):
            before = len(self.machine.asked)
            self.archiver.work(limit=20)
            second = (self.now - began) // timedelta(seconds=1)
            told += [f"{second}: {asked}" for asked in self.machine.asked[before:]]
            self.now += timedelta(seconds=1)
        return told


def desk(*deliveries: Delivery, **answers: list[object]) -> Desk:
    articles = {(one.article_id or 0, one.version or 0): fire(2) for one in deliveries}
    outbox = Shelf(stories=dict(articles))
    outbox.owe(*deliveries)
    return Desk(outbox, Machine(**answers))  # type: ignore[arg-type]


def settled(here: Desk) -> list[tuple[DeliveryState, str]]:
    return [(row.state, row.told) for row in here.outbox.rows.values()]


def test_a_version_is_saved_and_the_copy_noted_on_its_delivery() -> None:
    here = desk(version(2), looks=[Saving(wait=timedelta(seconds=15))])

    assert here.work() == [f"0: save {ARTICLE.url}", "10: look spn2-1", "25: look spn2-1"]
    assert settled(here) == [(DeliveryState.SENT, COPY)]


def test_of_versions_that_wait_the_newest_is_saved_once() -> None:
    here = desk(version(2), version(4), version(3), version(2, article=2))

    assert len([asked for asked in here.work() if "save" in asked]) == 2
    assert here.outbox.states() == {12: "merged", 13: "merged", 14: "sent", 22: "sent"}


def test_a_restart_looks_after_what_was_begun() -> None:
    here = desk(version(2), looks=[Saving(wait=MINUTE)])
    here.work(20)
    here.restart()

    assert here.work() == ["50: look spn2-1"]
    assert here.machine.resumed == ["spn2-1", "spn2-1"]


def test_an_archive_that_does_not_answer_is_asked_for_the_same_job_again() -> None:
    here = desk(version(2), looks=[TemporaryDeliveryError("no answer", wait=MINUTE)])
    here.work(30)
    assert settled(here)[0][1].endswith("; no answer")

    assert [asked.partition(": ")[2] for asked in here.work()] == ["look spn2-1"]
    assert settled(here) == [(DeliveryState.SENT, COPY)]


@pytest.mark.parametrize("wait", [None, 30 * MINUTE])
def test_a_save_that_came_to_nothing_is_begun_anew(wait: timedelta | None) -> None:
    here = desk(version(2), looks=[Unsaved(told="the browser crashed", wait=wait)])

    seconds = [int(asked.partition(":")[0]) for asked in here.work(3000) if "save" in asked]

    assert len(seconds) == 2
    assert seconds[1] >= (wait or MINUTE) / timedelta(seconds=1)
    assert settled(here) == [(DeliveryState.SENT, COPY)]


@pytest.mark.parametrize(
    "answers",
    [
        {"begins": [PermanentDeliveryError("blocked-url")]},
        {"looks": [Unsaved(told="blocked-url", for_good=True)]},
    ],
)
def test_a_page_that_may_not_be_saved_is_given_up(answers: dict[str, list[object]]) -> None:
    here = desk(version(2), **answers)
    here.work()
    assert settled(here) == [(DeliveryState.FAILED, "blocked-url")]


def test_an_article_that_is_there_no_more_is_given_up() -> None:
    here = desk(version(2))
    here.outbox.stories.clear()
    here.work(5)
    assert settled(here) == [(DeliveryState.FAILED, "no article 1")]


def test_what_is_refused_for_days_is_given_up_with_the_last_words() -> None:
    here = desk(version(2), begins=[TemporaryDeliveryError("down", wait=timedelta(hours=4)) for _ in range(40)])
    for _ in range(80):
        here.work(1)
        here.now += timedelta(hours=1)

    assert settled(here) == [(DeliveryState.FAILED, "given up: down")]


def test_hundreds_that_wait_are_not_asked_about_again_and_again() -> None:
    here = desk(*(version(1, article=article) for article in range(1, 101)))
    here.machine.rest = timedelta(seconds=10)
    here.work(30)

    again = sorted(row.next_try for row in here.outbox.rows.values() if row.next_try)
    assert here.machine.asked == []
    assert (again[-1] - again[0]) / MINUTE > 15
    assert {row.attempts for row in here.outbox.rows.values()} == {0}


def test_looks_at_a_page_that_is_being_saved_are_no_tries() -> None:
    looks = [*(Saving(wait=MINUTE) for _ in range(4)), Unsaved(told="it failed", for_good=False)]
    here = desk(version(2), looks=[*looks, TemporaryDeliveryError("no answer")])

    asked = here.work(900)
    assert [one.partition(": ")[2].partition(" ")[0] for one in asked].count("look") == 7
    (row,) = here.outbox.rows.values()
    # Begun twice, and the look that found the copy.
    assert (row.state, row.attempts) == (DeliveryState.SENT, 3)


def test_the_words_of_a_job_are_read_back() -> None:
    job = SaveJob(id="spn2-ab.c", url="https://news.example/a,b?x=1%202", begun=NOON)
    assert job_of(job_words(job)) == job
    assert job_of(job_words(job) + "; the server said; nothing") == job
    assert [job_of(words) for words in ("", "being saved", "tried again as you asked", COPY)] == [None] * 4


def test_a_copy_from_before_the_version_is_told_as_that() -> None:
    old = Saved(address=COPY, original="https://news.example/fire", at=NOON - 5 * MINUTE)
    assert saved_words(old, NOON) == f"{COPY} (made at 2026-11-22 11:55 UTC, before this version was seen)"


@pytest.fixture
def archive() -> Iterator[SavePageNow]:
    """The archive's stand-in on loopback."""
    with SavePageNow(polls=1) as server:
        yield server


def test_pages_are_saved_by_the_real_client_within_the_limits(
    archive: SavePageNow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_KEYS", archive.keys)
    here = desk(*(version(2, article=article) for article in range(1, 6)))
    asked = ArchiveSettings(enabled=True, server=archive.url, keys=Secret(env="ARCHIVE_KEYS"), per_minute=2, at_once=2)
    gate = Gate(FetchSettings(allow_private=(archive.place,)), user_agent="t", clock=lambda: here.now)
    here.archiver.archive = WaybackMachine(asked, get=gate.get, post=gate.post)
    here.archiver.settings = replace(SETTINGS, archive=asked)
    begun = []
    try:
        for _ in range(240):
            here.archiver.work(limit=20)
            begun.append(len(archive.forms))
            here.now += timedelta(seconds=1)
    finally:
        gate.close()

    assert [begun[second] for second in (0, 59, 119, 239)] == [2, 2, 4, 5]
    assert len(archive.saved) == 5
    assert {row.state for row in here.outbox.rows.values()} == {DeliveryState.SENT}
