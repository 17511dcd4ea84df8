"""One failure, or two on top of one another, then the same again without one, and what is found afterwards."""

from __future__ import annotations

import re
import shutil
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.sweeps.scenes import Scene, Step, Town
from tests.edges.store.crashing import child
from tests.program import Program
from tracker.edges.fault_points import FaultAction
from tracker.edges.store import Record
from tracker.errors import StoreOlderError
from tracker.model import AlertKind, ArticleState, DeliveryState

KILLED = -9
_ORPHANS = (
    "SELECT count(*) FROM blob WHERE id NOT IN "
    "(SELECT body_blob FROM version UNION SELECT story_blob FROM version UNION SELECT capture_blob FROM version)"
)
_UNFINISHED = re.compile(r"\.unfinished|\.tmp$|^\.[^.].*\.[0-9a-f]{8}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Which pass of which point fails, and how."""

    point: str
    nth: int
    action: FaultAction = FaultAction.KILL

    def __str__(self) -> str:
        return f"{self.action.value} at {self.point}:{self.nth}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a trial: the promises that broke, and the way by which it recovered."""

    scene: str
    step: str
    faults: tuple[Fault, ...]
    struck: bool
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """How one step ended: its exit code, what it complained of, and the points that it passed."""

    code: int
    err: str = ""
    passed: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Sweep:
    """A scene on its stage: the folder as it stands before each step, and what a run without failures leaves."""

    scene: Scene
    town: Town
    room: Path
    before: list[Path] = field(default_factory=list)
    passed: list[tuple[str, ...]] = field(default_factory=list)
    left: list[Counter[str]] = field(default_factory=list)

    def prepare(self) -> None:
        """Play the scene once, keep its folder at each step, and note what each step passes and leaves.

        Raises:
            RuntimeError: it breaks a promise without any failure.
        """
        folder = self.room / "prepared"
        folder.mkdir()
        self.scene.prepare(Program(folder), self.town)
        for number, step in enumerate(self.scene.steps):
            self.before.append(self.room / f"before {number}")
            shutil.copytree(folder, self.before[-1])
            self.town.forget()
            ended = done(step, folder, log=True)
            broken = list(unsound(folder)) + list(untold(folder, self.town))
            if ended.code or broken:
                raise RuntimeError(f"{self.scene.name}: {step.name} fails by itself: {ended.code} {ended.err} {broken}")
            self.passed.append(ended.passed)
            self.left.append(essence(folder))

    def faults(self, number: int, *, every: bool, actions: tuple[FaultAction, ...]) -> Iterator[Fault]:
        """Give the failures of a step: at each point, at its first pass and its last, or at every one."""
        work = self.scene.steps[number].work is not None
        for point, count in Counter(self.passed[number]).items():
            for nth in range(1, count + 1) if every else sorted({1, count}):
                yield from (Fault(point=point, nth=nth, action=action) for action in _meant(actions, nth, work, every))

    def play(self, number: int, *faults: Fault) -> tuple[Verdict, tuple[str, ...]]:
        """Fail once, or on top of that once more, do the same again, and judge; gives what the recovery passed too."""
        step, place = self.scene.steps[number], self.room / "trial"
        shutil.copytree(self.before[number], place)
        self.town.forget()
        try:
            return self._played(step, number, place, faults)
        finally:
            shutil.rmtree(place)

    def _played(
        self, step: Step, number: int, place: Path, faults: tuple[Fault, ...]
    ) -> tuple[Verdict, tuple[str, ...]]:
        known, broken, struck = versions(place), list[str](), True
        for turn, fault in enumerate(faults):
            ended = done(step, place, fault, recovering=turn > 0)
            struck = struck and (ended.code == KILLED or fault.action is FaultAction.RAISE)
            broken += [*lost(known, place, str(fault)), *unmannerly(ended, str(fault))]
            known = versions(place)
        again = done(step, place, recovering=True, log=True)
        broken += [*lost(known, place, "the plain run"), *unmannerly(again, "the plain run")]
        if again.code and not (step.again and re.search(step.again, again.err)):
            broken.append(f"the plain run exits {again.code}: {again.err[-200:]}")
        broken += [*unsound(place), *untold(place, self.town), *leftovers(place)]
        broken += unmirrored(place) if step.words[:1] == ("run",) else ()
        if step.work is None:
            broken += unlike(essence(place), self.left[number])
        verdict = Verdict(
            scene=self.scene.name, step=step.name, faults=faults, struck=struck, broken=tuple(dict.fromkeys(broken))
        )
        return verdict, again.passed


def _meant(actions: tuple[FaultAction, ...], nth: int, work: bool, every: bool) -> tuple[FaultAction, ...]:
    """Work on a record says nothing of an error: there it is killed alone. What is raised is raised once a point."""
    return tuple(action for action in actions if action is FaultAction.KILL or (not work and (nth == 1 or every)))


def done(step: Step, folder: Path, fault: Fault | None = None, *, recovering: bool = False, log: bool = False) -> Ended:
    """Do one step in a folder, with a failure or without."""
    passes = folder / "passes"
    passes.unlink(missing_ok=True)
    if step.work is not None:
        work = step.recover if recovering and step.recover is not None else step.work
        armed = (fault.point, fault.nth) if fault else ("", 0)
        code = child(work, folder / "snapshots", folder / "said", *armed, str(passes) if log else "")
        return Ended(code, passed=_passed(passes))
    environment = {"TRACKER_FAULT": f"{fault.point}:{fault.nth}:{fault.action.value}"} if fault else {}
    # What runs beside the program is of its folder too.
    environment |= {"XDG_STATE_HOME": str(folder / "state")} | ({"TRACKER_FAULT_LOG": str(passes)} if log else {})
    told = Program(folder).process(*step.words, **environment)
    return Ended(told.code, told.err, _passed(passes))


def _passed(log: Path) -> tuple[str, ...]:
    return tuple(log.read_text().split()) if log.exists() else ()


def record_of(folder: Path) -> Record | None:
    """Give a folder's record as a reader finds it; None where there is none, or an older one yet."""
    if not (folder / "snapshots" / "archive.db").exists():
        return None
    try:
        record = Record.open(folder / "snapshots")
        record.articles()
    except StoreOlderError:
        return None
    return record


def versions(folder: Path) -> set[tuple[int, int, str]]:
    """Give article, number and chain hash of each version that a reader finds, with nobody's help."""
    record = record_of(folder)
    if record is None:
        return set()
    return {(one.id, each.number, each.chain_hash) for one in record.articles() for each in record.versions(one.id)}


def lost(known: set[tuple[int, int, str]], folder: Path, what: str) -> Iterator[str]:
    """Name acknowledged versions that are gone or altered (promise 1)."""
    for article, number, _ in sorted(known - versions(folder)):
        yield f"{what} lost or altered version {number} of article {article}"


def unmannerly(ended: Ended, what: str) -> Iterator[str]:
    """Name a traceback (promise 5: what goes wrong is said in words)."""
    if "Traceback" in ended.err and "InjectedFaultError" not in ended.err:
        yield f"{what} shows a traceback: {ended.err.splitlines()[-1]}"


def unsound(folder: Path) -> Iterator[str]:
    """Name what of the record does not hold, and what others could read (promises 1 and 3)."""
    data = folder / "snapshots"
    record = record_of(folder)
    if record is not None:
        yield from (str(broken) for broken in record.verify())
        with closing(sqlite3.connect(data / "archive.db")) as connection:
            found = [connection.execute(f"PRAGMA {one}").fetchall() for one in ("integrity_check", "foreign_key_check")]
            if found != [[("ok",)], []] or connection.execute(_ORPHANS).fetchone() != (0,):
                yield f"the record's file is not sound: {found}"
    if data.exists() and stat.S_IMODE(data.lstat().st_mode) & 0o077:
        yield "others can look into the data folder"


def untold(folder: Path, town: Town) -> Iterator[str]:
    """Name mails that came under a name that nobody knows, and alerts noted as sent that never came (promise 2)."""
    record = record_of(folder)
    if record is None:
        return
    deliveries = record.deliveries()
    # Mails that quote what was taken out of the record went with it.
    gone = {(stone.article_id, stone.number + later) for stone in record.tombstones() for later in (0, 1)}
    names = {one.message_id for one in deliveries}
    came = town.mails(folder)
    for name in sorted(name for name in set(came) - names if not name.startswith("<test.")):
        yield f"a mail {name} came that the record does not know"
    if town.keeps_mails(folder):
        mails = [one for one in deliveries if one.channel == "mail" and one.state is DeliveryState.SENT]
        for one in mails:
            erased = (one.article_id, one.version) in gone or one.kind is AlertKind.TEST
            if one.message_id not in came and one.merged_into is None and not erased:
                yield f"alert {one.id} is noted as sent and never came"


def leftovers(folder: Path) -> Iterator[str]:
    """Name files that were begun and are neither finished nor gone."""
    for path in folder.rglob("*"):
        # A text or a feed is written anew by whoever watches, see `unmirrored`.
        if _UNFINISHED.search(path.name) and not path.name.endswith((".md.unfinished", ".xml.unfinished")):
            yield f"{path.name} was left"
    drafts = list((folder / "snapshots" / "mail" / "tmp").glob("*"))
    if drafts:
        yield f"{len(drafts)} drafts were left in the mail folder"


def unmirrored(folder: Path) -> Iterator[str]:
    """Name versions without their text file, and what is left of one."""
    data = folder / "snapshots"
    files = {(path.parent.name.partition("-")[0], path.name) for path in data.glob("text/*/*/*")}
    for article, number, _ in sorted(versions(folder)):
        if (str(article), f"{number}.md") not in files:
            yield f"version {number} of article {article} has no text file"
    yield from (f"{name} was left" for _, name in files if name.endswith(".unfinished"))


def essence(folder: Path) -> Counter[str]:
    """Give what a record says, times and names that chance gives left out; what is said twice counts twice."""
    record, found = record_of(folder), Counter[str]()
    if record is None:
        return found
    # Where one of two could not be put under watch, and is later, their numbers are the other way round.
    names = {one.id: urlsplit(one.url).path for one in record.articles()}
    for one in record.articles():
        name = names[one.id]
        # How lively it is goes by the clock alone.
        rests = one.state in (ArticleState.PAUSED, ArticleState.RETIRED)
        found[f"article {name} at rest: {rests} {sorted(one.tags)} planned: {one.next_look is not None}"] += 1
        for each in record.versions(one.id):
            found[f"version {name} {each.number} {each.text_sha256} {each.headline!r} {each.kept.value}"] += 1
        found[f"noise {name} {sorted(record.dismissed(one.id))}"] += 1
    for owed in record.deliveries():
        # Whoever asks for a test again gets another one, and is glad of it.
        if owed.kind is not AlertKind.TEST:
            about = names.get(owed.article_id or 0)
            found[f"alert {owed.channel.value} {about} {owed.version} {owed.kind.value} {_fate(owed.state)}"] += 1
    for silence in {(mute.article_id, mute.recipient) for mute in record.mutes()}:
        found[f"mute {silence}"] += 1
    for stone in record.tombstones():
        found[f"tombstone {stone.article_id} {stone.number} {stone.reason}"] += 1
    return found


def _fate(state: DeliveryState) -> str:
    # After a failure that was told, the next try comes later than the run that is looked at here.
    return "owed or told" if state in (DeliveryState.PENDING, DeliveryState.SENT, DeliveryState.MERGED) else state.value


def unlike(found: Counter[str], wanted: Counter[str]) -> Iterator[str]:
    """Name what stands otherwise than if nothing had failed (promises 2, 4 and 6)."""
    for one in (wanted - found).elements():
        yield f"missing: {one}"
    for one in (found - wanted).elements():
        yield f"too much: {one}"
