"""`kill -9` at random moments of a process that plans and sends what is owed, and of the mail server it speaks with.

    .venv/bin/python bench/alert_kills.py [--folder DIR] [--kills 200] [--seed 1]

Each round owes news of three stories and of the tracker itself to four people, whose rules gather bursts, keep a cap,
ask for digests and are quiet by night. A process of its own tells them as the daemon does: it decides by the rules,
makes each diff, writes each mail and sends it over SMTP from two threads to a real server in a third process, until one
of the two is killed, or both. The next round goes on where the kill left things. At the end everything is let leave.
Exits 1 where an alert is lost, told under two Message-IDs, or a mail that came again is another one.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from datetime import time as time_of_day
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path, PurePath

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.edges.store.examples import LEASE, NOON, at, changed, opening
from tests.servers.smtp import MailServer, Received
from tracker.edges.email import SmtpMailer
from tracker.edges.store import Record, Store
from tracker.errors import PermanentDeliveryError, TemporaryDeliveryError
from tracker.jobs.messages import mail_builder
from tracker.jobs.notify import Round, notify
from tracker.jobs.recipients import rule_of
from tracker.jobs.tellings import Tellings, Told
from tracker.model import (
    AlertKind,
    Batch,
    Channel,
    Decision,
    Delivery,
    DeliveryState,
    HoldReason,
    MailSettings,
    Message,
    NewsKind,
    Owed,
    Pace,
    QuietHours,
    Recipient,
    Rule,
    Security,
    Settings,
    SmtpSettings,
    Telling,
    Transport,
    Waiting,
)

KILLED = -9
STORIES = 3
READERS = tuple(f"{name}@example.org" for name in ("anne", "bob", "chika", "dora"))
_MINUTES_A_ROUND = 10
_LONGEST_LIFE = 0.8
_LONGEST_WAIT = timedelta(days=2)
_PAUSE = timedelta(minutes=1)
# When it was written last is all in which a mail may differ that comes again.
_DATE = re.compile(r"^Date: .*$", re.MULTILINE)
_LONG = "A paragraph that takes its time on the wire.\n" * 500
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["bench.alert_kills"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """One mail that the server took.

    Attributes:
        tells: the alerts that stand in it.
    """

    message_id: str
    tells: frozenset[int]
    data: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What became of all that was owed."""

    owed: int
    mails: int
    lost: int
    repeats: int
    other_ids: int
    altered: int

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        return not (self.lost or self.other_ids or self.altered)


class _Journal(list[Received]):
    """Mails of a server that may be killed: each is on disk before its answer leaves."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def append(self, one: Received) -> None:
        super().append(one)
        told = frozenset(int(line.split()[1]) for line in _text(one).splitlines() if line.startswith("tells "))
        row = [str(one.mail["Message-ID"]), sorted(told), one.data.decode("ascii")]
        os.write(self._descriptor, f"{json.dumps(row)}\n".encode())


def _text(one: Received) -> str:
    part = one.mail.get_body(("plain",))
    return str(part.get_content()) if part is not None else ""


def serve(journal: Path, ready: Connection) -> None:
    """Take mails until killed; tells its port."""
    with MailServer() as server:
        server.received = _Journal(journal)
        ready.send(server.port)
        threading.Event().wait()


def came(journal: Path) -> list[Came]:
    """Give all mails that any server took."""
    lines = journal.read_text().splitlines() if journal.exists() else []
    rows = [json.loads(line) for line in lines]
    return [Came(message_id=row[0], tells=frozenset(row[1]), data=row[2]) for row in rows]


def decisions(batch: Batch, now: datetime) -> list[Decision]:
    """Decide by the numbers of the alerts: some wait once, a story is a mail, now and then all of it is a digest."""
    waiting = tuple(one for one in batch.due if one.id % 5 == 0 and one.held_for is None)
    rest = [one for one in batch.due if one not in waiting]
    stories: dict[int | None, list[Delivery]] = {}
    for one in rest:
        stories.setdefault(one.article_id, []).append(one)
    found: list[Decision] = []
    if waiting:
        found.append(Waiting(deliveries=waiting, until=now + _PAUSE, held_for=HoldReason.BURST, reason="a burst"))
    if len(stories) > 2 and rest[0].id % 3 == 0:
        return [*found, Telling(deliveries=tuple(rest), digest=True)]
    return [*found, *(Telling(deliveries=tuple(told)) for told in stories.values())]


def written(telling: Telling, more: str) -> Message:
    """Write the plainest mail that names every alert it tells; every other one is longer."""
    carrier = telling.deliveries[-1]
    text = "".join(f"tells {one.id}\n" for one in telling.deliveries)
    return Message(
        sender="tracker@example.org",
        recipient=carrier.recipient,
        subject=carrier.thread_subject,
        text=text + more * (carrier.id % 2),
        html=f"<pre>{text}</pre>",
        date=carrier.created,
        message_id=carrier.message_id,
        in_reply_to=carrier.in_reply_to,
        references=carrier.references,
    )


def tell(store: Store, port: int, now: datetime, *, more: str = "") -> None:
    """Decide upon all that is due, and send all that is ready, until nothing is."""
    settings = SmtpSettings(host="127.0.0.1", port=port, security=Security.NONE, timeout=timedelta(seconds=5))
    sender = SmtpMailer(settings)
    while True:
        while batch := store.claim_batch(now, channel=Channel.MAIL, lease=LEASE):
            store.decide(batch, decisions(batch, now), now)
        telling = store.claim_telling(now, channel=Channel.MAIL, lease=LEASE)
        if telling is None:
            return
        _send(store, sender, telling, now, more)


def _send(store: Store, sender: SmtpMailer, telling: Telling, now: datetime, more: str) -> None:
    carrier = telling.deliveries[-1]
    try:
        told = sender.send(written(telling, more))
    except TemporaryDeliveryError as error:
        store.postponed(carrier, now + _PAUSE, told=str(error))
    except PermanentDeliveryError as error:
        store.failed(carrier, told=str(error))
    else:
        store.delivered(carrier, now, told=told)


def settings_of(data: Path, port: int) -> Settings:
    """Give the settings of a tracker that mails by a server on this machine; nothing that is owed is unwanted."""
    smtp = SmtpSettings(host="127.0.0.1", port=port, security=Security.NONE, timeout=timedelta(seconds=5))
    anne, bob, chika, dora = (Recipient(address=one, kinds=tuple(NewsKind)) for one in READERS)
    quiet = QuietHours(begins=time_of_day(22), ends=time_of_day(7))
    return Settings(
        data=PurePath(data),
        mail=MailSettings(transport=Transport.SMTP, smtp=smtp),
        recipients=(
            replace(anne, per_hour=0),
            replace(bob, per_hour=4),
            replace(chika, pace=Pace.DIGEST),
            replace(dora, quiet=quiet, timezone="UTC"),
        ),
    )


def round_of(store: Store, data: Path, port: int, now: datetime, *, well: bool = False) -> Round[Message]:
    """Make what the daemon tells by; each mail says at its end which alerts it tells."""
    settings = settings_of(data, port)
    write = mail_builder(settings.mail.sender)

    def build(
        telling: Telling, stories: tuple[Told, ...], *, rule: Rule | None, zone: tzinfo, now: datetime
    ) -> Message:
        message = write(telling, stories, rule=rule, zone=zone, now=now)
        named = "".join(f"tells {one.id}\n" for one in telling.deliveries)
        return replace(message, text=f"{message.text}\n{named}{_LONG * (telling.deliveries[-1].id % 2)}")

    return Round(
        outbox=store,
        channel=Channel.MAIL,
        sender=SmtpMailer(settings.mail.smtp),
        build=build,
        tellings=Tellings(store),
        rule_of=lambda name: rule_of(settings, Channel.MAIL, name),
        settings=settings,
        zone=UTC,
        clock=lambda: now,
        well=well,
    )


def work(data: Path, port: int, now: datetime, ready: Connection) -> None:
    """Tell from two threads, saying when it begins."""
    with Store.open(data, clock=lambda: NOON) as store:
        ready.send(0)
        turns = [round_of(store, data, port, now, well=well) for well in (False, True)]
        threads = [threading.Thread(target=notify, args=(turn,), kwargs={"limit": 1000}) for turn in turns]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def watch(data: Path) -> None:
    """Begin to watch the stories."""
    with Store.open(data, clock=lambda: NOON) as store:
        for number in range(STORIES):
            store.open_watch(opening(f"https://paper{number}.example/", name=f"paper{number}.example"))


def owe(data: Path, turn: int, now: datetime) -> None:
    """Owe a change of each story, and a line about the tracker, to everybody."""
    with Store.open(data, clock=lambda: NOON) as store:
        for article in range(1, STORIES + 1):
            claim = store.claim(article, now, lease=LEASE)
            if claim is not None:
                store.record(changed(claim, now, f"Text of turn {turn}.", *READERS))
        daily = [
            Owed(recipient=one, kind=AlertKind.DAILY, occasion=f"daily.{turn}", subject="Still watching")
            for one in READERS
        ]
        store.owe(daily, now)


class _Server:
    """The mail server's process, started anew after each kill."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._start()

    def _start(self) -> None:
        ours, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=serve, args=(self._journal, theirs))
        self._process.start()
        self.port: int = ours.recv()

    def kill(self) -> None:
        """Kill it, whatever it is doing."""
        self._process.kill()
        self._process.join()

    def restart(self) -> None:
        """Have another in its place, on another port."""
        self._start()


def killed(place: Path, *, kills: int, seed: int) -> tuple[Found, Counter[str]]:
    """Kill teller or server so many times, let everything leave, and judge; gives how often each was killed, too."""
    chance = random.Random(seed)
    data, journal = place / "data", place / "mails"
    watch(data)
    server, struck, turn = _Server(journal), Counter[str](), 0
    while struck.total() < kills:
        turn += 1
        now = at(turn * _MINUTES_A_ROUND)
        owe(data, turn, now)
        whom = chance.choice(["teller", "teller", "teller", "server", "both"])
        struck.update(_struck(data, server, now, whom, chance))
    _let_leave(data, server, turn)
    server.kill()
    return judged(data, journal), struck


def _struck(data: Path, server: _Server, now: datetime, whom: str, chance: random.Random) -> list[str]:
    """Let a process tell, and kill whom is to be killed; gives who was alive until then."""
    ours, theirs = _PROCESSES.Pipe()
    teller = _PROCESSES.Process(target=work, args=(data, server.port, now, theirs))
    teller.start()
    ours.recv()
    time.sleep(chance.uniform(0.0, _LONGEST_LIFE))
    was_at_work = teller.is_alive()
    if whom != "teller":
        server.kill()
    if whom != "server":
        teller.kill()
    _ended(teller)
    was_killed = teller.exitcode == KILLED or whom == "server"
    if whom != "teller":
        server.restart()
    return [whom] if was_at_work and was_killed else []


def _ended(process: BaseProcess) -> None:
    process.join(60)
    if process.is_alive():
        process.kill()
        raise RuntimeError("it did not end by itself")


def _let_leave(data: Path, server: _Server, turn: int) -> None:
    # What is held, gathered or put off comes due in its time.
    now = at((turn + 1) * _MINUTES_A_ROUND)
    end = now + _LONGEST_WAIT
    with Store.open(data, clock=lambda: NOON) as store:
        while now < end:
            notify(round_of(store, data, server.port, now), limit=1000)
            due = [one.next_try for one in Record.open(data).deliveries() if one.next_try is not None]
            if not due:
                return
            now = max(min(due), now + timedelta(minutes=1))


def judged(data: Path, journal: Path) -> Found:
    """Hold the record against what came."""
    deliveries, mails = Record.open(data).deliveries(), came(journal)
    told_by: dict[int, set[str]] = {}
    copies: dict[str, set[str]] = {}
    for mail in mails:
        copies.setdefault(mail.message_id, set()).add(_DATE.sub("", mail.data, count=1))
        for number in mail.tells:
            told_by.setdefault(number, set()).add(mail.message_id)
    return Found(
        owed=len(deliveries),
        mails=len(mails),
        lost=sum(not _is_told(one, deliveries, copies, told_by) for one in deliveries),
        repeats=len(mails) - len(copies),
        other_ids=sum(len(ids) > 1 for ids in told_by.values()),
        altered=sum(len(different) > 1 for different in copies.values()),
    )


def _is_told(
    one: Delivery, deliveries: Sequence[Delivery], copies: dict[str, set[str]], told_by: dict[int, set[str]]
) -> bool:
    """Tell whether it stands as told, and a mail did come that tells it."""
    carriers = {other.id: other for other in deliveries}
    carrier = carriers[one.merged_into] if one.state is DeliveryState.MERGED and one.merged_into else one
    return (
        carrier.state is DeliveryState.SENT
        and carrier.message_id in copies
        and told_by.get(one.id, set()) == {carrier.message_id}
    )


def measured(folder: Path, *, kills: int, seed: int) -> Iterator[str]:
    """Yield the figures in words."""
    found, struck = killed(folder, kills=kills, seed=seed)
    whom = ", ".join(f"{name} {count}" for name, count in sorted(struck.items()))
    yield (
        f"kill -9, {struck.total()} times ({whom}): {found.owed:,} alerts owed, {found.mails:,} mails came; "
        f"{found.lost} lost, {found.other_ids} told under two Message-IDs, {found.altered} came again altered "
        f"(bar 0, 0, 0), {found.repeats} came again under their Message-ID"
    )
    if not found.holds:
        raise SystemExit("a promise about alerts was broken")


def main() -> None:
    """Print the figures; the record is removed afterwards."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("--folder", type=Path, help="where to write; the system's temporary folder by default")
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        for line in measured(Path(folder), kills=given.kills, seed=given.seed):
            print(line, flush=True)


if __name__ == "__main__":
    main()
