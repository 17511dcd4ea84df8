from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.world import FIRE, NOON, NOTICE, URL, noticed, scene, story
from tests.watching import put_under_watch
from tracker.jobs.happenings import happenings, is_notice
from tracker.jobs.judging import Judged
from tracker.jobs.looking import Sight
from tracker.model import (
    Change,
    ChangeKind,
    Claim,
    Collapse,
    Event,
    EventKind,
    Flip,
    Hold,
    Marker,
    MarkerKind,
    PageState,
    Story,
    Strength,
    Verdict,
)

WEAK = Marker(kind=MarkerKind.LABEL, phrase="Developing", where="beside the headline", strength=Strength.WEAK)
SIGHT = Sight(began=NOON, ended=NOON, state=PageState.ARTICLE)
EDIT = Change(kinds=frozenset({ChangeKind.TEXT}), reason="one paragraph edited")
UNSURE: tuple[Verdict, ...] = (Hold(reason="x"), Collapse(reason="x"), Flip(number=1, reason="x"))


def watched(marker: Marker | None = NOTICE) -> Claim:
    here = scene()
    here.site.shown = story(marker=marker)
    put_under_watch(URL, here.world)
    return here.log.now()


def seen(
    verdict: Verdict,
    told: Story,
    *,
    claim: Claim | None = None,
    reread: Story | None = None,
    moved_to: str | None = None,
) -> list[tuple[EventKind, str, str]]:
    """Give the events of a look that read a story and judged it so."""
    judged = Judged(verdict=verdict, story=told, before=story(), reread=reread)
    found = happenings(claim or watched(), SIGHT, judged, moved_to=moved_to)
    assert {(event.began, event.ended) for event in found} <= {(NOON, NOON)}
    return [(event.kind, event.state, event.reason) for event in found]


@pytest.mark.parametrize("verdict", [None, EDIT])
def test_a_notice_that_is_gone_is_told_with_its_words(verdict: Verdict) -> None:
    assert seen(verdict, story(marker=None)) == [(EventKind.NOTICE, "gone", NOTICE.phrase)]


def test_a_notice_that_came_is_told_with_its_words() -> None:
    assert seen(EDIT, noticed(), claim=watched(None)) == [(EventKind.NOTICE, "come", NOTICE.phrase)]


def test_a_notice_in_other_words_neither_came_nor_went() -> None:
    assert seen(EDIT, story(marker=replace(NOTICE, phrase="This story will be updated."))) == []


def test_a_first_version_tells_of_no_notice_that_came() -> None:
    fresh = replace(watched(None), article=replace(watched(None).article, versions=0))
    assert seen(EDIT, noticed(), claim=fresh) == []


def test_a_weak_sign_comes_and_goes_untold() -> None:
    assert seen(None, story(marker=None), claim=watched(WEAK)) == []
    assert seen(None, story(marker=WEAK), claim=watched(None)) == []
    assert [is_notice(marker) for marker in (NOTICE, WEAK, None)] == [True, False, False]


@pytest.mark.parametrize("verdict", UNSURE)
def test_what_is_not_sure_yet_tells_of_neither_notice_nor_layout(verdict: Verdict) -> None:
    told = seen(verdict, story(marker=None), reread=story())
    assert not {kind for kind, _, _ in told} & {EventKind.NOTICE, EventKind.LAYOUT}


def test_a_flip_is_told_with_what_came_again() -> None:
    assert seen(Flip(number=3, reason="the text of version 3 again"), story(FIRE[0])) == [
        (EventKind.FLIP, "variants by turns", "the text of version 3 again")
    ]


@pytest.mark.parametrize(("verdict", "words"), [(None, "the text is the same"), (EDIT, "one paragraph edited")])
def test_a_page_laid_out_anew_is_told_with_what_came_of_it(verdict: Verdict, words: str) -> None:
    ((kind, state, reason),) = seen(verdict, story(), reread=story())
    assert (kind, state) == (EventKind.LAYOUT, "laid out anew")
    assert words in reason


def test_a_page_that_moved_is_told_with_its_new_address() -> None:
    moved = "https://news.example.org/fire-in-aldern"
    assert seen(None, story(), moved_to=moved) == [(EventKind.MOVED, "moved", f"to {moved}")]


def dated(hours: float) -> Story:
    """The same story with a date of change so many hours before the look."""
    return replace(story(marker=NOTICE), modified=NOON - timedelta(hours=hours))


def touched(before: Story, after: Story, verdict: Verdict = None) -> list[tuple[EventKind, str, str]]:
    """What is told of a look that read the same text under another date."""
    return seen(verdict, after, claim=replace(watched(), read_latest=lambda: before))


def test_a_date_that_moved_without_the_text_is_recorded_with_the_new_date() -> None:
    ((kind, state, reason),) = touched(dated(5), dated(2))
    assert (kind, state) == (EventKind.TOUCHED, "date moved")
    assert reason == f"the page's own date moved to {NOON - timedelta(hours=2):%Y-%m-%d %H:%M} UTC, its text did not"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(dated(2), dated(2), id="the same date"),
        pytest.param(dated(2), dated(5), id="a date that went back"),
        pytest.param(dated(2), story(marker=NOTICE), id="no date any more"),
        pytest.param(story(marker=NOTICE), dated(2), id="a date where there was none"),
        pytest.param(dated(2), dated(0), id="the moment of the look"),
    ],
)
def test_no_other_date_is_recorded_as_moved(before: Story, after: Story) -> None:
    assert touched(before, after) == []


def test_a_date_that_moved_with_the_text_is_no_event_of_its_own() -> None:
    assert touched(dated(5), dated(2), EDIT) == []


def test_a_look_that_read_nothing_tells_nothing() -> None:
    assert happenings(watched(), SIGHT, Judged(), moved_to=None) == ()
    assert Event(kind=EventKind.MOVED, state="moved", reason="", began=NOON).ended is None
