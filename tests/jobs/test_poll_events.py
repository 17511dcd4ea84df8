"""Polls over time: doubts, redesigns, teasers, flips, states and their ends, and which rung each look ended on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.test_poll import MORE_INJURED, SHORT_LINE, look, watched
from tests.jobs.world import FIRE, NO_ANSWER, NOON, NOTICE, URL, Scene, noticed, story
from tracker.model import (
    ArticleState,
    Change,
    ChangeKind,
    EventKind,
    Outcome,
    PageState,
    Report,
    Request,
    Rung,
    Story,
    Surroundings,
    WatchKind,
)

EDITED = story(FIRE[0], MORE_INJURED, FIRE[2])
LONG = story(*(f"{text} It is part {number} of the report from the harbour." for number in range(3) for text in FIRE))
PROMOTION = "Get the evening letter with everything that moved our readers today, delivered free of charge."


def unconditional(shown: Story | None = None) -> Scene:
    """A scene in which the server vouches for nothing, so that every look gets a page."""
    here = watched()
    here.site.headers = ()
    if shown is not None:
        here.site.show(shown)
        look(here)
        here.clock.forward(minutes=10)
    return here


def last(here: Scene) -> Report:
    return here.log.reports[-1]


def happened(here: Scene) -> list[tuple[EventKind, str]]:
    return [(event.kind, event.state) for report in here.log.reports for event in report.events]


def test_each_look_says_on_which_rung_it_ended() -> None:
    here = watched()
    rungs = [look(here).visit.rung]
    here.site.headers = ()
    here.site.quick = True
    here.site.show(story())
    rungs.append(look(here).visit.rung)
    rungs.append(look(here).visit.rung)
    here.site.show(story())
    rungs.append(look(here).visit.rung)
    here.site.show(EDITED)
    rungs.append(look(here).visit.rung)
    here.site.failure = NO_ANSWER
    rungs.append(look(here).visit.rung)

    assert rungs == [Rung.UNMODIFIED, Rung.FULL, Rung.IDENTICAL, Rung.QUICK, Rung.FULL, None]
    assert last(here).visit.outcome is Outcome.FAILED


def test_the_quick_test_vouches_for_the_text_and_keeps_count_of_itself() -> None:
    here = unconditional()
    here.site.quick = True
    here.site.show(story())
    look(here)
    for _ in range(2):
        here.site.show(story())
        polled = look(here)

    assert (polled.visit.outcome, last(here).seen) == (Outcome.SAME, True)
    memory = here.log.now().memory
    assert memory is not None
    assert memory.quick == 2
    assert (last(here).memory, last(here).quick) == (None, 2)


def test_what_is_held_is_read_in_full_though_the_quick_test_knows_it() -> None:
    here = unconditional()
    here.site.quick = True
    here.site.show(story(*FIRE, SHORT_LINE))
    first = look(here)
    here.clock.forward(seconds=45)
    here.site.show(story(*FIRE, SHORT_LINE))
    second = look(here)

    assert (first.visit.outcome, first.visit.rung) == (Outcome.HELD, Rung.FULL)
    assert (second.visit.outcome, second.visit.rung) == (Outcome.CHANGED, Rung.FULL)


def test_a_memory_that_would_pass_the_quick_test_is_of_no_use_while_something_is_held() -> None:
    here = unconditional()
    here.site.quick = True
    here.site.show(story(*FIRE, SHORT_LINE))
    look(here)
    known = here.site.read(
        last(here).capture or here.site.fetch(Request(url=URL)), None, WatchKind.ARTICLE, NOON
    ).memory
    here.log.claimed = replace(here.log.now(), memory=known)
    here.clock.forward(seconds=45)

    assert look(here).visit.rung is Rung.FULL


def test_a_doubtful_line_brings_other_articles_forward_and_waits_for_them() -> None:
    here = unconditional()
    here.log.around = Surroundings(neighbours=5, looked=0)
    here.site.show(story(*FIRE, SHORT_LINE))
    first = look(here)
    wanted = last(here).hasten
    here.clock.forward(seconds=45)
    second = look(here)
    here.log.around = Surroundings(neighbours=5, looked=2)
    here.clock.forward(seconds=45)
    third = look(here)

    assert (first.lacking, wanted) == (2, 2)
    assert [polled.visit.outcome for polled in (first, second, third)] == [Outcome.HELD, Outcome.HELD, Outcome.CHANGED]
    assert [polled.plan.at - polled.visit.ended for polled in (first, second) if polled.plan.at] == [
        timedelta(seconds=45)
    ] * 2
    assert (third.lacking, last(here).hasten) == (0, 0)


def test_a_doubtful_line_waits_for_other_articles_no_longer_than_ten_minutes() -> None:
    here = unconditional()
    here.log.around = Surroundings(neighbours=5, looked=0)
    here.site.show(story(*FIRE, SHORT_LINE))
    outcomes = []
    for _ in range(11):
        outcomes.append(look(here).visit.outcome)
        here.clock.forward(minutes=1)

    assert outcomes == [Outcome.HELD] * 10 + [Outcome.CHANGED]


def test_lines_that_differ_are_told_for_other_articles_with_the_time_since_when() -> None:
    here = unconditional()
    seen = here.log.now().article.last_good
    here.site.show(story(*FIRE, SHORT_LINE))
    look(here)

    assert len(last(here).lines) == 1
    assert last(here).lines_since == seen


def test_a_redesign_is_an_event_and_no_version_and_is_what_later_looks_are_compared_with() -> None:
    here = unconditional()
    here.site.show(story(*FIRE, PROMOTION), layout="div.story", beside="")
    here.site.earlier[b"<html>1"] = (story(), "article", PROMOTION)
    relaid = look(here)
    baseline = here.log.now().baseline
    here.site.show(story(*FIRE, PROMOTION))
    same = look(here)
    here.site.show(story(FIRE[0], MORE_INJURED, FIRE[2], PROMOTION))
    edited = look(here)

    assert (relaid.visit.outcome, relaid.version, same.visit.outcome) == (Outcome.SAME, None, Outcome.SAME)
    assert happened(here) == [(EventKind.LAYOUT, "laid out anew")]
    assert baseline is not None
    assert [block.text for block in baseline.blocks] == [*FIRE, PROMOTION]
    assert edited.visit.outcome is Outcome.CHANGED
    assert last(here).change == Change(kinds=frozenset({ChangeKind.TEXT}), reason="one paragraph edited")
    assert here.log.now().baseline is None


def test_an_edit_in_a_redesign_is_a_version_and_the_one_before_is_kept_as_it_reads_now() -> None:
    here = unconditional()
    here.site.show(EDITED, layout="div.story")
    polled = look(here)

    assert polled.visit.outcome is Outcome.CHANGED
    assert last(here).change is not None
    assert last(here).change == replace(last(here).change or Change(kinds=frozenset(), reason=""), layout=True)
    assert last(here).reread == story()
    assert happened(here) == [(EventKind.LAYOUT, "laid out anew")]


def test_a_memory_of_the_old_layout_stays_until_it_is_clear_what_the_new_one_shows() -> None:
    here = unconditional()
    here.site.show(story(*FIRE, "She was 58."), layout="div.story")
    look(here)
    memory = here.log.now().memory
    held = here.log.now().held

    assert memory is not None
    assert (memory.selector, memory.fingerprint) == (("article", "") if held else ("div.story", ""))


def test_a_notice_that_goes_is_a_version_and_an_event() -> None:
    here = unconditional(noticed())
    here.site.show(story(marker=None))
    polled = look(here)

    assert polled.visit.outcome is Outcome.CHANGED
    assert happened(here)[-1] == (EventKind.NOTICE, "gone")
    assert last(here).events[0].reason == NOTICE.phrase
    assert here.log.now().article.marker is None


def test_a_notice_that_goes_without_a_change_of_text_is_an_event_and_told_once() -> None:
    here = unconditional()
    for _ in range(3):
        here.site.show(story(marker=None))
        look(here)

    assert happened(here) == [(EventKind.NOTICE, "gone")]
    assert here.log.now().article.marker is None
    assert len(here.log.stories) == 1


def test_a_wall_leaves_the_notice_where_it_was() -> None:
    here = unconditional()
    here.site.body += b"!"
    here.site.wall = (PageState.CONSENT, "the page asks for consent before it shows the article")
    look(here)

    assert happened(here) == []
    assert here.log.now().article.marker == NOTICE


def test_variants_by_turns_are_events_until_one_of_them_has_stood_for_an_hour() -> None:
    here = unconditional()
    tested = replace(story(), headline="168 on board as harbour burns")
    here.site.show(tested)
    changed = look(here)
    here.log.around = Surroundings(variants=((1, story()),))
    here.clock.forward(minutes=5)
    here.site.show(story())
    flips = []
    for _ in range(6):
        flips.append(look(here))
        here.clock.forward(minutes=10)
    back = look(here)

    first = here.log.reports[-len(flips) - 1].held
    assert first is not None
    assert first.until - first.since == timedelta(hours=1)
    assert changed.visit.outcome is Outcome.CHANGED
    assert [polled.visit.outcome for polled in flips] == [Outcome.FLIP] * 6
    assert back.visit.outcome is Outcome.CHANGED
    assert back.version is not None
    assert back.version.number == 3
    assert happened(here) == [(EventKind.FLIP, "variants by turns")] * 6


def test_a_variant_that_went_away_again_was_a_flip_and_the_newest_text_stays() -> None:
    here = unconditional()
    here.site.show(EDITED)
    look(here)
    here.log.around = Surroundings(variants=((1, story()),))
    here.site.show(story())
    flip = look(here)
    here.site.show(EDITED)
    again = look(here)

    assert (flip.visit.outcome, flip.visit.version, again.visit.outcome) == (Outcome.FLIP, 2, Outcome.SAME)
    assert here.log.now().held is None
    assert len(here.log.stories) == 2


def test_a_text_that_shrank_is_a_collapse_that_is_looked_at_again_and_recovers() -> None:
    here = unconditional(LONG)
    versions = len(here.log.stories)
    here.site.show(story(FIRE[0]))
    first = look(here)
    here.clock.forward(seconds=45)
    second = look(here)
    here.clock.forward(minutes=5)
    here.site.show(LONG)
    back = look(here)

    assert first.visit.outcome is Outcome.HELD
    assert (second.visit.state, second.visit.outcome, second.visit.rung) == (PageState.COLLAPSED, Outcome.FAILED, None)
    assert second.visit.reason.startswith("the text shrank by")
    assert second.plan.at is not None
    assert (back.visit.state, back.visit.outcome) == (PageState.ARTICLE, Outcome.SAME)
    assert here.log.now().held is None
    assert len(here.log.stories) == versions


def test_a_text_that_stays_short_for_a_day_is_what_the_article_says() -> None:
    here = unconditional(LONG)
    here.site.show(story(FIRE[0]))
    looks = []
    for _ in range(26):
        looks.append(look(here))
        here.clock.forward(hours=1)
        if looks[-1].version is not None:
            break

    assert looks[-1].visit.outcome is Outcome.CHANGED
    assert looks[-1].visit.ended - looks[0].visit.ended == timedelta(hours=24)


@pytest.mark.parametrize("state", [ArticleState.PAUSED, ArticleState.RETIRED])
def test_a_page_at_rest_that_is_quarantined_stays_at_rest(state: ArticleState) -> None:
    here = unconditional()
    here.log.claimed = replace(here.log.now(), strikes=2, article=replace(here.log.now().article, state=state))
    here.site.show(EDITED)
    here.site.deadly = True

    assert (look(here).plan.at, look(here).plan.state) == (None, state)
