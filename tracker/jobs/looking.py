"""One look at a page: fetch it, say what kind of answer came, read it. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from tracker.core.page_state import answer_state, lost_subscription
from tracker.errors import FetchError, HostBusyError, ReaderKilledError, ReadingError, RedirectForbiddenError
from tracker.jobs.redirects import fetch_led
from tracker.jobs.robots import refusal
from tracker.jobs.world import World
from tracker.model import Capture, Claim, Host, Memory, Outcome, PageState, Request, Rung, Story, Visit, WatchKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one look at a page gave.

    Attributes:
        began, ended: of the look, with its reading.
        capture: None when no answer came.
        story: given only where the state is `article` and the page had to be read.
        rung: how far the look had to climb to know the text; None where none was seen. Below a full reading there is
            no story: it is that of the newest version.
        page_text: all words of the page, where its text had to be found anew.
        found: lines in doubt on other articles that this page shows too, outside of its story.
        killed: the page killed its reader.
        remarks: sentences for the person who adds the page, at a first reading only.
        own_address: what the page declares as its address, at a first reading only; empty where it does not say.
        asked: a request was made; none is where the site's robots.txt forbids it.
        waits_for: the host that the page leads to and that may not be asked yet; empty where none is in the way.
    """

    began: datetime
    ended: datetime
    state: PageState
    reason: str = ""
    capture: Capture | None = None
    story: Story | None = None
    memory: Memory | None = None
    rung: Rung | None = None
    page_text: str = ""
    found: frozenset[str] = frozenset()
    killed: bool = False
    remarks: tuple[str, ...] = ()
    own_address: str = ""
    asked: bool = True
    waits_for: str = ""

    @property
    def good(self) -> bool:
        """Whether the article's text was seen, or vouched for by a 304."""
        return self.state in (PageState.ARTICLE, PageState.UNMODIFIED)

    @property
    def outcome(self) -> Outcome:
        """How the look ended, as far as it can be said without comparing."""
        if self.state in (PageState.UNREACHABLE, PageState.COLLAPSED, PageState.QUARANTINED):
            return Outcome.FAILED
        if self.state is PageState.UNMODIFIED:
            return Outcome.UNMODIFIED
        if self.state is not PageState.ARTICLE:
            return Outcome.STATE
        return Outcome.IDENTICAL if self.rung is Rung.IDENTICAL else Outcome.SAME

    def visit(self, outcome: Outcome, reason: str, *, version: int | None) -> Visit:
        """Give the look as the record keeps it."""
        capture = self.capture
        return Visit(
            began=self.began,
            ended=self.ended,
            outcome=outcome,
            state=self.state,
            reason=reason,
            status=capture.status if capture else None,
            size=len(capture.body) if capture and capture.body is not None else None,
            version=version,
            rung=self.rung,
        )


def look(
    request: Request,
    host: Host,
    world: World,
    *,
    kind: WatchKind,
    memory: Memory | None = None,
    known_body: str | None = None,
    wanted: frozenset[str] = frozenset(),
) -> Sight:
    """Look at a page once; a failure is a state, never an exception.

    Args:
        host: of the address, as it stands: what its robots.txt forbids is not asked.
        known_body: the sha256 in hex of bytes whose text is known already: such bytes are not read again.
        wanted: keys of lines to look for all over the page.
    """
    site = world.settings.site(host.name)
    sight = _looked(request, host, world, kind=kind, memory=memory, known_body=known_body, wanted=wanted)
    return as_subscriber(sight, host.name) if site.subscribed else sight


def as_subscriber(sight: Sight, host: str) -> Sight:
    """Give a look at a subscribed host as it counts: a stub or a login in the text's place is a lost subscription."""
    status = sight.capture.status if sight.capture else None
    lost = lost_subscription(sight.state, sight.reason, status, host=host)
    return sight if lost is None else replace(sight, state=lost[0], reason=lost[1], rung=None)


def _looked(
    request: Request,
    host: Host,
    world: World,
    *,
    kind: WatchKind,
    memory: Memory | None,
    known_body: str | None,
    wanted: frozenset[str],
) -> Sight:
    began = world.clock()
    refused = refusal(request.url, host, world)
    if refused is not None:
        return Sight(began=began, ended=began, state=refused[0], reason=refused[1], asked=False)
    try:
        capture = fetch_led(request, host, world)
    except RedirectForbiddenError as error:
        return Sight(began=began, ended=world.clock(), state=PageState.BLOCKED, reason=str(error))
    except FetchError as error:
        waits_for = error.host if isinstance(error, HostBusyError) else ""
        return Sight(
            began=began, ended=world.clock(), state=PageState.UNREACHABLE, reason=str(error), waits_for=waits_for
        )
    answer = answer_state(capture)
    if answer is not None:
        rung = Rung.UNMODIFIED if answer[0] is PageState.UNMODIFIED else None
        return Sight(began=began, ended=world.clock(), state=answer[0], reason=answer[1], capture=capture, rung=rung)
    if known_body is not None and is_known(capture, known_body, memory):
        return Sight(began=began, ended=world.clock(), state=PageState.ARTICLE, capture=capture, rung=Rung.IDENTICAL)
    return _read(capture, began, world, kind=kind, memory=memory, wanted=wanted)


def is_known(capture: Capture, known_body: str, memory: Memory | None) -> bool:
    """Whether an answer's bytes are those whose text is known; of another length they need no hash to tell."""
    sent = memory.sent if memory is not None else 0
    if sent and capture.body is not None and len(capture.body) != sent:
        return False
    return capture.body_sha256 == known_body


def look_again(claim: Claim, world: World) -> Sight:
    """Look at a watched article. What is held is read in full: a cheaper look would say nothing of it."""
    sure = claim.held is None
    memory = claim.memory if sure or claim.memory is None else replace(claim.memory, fingerprint="")
    return look(
        Request(url=claim.article.url, validators=claim.validators if sure else None),
        claim.host,
        world,
        kind=claim.article.kind,
        memory=memory,
        wanted=claim.wanted,
        known_body=claim.body_sha256 if sure else None,
    )


def _read(
    capture: Capture,
    began: datetime,
    world: World,
    *,
    kind: WatchKind,
    memory: Memory | None,
    wanted: frozenset[str],
) -> Sight:
    try:
        reading = world.reader.read(capture, memory, kind, world.clock(), wanted=wanted)
    except ReadingError as error:
        killed = isinstance(error, ReaderKilledError)
        return Sight(
            began=began,
            ended=world.clock(),
            state=PageState.COLLAPSED,
            reason=str(error),
            capture=capture,
            killed=killed,
        )
    if reading.unchanged and memory is not None:
        return Sight(began=began, ended=world.clock(), state=reading.state, capture=capture, rung=Rung.QUICK)
    return Sight(
        began=began,
        ended=world.clock(),
        state=reading.state,
        reason=reading.reason,
        capture=capture,
        story=reading.story if reading.state is PageState.ARTICLE else None,
        memory=reading.memory if reading.state is PageState.ARTICLE else None,
        rung=Rung.FULL if reading.state is PageState.ARTICLE else None,
        page_text=reading.page_text,
        found=reading.found,
        remarks=reading.remarks,
        own_address=reading.own_address,
    )
