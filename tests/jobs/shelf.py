"""A record of stories in memory, for tests of what is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.jobs.outbox import NOON, MemoryOutbox
from tests.view.letters import ARTICLE, OLD, story
from tracker.errors import NotFoundError, TrackerError
from tracker.model import Article, Kept, Story, Version


def fire(dead: int, headline: str = "Fire in the harbour") -> Story:
    """Write the fire with so many dead."""
    return story(headline, f"At least {dead} people died in the fire, the mayor said.", "The cause is not known.")


@dataclass
class Shelf(MemoryOutbox):
    """An outbox with the stories that it tells of.

    Attributes:
        stories: by article and version; without a story the version was redacted.
        asked: how often a story was read.
        broken: what is raised for a version.
    """

    stories: dict[tuple[int, int], Story | None] = field(default_factory=dict)
    asked: int = 0
    broken: dict[tuple[int, int], TrackerError] = field(default_factory=dict)

    def article(self, article_id: int) -> Article:
        """Give an article."""
        if not any(article == article_id for article, _ in self.stories):
            raise NotFoundError(f"no article {article_id}")
        return replace(ARTICLE, id=article_id)

    def versions(self, article_id: int) -> Sequence[Version]:
        """Give its versions."""
        numbers = sorted(number for article, number in self.stories if article == article_id)
        return [self._version(article_id, number) for number in numbers]

    def story(self, article_id: int, number: int) -> Story:
        """Give a story, and count."""
        self.asked += 1
        if (article_id, number) in self.broken:
            raise self.broken[article_id, number]
        found = self.stories[article_id, number]
        assert found is not None, "a redacted version was asked for"
        return found

    def story_before(self, article_id: int, number: int) -> Story:
        """Give the same."""
        return self.story(article_id, number)

    def site_lines(self, article_id: int) -> frozenset[str]:
        """Give none."""
        return frozenset()

    def _version(self, article_id: int, number: int) -> Version:
        kept = Kept.WHOLE if self.stories[article_id, number] is not None else Kept.REDACTED
        seen = NOON + timedelta(seconds=number)
        return replace(
            OLD, article_id=article_id, number=number, first_seen=seen, last_seen_old=seen, last_seen=seen, kept=kept
        )
