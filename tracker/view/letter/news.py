"""What a message tells: one story from one version to another, or something else that befell it or the tracker."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model import AlertKind, Article, Delivery, Diff, Fact, Version
from tracker.view.render import Excerpt, changed_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one step between two versions holds: the diff, its facts, and these in one line.

    Attributes:
        number: the version that it leads to; None: not said.
    """

    diff: Diff
    facts: tuple[Fact, ...]
    summary: str
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryNews:
    """One story from version a to version z, however many came in between.

    Attributes:
        before: version a; None where `after` is the first.
        after: version z.
        versions: those that are told, oldest first, `after` the last.
        deliveries: that are told, oldest first, the last carries; other kinds of news of the story may be among them.
        meanwhile: where a and z read the same, the step from a to what stood in between.
        language: of the text, as the page says it; empty: not known.
        excerpt: how changed paragraphs are shortened where there is little room.
    """

    article: Article
    before: Version | None
    after: Version
    versions: tuple[Version, ...]
    diff: Diff
    facts: tuple[Fact, ...]
    summary: str
    deliveries: tuple[Delivery, ...] = ()
    meanwhile: Step | None = None
    language: str = ""
    excerpt: Excerpt = changed_words

    @property
    def flipped(self) -> bool:
        """Whether the text changed and changed back: all that is told is what it said in between."""
        return not self.diff.changed and self.before is not None and len(self.versions) > 1

    @property
    def step(self) -> Step:
        """What is shown: the step itself, or what it said meanwhile."""
        if self.flipped and self.meanwhile is not None:
            return self.meanwhile
        return Step(diff=self.diff, facts=self.facts, summary=self.summary)

    @property
    def commanded(self) -> tuple[int | None, int]:
        """The two versions whose diff shows in the terminal what is told; the first None: there is none."""
        last = self.step.number or self.versions[0].number if self.flipped else self.after.number
        return (None if self.before is None else self.before.number, last)

    @property
    def notices(self) -> tuple[Delivery, ...]:
        """The deliveries that tell no change of the text."""
        return tuple(one for one in self.deliveries if one.kind not in (AlertKind.CHANGED, AlertKind.DIGEST))


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherNews:
    """What befell an article or the tracker itself, the latest last.

    Attributes:
        article: None where it is the tracker.
    """

    article: Article | None
    deliveries: tuple[Delivery, ...]

    @property
    def latest(self) -> Delivery:
        """The one that heads the message."""
        return self.deliveries[-1]


News = StoryNews | OtherNews
"""What a message may tell."""
