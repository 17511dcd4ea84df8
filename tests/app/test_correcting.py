"""A person knows better: `reteach` and `dismiss`, and polls that look at the host's other articles."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.asking import add, poll
from tests.app.pages import EDITED, FIRE, page
from tests.servers.http import Newsroom
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House
from tracker.core.detect import line_key
from tracker.errors import NotFoundError
from tracker.model import DeliveryState
from tracker.view.records import JSON

PROMOTION = "Get the evening letter with everything that moved our readers today, delivered free of charge."
COUNCIL = (
    "The council of Aldern passed its budget late on Monday night, with more money for schools than last year.",
    "Teachers welcomed the budget, while actors stood outside of the town hall with candles and sang until midnight.",
    "The theatre must now find sponsors by the summer, or the council will close its small stage for good.",
)
TRAMS = (
    "Trams will run through the night again from the first of April, the first time in more than ten years.",
    "Drivers had asked for the night trams since the bars of the upper town stayed open until the morning.",
    "A ticket for a night tram will cost as much as one by day, the town's tram company announced today.",
)


def asked(desk: Newsdesk, verb: str, **arguments: JSON) -> dict[str, Any]:
    answer = desk.perform(verb, arguments)
    assert isinstance(answer, dict)
    return answer


def watch_three(desk: Newsdesk, newsroom: Newsroom) -> None:
    """Watch the fire, the council and the trams."""
    for path, texts, headline in (
        ("/fire", FIRE, "Fire in the harbour of Aldern"),
        ("/council", COUNCIL, "Council passes budget"),
        ("/trams", TRAMS, "Night trams return"),
    ):
        newsroom.publish(path, page(*texts, headline=headline))
        add(desk, newsroom.url(path))


def promote(newsroom: Newsroom) -> None:
    """Hang a promotion into every article of the site."""
    newsroom.publish("/fire", page(*FIRE, PROMOTION))
    newsroom.publish("/council", page(*COUNCIL, PROMOTION, headline="Council passes budget"))
    newsroom.publish("/trams", page(*TRAMS, PROMOTION, headline="Night trams return"))


def test_a_line_that_hangs_in_all_articles_makes_no_version_whichever_is_polled(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    watch_three(desk, newsroom)
    promote(newsroom)

    (found,) = poll(desk, "1")

    assert (found["outcome"], found["version"]) == ("no change", None)
    assert [len(house.record.versions(number)) for number in (1, 2, 3)] == [1, 1, 1]
    assert line_key(PROMOTION) in house.record.site_lines(1)
    assert {request.path for request in newsroom.requests[3:]} == {"/fire", "/council", "/trams"}


def test_all_articles_polled_at_once_are_no_fools_either(desk: Newsdesk, house: House, newsroom: Newsroom) -> None:
    watch_three(desk, newsroom)
    promote(newsroom)

    found = poll(desk)

    assert [one["outcome"] for one in found] == ["no change"] * 3
    assert [len(house.record.versions(number)) for number in (1, 2, 3)] == [1, 1, 1]


def test_a_line_on_one_article_alone_is_a_version_after_the_others_were_looked_at(
    desk: Newsdesk, newsroom: Newsroom
) -> None:
    watch_three(desk, newsroom)
    newsroom.publish("/fire", page(*FIRE, "Nobody was hurt."))

    (found,) = poll(desk, "1")

    assert (found["outcome"], found["version"]) == ("new version", 2)


def test_a_dismissed_version_stays_its_alert_is_withdrawn_and_its_lines_are_the_sites(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*FIRE, PROMOTION))
    (found,) = poll(desk, "1")
    assert found["version"] == 2

    answer = asked(desk, "dismiss", article="1", version=2)

    assert (answer["id"], answer["dismissed"], answer["lines"]) == (1, 2, 1)
    assert answer["withdrawn"] == len(house.record.deliveries())
    assert DeliveryState.PENDING not in {delivery.state for delivery in house.record.deliveries()}
    assert house.record.dismissed(1) == {2}
    assert len(house.record.versions(1)) == 2
    newsroom.publish("/fire", page())
    (gone,) = poll(desk, "1")
    assert (gone["outcome"], gone["version"]) == ("no change", None)


def test_an_edit_after_a_dismissal_is_a_version(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*FIRE, PROMOTION))
    poll(desk, "1")
    asked(desk, "dismiss", article="1", version=2)
    newsroom.publish("/fire", page(*EDITED, PROMOTION))

    (edited,) = poll(desk, "1")

    assert (edited["outcome"], edited["version"]) == ("new version", 3)


@pytest.mark.parametrize("version", [1, 3, 0, "2", None])
def test_what_is_no_change_cannot_be_dismissed(desk: Newsdesk, house: House, newsroom: Newsroom, version: JSON) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*EDITED))
    poll(desk, "1")

    with pytest.raises(NotFoundError, match="its changes are versions 2 to 2"):
        asked(desk, "dismiss", article="1", version=version)
    assert house.record.dismissed(1) == frozenset()


def test_a_page_that_is_taught_anew_says_where_its_text_was_found_and_makes_no_version(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    known = house.record.memory(1)
    assert known is not None

    answer = asked(desk, "reteach", article="1")

    assert (answer["id"], answer["version"]) == (1, None)
    assert answer["container"] == known.selector
    assert len(house.record.versions(1)) == 1
    learned = house.record.memory(1)
    assert learned is not None
    assert learned.finds_like(known)


def test_an_edit_that_is_found_while_a_page_is_taught_anew_is_a_version(
    desk: Newsdesk, house: House, newsroom: Newsroom
) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    newsroom.publish("/fire", page(*EDITED))

    answer = asked(desk, "reteach", article="1")

    assert (answer["outcome"], answer["version"]) == ("new version", 2)
    assert house.record.story_before(1, 1).blocks == house.record.story(1, 1).blocks


@pytest.mark.parametrize("verb", ["reteach", "dismiss"])
def test_an_article_that_is_not_known_is_told_so(desk: Newsdesk, verb: str) -> None:
    with pytest.raises(NotFoundError, match="no article is called '7'"):
        asked(desk, verb, article="7", version=2)


def test_an_article_that_was_removed_is_not_taught_anew(desk: Newsdesk, newsroom: Newsroom) -> None:
    newsroom.publish("/fire", page())
    add(desk, newsroom.url("/fire"))
    desk.perform("remove", {"article": "1"})

    with pytest.raises(NotFoundError, match="not watched any more"):
        asked(desk, "reteach", article="1")
