from __future__ import annotations

from dataclasses import replace

import pytest

from tests.jobs.world import NO_ANSWER, URL, Scene, scene
from tests.watching import put_under_watch
from tracker.jobs.looking import Sight, look_again
from tracker.jobs.striking import STRIKES, strikes_after, struck
from tracker.model import Claim, PageState

KILLED = "the page killed its reader (SIGSEGV)"


def watched(strikes: int) -> tuple[Scene, Claim]:
    """A page under watch that has killed its reader so many times in a row."""
    here = scene()
    put_under_watch(URL, here.world)
    here.site.headers = ()
    here.site.show(here.site.shown)
    return here, replace(here.log.now(), strikes=strikes)


def seen(here: Scene, claim: Claim) -> Sight:
    return struck(look_again(claim, here.world), claim)


@pytest.mark.parametrize(
    ("strikes", "state"), [(0, "collapsed"), (1, "collapsed"), (2, "quarantined"), (9, "quarantined")]
)
def test_the_third_time_in_a_row_is_a_quarantine(strikes: int, state: str) -> None:
    here, claim = watched(strikes)
    here.site.deadly = True
    sight = seen(here, claim)
    assert sight.state == PageState(state)
    assert strikes_after(claim, sight) == strikes + 1
    assert sight.reason.startswith(KILLED)
    assert ("at least 3 times in a row" in sight.reason) is (strikes + 1 >= STRIKES)


def test_a_page_that_is_read_again_has_no_strikes() -> None:
    here, claim = watched(2)
    sight = seen(here, claim)
    assert sight.state is PageState.ARTICLE
    assert strikes_after(claim, sight) == 0


def test_a_look_that_had_nothing_to_read_changes_nothing() -> None:
    here, claim = watched(2)
    here.site.failure = NO_ANSWER
    sight = seen(here, claim)
    assert sight.state is PageState.UNREACHABLE
    assert strikes_after(claim, sight) == 2
