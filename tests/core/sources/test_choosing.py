from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.sources.choosing import MOST_MARKED, MOST_NEW, NEWEST, Choice, choose, once_each
from tracker.core.sources.patterns import fits, is_taken
from tracker.core.sources.places import absolute, is_near, is_same_site, site_of
from tracker.core.sources.rereading import next_reading
from tracker.model import Marker, MarkerKind, Strength, WatchSettings
from tracker.model.settings import Take
from tracker.model.source import Candidate, CandidateState, Known, Listed, Noticed, SourceKind, SourceReading

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
WATCH = WatchSettings(url="https://news.example.org/feed")
MARKER = Marker(kind=MarkerKind.HEADLINE, phrase="BREAKING:", where="headline", strength=Strength.WEAK)


def listing(count: int, *, dated: bool = True) -> SourceReading:
    listed = tuple(
        Listed(
            url=f"https://news.example.org/{number}",
            title=f"Story {number}",
            published=NOON - timedelta(minutes=number) if dated else None,
        )
        for number in range(count)
    )
    return SourceReading(kind=SourceKind.FEED, listed=listed, count=count)


def test_at_first_the_ten_newest_are_read_and_the_others_remembered() -> None:
    choice = choose(listing(25), WATCH, {}, NOON, first=True, undated=b"", votes=True)

    states = [one.state for one in choice.noticed]
    assert states == [CandidateState.WAITS] * NEWEST + [CandidateState.PASSED] * 15
    assert all(one.first_import for one in choice.noticed)
    assert dict(choice.tally) == {"to be read": 10, "not among the 10 newest at the first look": 15}


def test_what_says_that_it_is_unfinished_is_read_wherever_it_stands() -> None:
    reading = listing(25)
    marked = Listed(url="https://news.example.org/24", title="BREAKING: x", published=NOON, marker=MARKER)
    reading = SourceReading(kind=SourceKind.FEED, listed=(*reading.listed[:24], marked), count=25)

    choice = choose(reading, WATCH, {}, NOON, first=True, undated=b"", votes=True)

    assert choice.marked == 1
    assert choice.noticed[-1].state is CandidateState.WAITS
    assert choice.noticed[-1].reason == "it says itself that it is unfinished"


def test_what_has_no_date_is_new_once() -> None:
    first = choose(listing(25, dated=False), WATCH, {}, NOON, first=True, undated=b"", votes=True)
    again = choose(listing(26, dated=False), WATCH, {}, NOON, first=False, undated=first.undated, votes=True)

    assert len(first.noticed) == NEWEST
    assert len(first.undated) == 25 * 8
    assert [one.url for one in again.noticed] == ["https://news.example.org/25"]
    assert again.fresh == 1


def test_a_flood_of_new_articles_is_cut() -> None:
    choice = choose(listing(200), WATCH, {}, NOON, first=False, undated=b"", votes=True)

    assert sum(one.state is CandidateState.WAITS for one in choice.noticed) == MOST_NEW
    assert dict(choice.tally)["more than 50 new at once"] == 150


def test_a_flood_of_what_says_that_it_is_unfinished_is_cut_too_and_goes_on_at_the_next_look() -> None:
    listed = tuple(replace(one, marker=MARKER) for one in listing(300).listed)
    reading = SourceReading(kind=SourceKind.FEED, listed=listed, count=300)
    choice = choose(reading, WATCH, {}, NOON, first=False, undated=b"", votes=True)
    known = {one.url: Known(url=one.url, candidate=candidate(one.url, one.state)) for one in choice.noticed}
    again = choose(reading, WATCH, known, NOON, first=False, undated=b"", votes=True)

    assert sum(one.state is CandidateState.WAITS for one in choice.noticed) == MOST_MARKED
    assert [one.state for one in again.noticed] == [CandidateState.WAITS] * 100


def candidate(url: str, state: CandidateState, *, looks: int = 3, marker: Marker | None = None) -> Candidate:
    return Candidate(
        id=1,
        source=1,
        watch=WATCH.url,
        url=url,
        headline="Story 1",
        state=state,
        reason="",
        first_seen=NOON,
        listed=NOON,
        hinted=NOON,
        looks=looks,
        marker=marker,
    )


def chosen_again(one: Listed, before: Candidate, now: datetime) -> tuple[Noticed, ...]:
    reading = SourceReading(kind=SourceKind.FEED, listed=(one,), count=1)
    known = {one.url: Known(url=one.url, candidate=before)}
    return choose(reading, WATCH, known, now, first=False, undated=b"", votes=True).noticed


def test_words_that_its_source_said_before_are_no_reason_to_read_an_article_again() -> None:
    one = Listed(url="https://news.example.org/1", title="BREAKING: Story 1", published=NOON, marker=MARKER)

    assert chosen_again(one, candidate(one.url, CandidateState.READ, marker=MARKER), NOON) == ()
    assert chosen_again(one, candidate(one.url, CandidateState.READ), NOON)[0].next_look == NOON


def test_what_another_watch_passed_over_is_read_once_for_this_and_told_to_nobody_at_its_first_look() -> None:
    one = Listed(url="https://news.example.org/1", title="Story 1", published=NOON)
    reading = SourceReading(kind=SourceKind.FEED, listed=(one,), count=1)
    known = {one.url: Known(url=one.url, candidate=candidate(one.url, CandidateState.READ))}
    every = WatchSettings(url="https://news.example.org/other", take=Take.ALL)
    first = choose(reading, every, known, NOON, first=True, undated=b"", votes=True)
    later = choose(reading, every, known, NOON, first=False, undated=first.undated, votes=True)
    marked = choose(reading, replace(every, take=Take.MARKED), known, NOON, first=True, undated=b"", votes=True)

    assert [(one.state, one.first_import) for one in first.noticed] == [(CandidateState.WAITS, True)]
    assert (later.noticed, marked.noticed) == ((), ())


def test_a_summary_that_says_more_below_the_same_title_is_read() -> None:
    one = Listed(url="https://news.example.org/1", title="Story 1", text="...", published=NOON, marker=MARKER)

    assert chosen_again(one, candidate(one.url, CandidateState.PASSED, looks=0), NOON)[0].state is CandidateState.WAITS


def test_an_article_without_a_date_that_says_later_that_it_is_unfinished_is_read() -> None:
    first = choose(listing(25, dated=False), WATCH, {}, NOON, first=True, undated=b"", votes=True)
    one = Listed(url="https://news.example.org/20", title="BREAKING: Story 20", marker=MARKER)
    reading = SourceReading(kind=SourceKind.SECTION, listed=(one,), count=1)
    choice = choose(reading, WATCH, {}, NOON, first=False, undated=first.undated, votes=True)

    assert [(one.url, one.state) for one in choice.noticed] == [(one.url, CandidateState.WAITS)]


def test_each_reading_in_vain_for_a_later_date_doubles_the_pause_before_the_next() -> None:
    later = NOON + timedelta(minutes=5)
    one = Listed(url="https://news.example.org/1", title="Story 1", updated=later)
    pauses = [
        chosen_again(one, candidate(one.url, CandidateState.READ, looks=looks), later)[0].next_look
        for looks in (1, 2, 3, 4, 5, 12)
    ]

    assert pauses == [NOON + timedelta(minutes=minutes) for minutes in (5, 5, 15, 30, 60, 3840)]


def test_a_source_that_dates_all_it_lists_by_the_moment_has_nothing_read_again() -> None:
    def moved(count: int) -> int:
        listed = tuple(
            replace(one, published=NOON + timedelta(hours=number < count), url=one.url)
            for number, one in enumerate(listing(20).listed)
        )
        known = {one.url: Known(url=one.url, candidate=candidate(one.url, CandidateState.READ)) for one in listed}
        reading = SourceReading(kind=SourceKind.FEED, listed=listed, count=20)
        later = NOON + timedelta(hours=2)
        return len(choose(reading, WATCH, known, later, first=False, undated=b"", votes=True).noticed)

    assert (moved(12), moved(13), moved(20)) == (12, 0, 0)


def test_a_date_of_tomorrow_counts_when_its_time_has_come() -> None:
    one = Listed(url="https://news.example.org/1", title="Story 1", updated=NOON + timedelta(days=1))
    before = replace(candidate(one.url, CandidateState.WATCHED), article_id=7)
    known = Known(url=one.url, article_id=7, last_good=NOON, candidate=before)
    reading = SourceReading(kind=SourceKind.FEED, listed=(one,), count=1)

    def choice(now: datetime) -> Choice:
        return choose(reading, WATCH, {one.url: known}, now, first=False, undated=b"", votes=True)

    assert (choice(NOON).moved, choice(NOON).noticed) == ((), ())
    assert choice(NOON + timedelta(days=1)).moved == (7,)


def test_a_date_of_tomorrow_brings_no_look_forward() -> None:
    known = Known(url="https://news.example.org/1", article_id=7, last_good=NOON - timedelta(hours=2))
    now, tomorrow = NOON - timedelta(hours=1), NOON + timedelta(days=1)

    def moved(updated: datetime) -> tuple[int, ...]:
        one = Listed(url=known.url, title="A", updated=updated)
        reading = SourceReading(kind=SourceKind.FEED, listed=(one,), count=1)
        return choose(reading, WATCH, {known.url: known}, NOON, first=False, undated=b"", votes=True).moved

    assert moved(now) == (7,)
    assert moved(NOON + timedelta(minutes=4)) == (7,)
    assert moved(tomorrow) == ()
    assert moved(NOON - timedelta(hours=3)) == ()


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ((), (), True),
        (("*/world/*",), (), True),
        (("https://news.example.org/*",), (), True),
        (("https://*.org/sport/*",), (), False),
        (("/World/",), (), True),
        ((), ("*fire*",), False),
        (("*/world/*",), ("/world/2026",), False),
    ],
)
def test_patterns_name_addresses(include: tuple[str, ...], exclude: tuple[str, ...], taken: bool) -> None:
    watch = WatchSettings(url="https://news.example.org/", include=include, exclude=exclude)

    assert is_taken("https://news.example.org/world/2026/fire", watch) is taken


@pytest.mark.parametrize(
    ("pattern", "url", "taken"),
    [
        ("https://*.example.org/*-live", "https://news.example.org/2026/fire-live", True),
        ("https://*.example.org/*-live", "https://news.example.org/2026/fire-live/2", False),
        ("https://news.example.org/*news.example.org/", "https://news.example.org/", False),
        ("http*", "https://news.example.org/", True),
        ("/b*/a", "/a/b/c", False),
        ("*a" * 40 + "*b", "https://news.example.org/" + "a" * 1900, False),
    ],
)
def test_a_star_stands_for_any_letters_and_however_many_there_are_costs_no_time(
    pattern: str, url: str, taken: bool
) -> None:
    assert fits(pattern, url) is taken


def test_an_address_that_is_listed_twice_is_one_with_its_marker() -> None:
    plain, marked = Listed(url="https://e.org/a", title="A"), Listed(url="https://e.org/a", title="B", marker=MARKER)

    assert once_each((plain, marked, plain)) == (marked,)


def test_a_candidate_is_read_again_after_a_quarter_of_an_hour_and_two_hours_after_the_first_look() -> None:
    assert next_reading(1, NOON) == NOON + timedelta(minutes=15)
    assert next_reading(2, NOON) == NOON + timedelta(minutes=105)
    assert next_reading(3, NOON) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.example.org", "example.org", True),
        ("m.example.org", "amp.example.org", True),
        ("www.m.example.org", "example.org", True),
        ("a.example.org", "b.example.org", False),
        ("one.co.uk", "two.co.uk", False),
        ("m.org", "org", False),
        ("live.example.net", "example.org", False),
    ],
)
def test_side_doors_are_one_site_and_neighbours_are_not(one: str, other: str, same: bool) -> None:
    assert is_same_site(one, other) is same
    assert is_same_site(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("sport.example.org", "www.example.org", True),
        ("example.org", "live.sport.example.org", True),
        ("a.example.org", "b.example.org", False),
        ("example.org", "badexample.org", False),
        ("org", "example.org", False),
    ],
)
def test_a_part_of_a_site_is_near_it(one: str, other: str, near: bool) -> None:
    assert is_near(one, other) is near
    assert is_near(other, one) is near


def test_sisters_are_one_site_with_their_subdomains() -> None:
    groups = (("example.org", "example.net"),)

    assert is_same_site("live.example.net", "www.example.org", groups)
    assert not is_same_site("badexample.net", "www.example.org", groups)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_address_breaks_it_and_what_it_gives_is_one(base: str, address: str) -> None:
    found = absolute("https://news.example.org/" + base.replace("\\", ""), address)

    assert not found or found.startswith(("http://", "https://", "HTTP"))
    assert site_of("WWW.Example.org.") == "example.org"
