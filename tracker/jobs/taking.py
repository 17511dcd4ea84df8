"""By which watches an article is taken, once it was read: it may stand in the sources of several."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.core.alerts.keywords import stand_in
from tracker.core.sources.digests import lists
from tracker.core.sources.patterns import is_taken
from tracker.jobs.sources_world import Scouting
from tracker.model import Story, WatchSettings
from tracker.model.settings import Take
from tracker.model.source import HOLDS_KEYWORD, Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What the watches that list an article say of it.

    Attributes:
        tags: of all that take it; `watches`: those themselves.
        home: the source under whose watch it counts; None: under that which listed it first.
        why_not: why none takes it; empty where one does. `is_full`: one would, and has as many as it may have.
    """

    tags: tuple[str, ...] = ()
    watches: tuple[WatchSettings, ...] = ()
    home: int | None = None
    why_not: str = ""
    is_full: bool = False

    def end_of(self, begun: datetime) -> datetime | None:
        """Give when the watch of an article ends that began at a moment: with the last of those that take it."""
        ends = [watch.end_of(begun) for watch in self.watches]
        return max((end for end in ends if end is not None), default=None) if None not in ends else None


def taking(named: WatchSettings, candidate: Candidate, story: Story, scouting: Scouting) -> Taking:
    """Ask the watch whose source listed an article first, and all others that list it, whether they take it."""
    why_not = _why_not(named, candidate, story)
    willing: list[tuple[WatchSettings, int | None]] = [] if why_not else [(named, None)]
    willing += [found for found in _others(named, candidate, scouting) if not _why_not(found[0], candidate, story)]
    if not willing:
        return Taking(why_not=why_not)
    room = [home for watch, home in willing if _has_room(watch, scouting)]
    if not room:
        return Taking(why_not=_full(willing[0][0]), is_full=True)
    tags = dict.fromkeys(tag for watch, _ in willing for tag in watch.tags)
    return Taking(tags=tuple(tags), watches=tuple(watch for watch, _ in willing), home=room[0])


def judges(candidate: Candidate, scouting: Scouting) -> int:
    """Give a number that stands for the rules of all watches that list an article, while this process runs."""
    named = scouting.world.settings.watch(candidate.watch)
    others = _others(named, candidate, scouting) if named is not None else []
    return hash((named, *(watch for watch, _ in others)))


def no_room(named: WatchSettings, candidate: Candidate, scouting: Scouting) -> str:
    """Say that no watch that lists an article can take one more: it is not worth a request; empty where one can."""
    if _has_room(named, scouting) or any(_has_room(one, scouting) for one, _ in _others(named, candidate, scouting)):
        return ""
    return _full(named)


def _has_room(watch: WatchSettings, scouting: Scouting) -> bool:
    return scouting.sources.watched_for(watch.url) < watch.most


def _full(watch: WatchSettings) -> str:
    return f"{watch.most} articles of {watch.url} are under watch already: raise its `most`, or narrow it"


def _others(named: WatchSettings, candidate: Candidate, scouting: Scouting) -> list[tuple[WatchSettings, int | None]]:
    """Give the other watches that list an article, each with the source in which it stands."""
    found: list[tuple[WatchSettings, int | None]] = []
    for watch in scouting.world.settings.watches:
        if watch.url != named.url and is_taken(candidate.url, watch):
            listed = scouting.sources.listed_by(watch.url)
            found += [(watch, source) for source, digests in listed if lists(digests, candidate.url)][:1]
    return found


def _why_not(named: WatchSettings, candidate: Candidate, story: Story) -> str:
    """Say why a watch does not take an article that was read; empty where it does."""
    if named.take is Take.MARKED and story.marker is None:
        return "read: it does not say that it will be updated"
    words = f"{candidate.headline}\n{story.headline}\n{story.dek}\n{story.text}"
    told = candidate.watch == named.url and candidate.reason.endswith(HOLDS_KEYWORD)
    if named.keywords and not told and not stand_in(named.keywords, words):
        return "read: it holds none of your keywords"
    return ""
