"""What is found in the text of versions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.moments import Timed


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Timed):
    """What is searched for, and where.

    Attributes:
        words: as a person writes them: see docs/search.md.
        since: only passages that were first seen then or later.
        site: a host; its subdomains are meant too. Empty: all.
        article_id: None: in all articles.
        gone: only what does not stand in its article's newest version any more.
        limit: how many passages at most, the newest.
    """

    words: str
    since: datetime | None = None
    site: str = ""
    article_id: int | None = None
    gone: bool = False
    limit: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Timed):
    """A passage that was found: one paragraph, headline or the like, with the versions it stood in.

    Attributes:
        kind: `headline`, `dek`, `byline`, `entry` (the headline of a live-blog entry), or the kind of a block.
        matches: where the words that were searched for stand in `text`: begin and end, in characters.
        first: the version it came with; `last` the last it stood in, None while it stands.
        gaps: runs of versions between those two in which it did not stand.
        came_after, came_by: when the text without it was read last (None in a first version), and it was read first.
        left_after, left_by: when it was read last, and the text without it first; None while it stands.
    """

    article_id: int
    url: str
    host: str
    headline: str
    kind: str
    text: str
    matches: tuple[tuple[int, int], ...]
    first: int
    last: int | None
    gaps: tuple[tuple[int, int], ...]
    came_after: datetime | None
    came_by: datetime
    left_after: datetime | None = None
    left_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search found: the newest passages first, and how many there are in all."""

    passages: tuple[Passage, ...] = ()
    count: int = 0
