"""The record as hashes that can be published: a day's root, a timestamp on it, and the head of it all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self

from tracker.model.archiving import KeptCopy
from tracker.model.capture import Capture
from tracker.model.moments import Timed

_LINE = re.compile(
    r"tracker-head 1 (?P<time>[0-9T:.+-]+Z) store=(?P<store>[0-9a-f]+) articles=(?P<articles>\d{1,18}) "
    r"versions=(?P<versions>\d{1,18}) tombstones=(?P<tombstones>\d{1,18}) "
    r"day=(?P<day>\d{4}-\d\d-\d\d|none) root=(?P<root>[0-9a-f]{64})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp(Timed):
    """What a timestamp server signed: that a message was there at a time. `answer` is its whole answer as it came."""

    at: datetime
    answer: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRoot(Timed):
    """One day of the record as a hash.

    Attributes:
        day: in UTC, such as `2026-03-14`.
        versions, visits: how many the root covers; visits in a row that learned nothing are one.
        root: the Merkle root over them; `chain_hash` binds it to `previous`, the hash of the day before. All in hex.
        stamp: a timestamp on `chain_hash`; None where none was given yet.
        form: which terms the leaves have, see docs/evidence.md; days of older trackers have the first.
        tries: how often a timestamp was asked for in vain; `told` is why the last time, `next_try` when again.
    """

    day: str
    versions: int
    visits: int
    root: str
    previous: str
    chain_hash: str
    written: datetime
    form: int = 1
    stamp: Stamp | None = None
    tries: int = 0
    next_try: datetime | None = None
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head(Timed):
    """The whole record in one line, to publish where nobody can take it back.

    Attributes:
        store: the record's public id.
        articles: how many the root covers: those with at least one version.
        versions, tombstones: how many of each there were; what was added later is told from them.
        day: the newest day whose hash the root covers; empty where none is written yet.
        root: the Merkle root over the newest chain hash of each article, and that day's; hex.
    """

    time: datetime
    store: str
    articles: int
    versions: int
    tombstones: int
    day: str
    root: str

    @property
    def line(self) -> str:
        """The line to publish; `parse` reads it back."""
        time = self.time.isoformat(timespec="seconds").replace("+00:00", "Z")
        counts = f"articles={self.articles} versions={self.versions} tombstones={self.tombstones}"
        return f"tracker-head 1 {time} store={self.store} {counts} day={self.day or 'none'} root={self.root}"

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a line that was published; blanks around it and between its words do not matter.

        Raises:
            ValueError: it is no such line.
        """
        found = _LINE.fullmatch(" ".join(line.split()))
        if found is None:
            raise ValueError("it does not begin with `tracker-head 1` and end with `root=` and 64 hexadecimal digits")
        return cls(
            time=datetime.fromisoformat(found["time"]).astimezone(UTC),
            store=found["store"],
            articles=int(found["articles"]),
            versions=int(found["versions"]),
            tombstones=int(found["tombstones"]),
            day="" if found["day"] == "none" else found["day"],
            root=found["root"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """How a version was captured, and what binds it.

    Attributes:
        store: the record's public id.
        program: the version of the tracker that kept it.
        capture: without its body; None where it is not kept any more. `capture_sha256` is None for older versions.
        day: whose root covers it; None while that day is not hashed yet.
        copy: in a web archive; None where there is none.
    """

    store: str
    program: str
    capture: Capture | None
    capture_sha256: str | None = None
    day: DayRoot | None = None
    copy: KeptCopy | None = None
