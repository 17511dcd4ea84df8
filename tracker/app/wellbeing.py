"""Whether the tracker is well, in a word, with the reasons: for people, health checks and monitors."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tracker.app.requests import DaemonsDesk, ToldError, socket_of
from tracker.edges.fetch.subscriptions import Subscriptions
from tracker.edges.store.standing_record import StandingRecord
from tracker.errors import ControlError, NoDaemonError, StoreError
from tracker.jobs.recipients import everyone
from tracker.jobs.vigil import STILL_ALIVE, blind, offline, stuck
from tracker.model import Channel, Outlook, Settings
from tracker.model.durations import spoken_duration
from tracker.view.wellbeing import State, Wellbeing

LEAST_ROOM: Final = 200 * 2**20
"""Bytes. Source: queue_minfree of mail servers, in its spirit: say so before it is too late."""
LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_HELLO_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What wellbeing is told by.

    Attributes:
        pid: of the daemon; None where none answers, and `silence` says why.
        standing_still: sentences of the daemon about what does not get on; `hanging` looks should have ended.
        room: bytes that are free for the record; None where that cannot be told.
    """

    pid: int | None = None
    silence: str = ""
    standing_still: tuple[str, ...] = ()
    hanging: int = 0
    room: int | None = None


def wellbeing(settings: Settings, now: datetime) -> Wellbeing:
    """Look at daemon, record, mail and disk; never raises for what is wrong with one of them."""
    standing = _standing(settings)
    down = list(_silent(standing))
    worse: list[str] = []
    try:
        record = StandingRecord.open(Path(settings.data))
        record.expect_current()
        outlook = record.outlook(now)
        down += _unwritten(outlook, standing, now)
        worse += [*_watch(outlook, settings, now), *_mail(record, settings, now), *_kept(record)]
    except StoreError as error:
        down.append(str(error))
    worse += [*_machine(standing), *Subscriptions(settings.sites).troubles(now=now)]
    state = State.DOWN if down else State.DEGRADED if worse else State.OK
    return Wellbeing(state=state, reasons=(*down, *worse), pid=standing.pid)


def _standing(settings: Settings) -> Standing:
    room = room_in(Path(settings.data))
    try:
        found = DaemonsDesk(socket_of(settings), patience=_HELLO_SECONDS).pulse()
    except NoDaemonError:
        return Standing(silence="no daemon runs: `tracker run` starts it", room=room)
    except ToldError:
        return Standing(silence="the daemon is of another version than this program: restart it", room=room)
    except ControlError as error:
        return Standing(silence=f"the daemon does not answer: {error}", room=room)
    return Standing(pid=found.pid, standing_still=found.standing_still, hanging=found.hanging, room=room)


def room_in(folder: Path) -> int | None:
    """Give the bytes that are free where a folder lies, or will; None where that cannot be told."""
    try:
        place = folder if folder.exists() else next(above for above in folder.absolute().parents if above.exists())
        return shutil.disk_usage(place).free
    except OSError:
        return None


def _silent(standing: Standing) -> Iterator[str]:
    if standing.silence:
        yield standing.silence
    yield from standing.standing_still


def _unwritten(outlook: Outlook, standing: Standing, now: datetime) -> Iterator[str]:
    """The daemon notes every half minute that it is alive; where it runs and does not, it cannot write."""
    if standing.pid is not None and outlook.beat is not None and now - outlook.beat > STILL_ALIVE:
        yield f"the daemon runs, and could write nothing for {spoken_duration(now - outlook.beat)}; see its log"


def _watch(outlook: Outlook, settings: Settings, now: datetime) -> Iterator[str]:
    patience = settings.alerts.stuck_after
    troubles = (offline(outlook, LONG_AGO, patience), blind(outlook, LONG_AGO, patience))
    yield from (trouble.detail for trouble in troubles if trouble is not None)
    if outlook.due is not None and now - outlook.due >= patience:
        late = spoken_duration(now - outlook.due)
        yield f"a look is {late} late: `tracker plan` shows which hosts are asked for more than they allow"


def _mail(record: StandingRecord, settings: Settings, now: datetime) -> Iterator[str]:
    outlet, known = record.outlet(Channel.MAIL, now), {one.name for one in everyone(settings)}
    # One address that is refused is told by the alert itself; mail is stuck where nobody is reached.
    if not known <= {name for name, _ in outlet.refused}:
        outlet = replace(outlet, refused=())
    if (trouble := stuck(outlet, LONG_AGO, now, settings.alerts.stuck_after)) is not None:
        yield trouble.detail


def _kept(record: StandingRecord) -> Iterator[str]:
    sites = record.logged_out_sites()
    if sites:
        what = "a site does" if sites == 1 else f"{sites} sites do"
        yield f"{what} not know your subscription any more: `tracker status` names it and the cure"
    if record.unfinished_redactions():
        yield "words that were redacted may still stand in files: `tracker status` says in which record"


def _machine(standing: Standing) -> Iterator[str]:
    if standing.hanging:
        count = standing.hanging
        yield f"{count} look{'s have' if count > 1 else ' has'} not ended within the time for it: restart the daemon"
    if standing.room is not None and standing.room < LEAST_ROOM:
        yield f"only {standing.room // 2**20} MB are free for the record: make room"
