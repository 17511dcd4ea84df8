"""Where articles are found: feeds, sitemaps, pages of headlines, and what they say of each article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.model.article import Heat, HostClaim, Plan
from tracker.model.capture import Validators
from tracker.model.hints import HintCount, HintKind
from tracker.model.moments import Timed
from tracker.model.story_parts import Marker


class SourceKind(StrEnum):
    """What an address turned out to be. NAMED: the configuration names it, and nobody looked yet."""

    NAMED = "not read yet"
    ARTICLE = "article"
    FEED = "feed"
    SITEMAP = "sitemap"
    SITEMAP_INDEX = "sitemap index"
    SECTION = "section page"
    SITE = "site"
    ROBOTS = "robots.txt"


class CandidateState(StrEnum):
    """What became of an article that a source lists.

    WAITS: it is to be read. READ: it was, and bears no marker; it is read again where a hint says so, or while it is
    young. PASSED: it is not worth a request. WATCHED: it is under watch. TWIN: another address of one that is known.
    """

    WAITS = "to be read"
    READ = "read, no marker"
    PASSED = "passed over"
    WATCHED = "watched"
    TWIN = "another address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Timed):
    """One article as a source lists it.

    Attributes:
        url: absolute, as the source wrote it otherwise.
        text: what the source says of it beside the title, its beginning; `length` the letters of all of it.
        published, updated: None where the source does not say.
        marker: what title, text or address say of its being unfinished.
    """

    url: str
    title: str = ""
    text: str = ""
    length: int = 0
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    marker: Marker | None = None

    @property
    def newest(self) -> datetime | None:
        """The later of its two dates; None without any."""
        dates = [date for date in (self.published, self.updated) if date is not None]
        return max(dates, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Timed):
    """Another source that a source names, such as a feed of a page or a sitemap of an index."""

    url: str
    kind: SourceKind
    title: str = ""
    updated: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What one reading of a source gave.

    Attributes:
        listed: its articles, the newest first where their order is known, the old ones left out.
        offers: other sources that it names, the best first.
        count: how many articles or sitemaps it lists, the old ones too; `old` how many were left out for their age.
        hint: the kind of hint that its dates are; None where it has none.
        trouble: why it cannot be used, as a sentence with its cure; empty where it can.
        remark: what is wrong with it although it can be used; mostly empty.
    """

    kind: SourceKind
    title: str = ""
    listed: tuple[Listed, ...] = ()
    offers: tuple[Offer, ...] = ()
    count: int = 0
    old: int = 0
    hint: HintKind | None = None
    trouble: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Timed):
    """A place that is looked at for articles.

    Attributes:
        watch: the address of the `[[watch]]` that it serves, as written there; `parent` is the source that named it.
        seen, marked: how many articles it listed when it was read last, and how many of these bore a marker.
        tally: of these, how many for each reason were not read.
        told: what is wrong with it, with the cure; empty where nothing is.
        reads: how many times it was read well.
        beside: how many sources of its host are looked at, itself included.
    """

    id: int
    url: str
    host: str
    kind: SourceKind
    watch: str
    parent: int | None = None
    title: str = ""
    validators: Validators = field(default_factory=Validators)
    last_look: datetime | None = None
    next_look: datetime | None = None
    why: str = ""
    heat: Heat
    seen: int = 0
    marked: int = 0
    tally: tuple[tuple[str, int], ...] = ()
    told: str = ""
    reads: int = 0
    beside: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Timed):
    """An article that a source lists.

    Attributes:
        source: the source that listed it first; `watch` the `[[watch]]` of that source.
        hinted: the newest date that any source gave it; None without one.
        looks: how often it was read.
        first_import: it was there when its source was read for the first time: nobody is alerted of it.
        twin_of: the address that stands for it; empty where it stands for itself.
    """

    id: int
    source: int
    watch: str
    url: str
    headline: str
    state: CandidateState
    reason: str
    first_seen: datetime
    listed: datetime
    hinted: datetime | None = None
    next_look: datetime | None = None
    looks: int = 0
    first_import: bool = False
    marker: Marker | None = None
    article_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The right to look at one source or one candidate once; either is None."""

    host: HostClaim
    source: Source | None = None
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Timed):
    """What the record knows of an address that a source lists; of an article or of a candidate.

    Attributes:
        article_id: of the article; None where there is none. `resting` where nobody looks at it any more.
        last_good: when its text was read last.
    """

    url: str
    article_id: int | None = None
    resting: bool = False
    last_good: datetime | None = None
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed(Timed):
    """What a source says of one address, and what is to become of it: a new candidate, or a known one changed."""

    url: str
    headline: str
    state: CandidateState
    reason: str
    hinted: datetime | None = None
    next_look: datetime | None = None
    first_import: bool = False
    marker: Marker | None = None
    article_id: int | None = None
    looks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport(Timed):
    """All that one look at a source taught: one transaction.

    Attributes:
        noticed: of addresses that are new or have news; all others stay as they are.
        listed: addresses of candidates that are still listed.
        moved: articles under watch, by id, whose date moved beyond what we have read; `hint` is the kind of date.
        found: articles under watch, by id, that another place or a person found before.
        hasten: these dates have a vote on this host: the looks at what moved are brought forward.
        counts: what is counted of the host's dates from now on; `voted` the candidates whose vote is in it.
        undated: digests of what it lists, and of undated addresses that it ever did; None leaves what is kept.
        offers: sources that are to be looked at too; those of before that are not among them are let go.
    """

    source: int
    kind: SourceKind
    at: datetime
    plan: Plan
    title: str = ""
    validators: Validators = field(default_factory=Validators)
    seen: int = 0
    marked: int = 0
    tally: tuple[tuple[str, int], ...] = ()
    told: str = ""
    read: bool = False
    noticed: tuple[Noticed, ...] = ()
    listed: tuple[str, ...] = ()
    moved: tuple[int, ...] = ()
    found: tuple[int, ...] = ()
    hint: HintKind | None = None
    hasten: bool = True
    counts: tuple[HintCount, ...] = ()
    voted: tuple[int, ...] = ()
    undated: bytes | None = field(default=None, repr=False)
    offers: tuple[Offer, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateReport(Timed):
    """All that one look at a candidate taught.

    Attributes:
        twin: the address that stands for it, which is to be looked at in its place.
        stands_for_none: it was read and is no article: those that name it as their address stand for themselves.
        home: the source of another watch, by whose rules it was taken; None: that which listed it first.
    """

    candidate: int
    state: CandidateState
    reason: str
    looks: int
    next_look: datetime | None = None
    headline: str = ""
    marker: Marker | None = None
    article_id: int | None = None
    twin: Noticed | None = None
    stands_for_none: bool = False
    home: int | None = None


HOLDS_KEYWORD = "what its source says of it holds one of your keywords"
NAMED_REASON = "{url} names it as its address"
TWIN_REASON = "the page names {url} as its address"
RECENT = timedelta(hours=48)
"""Articles older than this are not taken up; nor are they looked at for what a source says of them."""
