from __future__ import annotations

from datetime import UTC
from email import message_from_bytes
from email.policy import SMTP

from tests.jobs.outbox import NOON, owed
from tests.jobs.shelf import Shelf, fire
from tracker.edges.email import compose
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


def test_mail_programs_may_offer_to_unsubscribe_where_a_person_reads_such_mails() -> None:
    record = Shelf(stories={(1, number): fire(number) for number in (1, 2)})
    telling = Telling(deliveries=(owed(1, version=2, recipient="night+desk@example.org"),))
    stories = Tellings(record).contents(telling)

    def told(unsubscribe: str) -> dict[str, str]:
        build = mail_builder("tracker@example.org", unsubscribe=unsubscribe)
        mail = build(telling, stories, rule=None, zone=UTC, now=NOON)
        found = message_from_bytes(compose(mail), policy=SMTP)
        return {name: str(value).strip() for name, value in found.items()}

    assert "List-Unsubscribe" not in told("")
    assert told("ann@example.org")["List-Unsubscribe"] == (
        "<mailto:ann@example.org?subject=unsubscribe%20night%2Bdesk@example.org>"
    )
    long = f"{'a' * 130}@example.org"
    assert told(long)["List-Unsubscribe"] == f"<mailto:{long}>"
