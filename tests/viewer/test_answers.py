from __future__ import annotations

from threading import Event, Thread

import pytest

from tracker.errors import TrackerError
from tracker.viewer.answers import Answers


def never() -> str:
    raise AssertionError("it was known already")


def test_an_answer_is_worked_out_once_and_is_ready_then() -> None:
    answers: Answers[int, str] = Answers(2)

    assert answers.ready(1) is None
    assert answers.get(1, lambda: "one") == "one"
    assert answers.ready(1) == "one"
    assert answers.get(1, never) == "one"


def test_the_last_few_are_kept_and_those_asked_for_longest_ago_go_first() -> None:
    answers: Answers[int, str] = Answers(2)
    for number in (1, 2, 1, 3):
        answers.get(number, lambda number=number: str(number))  # type: ignore[misc]

    assert [answers.ready(number) for number in (1, 2, 3)] == ["1", None, "3"]

    answers.clear()
    assert answers.ready(3) is None


def test_an_error_is_told_and_not_kept() -> None:
    answers: Answers[int, str] = Answers(2)

    def fails() -> str:
        raise TrackerError("no such version")

    with pytest.raises(TrackerError):
        answers.get(1, fails)
    assert answers.ready(1) is None
    assert answers.get(1, lambda: "one") == "one"


def test_who_asks_for_what_another_thread_works_out_waits_for_it() -> None:
    answers: Answers[int, str] = Answers(2)
    begun, go_on = Event(), Event()

    def slowly() -> str:
        begun.set()
        go_on.wait(10)
        return "one"

    told: list[str] = []
    first = Thread(target=lambda: told.append(answers.get(1, slowly)))
    first.start()
    begun.wait(10)
    second = Thread(target=lambda: told.append(answers.get(1, never)))
    second.start()
    assert answers.ready(1) is None
    go_on.set()
    first.join(10)
    second.join(10)
    assert told == ["one", "one"]


def test_who_waits_for_a_thread_that_fails_works_it_out_itself() -> None:
    answers: Answers[int, str] = Answers(2)
    begun, go_on = Event(), Event()

    def fails() -> str:
        begun.set()
        go_on.wait(10)
        raise TrackerError("left")

    def first() -> None:
        with pytest.raises(TrackerError):
            answers.get(1, fails)

    told: list[str] = []
    threads = [Thread(target=first), Thread(target=lambda: told.append(answers.get(1, lambda: "one")))]
    threads[0].start()
    begun.wait(10)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert told == ["one"]
