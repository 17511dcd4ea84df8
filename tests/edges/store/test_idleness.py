"""A question that was asked in vain is not asked again until something may have changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.edges.store.examples import NOON
from tracker.edges.store.idleness import Idleness


class Asked:
    """A question that counts how often it was asked."""

    def __init__(self, *, waits: bool) -> None:
        self.times, self.waits = 0, waits

    def __call__(self) -> bool:
        self.times += 1
        return self.waits


@pytest.mark.parametrize(
    ("written", "seconds", "times"),
    [(0, 0, 1), (0, 4.9, 1), (0, 5, 2), (1, 0, 2), (0, -1, 2)],
    ids=["at once", "soon", "after five seconds", "after a commit", "when the clock was set back"],
)
def test_what_was_asked_in_vain_is_asked_again_after_a_commit_or_five_seconds(
    written: int, seconds: float, times: int
) -> None:
    commits, question = [0], Asked(waits=False)
    idleness = Idleness(written=lambda: commits[0])
    assert idleness.asked("mail", NOON, question) is False
    commits[0] += written
    assert idleness.asked("mail", NOON + timedelta(seconds=seconds), question) is False
    assert question.times == times


def test_what_found_something_is_asked_every_time() -> None:
    question, idleness = Asked(waits=True), Idleness(written=lambda: 0)
    assert [idleness.asked("mail", NOON, question) for _ in range(2)] == [True, True]
    assert question.times == 2


def test_each_question_is_known_by_its_name() -> None:
    mail, chat, idleness = Asked(waits=False), Asked(waits=True), Idleness(written=lambda: 0)
    assert idleness.asked("mail", NOON, mail) is False
    assert idleness.asked("chat", NOON, chat) is True


@pytest.mark.parametrize(
    ("written", "seconds", "times"),
    [(0, 0, 1), (0, 4.9, 1), (0, 5, 2), (1, 0, 2), (0, -1, 2)],
    ids=["at once", "soon", "after five seconds", "after a commit", "when the clock was set back"],
)
def test_for_whom_anything_waits_is_asked_once_for_all_of_them(written: int, seconds: float, times: int) -> None:
    asked, commits = [], [0]

    def question() -> set[str]:
        asked.append("who waits")
        return {"mail"}

    idleness = Idleness(written=lambda: commits[0])
    assert idleness.waits("mail", NOON, question)
    commits[0] += written
    assert not idleness.waits("chat", NOON + timedelta(seconds=seconds), question)
    assert len(asked) == times


def test_what_is_written_while_the_question_is_answered_is_asked_for_again() -> None:
    commits = [0]
    idleness = Idleness(written=lambda: commits[0])

    def question() -> bool:
        commits[0] += 1
        return False

    assert idleness.asked("mail", NOON, question) is False
    assert idleness.asked("mail", NOON, Asked(waits=True)) is True
