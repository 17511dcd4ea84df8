"""What is owed meets a mail server in a bad mood: it comes once, or is shown as failed; nobody else waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bench.alert_kills import tell
from tests.edges.store.conftest import MEMORY
from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.servers.smtp import MailServer, Mood
from tracker.edges.store import Record, Store
from tracker.model import Delivery, DeliveryState

ANNE, BOB, CHIKA = "anne@example.org", "bob@example.org", "chika@example.org"


@pytest.fixture
def data() -> Iterator[Path]:
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None, prefix="tracker-test-") as folder:
        yield Path(folder) / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    """A record that owes three people a mail."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        claim = store.claim(1, at(1), lease=LEASE)
        assert claim is not None
        store.record(changed(claim, at(1), "It is open.", ANNE, BOB, CHIKA))
        yield store


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as running:
        yield running


def standing(data: Path) -> dict[str, Delivery]:
    """Give what is owed, by recipient."""
    return {one.recipient: one for one in Record.open(data).deliveries()}


@pytest.mark.parametrize(
    ("mood", "words", "repeated"),
    [
        (Mood(hang_up="at once"), "it hung up", 0),
        (Mood(mail="421 4.3.2 going down"), "MAIL FROM with 421 4.3.2 going down", 0),
        (Mood(rcpt={"*": "450 4.2.0 greylisted"}), "with 450 4.2.0 greylisted", 0),
        (Mood(rcpt={"*": "452 4.2.2 over quota"}), "with 452 4.2.2 over quota", 0),
        (Mood(hang_up="before data"), "it hung up", 0),
        (Mood(data="451 4.3.0 try later"), "DATA with 451 4.3.0 try later", 0),
        (Mood(hang_up="after data"), "it hung up", 1),
    ],
)
def test_all_that_is_owed_outlasts_a_mood_and_comes_under_the_same_message_id(
    store: Store, data: Path, server: MailServer, mood: Mood, words: str, repeated: int
) -> None:
    server.mood = mood
    tell(store, server.port, at(2))
    for one in standing(data).values():
        assert (one.state, one.attempts) == (DeliveryState.PENDING, 1)
        assert words in one.told
    server.mood = Mood()
    tell(store, server.port, at(9))
    assert {one.state for one in standing(data).values()} == {DeliveryState.SENT}
    ids = {one.message_id for one in standing(data).values()}
    assert Counter(server.message_ids) == dict.fromkeys(ids, 1 + repeated)
    assert len({one.data for one in server.received}) == 3
    tell(store, server.port, at(60))
    assert len(server.received) == 3 + 3 * repeated
