"""Fail at every named point of `tracker run --once`, go on with a plain one, and see that nothing was lost or doubled.

    .venv/bin/python bench/sweep.py [--jobs 2] [--action kill|raise] [--transport folder|smtp]

The scene: a watched story with one change that is kept and its mail still owed, and one that is just published; and a
second story that never changes. Each trial plays in a fresh copy of the scene's folder. Exits 1 where a promise broke.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email import message_from_bytes
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.program import Program
from tests.servers.smtp import MailServer
from tracker.app.clock import now
from tracker.app.sending import send_owed
from tracker.app.wiring import furnish
from tracker.config import load
from tracker.demo.newsroom import Newsroom
from tracker.demo.story import EDITIONS, STEADY
from tracker.edges.fault_points import FaultAction
from tracker.edges.lock import StoreLock
from tracker.edges.store import Record, Store
from tracker.jobs.poll import poll
from tracker.model import Channel, DeliveryState, Transport

KILLED = -9
HEADLINES = tuple(edition.headline for edition in EDITIONS[:3])
LATER = timedelta(minutes=10)
MAIL = """\
[mail]
transport = "{transport}"

[mail.smtp]
host = "127.0.0.1"
port = {port}
security = "none"
timeout = "5s"

[[recipient]]
address = "desk@example.org"
"""

Kept = tuple[tuple[int, int, str], ...]
"""Article, number and chain hash of every version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A folder in which a change waits to be seen and another to be told."""

    program: Program
    newsroom: Newsroom
    transport: Transport

    @contextmanager
    def copied(self, place: Path) -> Iterator[Trial]:
        """Give a copy to play one trial in, with a mail server of its own; it is gone afterwards."""
        with ExitStack() as closing:
            mail = closing.enter_context(MailServer()) if self.transport is Transport.SMTP else None
            shutil.copytree(self.program.folder, place)
            program = Program(place)
            settle(program, self.newsroom, self.transport, port=mail.port if mail else 1)
            yield Trial(program=program, mail=mail)
            shutil.rmtree(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One copy of the scene."""

    program: Program
    mail: MailServer | None

    @property
    def data(self) -> Path:
        """Where everything is kept."""
        return self.program.folder / "snapshots"

    @property
    def kept(self) -> Kept:
        """What a reader finds, with nobody's help."""
        record = Record.open(self.data)
        return tuple(
            (article.id, version.number, version.chain_hash)
            for article in record.articles()
            for version in record.versions(article.id)
        )

    @property
    def mails(self) -> list[str]:
        """The Message-ID of each mail that came."""
        if self.mail is not None:
            return self.mail.message_ids
        files = sorted((self.data / "mail" / "new").glob("*"))
        return [str(message_from_bytes(file.read_bytes())["Message-ID"]) for file in files]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one trial: how the failing run ended, mails that came twice, and the promises that broke."""

    point: str
    action: FaultAction
    code: int
    repeated: int = 0
    broken: tuple[str, ...] = ()


@contextmanager
def scene(transport: Transport) -> Iterator[Scene]:
    """Prepare the folder that every trial starts from."""
    with ExitStack() as closing:
        folder = Path(closing.enter_context(tempfile.TemporaryDirectory(prefix="tracker-sweep-")))
        newsroom = Newsroom().start()
        closing.callback(newsroom.stop)
        program = Program(folder / "prepared")
        program.folder.mkdir()
        settle(program, newsroom, transport, port=1)
        said = [program("add", newsroom.url, newsroom.second_url)]
        newsroom.publish(1)
        said.append(program("poll", "1"))
        newsroom.publish(2)
        # Due at once, however quick this machine is.
        said += [program("pause", "1"), program("resume", "1")]
        if any(one.code for one in said):
            raise RuntimeError(f"the scene cannot be set: {[one.err for one in said]}")
        yield Scene(program=program, newsroom=newsroom, transport=transport)


def settle(program: Program, newsroom: Newsroom, transport: Transport, *, port: int) -> None:
    """Write the settings of a folder."""
    program.configure(newsroom.address, pace="1s", more=MAIL.format(transport=transport.value, port=port))


def points(of: Scene) -> Counter[str]:
    """Give how often each point is passed when nothing goes wrong, in the order of the first passes."""
    with of.copied(of.program.folder.with_name("listing")) as trial:
        log = of.program.folder.with_name("points")
        said = trial.program("run", "--once", TRACKER_FAULT_LOG=str(log))
        broken = tuple(broken_promises(of, trial))
        if said.code or broken:
            raise RuntimeError(f"without a fault it already fails: {said.err} {broken}")
        return Counter(log.read_text().splitlines())


def play(of: Scene, point: str, action: FaultAction) -> Verdict:
    """Fail at the first pass of a point, go on, and judge."""
    with of.copied(of.program.folder.with_name(f"{point}.{action.value}")) as trial:
        before = trial.kept
        failed = trial.program("run", "--once", TRACKER_FAULT=f"{point}:1:{action.value}")
        between = trial.kept
        plain = trial.program("run", "--once")
        if action is FaultAction.RAISE:
            live_on(trial, now() + LATER)
        broken = [
            *unlike(before, between, "the failing run"),
            *unlike(between, trial.kept, "the plain run"),
            *(["the fault did not kill"] if action is FaultAction.KILL and failed.code != KILLED else []),
            *([f"the plain run exits {plain.code}: {last_line(plain.err)}"] if plain.code else []),
            *tracebacks(failed.err, "the failing run"),
            *tracebacks(plain.err, "the plain run"),
            *broken_promises(of, trial),
        ]
        repeated = len(trial.mails) - len(set(trial.mails))
        return Verdict(point=point, action=action, code=failed.code, repeated=repeated, broken=tuple(broken))


def live_on(trial: Trial, later: datetime) -> None:
    """Do what is due by then: what failed in words, not by a kill, is tried again after a pause."""
    settings = load(config_option=trial.program.folder / "config.toml", environment={}, cwd=trial.program.folder)
    with StoreLock(trial.data), Store.open(trial.data, clock=lambda: later) as store:
        house = furnish(settings, store, clock=lambda: later)
        try:
            while claims := store.claim_due(later, limit=1, lease=settings.run.lease):
                poll(claims[0], house.world)
            send_owed(house, Channel.MAIL, clock=lambda: later, limit=9)
        finally:
            house.close()


def unlike(before: Kept, after: Kept, what: str) -> Iterator[str]:
    """Name the acknowledged versions that are not there any more as they were."""
    for article, number, _ in sorted(set(before) - set(after)):
        yield f"{what} lost or altered version {number} of article {article}"


def tracebacks(said: str, what: str) -> Iterator[str]:
    """Tell a traceback, except the one that was asked for."""
    if "Traceback" in said and "InjectedFaultError" not in said:
        yield f"{what} shows a traceback: {last_line(said)}"


def last_line(said: str) -> str:
    """Give the last line of what was said."""
    return "".join(said.splitlines()[-1:])


def broken_promises(of: Scene, trial: Trial) -> Iterator[str]:
    """Name what does not stand as it must once everything is done."""
    record = Record.open(trial.data)
    yield from (str(broken) for broken in record.verify())
    for article_id, headlines in ((1, HEADLINES), (2, (STEADY.headline,))):
        found = tuple(version.headline for version in record.versions(article_id))
        if found != headlines:
            yield f"article {article_id} has the versions {found}"
    owed = record.deliveries()
    sent = {one.id for one in owed if one.state is DeliveryState.SENT}
    if len(owed) != 2 or any(one.id not in sent and one.merged_into not in sent for one in owed):
        yield f"deliveries stand as {[(one.version, one.state.value, one.told) for one in owed]}"
    carriers = {one.message_id for one in owed if one.merged_into is None}
    if set(trial.mails) != carriers:
        yield f"the mails that came are {trial.mails}"
    if of.transport is Transport.FOLDER and len(trial.mails) != len(carriers):
        yield f"{len(trial.mails)} mails stand in the folder"
    drafts = list((trial.data / "mail" / "tmp").glob("*"))
    if drafts:
        yield f"{len(drafts)} drafts were left in the mail folder"


def sweep(
    of: Scene, actions: tuple[FaultAction, ...], *, jobs: int, chosen: Collection[str] | None = None
) -> Iterator[Verdict]:
    """Play every point with every action, several side by side; verdicts come in the order of the points.

    Args:
        chosen: play only these points; None: all that the scene passes.
    """
    passed = [point for point in points(of) if chosen is None or point in chosen]
    trials = [(point, action) for point in passed for action in actions]
    with ThreadPoolExecutor(jobs) as pool:
        yield from pool.map(lambda trial: play(of, *trial), trials)


def main() -> int:
    """Print a line for each trial."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--action", choices=[one.value for one in FaultAction])
    arguments.add_argument("--transport", choices=["folder", "smtp"])
    given = arguments.parse_args()
    actions = (FaultAction(given.action),) if given.action else tuple(FaultAction)
    transports = [Transport(given.transport)] if given.transport else [Transport.FOLDER, Transport.SMTP]
    played = broken = 0
    for transport in transports:
        with scene(transport) as of:
            for verdict in sweep(of, actions, jobs=given.jobs):
                played, broken = played + 1, broken + bool(verdict.broken)
                print(line(transport, verdict), flush=True)
    print(f"{'BEYOND' if broken else 'holds'}   {played} trials, {broken} of them broke a promise")
    return int(broken > 0)


def line(transport: Transport, verdict: Verdict) -> str:
    """Tell one trial in a line, and each broken promise in one below."""
    words = "broken" if verdict.broken else "holds "
    again = f", {verdict.repeated} mail again under its Message-ID" if verdict.repeated else ""
    first = f"{words}  {transport.value:6} {verdict.action.value:5} {verdict.point:28} exit {verdict.code}{again}"
    return "\n".join([first, *(f"        {one}" for one in verdict.broken)])


if __name__ == "__main__":
    sys.exit(main())
