from __future__ import annotations

from tests.view.letters import AFTER, BEFORE
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.jobs.laid import laid


def test_two_stories_laid_over_each_other_have_their_diff_its_facts_and_these_in_one_line() -> None:
    told = laid(BEFORE, AFTER)
    assert told.diff == diff(BEFORE, AFTER)
    assert told.facts == facts(BEFORE, AFTER, told.diff)
    assert told.summary == summary(told.facts) == "~1 paragraph · 12 → 45 people (injured)"


def test_what_is_told_of_dates_is_told_apart_for_pages_that_lie_about_theirs() -> None:
    silent, lying = (laid(BEFORE, AFTER, trusted_dates=trusted) for trusted in (True, False))
    assert silent.facts == facts(BEFORE, AFTER, silent.diff, trusted_dates=True)
    assert lying.facts == facts(BEFORE, AFTER, lying.diff, trusted_dates=False)
