from __future__ import annotations

import json
from datetime import timedelta

from tests.edges.store.examples import LEASE, NOON, at
from tracker.edges.store.leases import MOST_GIVEN_BACK, Leases

UNTIL = NOON + LEASE


def taken(leases: Leases, article_id: int | None = 1, *, host: str = "paper.example", minutes: float = 0) -> str | None:
    """Take an article, or a host alone, by what was read just now."""
    now = at(minutes)
    return leases.take(host, turn=leases.turn, now=now, until=now + LEASE, article_id=article_id)


def test_an_article_and_its_host_are_taken_both_or_neither() -> None:
    leases = Leases()
    token = taken(leases, 1)
    assert token is not None
    assert leases.holds(1, token)
    assert leases.holds_host("paper.example", token)
    assert taken(leases, 2) is None
    assert taken(leases, 1, host="other.example") is None
    assert not leases.holds(2, token)
    assert taken(leases, None, host="other.example") is not None


def test_what_is_given_back_can_be_taken_and_the_old_token_stands_for_nothing() -> None:
    leases = Leases()
    first = taken(leases) or ""
    leases.free(first)
    leases.free(first)
    second = taken(leases) or ""
    leases.free(first)
    assert not leases.holds(1, first)
    assert leases.holds(1, second)
    assert leases.holds_host("paper.example", second)


def test_nobody_asks_a_host_by_what_was_known_before_its_last_request() -> None:
    leases = Leases()
    first = taken(leases) or ""
    turn = leases.turn
    leases.free(first)
    assert leases.take("paper.example", turn=turn, now=NOON, until=UNTIL, article_id=2) is None
    assert leases.take("other.example", turn=turn, now=NOON, until=UNTIL, article_id=3) is not None
    assert leases.take("paper.example", turn=leases.turn, now=NOON, until=UNTIL, article_id=2) is not None


def test_what_was_read_very_long_ago_counts_as_old() -> None:
    leases = Leases()
    turn = leases.turn
    for _ in range(MOST_GIVEN_BACK):
        leases.free(taken(leases, None, host="busy.example") or "")
    assert leases.take("paper.example", turn=turn, now=NOON, until=UNTIL) is not None
    leases.free(taken(leases, None, host="busy.example") or "")
    assert leases.take("other.example", turn=turn, now=NOON, until=UNTIL) is None


def test_a_lease_that_ran_out_may_be_taken_over_and_holds_until_it_is() -> None:
    leases = Leases()
    slow = taken(leases) or ""
    assert leases.holds(1, slow)
    assert taken(leases, minutes=LEASE / timedelta(minutes=1) - 0.01) is None
    quick = taken(leases, minutes=LEASE / timedelta(minutes=1)) or ""
    assert not leases.holds(1, slow)
    leases.free(slow)
    assert leases.holds(1, quick)
    assert leases.holds_host("paper.example", quick)


def test_a_host_that_is_given_back_alone_leaves_its_article_to_its_lease() -> None:
    leases = Leases()
    token = taken(leases) or ""
    leases.free_host(token)
    leases.free_host("nobody's")
    assert not leases.holds_host("paper.example", token)
    assert leases.holds(1, token)
    assert taken(leases, 1) is None
    other = taken(leases, 2) or ""
    leases.free(token)
    assert leases.holds_host("paper.example", other)


def test_an_article_that_is_barred_is_nobodys_until_that_ends() -> None:
    leases = Leases()
    token = taken(leases) or ""
    leases.bar(1)
    assert not leases.holds(1, token)
    assert leases.holds_host("paper.example", token)
    leases.free(token)
    assert taken(leases) is None
    leases.unbar(1)
    assert taken(leases) is not None


def test_under_one_token_one_report_is_handed_in() -> None:
    leases = Leases()
    token = taken(leases) or ""
    assert not leases.hand_in(1, "nobody's")
    assert not leases.hand_in(2, token)
    assert leases.hand_in(1, token)
    assert not leases.hand_in(1, token)
    assert leases.holds(1, token)
    leases.take_back(1, "nobody's")
    assert not leases.hand_in(1, token)
    leases.take_back(1, token)
    assert leases.hand_in(1, token)


def test_who_read_an_article_before_it_was_taken_away_cannot_take_it() -> None:
    leases = Leases()
    turn = leases.turn
    leases.bar(1)
    leases.unbar(1)
    assert leases.take("paper.example", turn=turn, now=NOON, until=UNTIL, article_id=1) is None
    assert leases.take("other.example", turn=turn, now=NOON, until=UNTIL, article_id=2) is not None
    assert taken(leases, 1) is not None


def test_nobody_takes_over_what_is_being_written_down_however_long_that_takes() -> None:
    leases = Leases()
    token = taken(leases) or ""
    assert leases.hand_in(1, token)
    assert taken(leases, 1, minutes=600) is None
    assert taken(leases, 2, minutes=600) is None
    leases.take_back(1, token)
    assert taken(leases, 1, minutes=600) is not None


def test_the_end_of_each_lease_moves_with_the_clock() -> None:
    leases = Leases()
    taken(leases)
    leases.move(timedelta(hours=1))
    assert taken(leases, minutes=60) is None
    assert taken(leases, minutes=60 + LEASE / timedelta(minutes=1)) is not None


def test_those_who_never_come_back_are_forgotten_once_others_have_what_they_had() -> None:
    leases = Leases()
    for minutes in range(0, 600, 30):
        taken(leases, 1, minutes=minutes)
        taken(leases, 2, host="other.example", minutes=minutes)
        leases.bar(2)
        leases.unbar(2)
    assert len(leases._by_token) == 2
    taken(leases, 3, host="other.example", minutes=700)
    leases.free(taken(leases, 1, minutes=700) or "")
    assert len(leases._by_token) == 1
    token = taken(leases, 4, host="third.example", minutes=700) or ""
    leases.bar(4)
    leases.free_host(token)
    assert token not in leases._by_token


def test_it_tells_what_others_have_now() -> None:
    leases = Leases()
    taken(leases, 1, host="a.example")
    taken(leases, None, host="b.example")
    taken(leases, 3, host="c.example", minutes=-60)
    told = leases.taken(NOON)
    assert json.loads(told["leased_articles"]) == [1]
    assert json.loads(told["leased_hosts"]) == ["a.example", "b.example"]
