"""One look at a page: fetch it, say what kind of answer came, read it. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.page_state import answer_state
from tracker.errors import FetchError, ReadingError
from tracker.jobs.world import World
from tracker.model import Capture, Claim, Memory, PageState, Request, Story, Validators, WatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look at a page gave.

    Attributes:
        capture: None when no answer came.
        story: given only where the state is `article`.
        identical: the bytes are those of the newest version's last good reading: the story need not be read.
    """

    state: PageState
    reason: str = ""
    capture: Capture | None = None
    story: Story | None = None
    memory: Memory | None = None
    identical: bool = False


def look(
    url: str,
    *,
    kind: WatchKind,
    memory: Memory | None,
    validators: Validators | None,
    body_sha256: str | None,
    world: World,
) -> Look:
    """Look at a page once; a failure is a state, never an exception."""
    try:
        capture = world.fetcher.fetch(Request(url=url, validators=validators))
    except FetchError as error:
        return Look(state=PageState.UNREACHABLE, reason=str(error))
    answer = answer_state(capture)
    if answer is not None:
        return Look(state=answer[0], reason=answer[1], capture=capture)
    if body_sha256 is not None and capture.body_sha256 == body_sha256:
        return Look(state=PageState.ARTICLE, capture=capture, identical=True)
    return _read(capture, kind=kind, memory=memory, world=world)


def look_again(claim: Claim, world: World) -> Look:
    """Look at a watched article. What is held is read in full: a 304 or identical bytes would say nothing of it."""
    article = claim.article
    doubtful = claim.held is not None
    return look(
        article.url,
        kind=article.kind,
        memory=claim.memory,
        validators=None if doubtful else claim.validators,
        body_sha256=None if doubtful else claim.body_sha256,
        world=world,
    )


def _read(capture: Capture, *, kind: WatchKind, memory: Memory | None, world: World) -> Look:
    try:
        reading = world.reader.read(capture, memory, kind, world.clock())
    except ReadingError as error:
        return Look(state=PageState.COLLAPSED, reason=str(error), capture=capture)
    return Look(
        state=reading.state,
        reason=reading.reason,
        capture=capture,
        story=reading.story if reading.state is PageState.ARTICLE else None,
        memory=reading.memory,
    )
