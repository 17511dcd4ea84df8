"""The mirror kept up: a file for each version once it is durable, and all of them anew when a person asks."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tracker.edges.mirror import MirrorFolder, article_folder
from tracker.edges.store import Record
from tracker.errors import OutputError, StoreError, TrackerError
from tracker.jobs.protocols import Record as Texts
from tracker.jobs.tellings import Tellings
from tracker.model import Article, Kept, Story, Version
from tracker.view.markdown import version_markdown

logger = logging.getLogger("tracker")

MOST_MISSED = 50
"""So many of the newest versions are looked after when a process begins: no more were in hand when one was killed."""

# One process writes the record; within it a version that is being written and one that is forgotten take turns.
_TURNS = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrored:
    """What became of the mirror: files written (or missing, where only looked at), removed, and what is unreadable."""

    written: int = 0
    removed: int = 0
    unreadable: tuple[str, ...] = ()


class Mirror:
    """The text files beside a record.

    Args:
        texts: gives what was written just now; the writer has it at hand, the record reads it from the file.
        tellings: lays a new version over the one before it, once for its file and for whoever is told of it.
    """

    def __init__(
        self,
        record: Record,
        data: Path,
        *,
        enabled: bool,
        texts: Texts | None = None,
        tellings: Tellings | None = None,
    ) -> None:
        self._record = record
        self._texts = texts or record
        self._tellings = tellings
        self._folder = MirrorFolder(data)
        self._enabled = enabled
        self._silent = False

    def keep_up(self, article_id: int) -> None:
        """Write the files of an article's newest versions that are not there yet.

        What goes wrong is said once, until it goes well again: the record has the version, and that is what counts.
        """
        if not self._enabled:
            return
        try:
            with _TURNS:
                versions = self._texts.versions(article_id)
                self._write(versions, [version.number for version in self._newest_missing(versions)])
            self._silent = False
        except (OSError, TrackerError) as error:
            if not self._silent:
                logger.warning(
                    "the mirror lacks a file article=%d: %s; the record has it, `tracker mirror` writes it",
                    article_id,
                    error,
                )
            self._silent = True

    def catch_up(self) -> None:
        """Write the files of the newest versions that are not there, since whoever kept them was killed before."""
        if not self._enabled:
            return
        try:
            articles = {version.article_id for version in self._record.newest(MOST_MISSED)}
        except TrackerError as error:
            logger.warning("the mirror cannot be compared with the record: %s; see: tracker mirror", error)
            return
        for article_id in sorted(articles):
            self.keep_up(article_id)

    def forget(self, article_id: int, numbers: Collection[int] | None) -> int:
        """Remove the files of versions that the record has let go of, of all versions where None; gives how many.

        Raises:
            OutputError: one cannot be removed.
        """
        with _TURNS:
            try:
                return self._folder.forget(article_id, numbers)
            except OSError as error:
                raise OutputError(f"{error.filename}: {error.strerror}: remove it by hand") from error

    def renew(self, article_id: int) -> None:
        """Write the files of an article's versions that are not there or differ, as the record has them now.

        Raises:
            OutputError: the folder cannot be written.
        """
        if not self._enabled:
            return
        try:
            with _TURNS:
                self._renew(self._record.article(article_id), set(), [], only_look=False)
        except OSError as error:
            raise OutputError(f"{error.filename or self._folder.path}: {error.strerror}: see to its rights") from error

    def rebuild(self, *, only_look: bool = False) -> Mirrored:
        """Write every file that is missing or differs, and remove those of nothing; other files stay.

        The file of a version that the record cannot read any more stays too: it may be all that is left.

        Raises:
            OutputError: the folder cannot be written.
        """
        try:
            # Listed first: a file that is written from here on is of a version that is seen below, or younger.
            before, kept, written, unreadable = self._folder.files(), set[Path](), 0, list[str]()
            for article in self._record.articles():
                with _TURNS:
                    written += self._renew(article, kept, unreadable, only_look=only_look)
            gone = [file for file in before if file not in kept]
            if not only_look:
                self._folder.remove(gone)
        except OSError as error:
            raise OutputError(f"{error.filename or self._folder.path}: {error.strerror}: see to its rights") from error
        return Mirrored(written=written, removed=len(gone), unreadable=tuple(unreadable))

    def _renew(self, article: Article, kept: set[Path], unreadable: list[str], *, only_look: bool) -> int:
        versions, written = self._record.versions(article.id), 0
        for version in versions:
            folder = article_folder(article.id, versions[0].url)
            kept.add(folder / f"{version.number}.md")
            try:
                text = self._text(versions, version.number)
            except StoreError as error:
                unreadable.append(f"article {article.id}, version {version.number}: {error}")
                continue
            except TrackerError:
                kept.discard(folder / f"{version.number}.md")
                continue
            if self._folder.read(folder, version.number) != text:
                written += 1
                if not only_look:
                    self._folder.write(folder, version.number, text)
        return written

    def _newest_missing(self, versions: Sequence[Version]) -> Sequence[Version]:
        count = 0
        for version in reversed(versions):
            if version.kept is not Kept.REDACTED and self._folder.holds(
                article_folder(version.article_id, versions[0].url), version.number
            ):
                break
            count += 1
        return [one for one in versions[len(versions) - count :] if one.kept is not Kept.REDACTED]

    def _write(self, versions: Sequence[Version], numbers: Sequence[int]) -> None:
        for number in numbers:
            text = self._text(versions, number, is_news=number == len(versions))
            self._folder.write(article_folder(versions[0].article_id, versions[0].url), number, text)

    def _text(self, versions: Sequence[Version], number: int, *, is_news: bool = False) -> str:
        version = versions[number - 1]
        story = self._texts.story(version.article_id, number)
        summary = self._summary_of_news(versions) if is_news else None
        summary = self._summary(versions, number, story) if summary is None else summary
        return version_markdown(version, story, summary=summary)

    def _summary_of_news(self, versions: Sequence[Version]) -> str | None:
        # Tellings may remember what was redacted since: such a file is written from the record alone.
        if self._tellings is None or any(version.kept is Kept.REDACTED for version in versions[-2:]):
            return None
        with suppress(TrackerError):
            return self._tellings.newest_step(versions).summary if len(versions) > 1 else ""
        return None

    def _summary(self, versions: Sequence[Version], number: int, story: Story) -> str:
        from tracker.app.laying import lay_over

        for old, new in pairwise(versions[max(number - 2, 0) : number]):
            try:
                before = self._texts.story_before(old.article_id, old.number)
            except TrackerError:
                return ""
            # By what was known then: a file that is written anew says what it said.
            known, site_lines = versions[:number], self._texts.site_lines(new.article_id)
            return lay_over(before, story, site_lines=site_lines, versions=known).summary
        return ""
