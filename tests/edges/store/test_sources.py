from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at
from tracker.edges.store import Store
from tracker.edges.store.source_record import SourceRecord
from tracker.model import ArticleState, Heat, Plan
from tracker.model.source import CandidateState, Noticed, Offer, Source, SourceKind, SourceReport

WATCH = "https://news.example.org/"
LEASE = timedelta(minutes=2)


def report(source: int, *noticed: Noticed, minutes: int = 0, **more: object) -> SourceReport:
    now = at(minutes)
    plan = Plan(at=now + timedelta(minutes=10), why="", state=ArticleState.SETTLED, heat=Heat(at=now, born=now))
    listed = tuple(one.url for one in noticed)
    told = {"kind": SourceKind.SITE, "read": True, "noticed": noticed, "listed": listed, **more}
    return SourceReport(source=source, at=now, plan=plan, **told)  # type: ignore[arg-type]


def noticed(path: str, state: CandidateState = CandidateState.WAITS) -> Noticed:
    again = NOON if state is CandidateState.WAITS else None
    return Noticed(url=f"{WATCH}{path}", headline=path, state=state, reason="new", next_look=again)


@pytest.fixture
def seen(store: Store, data: Path) -> SourceRecord:
    store.name_source(WATCH, "news.example.org", WATCH, NOON)
    return SourceRecord.open(data)


def urls(sources: tuple[Source, ...]) -> list[str]:
    return [source.url.removeprefix(WATCH) for source in sources]


def test_a_source_that_is_named_is_due_at_once_and_its_host_is_leased_with_it(store: Store, seen: SourceRecord) -> None:
    lead = store.claim_lead(NOON, lease=LEASE)
    again = store.claim_lead(NOON, lease=LEASE)

    assert lead is not None
    assert lead.source is not None
    assert lead.source.url == WATCH
    assert again is None


def test_what_a_source_offers_is_followed_and_what_it_offers_no_more_is_let_go_but_its_articles_are_remembered(
    store: Store, seen: SourceRecord
) -> None:
    old, new = (Offer(url=f"{WATCH}{name}.xml", kind=SourceKind.SITEMAP) for name in ("old", "new"))
    store.record_source(report(1, offers=(old,)))
    store.record_source(report(2, noticed("a", CandidateState.READ), kind=SourceKind.SITEMAP))
    store.record_source(report(1, offers=(new,), minutes=5))

    assert urls(seen.sources()) == ["", "new.xml"]
    assert store.known([f"{WATCH}a"])[f"{WATCH}a"].candidate is not None


def test_candidates_that_nobody_lists_for_a_week_are_forgotten(store: Store, seen: SourceRecord) -> None:
    store.record_source(report(1, noticed("a", CandidateState.READ), noticed("b", CandidateState.PASSED)))
    store.record_source(report(1, minutes=60 * 24 * 5, listed=(f"{WATCH}b",)))
    store.record_source(report(1, minutes=60 * 24 * 9))

    assert set(store.known([f"{WATCH}a", f"{WATCH}b"])) == {f"{WATCH}b"}
    assert seen.candidate_counts() == {WATCH: {CandidateState.PASSED: 1}}


def test_what_was_listed_first_is_read_before_a_known_source_is_asked_again(store: Store, seen: SourceRecord) -> None:
    store.record_source(report(1, noticed("a")))

    lead = store.claim_lead(at(11), lease=LEASE)
    late = store.claim_lead(at(60), lease=LEASE)

    assert lead is not None
    assert lead.candidate is not None
    assert late is not None
    assert late.source is not None


def test_a_watch_that_is_named_no_more_goes_with_all_that_it_found(store: Store, seen: SourceRecord) -> None:
    store.record_source(report(1, noticed("a"), offers=(Offer(url=f"{WATCH}f.xml", kind=SourceKind.FEED),)))
    store.keep_sources([])

    assert seen.sources() == ()
    assert store.known([f"{WATCH}a"]) == {}
    assert store.claim_lead(at(1), lease=LEASE) is None


def test_a_report_of_a_source_that_was_let_go_meanwhile_is_not_written(store: Store, seen: SourceRecord) -> None:
    store.keep_sources([])
    store.record_source(report(1, noticed("a")))

    assert store.known([f"{WATCH}a"]) == {}


def test_a_record_without_sources_gives_none(tmp_path: Path) -> None:
    empty = SourceRecord.open(tmp_path)

    assert (empty.sources(), empty.candidate_counts(), empty.hint_trust(), empty.waiting(most=9)) == ((), {}, (), ())
