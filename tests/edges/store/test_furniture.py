"""Lines that came or went, as the record tells the host's other articles of them, and those known as the site's."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.edges.store.examples import at, opening, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import Record, Store
from tracker.model import SeenLine, Sighting

DAY = 24 * 60
A, B = "a" * 64, "b" * 64
LINES = frozenset((A, B))


def line(key: str, *, exact: str = "", matter: float = 0.1) -> SeenLine:
    return SeenLine(key=key, exact=exact or key, matter=matter)


@pytest.fixture(autouse=True)
def watched(store: Store) -> None:
    """Three articles of one host, and one of another."""
    for number in (1, 2, 3):
        store.open_watch(opening(f"https://news.example/{number}"))
    store.open_watch(opening("https://other.example/1", name="other.example"))


def differ(
    store: Store,
    minutes: float,
    *lines: SeenLine,
    article: int = 1,
    since: float | None = None,
    learned: frozenset[str] = frozenset(),
) -> None:
    """Record a look at which some lines differed."""
    report = unchanged(look(store, minutes, article), at(minutes))
    began = at(minutes - 1 if since is None else since)
    store.record(replace(report, lines=lines, lines_since=began, site_lines=learned))


def sightings(store: Store, minutes: float, *, article: int = 2) -> list[tuple[int, str, float, float]]:
    """Give article, line, and the minutes between which it came or went, as another article is told."""
    found = store.surroundings(article, at(minutes), held_since=None, lines=LINES).sightings
    return sorted((one.article_id, one.line.key, minute(one.began), minute(one.ended)) for one in found)


def minute(moment: datetime) -> float:
    return (moment - at(0)) / timedelta(minutes=1)


def test_of_lines_that_are_not_asked_for_nothing_is_told(store: Store) -> None:
    differ(store, 10, line(A), line(B), since=4)
    for asked in (frozenset((A,)), frozenset((B,)), frozenset[str](), frozenset(("c" * 64,)), LINES):
        told = store.surroundings(2, at(11), held_since=None, lines=asked).sightings
        assert {one.line.key for one in told} == asked & LINES


def test_a_line_is_told_to_the_hosts_other_articles_and_to_no_other(store: Store) -> None:
    differ(store, 10, line(A, exact="e" * 64, matter=0.25), since=4)
    (told,) = store.surroundings(2, at(11), held_since=None, lines=LINES).sightings
    assert told == Sighting(article_id=1, line=line(A, exact="e" * 64, matter=0.25), began=at(4), ended=at(10))
    assert sightings(store, 11, article=1) == []
    assert sightings(store, 11, article=4) == []


def test_lines_that_are_one_but_for_their_digits_or_stand_beside_the_story_too_are_noted_once(store: Store) -> None:
    for minutes in (10, 20):
        differ(
            store,
            minutes,
            line(A, matter=0.25),
            line(A, exact="e" * 64),
            line(B),
            line(A, exact="", matter=0.0),
            since=4,
        )
        assert sightings(store, minutes + 1) == [(1, A, 4, 10), (1, B, 4, 10)]
    (told, _) = sorted(
        store.surroundings(2, at(21), held_since=None, lines=LINES).sightings, key=lambda one: one.line.key
    )
    assert told.line == line(A, matter=0.25)


def test_a_line_that_goes_on_to_differ_keeps_the_time_at_which_it_came(store: Store) -> None:
    differ(store, 10, line(A), since=4)
    differ(store, 20, line(A), since=4)
    differ(store, 30, line(A), since=4)
    assert sightings(store, 31) == [(1, A, 4, 10)]


def test_a_line_that_comes_again_after_a_quiet_look_is_seen_anew(store: Store) -> None:
    differ(store, 10, line(A), since=4)
    differ(store, 20)
    differ(store, 30, line(A, exact="f" * 64, matter=0.5), since=20)
    assert sightings(store, 31) == [(1, A, 20, 30)]
    (told,) = store.surroundings(2, at(31), held_since=None, lines=LINES).sightings
    assert (told.line.exact, told.line.matter) == ("f" * 64, 0.5)


def test_the_same_line_on_two_articles_are_two_sightings(store: Store) -> None:
    differ(store, 10, line(A), line(B))
    differ(store, 12, line(A), article=2)
    assert [(article, key) for article, key, *_ in sightings(store, 13, article=3)] == [(1, A), (1, B), (2, A)]


def test_what_was_seen_more_than_a_day_ago_is_told_no_more_and_forgotten(store: Store) -> None:
    differ(store, 10, line(A))
    assert len(sightings(store, 10 + DAY)) == 1
    assert sightings(store, 11 + DAY) == []
    differ(store, 12 + DAY, line(B), article=3)
    assert [key for _, key, *_ in sightings(store, 12 + DAY)] == [B]


def test_learned_lines_are_known_for_the_whole_site_and_not_elsewhere(store: Store, record: Record) -> None:
    differ(store, 10, line(A), learned=frozenset((A,)))
    assert store.surroundings(3, at(11), held_since=None, lines=LINES).site_lines == {A}
    assert store.surroundings(4, at(11), held_since=None, lines=LINES).site_lines == frozenset()
    assert record.site_lines(2) == store.site_lines(2) == {A}
    assert record.site_lines(4) == record.site_lines(9) == frozenset()


def test_learned_lines_are_forgotten_a_month_after_they_were_seen_last(store: Store, record: Record) -> None:
    differ(store, 10, line(A), learned=frozenset((A,)))
    differ(store, 10 + 29 * DAY, line(A), learned=frozenset((A,)))
    differ(store, 10 + 58 * DAY, line(B), learned=frozenset((B,)))
    assert record.site_lines(1) == {A, B}
    differ(store, 11 + 59 * DAY, line(B), learned=frozenset((B,)))
    assert record.site_lines(1) == {B}


def test_dismissed_lines_are_never_forgotten_and_are_told_apart(store: Store, record: Record) -> None:
    differ(store, 10, line(A), learned=frozenset((A,)))
    store.dismiss(1, 1, (A, B), at(11))
    around = store.surroundings(2, at(12), held_since=None, lines=LINES)
    assert around.site_lines == frozenset()
    assert around.dismissed == {A, B}
    differ(store, 12 + 90 * DAY, line("c" * 64), learned=frozenset(("c" * 64,)))
    assert record.site_lines(1) == {A, B, "c" * 64}


def test_a_look_that_came_too_late_teaches_nothing(store: Store, record: Record) -> None:
    late = unchanged(look(store, 10), at(10))
    store.record(late)
    store.record(replace(late, lines=(line(A),), site_lines=frozenset((A,))))
    assert sightings(store, 11) == []
    assert record.site_lines(1) == frozenset()


def looked_for(store: Store, minutes: float, article: int) -> frozenset[str]:
    """Give the lines that a look is told to find."""
    claim = look(store, minutes, article)
    store.record(unchanged(claim, at(minutes)))
    return claim.wanted


def test_a_sentence_in_the_flow_of_one_story_is_looked_for_on_no_other_page(store: Store) -> None:
    differ(store, 10, line(A), replace(line(B), passing=False))
    assert looked_for(store, 12, 2) == {A}
    differ(store, 13)
    differ(store, 15, replace(line(A), passing=False), line(B))
    assert looked_for(store, 16, 3) == {B}
