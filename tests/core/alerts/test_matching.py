from __future__ import annotations

from dataclasses import replace

import pytest

from tests.core.alerts.newsroom import EDITED, ENTRIES, HEADLINE, MINUTE, NOON, NOTHING, TOLL, Tells, change, story
from tests.jobs.outbox import owed
from tracker.core.alerts import News, kinds_of_change, wants_change, wants_event, wants_merged
from tracker.core.alerts.matching import pace_of
from tracker.core.alerts.news import _BEFALLS, _NEWS
from tracker.model import AlertKind, Block, BlockKind, Entry, Fact, FactKind, NewsKind, Pace, Rule, Story

FERRY = change(
    story("Ferry sinks", "Twelve people died.", "The sea is rough."),
    story("Ferry sinks", "Twelve people died in the strait.", "The sea is rough.", "A toll rises in O’Brien’s town."),
)


def added(*keywords: str) -> Rule:
    return Rule(keywords_added=keywords)


def came(*paragraphs: str) -> News:
    return change(story("x", "Old words stand here."), story("x", "Old words stand here.", *paragraphs))


def test_every_fact_and_every_alert_has_its_kinds() -> None:
    assert set(_NEWS) == set(FactKind)
    assert set(_BEFALLS) == set(AlertKind) - {AlertKind.CHANGED, AlertKind.DIGEST, AlertKind.TEST}


def test_a_toll_is_a_number_too_and_no_other_number_is_a_toll() -> None:
    assert kinds_of_change(TOLL) == {NewsKind.TOLL, NewsKind.NUMBER}
    money = News(facts=(Fact(kind=FactKind.NUMBER, text="$1 → $2", number="money"),))
    assert kinds_of_change(money) == {NewsKind.NUMBER}


def test_a_change_that_no_fact_tells_is_an_edit_and_one_that_is_no_more_is_nothing() -> None:
    assert kinds_of_change(News(diff=FERRY.diff)) == {NewsKind.EDITED}
    assert kinds_of_change(NOTHING) == frozenset()


def test_a_rule_without_kinds_wants_every_change() -> None:
    assert [wants_change(Rule(), news) for news in (EDITED, TOLL, ENTRIES, NOTHING)] == ["", "", "", ""]


def test_a_rule_says_what_it_asks_for_and_what_it_got() -> None:
    rule = Rule(kinds=(NewsKind.TOLL, NewsKind.CORRECTION))
    assert wants_change(rule, TOLL) == ""
    assert wants_change(rule, EDITED) == "your rule asks for toll or correction; this change is: paragraphs edited"
    assert wants_change(rule, NOTHING).endswith("this change is: changed and changed back")


def test_what_breaks_through_is_wanted_though_it_is_not_among_the_kinds() -> None:
    rule = Rule(kinds=(NewsKind.CORRECTION,), breakthrough=(NewsKind.TOLL,))
    assert wants_change(rule, TOLL) == ""


def test_what_cannot_be_read_is_wanted_so_that_it_is_not_lost() -> None:
    assert wants_change(Rule(kinds=(NewsKind.TOLL,), keywords=("x",)), News(unknown="does not read back")) == ""


@pytest.mark.parametrize("word", ["strait", "STRAIT", "in the  strait", "died in", "toll", "o'brien", "O’Brien's"])
def test_a_keyword_is_found_whatever_its_letter_case_and_touching_new_words_is_enough(word: str) -> None:
    assert wants_change(added(word), FERRY) == ""


@pytest.mark.parametrize("word", ["strai", "oll", "Twelve people", "rough", "", " ", "Ferry"])
def test_a_part_of_a_word_and_words_that_stood_before_are_not_what_came(word: str) -> None:
    assert wants_change(added(word), FERRY) != ""


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("地震", "東京で大地震が発生した。"),
        ("서울", "서울에서 지진이 발생했다."),
        ("NATO", "日本とNATO軍が"),
        ("ΑΘΗΝΑ", "Στην αθηνα σήμερα"),
        ("STRASSE", "An der Straße brennt es."),
        ("café", "The cafe\u0301 burned."),
        ("किताब", "यह किताब है।"),
        ("น้ำท่วม", "เกิดน้ำท่วมใหญ่"),
        ("COVID-19", "A covid‑19 ward closed."),
        ("$1bn", "It cost $1bn."),
        ("ＡＢＣ", "The abc said."),
    ],
)
def test_keywords_are_found_in_every_script(word: str, text: str) -> None:
    assert wants_change(added(word), came(text)) == ""


@pytest.mark.parametrize(("word", "text"), [("किताब", "यह किताबें हैं।"), ("кот", "который час"), ("bird", "birds")])
def test_another_word_that_begins_alike_is_no_match(word: str, text: str) -> None:
    assert wants_change(added(word), came(text)) != ""


def test_words_are_looked_for_where_the_rule_says() -> None:
    news = change(story("Ferry sinks", "The mayor confirmed it."), story("Ferry sinks", "The mayor denied it."))
    assert wants_change(Rule(keywords_removed=("confirmed",)), news) == ""
    assert wants_change(Rule(keywords_added=("confirmed",)), news) == (
        "your rule asks for “confirmed” in what came: not found"
    )
    assert wants_change(Rule(keywords=("confirmed",)), news) == ""
    assert wants_change(Rule(keywords_text=("mayor",)), news) == ""
    assert wants_change(Rule(keywords_text=("confirmed",)), news) != ""
    both = Rule(keywords=("ferry",), keywords_removed=("denied",))
    assert wants_change(both, news) == (
        "your rule asks for “ferry” in what came or went or “denied” in what went: not found"
    )


def test_one_match_in_any_of_the_places_is_enough_but_kinds_are_asked_for_too() -> None:
    rule = Rule(keywords_added=("nowhere",), keywords_text=("ferry",))
    assert wants_change(rule, FERRY) == ""
    assert wants_change(replace(rule, kinds=(NewsKind.CORRECTION,)), FERRY) != ""


def test_a_headline_counts_as_text() -> None:
    news = change(story("Ferry sinks", "The sea is rough."), story("Ferry on fire", "The sea is rough."))
    assert wants_change(added("fire"), news) == ""


def test_entries_that_merely_come_into_sight_did_not_come() -> None:
    before = _blog("c", "b")
    older = _blog("c", "b", "a")
    newer = _blog("d", "c", "b")
    assert wants_change(added("entry a"), change(before, older)) != ""
    assert wants_change(added("entry d"), change(before, newer)) == ""


def _blog(*ids: str) -> Story:
    blocks = tuple(
        Block(kind=BlockKind.PARAGRAPH, text=f"This is entry {one} and what it says of {one}.", entry=one)
        for one in ids
    )
    entries = tuple(Entry(id=one, headline=f"At {one}", published=NOON + (ord(one) - ord("a")) * MINUTE) for one in ids)
    return Story(headline="Live", blocks=blocks, entries=entries)


def test_news_that_are_no_change_are_matched_by_kind_and_by_the_text_that_stands() -> None:
    gone = News(text="Ferry sinks\n\nTwelve people died.")
    assert wants_event(Rule(), AlertKind.GONE, gone) == ""
    assert wants_event(Rule(keywords_added=("ferry",)), AlertKind.GONE, gone) == ""
    assert wants_event(Rule(keywords=("bridge",)), AlertKind.GONE, gone) != ""
    assert wants_event(Rule(keywords=("bridge",)), AlertKind.GONE, News()) == ""
    assert wants_event(Rule(kinds=(NewsKind.TOLL,)), AlertKind.GONE, gone) == (
        "your rule asks for toll; this change is: gone"
    )


def test_what_nobody_asked_for_is_told_only_where_a_rule_names_it() -> None:
    for kind, news in ((AlertKind.OPENED, NewsKind.OPENED), (AlertKind.DAILY, NewsKind.DAILY)):
        assert (
            wants_event(Rule(), kind, News()) == f"no rule asks for {kind.value}: it is told only where a rule names it"
        )
        assert wants_event(Rule(kinds=(news,)), kind, News()) == ""


def test_a_test_is_always_wanted() -> None:
    assert wants_event(Rule(kinds=(NewsKind.TOLL,), keywords=("x",)), AlertKind.TEST, News()) == ""


def test_one_wanted_step_makes_a_merged_change_wanted() -> None:
    rule = Rule(kinds=(NewsKind.HEADLINE,))
    there_and_back = Tells({1: HEADLINE, 2: HEADLINE}, whole=NOTHING)
    assert wants_merged(rule, (owed(1), owed(2)), there_and_back) == ("", frozenset({NewsKind.HEADLINE}))
    unwanted = Tells({1: TOLL, 2: TOLL}, whole=NOTHING)
    assert wants_merged(rule, (owed(1), owed(2)), unwanted)[0] != ""
    unread = Tells({1: News(unknown="damaged"), 2: TOLL}, whole=TOLL)
    assert wants_merged(rule, (owed(1), owed(2)), unread)[0] != ""


def test_new_entries_alone_have_a_pace_of_their_own() -> None:
    rule = Rule(live_entries=Pace.DIGEST)
    assert pace_of(rule, kinds_of_change(ENTRIES)) is Pace.DIGEST
    assert pace_of(rule, {NewsKind.ENTRIES, NewsKind.HEADLINE}) is Pace.INSTANT
    assert pace_of(replace(rule, pace=Pace.NEVER), {NewsKind.ENTRIES}) is Pace.NEVER
    assert pace_of(rule, frozenset()) is Pace.INSTANT


def test_who_is_named_for_stuck_mail_hears_of_it_whatever_else_they_ask_for() -> None:
    rule = Rule(kinds=(NewsKind.TOLL,), keywords=("harbour",))
    assert wants_event(rule, AlertKind.MAIL_STUCK, News()) == ""
    assert wants_event(rule, AlertKind.OFFLINE, News()) != ""
