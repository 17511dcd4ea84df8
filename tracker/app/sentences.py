"""Sentences of every step of an article's life, for research: what was kept, edited, added, removed and moved."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tracker.app.naming import chosen_articles
from tracker.app.upgrading import current_record
from tracker.app.version_steps import LifeStep, VersionSteps
from tracker.edges.export import Tally
from tracker.edges.fault_points import fault_point
from tracker.edges.store import Record
from tracker.edges.whole_file import expect_new, told, written_whole
from tracker.errors import NotFoundError
from tracker.model import Article, Settings


@dataclass(slots=True)
class SentenceLines:
    """The sentences of many steps as lines of JSON, one step in memory at a time."""

    record: Record
    articles: tuple[Article, ...]
    since: datetime | None
    tally: Tally = field(default_factory=Tally)

    def __iter__(self) -> Iterator[str]:
        """Yield line by line; the tally grows with them."""
        for article in self.articles:
            steps = VersionSteps.of(self.record, article)
            for step in steps.lay(steps.changes(self.since)):
                yield from self._lines(step)

    def _lines(self, step: LifeStep) -> Iterator[str]:
        from tracker.view.sentence_lines import sentence_json, withheld_json

        if step.before is None:
            return
        fault_point("export.step")
        self.tally.damaged += step.damaged
        self.tally.articles.add(step.article.id)
        self.tally.versions += 1
        if step.laid is None:
            self.tally.remarks.append(f"article {step.article.id}, version {step.after.number}: {step.why}")
            yield _line(withheld_json(step.article, step.before, step.after, step.why))
            return
        for edit in step.sentence_edits():
            yield _line(
                sentence_json(
                    step.article,
                    step.before,
                    step.after,
                    edit,
                    language=step.language,
                    engine=step.laid.diff.engine,
                )
            )


def sentence_lines(settings: Settings, words: Sequence[str], *, site: str, since: datetime | None) -> SentenceLines:
    """Give the sentences of all steps of some articles, or of all where none is named; the removed ones too.

    Args:
        site: a host: only its articles, and those of its subdomains; empty: of all sites.

    Raises:
        NotFoundError: an article is not known, or there is none of this site.
        UsageError: a name could be any of several.
    """
    record = current_record(settings)
    return SentenceLines(record, tuple(chosen_articles(record, words, site)), since)


def write_sentences(lines: SentenceLines, target: Path) -> Tally:
    """Write sentences into a new file, line by line; it gets its name once it is whole.

    Raises:
        NotFoundError: nothing has changed in what was asked for.
        OutputError: the file is there already, or cannot be written.
    """
    expect_new(target)
    digest, size = sha256(), 0
    with written_whole(target, name="export") as unfinished, told(target), unfinished.open("wb") as file:
        for line in _some(lines):
            raw = line.encode()
            digest.update(raw)
            size += file.write(raw)
    lines.tally.sha256, lines.tally.size = digest.hexdigest(), size
    return lines.tally


def print_sentences(lines: SentenceLines, write: Callable[[str], object]) -> Tally:
    """Hand sentences out line by line; NotFoundError where nothing has changed in what was asked for."""
    for line in _some(lines):
        write(line)
    return lines.tally


def _some(lines: Iterable[str]) -> Iterator[str]:
    found = iter(lines)
    first = next(found, None)
    if first is None:
        raise NotFoundError("nothing has changed in what was asked for: there is no step between two versions")
    yield first
    yield from found


def _line(one: object) -> str:
    # As ASCII: half a character in a page, and the line separators of Unicode, leave as escapes.
    return json.dumps(one) + "\n"
