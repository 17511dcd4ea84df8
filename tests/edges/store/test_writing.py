from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from tests.edges.store.examples import LEASE, NOON, URL, at, changed, host, opening, page, plan, story, unchanged, visit
from tests.edges.store.test_encoding import stories
from tracker.edges.store import Record, Store
from tracker.edges.store.columns import EPOCH, MICROSECOND
from tracker.model import (
    ArticleState,
    Change,
    ChangeKind,
    Claim,
    Held,
    Memory,
    Outcome,
    PageState,
    Report,
    Story,
    Validators,
)


def look(store: Store, minutes: float, article_id: int = 1) -> Claim:
    claim = store.claim(article_id, at(minutes), lease=LEASE)
    assert claim is not None
    return claim


def state_seen(claim: Claim, minutes: float, state: PageState, reason: str) -> Report:
    """Give the report of a look that met no article."""
    seen = replace(visit(at(minutes), Outcome.STATE, state=state), reason=reason, status=403)
    return replace(unchanged(claim, at(minutes)), visit=seen, seen=False, capture=None)


def test_a_change_becomes_the_next_version_bracketed_by_the_last_look_at_the_old_text(store: Store) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 2), at(2)))
    store.record(state_seen(look(store, 4), 4, PageState.BLOCKED, "HTTP 403"))
    version = store.record(changed(look(store, 6), at(6), "The bridge is open."))
    first, second = store.versions(1)
    assert version == second
    assert (first.number, first.first_seen, first.last_seen_old) == (1, NOON, None)
    assert first.last_seen == at(2) - timedelta(seconds=1)
    assert (second.number, second.first_seen, second.last_seen) == (2, at(6), at(6))
    assert second.last_seen_old == at(2) - timedelta(seconds=1)
    assert store.story(1, 1) == story()
    assert store.story(1, 2) == story("The bridge is open.")


def test_a_version_read_again_was_last_seen_when_the_request_went_out(store: Store) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 5), at(5)))
    assert store.versions(1)[0].last_seen == at(5) - timedelta(seconds=1)
    assert store.article(1).last_good == at(5) - timedelta(seconds=1)


def test_a_clock_that_went_back_takes_nothing_back(store: Store) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 5), at(5)))
    store.record(unchanged(look(store, 6), at(1)))
    assert store.article(1).last_good == at(5) - timedelta(seconds=1)


def test_the_version_told_at_once_is_the_one_read_back_however_hostile(store: Store) -> None:
    store.open_watch(opening())
    report = changed(look(store, 1), at(1), "")
    evil = Change(kinds=frozenset({ChangeKind.TEXT}), reason="a\0\ud800")
    capture = replace(report.capture, status_line="HTTP/1.1 200 \0\udcff") if report.capture else None
    hostile = replace(report, change=evil, capture=capture, story=replace(story(), headline="\udfff\0"))
    assert store.record(hostile) == store.versions(1)[-1]


def test_what_was_learned_is_written_again_only_where_it_is_new(store: Store, data: Path) -> None:
    store.open_watch(opening())
    store.record(unchanged(look(store, 1), at(1)))
    with closing(sqlite3.connect(data / "archive.db")) as connection:
        assert connection.execute("SELECT learned FROM reading").fetchall() == [((NOON - EPOCH) // MICROSECOND,)]


def test_the_bytes_are_kept_as_they_came(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for number in range(2, 6):
        store.record(changed(look(store, number), at(number), f"Text {number}."))
    assert record.body(1, 1) == page("The bridge is closed.")
    assert record.body(1, 4) == page("Text 4.")
    assert record.verify() == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=stories)
def test_any_story_is_read_back_from_the_record_as_it_was(data: Path, told: Story) -> None:
    with Store.open(data, clock=lambda: NOON) as store:
        if not Record.open(data).articles():
            store.open_watch(opening())
        minute = 2 * store.article(1).versions
        version = store.record(replace(changed(look(store, minute), at(minute), ""), story=told))
        assert version is not None
        assert store.story(1, version.number) == told
        claim = look(store, minute + 1)
        assert claim.latest == told
        store.release(claim)


def test_unchanged_looks_in_a_row_are_one_run(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minute in (1, 2, 3):
        store.record(unchanged(look(store, minute), at(minute)))
    store.record(unchanged(look(store, 4), at(4), Outcome.UNMODIFIED))
    store.record(unchanged(look(store, 5), at(5)))
    assert [(seen.outcome, seen.looks, seen.began, seen.ended) for seen in record.visits(1)] == [
        (Outcome.FIRST, 1, NOON - timedelta(seconds=1), NOON),
        (Outcome.SAME, 3, at(1) - timedelta(seconds=1), at(3)),
        (Outcome.UNMODIFIED, 1, at(4) - timedelta(seconds=1), at(4)),
        (Outcome.SAME, 1, at(5) - timedelta(seconds=1), at(5)),
    ]


def test_looks_that_met_no_article_stay_single(store: Store, record: Record) -> None:
    store.open_watch(opening())
    for minute in (1, 2):
        store.record(state_seen(look(store, minute), minute, PageState.BLOCKED, "HTTP 403"))
    assert [seen.looks for seen in record.visits(1)] == [1, 1, 1]


def test_a_run_remembers_its_longest_gap(store: Store, data: Path) -> None:
    store.open_watch(opening())
    for minute in (1, 2, 62, 63):
        store.record(unchanged(look(store, minute), at(minute)))
    connection = sqlite3.connect(data / "archive.db")
    assert connection.execute("SELECT looks, widest_gap FROM visit WHERE id = 2").fetchall() == [(4, 3599.0)]
    connection.close()


def test_a_page_state_is_known_since_it_began(store: Store, data: Path) -> None:
    store.open_watch(opening())
    store.record(state_seen(look(store, 10), 10, PageState.BLOCKED, "HTTP 403"))
    store.record(state_seen(look(store, 20), 20, PageState.BLOCKED, "HTTP 403 again"))
    blind = store.article(1)
    assert (blind.page_state, blind.page_state_since) == (PageState.BLOCKED, at(10) - timedelta(seconds=1))
    assert blind.page_state_reason == "HTTP 403 again"
    assert blind.last_good == NOON - timedelta(seconds=1)
    store.record(unchanged(look(store, 30), at(30)))
    connection = sqlite3.connect(data / "archive.db")
    events = connection.execute("SELECT state, ended - began FROM event ORDER BY id").fetchall()
    connection.close()
    assert events == [("article", 600_000_000), ("blocked", 1_200_000_000), ("article", None)]


def test_a_304_says_that_the_article_stands(store: Store) -> None:
    store.open_watch(opening())
    same = replace(
        unchanged(look(store, 10), at(10)), visit=visit(at(10), Outcome.UNMODIFIED, state=PageState.UNMODIFIED)
    )
    store.record(same)
    assert store.article(1).page_state is PageState.ARTICLE
    assert store.article(1).page_state_since == NOON - timedelta(seconds=1)


def test_what_is_held_stays_until_a_report_does_not_hold_it(store: Store, record: Record) -> None:
    store.open_watch(opening())
    doubt = Held(story=story("Really?"), reason="half the text is gone", since=at(1), until=at(2))
    store.record(replace(unchanged(look(store, 1), at(1)), held=doubt, seen=False))
    assert record.held(1) == doubt
    claim = look(store, 2)
    assert claim.held == doubt
    store.record(unchanged(claim, at(2)))
    assert record.held(1) is None


def test_a_held_reading_does_not_count_as_seen(store: Store) -> None:
    store.open_watch(opening())
    before = look(store, 1)
    doubt = Held(story=story("Really?"), reason="half the text is gone", since=at(1), until=at(2))
    store.record(replace(unchanged(before, at(1)), held=doubt, seen=False))
    after = look(store, 2)
    assert after.body_sha256 == before.body_sha256
    assert after.article.last_good == before.article.last_good


def test_what_is_learned_of_a_page_is_remembered(store: Store) -> None:
    store.open_watch(opening())
    taught = Memory(selector="main > div", index=2, matches=3, walker=4, zone=("more", "cards"))
    store.record(replace(unchanged(look(store, 1), at(1)), memory=taught, validators=Validators(last_modified="Sat")))
    claim = look(store, 2)
    assert claim.memory == taught
    assert claim.validators == Validators(last_modified="Sat")
    store.record(replace(unchanged(claim, at(2)), memory=None, validators=None))
    again = look(store, 3)
    assert again.memory == taught
    assert again.validators == Validators(last_modified="Sat")


def test_the_plan_is_what_the_report_says(store: Store, record: Record) -> None:
    store.open_watch(opening())
    later = plan(at(1), after=timedelta(hours=1), state=ArticleState.COOLING)
    store.record(replace(unchanged(look(store, 1), at(1)), plan=later))
    watched = store.article(1)
    assert (watched.state, watched.next_look, watched.why) == (ArticleState.COOLING, at(61), later.why)
    assert record.heat(1) == later.heat
    assert record.hosts() == [host(at(1))]


def test_a_person_who_pauses_during_a_look_is_not_overruled_and_loses_nothing(store: Store) -> None:
    store.open_watch(opening())
    claim = look(store, 1)
    store.pause(1)
    assert store.record(changed(claim, at(1), "Changed in the last moment.")) is not None
    paused = store.article(1)
    assert (paused.state, paused.next_look, paused.why) == (ArticleState.PAUSED, None, "paused by you")
    assert paused.versions == 2


def test_an_article_that_moved_is_followed_and_known_by_both_addresses(store: Store, record: Record) -> None:
    store.open_watch(opening())
    moved = "https://other.example:8443/new"
    store.record(replace(unchanged(look(store, 1), at(1)), moved_to=moved))
    assert (store.article(1).url, store.article(1).host) == (moved, "other.example:8443")
    assert [found.id for found in record.find(URL)] == [1]
    assert [found.id for found in record.find(moved)] == [1]
    claim = look(store, 2)
    assert claim.host.name == "other.example:8443"
    assert claim.host.ready_at == at(1)


def test_an_article_that_moved_onto_another_stays_where_it_is(store: Store) -> None:
    store.open_watch(opening())
    store.open_watch(opening("https://news.example/other"))
    store.record(replace(unchanged(look(store, 1), at(1)), moved_to="https://news.example/other"))
    assert store.article(1).url == URL


def test_hostile_text_is_kept_and_never_breaks_a_write(store: Store, record: Record) -> None:
    store.open_watch(opening())
    evil = replace(story("a\0b\ud800c"), headline="\ud800\0 '); DROP TABLE article; --")
    store.record(replace(changed(look(store, 1), at(1), ""), story=evil))
    assert store.story(1, 2) == evil
    assert store.versions(1)[-1].headline == "�� '); DROP TABLE article; --"
    assert store.article(1).headline == "�� '); DROP TABLE article; --"
    assert record.verify() == []
