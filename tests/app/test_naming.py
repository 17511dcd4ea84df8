from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, opening, story
from tracker.app.naming import the_article
from tracker.edges.store import Record, Store
from tracker.errors import NotFoundError, UsageError


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
