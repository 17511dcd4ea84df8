"""One article under watch, and all that is remembered between two looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model.capture import PageState, Validators
from tracker.model.moments import Timed
from tracker.model.story import Story
from tracker.model.story_parts import Marker, Photograph


class ArticleState(StrEnum):
    """How lively an article is, or why nobody looks at it: ENDED is a watch that came to its end by itself."""

    BREAKING = "breaking"
    COOLING = "cooling"
    SETTLED = "settled"
    REAWAKENED = "re-awakened"
    GONE = "gone"
    ENDED = "ended"
    PAUSED = "paused"
    RETIRED = "retired"


class WatchKind(StrEnum):
    """What was asked to be watched: an article, or any page as it is."""

    ARTICLE = "article"
    PAGE = "page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat(Timed):
    """How often changes are to be expected of one article; `core/schedule` alone gives it meaning.

    Attributes:
        fast, slow: changes per hour owed to recent changes, as they stood at `at`.
        born: when the article was published, or first seen.
        looks: how many looks there were; seeds the jitter.
        failures: looks in a row without an answer.
        opened: when the watch began, or began again; None in records of an older tracker.
        beat: hours between its last two changes; `steady` how often in a row it was the same.
        unsure: by how many hours the time of its last change may be wrong.
        until: a person's word for when the watch ends; None: it ends by the settings.
        run_changes, run_hours: of the run of changes at an even pace that it may be in, the older ones counting less.
        live_odds: natural logarithm of the odds that it is in one, so that it is being written live.
        was_live: a run that was long enough to tell is over.
    """

    at: datetime
    born: datetime
    fast: float = 0.0
    slow: float = 0.0
    looks: int = 0
    failures: int = 0
    changed_at: datetime | None = None
    reawakened_at: datetime | None = None
    beat: float = 0.0
    steady: int = 0
    unsure: float = 0.0
    opened: datetime | None = None
    until: datetime | None = None
    run_changes: float = 0.0
    run_hours: float = 0.0
    live_odds: float = 0.0
    was_live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Timed):
    """When to come back, and the reason in words. `at` None: not again by itself."""

    at: datetime | None
    why: str
    state: ArticleState
    heat: Heat


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Timed):
    """One article under watch.

    Attributes:
        url: the address as it was added, canonical form; `host` is its name with a port that is not the default.
        page_state: how the last look ended; `page_state_since` when that began.
        versions: how many are kept.
        last_look, last_good: last attempt, and last time the text was really seen.
        next_look: None while paused, gone or retired.
    """

    id: int
    url: str
    host: str
    kind: WatchKind
    headline: str
    state: ArticleState
    marker: Marker | None
    added: datetime
    tags: tuple[str, ...] = ()
    page_state: PageState = PageState.ARTICLE
    page_state_since: datetime
    page_state_reason: str = ""
    versions: int = 0
    last_look: datetime | None = None
    last_good: datetime | None = None
    next_look: datetime | None = None
    why: str = ""


class DekSource(StrEnum):
    """Where a page's standfirst is taken from: an element of the page, or what the page declares to others."""

    UNKNOWN = "unknown"
    PAGE = "page"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory(Timed):
    """What a first reading taught us about a page, so that later ones are made by the same walker.

    Attributes:
        selector: CSS of the container that holds the text; `index` which of its `matches` it is.
        walker: the version of the walker that wrote this.
        zone: folded texts outside the container that belong to the story.
        embedded: the place of the text in data that the page's scripts carry; empty where it stands in the page.
        teaser: only a paywall's visible beginning was ever there: its text makes versions.
        fingerprint: of what the quick test looks at, as it was when the text was last read; empty: not known.
        size: of the page then in letters, `sent` in bytes (0: not known); `read_at` when that was, and `quick` how many
            quick tests have relied on it since.
        way: the tags on the way down to headline and container.
        dress: digests of the class names around and in the story, without what builds hang on them; empty: not known.
        dek: where the standfirst is from.
        day: of publication, where the page shows one to people only.
        photograph: the lead photograph as last read; `pictures` the identities of all that could have been
            it, and `figure` whether it stood in the story itself.
    """

    selector: str
    index: int = 0
    matches: int = 1
    walker: int = 1
    zone: tuple[str, ...] = ()
    embedded: str = ""
    teaser: bool = False
    fingerprint: str = ""
    size: int = 0
    sent: int = 0
    read_at: datetime | None = None
    quick: int = 0
    way: str = ""
    dress: tuple[str, ...] = ()
    dek: DekSource = DekSource.UNKNOWN
    day: datetime | None = None
    photograph: Photograph | None = None
    pictures: tuple[str, ...] = ()
    figure: bool = False

    def finds_like(self, other: Memory) -> bool:
        """Whether both lead the same walker to the same place, and its elements go by the same names.

        What is a caption, a standfirst or a box of the site's is told by names too: where all of these are others, the
        same place reads in another way.
        """
        mine = (self.selector, self.index, self.matches, self.walker, self.embedded, self.way)
        theirs = (other.selector, other.index, other.matches, other.walker, other.embedded, other.way)
        return mine == theirs and is_dressed_like(self.dress, other.dress)


FEW_NAMES = 2


def is_dressed_like(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether half of the class names are the same; widgets that come and go bring a few of their own."""
    fewer, more = sorted((set(one), set(other)), key=len)
    return not fewer or len(more) <= FEW_NAMES or 2 * len(fewer & more) >= len(fewer)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Timed):
    """A reading that differs but is not believed yet: looked at again at `until`, first seen at `since`."""

    story: Story
    reason: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Host(Timed):
    """How we stand with one host.

    Attributes:
        ready_at: no request before this time.
        tokens: requests left of the hour's allowance, as it stood at `tokens_at`.
        refusals: 429s and 503s in a row; `blocked_why` says what the host asked for.
        robots_status: what the host answered when it was asked for its robots.txt; None where it was not, or did not.
        robots_until: how long that holds; None: it is to be asked for first.
        crawl_delay: the gap that its robots.txt asks for; None where it names none.
    """

    name: str
    ready_at: datetime
    tokens: float
    tokens_at: datetime
    refusals: int = 0
    blocked_until: datetime | None = None
    blocked_why: str = ""
    robots_status: int | None = None
    robots_until: datetime | None = None
    crawl_delay: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HintTrust:
    """How one kind of hints fared at one host: looks after a moved hint that found a change, and that did not."""

    kept: int = 0
    broken: int = 0


class Elsewhere(StrEnum):
    """What looks at other articles say of the time in which one could not be read: is it the page, or is it us?

    UNKNOWN: no other article was looked at meanwhile.
    """

    READ = "read"
    NOT_READ = "not read"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostClaim:
    """The right to ask one host one thing: `token` proves it, and `host` is how we stood with it when it was given."""

    host: Host
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The right to look at one article once, and all a look needs to know.

    Attributes:
        token: proves the right; a report with a stale one changes nothing.
        read_latest: gives the newest version's story, which most looks never ask for; None before the first.
        body_sha256: of the newest bytes read, in hex; None before the first.
        baseline: the newest version's text as the page's present layout shows it, where that was laid out anew since.
        strikes: how many looks in a row killed their reader.
        wanted: keys of lines that are in doubt on other articles of the host: does this page show them too?
        moved_at: when the article moved to its address; None where it is the first, or one that it had before.
        moved_from: the address before that.
    """

    article: Article
    token: str
    host: Host
    heat: Heat
    read_latest: Callable[[], Story | None] = field(compare=False, repr=False)
    body_sha256: str | None
    validators: Validators
    memory: Memory | None
    held: Held | None
    baseline: Story | None = None
    strikes: int = 0
    wanted: frozenset[str] = frozenset()
    moved_at: datetime | None = None
    moved_from: str = ""

    @property
    def latest(self) -> Story | None:
        """The newest version's story; None before the first."""
        return self.read_latest()
