from __future__ import annotations

from datetime import time

from tracker.model import NewsKind, Pace, QuietHours, Rule
from tracker.view.alert_rules import rule_lines
from tracker.view.letter.rule_words import asked_words, either, rule_words


def test_a_bare_rule_asks_for_all_news() -> None:
    assert rule_words(Rule()) == "your rule asks for all news"
    assert list(rule_lines(Rule())) == [
        "It asks for all news.",
        "It is told at once; a live blog's new entries, where nothing else changed, in a digest each full hour.",
        "At most 12 messages leave in an hour; what is above is gathered.",
    ]


def test_all_that_bounds_a_rule_is_named() -> None:
    rule = Rule(
        kinds=(NewsKind.TOLL, NewsKind.HEADLINE, NewsKind.CORRECTION),
        sites=("example.org", "example.com"),
        tags=("flood",),
        keywords=("dam", "levee"),
        keywords_text=("Aldern",),
    )

    assert asked_words(rule) == (
        "toll, headline or correction of example.org or example.com of articles tagged flood, "
        "with “dam” or “levee” in what came or went or “Aldern” anywhere in the new text"
    )


def test_pace_hours_breakthrough_and_cap_have_a_sentence_each() -> None:
    rule = Rule(
        pace=Pace.DIGEST,
        digest_at=(time(8), time(18, 30)),
        live_entries=Pace.NEVER,
        quiet=QuietHours(begins=time(22), ends=time(7)),
        timezone="Europe/Paris",
        breakthrough=(NewsKind.TOLL,),
        per_hour=1,
    )

    assert list(rule_lines(rule))[1:] == [
        "It is told in a digest at 08:00 and 18:30; a live blog's new entries, where nothing else changed, never.",
        "It is quiet from 22:00 to 07:00 (Europe/Paris): what comes then leaves as one message.",
        "News of toll wait for nothing: neither quiet hours nor digests nor the cap.",
        "At most 1 message leaves in an hour; what is above is gathered.",
    ]


def test_a_pace_of_never_is_said_as_what_it_leaves() -> None:
    rule = Rule(pace=Pace.NEVER, breakthrough=(NewsKind.TOLL,))
    assert list(rule_lines(rule))[1] == "It is told nothing but what breaks through."


def test_what_has_no_bound_is_not_said_to_have_one() -> None:
    assert len(list(rule_lines(Rule(per_hour=0, live_entries=Pace.INSTANT)))) == 2


def test_of_many_words_the_first_are_named() -> None:
    assert either(f"w{number}" for number in range(20)) == "w0, w1, w2, w3, w4, w5, w6, w7 or 12 more"
    assert either(["a"]) == "a"


def test_hostile_keywords_are_made_visible() -> None:
    assert "\x1b" not in rule_words(Rule(keywords=("\x1b[31mred",)))
