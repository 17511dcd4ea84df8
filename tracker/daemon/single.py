"""One round without a bell: what `tracker run --once` does, for a timer of somebody else's."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from tracker.app.clock import now
from tracker.app.newsdesk import Newsdesk
from tracker.app.retention import finish
from tracker.app.sending import TOLD_BY_RULES, send_owed
from tracker.app.wiring import House, furnished
from tracker.daemon.telling import tell_clock, tell_discovery, tell_look, tell_settled, tell_unwiped, tell_vigil
from tracker.edges.lock import StoreLock
from tracker.jobs.discover import claim_lead, discover, settle
from tracker.model import Settings
from tracker.view.records import JSON

ALL = 100_000
LONGEST_ROUND = timedelta(minutes=10)
"""For how long articles are looked for: hosts want to be asked slowly. What is left is for the next round."""


def run_once(settings: Settings) -> int:
    """Watch what the configuration names, look at all that is due now, send what is owed; gives the exit code.

    Each article is looked at once, as politely as ever: those of one host one gap after another.

    Raises:
        StoreBusyError: another process holds the store.
    """
    with StoreLock(Path(settings.data)), furnished(settings) as house:
        tell_unwiped(finish(house)[0])
        tell_clock(house.store.follow_clock(now()))
        house.mirror.catch_up()
        _discover_all(house)
        _look_at_all_due(house)
        tell_vigil(house.vigil.keep(now()))
        for channel in TOLD_BY_RULES:
            send_owed(house, channel, clock=now, limit=ALL)
        house.feeds.write_due()
        if house.archiver is not None:
            house.archiver.work(limit=ALL)
    return 0


def _discover_all(house: House) -> None:
    """Look at all places that are due, politely, each source once, for `LONGEST_ROUND` at most."""
    scouting, pause = house.scouting, threading.Event()
    for settled in settle(house.settings.watches, scouting, find=house.record.find):
        tell_settled(settled)
    began = now()
    while now() - began < LONGEST_ROUND and house.store.leads_due(now()):
        lead = claim_lead(scouting)
        if lead is None:
            pause.wait(0.25)
        elif lead.source is not None and (lead.source.last_look or began) > began:
            house.store.release_host(lead.host, None)
            return
        else:
            tell_discovery(discover(lead, scouting))


def _look_at_all_due(house: House) -> None:
    due: list[JSON] = [
        str(article.id)
        for article in house.record.articles()
        if article.next_look is not None and article.next_look <= now()
    ]
    if not due:
        return
    answer = Newsdesk(house, threading.Event()).perform("poll", {"articles": [*due]})
    for one in answer if isinstance(answer, list) else ():
        if isinstance(one, dict):
            tell_look(one)
