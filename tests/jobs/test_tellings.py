from __future__ import annotations

import pytest

from tests.jobs.outbox import owed
from tests.jobs.shelf import Shelf, fire
from tracker.core.alerts import kinds_of_change
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.jobs.tellings import Tellings
from tracker.model import AlertKind, NewsKind, Telling

SHELF = {(1, number): fire(dead) for number, dead in enumerate((3, 4, 7, 4), start=1)}


def shelf() -> Shelf:
    return Shelf(stories=dict(SHELF))


def telling(*versions: int) -> Telling:
    return Telling(deliveries=tuple(owed(version, version=version) for version in versions))


def test_a_merged_change_leads_from_the_version_before_the_first_to_the_last() -> None:
    (told,) = Tellings(shelf()).contents(telling(2, 3))
    assert told.step is not None
    assert (told.step.before and told.step.before.number, told.step.after.number) == (1, 3)
    assert told.step.summary == "~1 paragraph · 3 → 7 people (died)"
    assert [version.number for version in told.versions] == [2, 3]
    assert not told.flipped


def test_twenty_recipients_cost_one_diff() -> None:
    record = shelf()
    tellings = Tellings(record)
    for number in range(20):
        deliveries = (owed(number + 1, version=2, recipient=f"{number}@x"), owed(number + 50, version=3))
        assert kinds_of_change(tellings.news(deliveries)) >= {NewsKind.TOLL}
        tellings.contents(Telling(deliveries=deliveries))
    assert record.asked == 2


def test_no_more_changes_are_remembered_than_is_said() -> None:
    record = shelf()
    tellings = Tellings(record, most=2)
    for version in (2, 3, 4, 4, 3, 2):
        tellings.news((owed(1, version=version),))
    assert record.asked == 8


def test_a_text_that_is_back_where_it_was_is_known_as_such_with_what_it_said_meanwhile() -> None:
    (told,) = Tellings(shelf()).contents(telling(3, 4))
    assert told.flipped
    assert told.step is not None
    assert told.step.facts == ()
    assert told.meanwhile is not None
    assert told.meanwhile.after.number == 3
    assert told.meanwhile.summary == "~1 paragraph · 4 → 7 people (died)"


def test_the_first_version_is_told_against_nothing() -> None:
    (told,) = Tellings(shelf()).contents(telling(1))
    assert told.step is not None
    assert (told.step.before, told.step.old.headline) == (None, "")


def test_a_redacted_version_is_neither_told_nor_compared_with() -> None:
    record = shelf()
    record.stories[1, 2] = record.stories[1, 4] = None
    (told,) = Tellings(record).contents(telling(3, 4))
    assert told.step is not None
    assert (told.step.before and told.step.before.number, told.step.after.number) == (1, 3)
    with pytest.raises(NotFoundError, match=r"article 1 has no version 2, 4 any more"):
        Tellings(record).contents(telling(2, 4))


def test_words_that_are_redacted_after_they_were_remembered_are_not_told() -> None:
    record = shelf()
    tellings = Tellings(record)
    tellings.contents(telling(3))
    record.stories[1, 3] = None
    with pytest.raises(NotFoundError):
        tellings.contents(telling(3))


def test_a_digest_tells_each_story_once_in_the_order_of_their_news_and_the_tracker_last() -> None:
    record = shelf()
    record.stories |= {(2, 1): fire(1), (2, 2): fire(2)}
    deliveries = (
        owed(1, article=None, kind=AlertKind.BLIND),
        owed(2, article=2, version=2),
        owed(3, article=1, version=2),
        owed(4, article=2, version=2, kind=AlertKind.GONE),
        owed(5, article=None, kind=AlertKind.DIGEST),
    )
    told = Tellings(record).contents(Telling(deliveries=deliveries, digest=True))
    assert [[delivery.id for delivery in one.deliveries] for one in told] == [[2, 4], [3], [1]]
    assert [delivery.id for delivery in told[0].others] == [4]
    assert told[2].article is None


def test_a_story_of_a_digest_that_does_not_read_back_keeps_the_others_from_nobody() -> None:
    record = shelf()
    record.stories |= {(2, 1): fire(1), (2, 2): fire(2)}
    record.broken[2, 2] = StoreDamagedError("version 2 of article 2 does not read back")
    deliveries = (owed(1, article=2, version=2), owed(2, article=9, version=2), owed(3, article=1, version=2))
    told = Tellings(record).contents(Telling(deliveries=deliveries, digest=True))
    assert [one.untold for one in told] == ["version 2 of article 2 does not read back", "no article 9", ""]
    assert [one.article and one.article.id for one in told] == [2, None, 1]
    with pytest.raises(StoreDamagedError):
        Tellings(record).contents(Telling(deliveries=deliveries[:2], digest=True))


def test_news_that_are_no_change_know_the_text_that_stands() -> None:
    news = Tellings(shelf()).news((owed(1, version=4, kind=AlertKind.GONE),))
    assert (news.diff, news.facts) == (None, ())
    assert news.text.startswith("Fire in the harbour\n\nAt least 4 people died")
    assert Tellings(shelf()).news((owed(1, article=None, kind=AlertKind.BLIND),)).text == ""


def test_what_does_not_read_back_is_unknown_to_the_rules_and_told_when_it_is_built() -> None:
    record = shelf()
    record.broken[1, 3] = StoreDamagedError("version 3 of article 1 does not read back")
    assert Tellings(record).news((owed(1, version=3),)).unknown == "version 3 of article 1 does not read back"
    assert Tellings(record).news((owed(1, article=9),)).unknown == "no article 9"
    with pytest.raises(StoreDamagedError):
        Tellings(record).contents(telling(3))
