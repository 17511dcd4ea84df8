from __future__ import annotations

from tests.view.letters import AFTER, ARTICLE, BEFORE, DELIVERY, NEW, OLD, PARIS, SEEN, letter
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.view.message import alert_message


def test_one_version_alone_is_told_as_a_change_of_one_version() -> None:
    difference = diff(BEFORE, AFTER)
    happened = facts(BEFORE, AFTER, difference)
    told = alert_message(
        article=ARTICLE,
        before=OLD,
        after=NEW,
        diff=difference,
        facts=happened,
        summary=summary(happened),
        delivery=DELIVERY,
        sender="Tracker <tracker@example.org>",
        zone=PARIS,
        now=SEEN,
    )
    assert told == letter()
