"""500 versions of one story in an hour, told to 20 recipients: how many messages each gets, and what deciding costs.

    .venv/bin/python -m bench.bursts [VERSIONS RECIPIENTS]

Rules, planner, diffs and the round are the tracker's own; the outbox is the small one of the tests, the clock is set
by hand. Exits 1 where anybody gets more than the cap, a version is not told, or a merged message does not lead on from
the one before it.
"""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import PurePath
from typing import Final
from zoneinfo import ZoneInfo

from tests.jobs.outbox import NOON, owed
from tests.jobs.shelf import Shelf, fire
from tracker.jobs.notify import Round, notify
from tracker.jobs.tellings import Tellings, Told
from tracker.model import Channel, NewsKind, Rule, Settings, Telling

HOUR: Final = timedelta(hours=1)
CAP: Final = 12
RULES: Final = (
    Rule(per_hour=CAP),
    Rule(per_hour=CAP, kinds=(NewsKind.TOLL,)),
    Rule(per_hour=CAP, keywords_text=("mayor",)),
    Rule(per_hour=2),
)

Sent = tuple[str, int, int]
"""Whom, from which version, to which."""


class Taker:
    """A server that takes everything."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []

    def send(self, message: Sent) -> str:
        """Take it."""
        self.sent.append(message)
        return "250 taken"


def built(telling: Telling, stories: tuple[Told, ...], **_: object) -> Sent:
    """Say from which version to which a message leads."""
    step = stories[0].step
    assert step is not None
    assert step.before is not None
    return telling.deliveries[-1].recipient, step.before.number, step.after.number


def main(versions: int, recipients: int) -> int:
    """Run the hour and what comes after it; print and judge."""
    stories = {(1, number): fire(number) for number in range(versions + 1)}
    outbox, taker = Shelf(stories={place: story for place, story in stories.items() if place[1]}), Taker()
    present = NOON
    rules = {f"{number}@x": RULES[number % len(RULES)] for number in range(recipients)}
    turn = Round(
        outbox=outbox,
        channel=Channel.MAIL,
        sender=taker,
        build=built,
        tellings=Tellings(outbox),
        rule_of=rules.get,
        settings=Settings(data=PurePath("unused")),
        zone=ZoneInfo("UTC"),
        clock=lambda: present,
    )
    began = time.process_time()
    for version in range(2, versions + 1):
        present = NOON + version * HOUR / versions
        while (due := outbox.next_due()) is not None and due <= present:
            notify(turn, limit=recipients)
        outbox.owe(*(owed(version, version=version, recipient=name, at=present) for name in rules))
        notify(turn, limit=recipients)
    while (due := outbox.next_due()) is not None:
        present = max(present, due)
        notify(turn, limit=recipients)
    spent = time.process_time() - began
    faults = [name for name in rules if not _holds(name, rules[name], outbox, taker, versions)]
    counts = sorted({sum(one[0] == name for one in taker.sent) for name in rules})
    print(f"{versions} versions, {recipients} recipients: {counts[0]} to {counts[-1]} messages each")
    print(
        f"stories read {outbox.asked}, {spent:.1f} s of CPU, {1000 * spent / versions / recipients:.2f} ms a delivery"
    )
    print(f"beyond the cap, untold or not leading on: {len(faults)} {faults[:5]}")
    return int(bool(faults))


def _holds(name: str, rule: Rule, outbox: Shelf, taker: Taker, versions: int) -> bool:
    sent = [(before, after) for recipient, before, after in taker.sent if recipient == name]
    moments = [moment for moment, recipient, _ in outbox.left if recipient == name]
    most = max(sum(one <= other < one + HOUR for other in moments) for one in moments) if moments else 0
    ends = [1, *(after for _, after in sent)]
    return most <= rule.per_hour and ends[-1] == versions and [before for before, _ in sent] == ends[:-1]


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:] or ("500", "20"))))
