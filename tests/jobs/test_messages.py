from __future__ import annotations

from datetime import UTC

from tests.jobs.outbox import NOON, owed
from tests.jobs.shelf import Shelf, fire
from tracker.errors import StoreDamagedError
from tracker.jobs.messages import call_of, lines_of, mail_builder
from tracker.jobs.tellings import Tellings
from tracker.model import AlertKind, Telling

DAMAGED = "version 2 of article 2 does not read back"


def test_a_digest_says_which_story_it_cannot_show_on_every_channel() -> None:
    record = Shelf(stories={(article, number): fire(number) for article in (1, 2) for number in (1, 2)})
    record.broken[2, 2] = StoreDamagedError(DAMAGED)
    deliveries = (
        owed(1, article=2, version=2),
        owed(2, article=1, version=2),
        owed(3, article=2, version=2, kind=AlertKind.GONE),
        owed(4, article=None, kind=AlertKind.DIGEST),
    )
    telling = Telling(deliveries=deliveries, digest=True)
    stories = Tellings(record).contents(telling)
    mail = mail_builder("tracker@example.org")(telling, stories, rule=None, zone=UTC, now=NOON)
    wanted = f"It changed, and the change cannot be shown: {DAMAGED}"
    assert wanted in " ".join(mail.text.split())
    assert wanted in mail.html
    assert "3 changes in 2 stories" in mail.text
    assert "1 → 2 people (died)" in mail.text
    assert wanted in lines_of(telling, stories, zone=UTC).text
    assert wanted in call_of(telling, stories, rule=None).body.decode()
