from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.alert_record import ANNE, FAILED, HELD, MERGED, MUTED, SENT, TOLLS, fill
from tests.edges.store.examples import at
from tracker.app.alert_asking import mute_until, perform_of_alerts
from tracker.app.newsdesk import Newsdesk
from tracker.app.requests import SOCKET_NAME, answered, open_desk
from tracker.app.wiring import House, furnished
from tracker.edges.control import ControlServer
from tracker.edges.lock import StoreLock
from tracker.errors import NotFoundError, TrackerError, UsageError
from tracker.model import DeliveryState, Settings
from tracker.view.records import JSON


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    fill(tmp_path)
    return Settings(data=tmp_path, recipients=(TOLLS,))


def asked(settings: Settings, **words: JSON) -> dict[str, JSON]:
    with open_desk(settings) as desk:
        answer = desk.perform("alerts", words)
    assert isinstance(answer, dict)
    return answer


def muted(settings: Settings, **words: JSON) -> dict[str, JSON]:
    return asked(settings, **{"do": "mute", "article": "", "recipient": "", "span": "", "reason": "", **words})


@pytest.mark.parametrize("number", [HELD, MUTED, FAILED])
def test_what_waits_failed_or_was_kept_silent_leaves_when_asked(settings: Settings, number: int) -> None:
    answer = asked(settings, do="retry", number=number)

    assert (answer["id"], answer["recipient"], answer["state"]) == (number, ANNE, "pending")


@pytest.mark.parametrize(("number", "why"), [(SENT, "was sent on"), (MERGED, "is told by alert 2")])
def test_what_was_told_is_not_told_again(settings: Settings, number: int, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        asked(settings, do="retry", number=number)


def test_an_alert_or_a_mute_that_is_not_there_is_said_so(settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="there is no alert 99"):
        asked(settings, do="retry", number=99)
    with pytest.raises(NotFoundError, match="there is no mute 99"):
        asked(settings, do="unmute", number=99)


def test_a_story_is_muted_for_a_while_and_unmuted(settings: Settings) -> None:
    answer = muted(settings, article="Bridge", recipient="anne@EXAMPLE.org", span="2h", reason=" the \n storm ")

    with StoreLock(Path(settings.data)), furnished(settings) as house:
        (kept,) = house.record.mutes()
    assert (kept.article_id, kept.recipient, kept.reason) == (1, ANNE, "the storm")
    assert kept.until == kept.since + timedelta(hours=2)
    assert (answer["mute"], answer["holds"]) == (kept.id, True)
    assert asked(settings, do="unmute", number=kept.id) == {"mute": kept.id}
    with pytest.raises(NotFoundError):
        asked(settings, do="unmute", number=kept.id)


def test_a_mute_of_nobody_known_or_no_article_is_refused(settings: Settings) -> None:
    with pytest.raises(UsageError, match="nobody in the settings is called"):
        muted(settings, recipient="carl")
    with pytest.raises(NotFoundError):
        muted(settings, article="77")


@pytest.mark.parametrize("span", ["soon", "-2h", "0s", "2 weeks", "99999d"])
def test_a_span_that_is_none_is_refused(span: str) -> None:
    with pytest.raises(UsageError, match="--for"):
        mute_until(span, at(0))


def test_no_span_is_until_it_is_unmuted() -> None:
    assert mute_until("", at(0)) is None
    assert mute_until("90s", at(0)) == at(1.5)


def test_a_test_leaves_through_whoever_holds_the_store(settings: Settings) -> None:
    answer = asked(settings, do="test", recipient=ANNE)

    assert answer["recipient"] == ANNE
    assert len(list((Path(settings.data) / "mail" / "new").iterdir())) == 1


def test_a_deed_of_a_newer_program_is_refused_with_the_cure(settings: Settings) -> None:
    with pytest.raises(UsageError, match="restart it"):
        asked(settings, do="shout")


def test_a_running_daemon_does_what_is_asked(settings: Settings) -> None:
    with StoreLock(Path(settings.data)), furnished(settings) as house:
        server = ControlServer(Path(settings.data) / SOCKET_NAME, lambda request: _answer(house, request))
        try:
            asked(settings, do="retry", number=FAILED)
            with pytest.raises(TrackerError, match="was sent on") as refused:
                asked(settings, do="retry", number=SENT)
        finally:
            server.close()
        assert house.record.delivery(FAILED).state is DeliveryState.PENDING
    assert refused.value.exit_code == UsageError.exit_code


def _answer(house: House, request: dict[str, JSON]) -> dict[str, JSON]:
    return answered(Newsdesk(house, threading.Event()), request)


def test_the_time_of_a_mute_is_that_of_the_deed(settings: Settings) -> None:
    with StoreLock(Path(settings.data)), furnished(settings) as house:
        words: dict[str, JSON] = {"do": "mute", "article": "1", "recipient": "", "span": "30m", "reason": ""}
        perform_of_alerts(house, words, at(500))
        (kept,) = house.record.mutes()

    assert (kept.since, kept.until) == (at(500), at(530))
