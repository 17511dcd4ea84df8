"""An article through all its versions: since when each sentence stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tracker.app.archive import Archive
from tracker.core.blame import blame
from tracker.core.detect import own_story
from tracker.errors import AbandonedError, TrackerError
from tracker.model import Article, Story, Version
from tracker.model.blame import Blame
from tracker.model.life import LifeVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Blamed:
    """One version of an article, and since when each of its sentences stands."""

    article: Article
    version: Version
    blame: Blame


def blame_of(
    archive: Archive, article: Article, number: int | None = None, wanted: Callable[[], bool] = lambda: True
) -> Blamed:
    """Say since when each sentence of a version stands, and what became of those before it.

    Args:
        number: None: the newest.
        wanted: asked before each version is read: whether anybody waits for the answer still.

    Raises:
        AbandonedError: nobody does.
        NotFoundError: there is no such version; as RedactedError, its words were redacted.
        StoreDamagedError: it does not read back.
    """
    version, _ = archive.version(article, number)
    found = blame(_while_wanted(life_of(archive, article, version.number), wanted))
    if found is None:
        raise TrackerError(f"version {version.number} of article {article.id} was taken out while it was read")
    return Blamed(article=article, version=version, blame=found)


def _while_wanted(life: Iterator[LifeVersion], wanted: Callable[[], bool]) -> Iterator[LifeVersion]:
    for told in life:
        if not wanted():
            raise AbandonedError("nobody waits for it any more")
        yield told


def life_of(archive: Archive, article: Article, last: int | None = None) -> Iterator[LifeVersion]:
    """Yield an article's versions, oldest first, lines of the site's marked as such.

    Args:
        last: the number of the last one; None: the newest.
    """
    site_lines = archive.record.site_lines(article.id)
    for told in archive.record.life(article.id, last):
        story = None if told.story is None else marked(told.story, site_lines)
        reread = None if told.reread is None else marked(told.reread, site_lines)
        yield replace(told, story=story, reread=reread)


def marked(story: Story, site_lines: frozenset[str]) -> Story:
    """Mark every line that is the site's by what is known today; what a newsroom notes is never one.

    The blocks keep their places: those of the story as it is shown.
    """
    own = set(map(id, own_story(story, site_lines).blocks))
    blocks = tuple(
        block if block.site == (id(block) not in own) else block._replace(site=not block.site) for block in story.blocks
    )
    return replace(story, blocks=blocks)


def own_text(story: Story) -> Story:
    """Leave out what is marked as the site's."""
    return replace(story, blocks=tuple(block for block in story.blocks if not block.site))
