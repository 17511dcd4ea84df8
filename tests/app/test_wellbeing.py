"""Whether the tracker is well: each reason by itself, with a real record and a real socket."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.app.test_health import unhappy
from tests.edges.store.examples import LEASE, NOON, at, opening, unchanged, visit
from tracker.app import wellbeing as the_module
from tracker.app.requests import SOCKET_NAME, Pulse
from tracker.app.wellbeing import wellbeing
from tracker.edges.control import JSON, ControlServer
from tracker.edges.store import Store
from tracker.model import Outcome, PageState, Recipient, Settings, SiteSettings
from tracker.view.wellbeing import State, Wellbeing

WELL = Pulse(pid=7)


@contextmanager
def daemon(folder: Path, pulse: Pulse = WELL, *, beat: datetime = NOON) -> Iterator[None]:
    """Answer as a daemon of the folder does, which was alive at a moment."""

    def answer(request: dict[str, JSON]) -> dict[str, JSON]:
        assert request["verb"] == "pulse"
        return {"answer": pulse.json()}

    with Store.open(folder, clock=lambda: NOON) as store:
        store.beat(beat)
    server = ControlServer(folder / SOCKET_NAME, answer)
    try:
        yield
    finally:
        server.close()


def found(folder: Path, now: datetime = NOON, **settings: object) -> Wellbeing:
    return wellbeing(replace(Settings(data=folder), **settings), now)  # type: ignore[arg-type]


def test_a_daemon_that_gets_on_is_well(tmp_path: Path) -> None:
    with daemon(tmp_path):
        assert found(tmp_path) == Wellbeing(state=State.OK, pid=7)


def test_without_a_daemon_it_is_down(tmp_path: Path) -> None:
    down = Wellbeing(state=State.DOWN, reasons=("no daemon runs: `tracker run` starts it",))
    assert found(tmp_path / "nothing") == down
    assert not (tmp_path / "nothing").exists()


def test_a_daemon_that_stands_still_is_down_and_one_with_a_hanging_look_degraded(tmp_path: Path) -> None:
    still = Pulse(pid=7, standing_still=("the tick has not ended for 61 s",), hanging=2)
    with daemon(tmp_path, still):
        assert found(tmp_path) == Wellbeing(
            state=State.DOWN,
            reasons=(
                "the tick has not ended for 61 s",
                "2 looks have not ended within the time for it: restart the daemon",
            ),
            pid=7,
        )
    with daemon(tmp_path, replace(still, standing_still=())):
        assert found(tmp_path).state is State.DEGRADED


def test_a_daemon_of_another_version_and_one_that_says_nonsense_are_down(tmp_path: Path) -> None:
    answers: list[dict[str, JSON]] = [
        {"error": {"message": "there is no verb 'pulse'", "exit_code": 2}},
        {"answer": 7},
        {"words": True},
    ]
    told = []
    for answer in answers:
        server = ControlServer(tmp_path / SOCKET_NAME, lambda _, said=answer: said)  # type: ignore[misc]
        told.append(found(tmp_path).reasons[0])
        server.close()
    assert told[0] == "the daemon is of another version than this program: restart it"
    assert told[1].startswith("the daemon does not answer: whoever listens at ")
    assert told[2].startswith("the daemon does not answer: ")


def test_a_daemon_that_can_write_nothing_is_down(tmp_path: Path) -> None:
    with daemon(tmp_path, beat=at(-20)):
        assert found(tmp_path).reasons == ("the daemon runs, and could write nothing for 20 min; see its log",)


def test_a_record_that_does_not_read_is_down(tmp_path: Path) -> None:
    with daemon(tmp_path):
        (tmp_path / "archive.db").write_bytes(b"no record at all" * 100)
        assert found(tmp_path).state is State.DOWN
        assert str(tmp_path / "archive.db") in found(tmp_path).reasons[0]


def test_a_look_that_is_very_late_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        due = store.open_watch(opening()).next_look
    assert due is not None
    late = due + timedelta(hours=2)
    with daemon(tmp_path, beat=late):
        assert found(tmp_path, late).reasons == (
            "a look is 2 h late: `tracker plan` shows which hosts are asked for more than they allow",
        )


def test_mail_that_reaches_nobody_is_told_and_one_bad_address_is_not(tmp_path: Path) -> None:
    unhappy(tmp_path)
    everyone = tuple(Recipient(address=f"{name}@example.org") for name in "abc")
    with daemon(tmp_path, beat=at(90)):
        reasons = found(tmp_path, at(90), recipients=everyone).reasons
    assert [reason for reason in reasons if "mail" in reason or "alerts" in reason] == [
        "alerts are due and not even tried, the oldest since 2026-03-14 12:03 UTC; see: tracker alerts"
    ]


def test_lost_and_unusable_subscriptions_are_told(tmp_path: Path) -> None:
    with Store.open(tmp_path, clock=lambda: NOON) as store:
        store.open_watch(opening())
        claim = store.claim(1, at(1), lease=LEASE)
        assert claim is not None
        lost = visit(at(1), Outcome.STATE, state=PageState.LOGGED_OUT)
        store.record(replace(unchanged(claim, at(1)), seen=False, capture=None, visit=lost))
    site = SiteSettings(host="news.example", headers_file=tmp_path / "none")
    with daemon(tmp_path, beat=at(2)):
        assert found(tmp_path, at(2), sites=(site,)).reasons == (
            "a site does not know your subscription any more: `tracker status` names it and the cure",
            f"news.example is not asked: {tmp_path / 'none'} cannot be read (No such file or directory); name one that "
            "is there",
        )


def test_little_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The one thing that no test can make smaller: the disk of the machine.
    monkeypatch.setattr(the_module, "LEAST_ROOM", 2**62)
    with daemon(tmp_path):
        (reason,) = found(tmp_path).reasons
    assert reason.startswith("only ")
    assert reason.endswith(" MB are free for the record: make room")
    assert os.statvfs(tmp_path).f_bavail > 0
