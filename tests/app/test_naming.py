from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, opening, story
from tracker.app.naming import end_of_watch, the_article
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError, UsageError
from tracker.model import DisplaySettings, Settings


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Three articles: two of one bridge, one whose headline is a number and a joker."""
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        for name, headline in (
            ("a", "Bridge closed after storm"),
            ("b", "Bridge reopened"),
            ("c", "50 % of homes without power_"),
        ):
            began = opening(f"https://{name}.example/story", name=f"{name}.example")
            report = replace(began.report, story=story(headline=headline))
            store.open_watch(replace(began, headline=headline, report=report))
    return Record.open(tmp_path)


@pytest.mark.parametrize(
    ("words", "article_id"),
    [
        ("1", 1),
        ("03", 3),
        ("https://b.example/story", 2),
        ("reopened", 2),
        ("BRIDGE CLOSED", 1),
        ("after storm", 1),
        ("50 %", 3),
        ("%", 3),  # a letter like any other, no joker
        ("power_", 3),
    ],
)
def test_an_article_is_meant_by_id_address_or_a_part_of_its_headline(
    record: Record, words: str, article_id: int
) -> None:
    assert the_article(record, words).id == article_id


@pytest.mark.parametrize("words", ["https://B.EXAMPLE/story", "https://b.example/story#comments"])
def test_an_address_is_meant_however_it_is_written(record: Record, words: str) -> None:
    assert the_article(record, words).id == 2


@pytest.mark.parametrize(
    "words", ["4", "-1", "99999999999999999999999", "٣", "https://d.example/", "tunnel", "", " ", "%%", "b_idge", "\\"]
)
def test_words_that_mean_nothing_are_told_with_the_cure(record: Record, words: str) -> None:
    with pytest.raises(NotFoundError) as told:
        the_article(record, words)
    assert str(told.value) == (f"no article is called {words!r}: `tracker list` shows the ids, addresses and headlines")


def test_words_that_mean_several_are_told_with_each_of_them(record: Record) -> None:
    with pytest.raises(UsageError) as told:
        the_article(record, "bridge")
    assert str(told.value) == (
        "'bridge' could be any of 2 articles: 1 (Bridge closed after storm), 2 (Bridge reopened); give the id"
    )


def test_control_characters_in_what_was_asked_are_written_out(record: Record) -> None:
    with pytest.raises(NotFoundError, match=r"no article is called '\\x1b\[2J'"):
        the_article(record, "\x1b[2J")


def test_the_day_that_a_watch_ends_on_is_meant_whole_in_the_users_zone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, display=DisplaySettings(timezone="Europe/Paris"))
    noon = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    # The clocks go forward in the night before the 29th is over.
    assert end_of_watch("2026-03-29", noon, settings) == "2026-03-29T22:00:00+00:00"
    assert end_of_watch("2026-03-28", noon, settings) == "2026-03-28T23:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "cure"),
    [("soon", "write it as 2026-12-31"), ("2026-03-27", "has passed"), ("9999-12-31", "leave --until out")],
)
def test_what_is_no_day_to_come_is_refused_with_the_cure(tmp_path: Path, words: str, cure: str) -> None:
    with pytest.raises(UsageError, match=cure):
        end_of_watch(words, datetime(2026, 3, 28, 12, 0, tzinfo=UTC), Settings(data=tmp_path))
