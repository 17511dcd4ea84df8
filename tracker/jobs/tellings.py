"""What deliveries tell: the merged change of a story and whatever else befell it, made from the record once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tracker.core.alerts import News
from tracker.core.detect import own_story
from tracker.core.facts import trusted_dates
from tracker.errors import NotFoundError, StoreDamagedError
from tracker.jobs.laid import laid
from tracker.jobs.protocols import Record
from tracker.model import AlertKind, Article, Delivery, Diff, Fact, Kept, Story, Telling, Version

MOST_REMEMBERED = 128
"""Changes that are kept in memory: two stories and their diff each, some 34 kB.

Whatever waits for a recipient is judged again with each news: of more stories than these each is compared each time.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One version laid over another.

    Attributes:
        before: None where `after` is the first version.
        old: what `after` is compared with, without lines of the site's; empty where there is no version before.
        new: the story of `after`, likewise.
        summary: the facts in one line.
    """

    before: Version | None
    after: Version
    old: Story
    new: Story
    diff: Diff
    facts: tuple[Fact, ...]
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story as a message tells it.

    Attributes:
        article: None where it is the tracker itself.
        deliveries: all that is told of it, oldest first.
        versions: that are told, oldest first, those that are still there; empty where the text did not change.
        step: from the version before the first of them to the last; None without a change of the text.
        meanwhile: where the text changed and changed back, the step to what it said in between; else None.
        untold: why its change cannot be told, where it is one of several that can; else empty.
    """

    article: Article | None
    deliveries: tuple[Delivery, ...]
    versions: tuple[Version, ...] = ()
    step: Step | None = None
    meanwhile: Step | None = None
    untold: str = ""

    @property
    def flipped(self) -> bool:
        """Whether all that is to be told is that it changed and changed back."""
        return self.meanwhile is not None

    @property
    def others(self) -> tuple[Delivery, ...]:
        """The deliveries that tell no change of the text."""
        return tuple(one for one in self.deliveries if one.kind is not AlertKind.CHANGED)


class Tellings:
    """Makes what is told from the record; remembers the last changes, so that twenty recipients cost one diff.

    May be asked by several threads at once.
    """

    def __init__(self, record: Record, *, most: int = MOST_REMEMBERED) -> None:
        self._record = record
        self._most = most
        self._known: OrderedDict[tuple[int, int, int], Step] = OrderedDict()
        self._lock = threading.Lock()

    def news(self, deliveries: tuple[Delivery, ...]) -> News:
        """Give what deliveries of one article tell as a rule sees it; never fails for want of a text."""
        try:
            told = self._told(deliveries)
            if told.step is not None:
                return News(facts=told.step.facts, diff=told.step.diff, text=_whole_text(told.step.new))
            return News(text=self._newest_text(told.article))
        except (NotFoundError, StoreDamagedError) as error:
            return News(unknown=str(error))

    def newest_step(self, versions: Sequence[Version]) -> Step:
        """Give the newest of an article's versions laid over the one before it, which is told next.

        Args:
            versions: all of them, oldest first, at least two.

        Raises:
            NotFoundError, StoreDamagedError: a text is not there any more or does not read back.
        """
        return self._step(versions[-2], versions[-1], versions)

    def contents(self, telling: Telling) -> tuple[Told, ...]:
        """Give what a message tells, each story once, in the order of their oldest news; the tracker's own last.

        A story that is gone or does not read back keeps the others from nobody: it is told as such.

        Raises:
            NotFoundError: nothing of it is there any more: an article or all of its versions.
            StoreDamagedError: it tells one story, which does not read back, or several of which none does.
        """
        told = [one for one in telling.deliveries if one.kind is not AlertKind.DIGEST]
        order = {one.article_id: place for place, one in reversed(list(enumerate(told)))}
        parted = sorted(told, key=lambda one: (one.article_id is None, order[one.article_id]))
        parts = [tuple(part) for _, part in groupby(parted, key=lambda one: one.article_id)]
        found = [self._told_or_not(part) for part in parts]
        if parts and all(one.untold for one in found):
            return tuple(self._told(part) for part in parts)
        return tuple(found)

    def _told_or_not(self, deliveries: tuple[Delivery, ...]) -> Told:
        try:
            return self._told(deliveries)
        except (NotFoundError, StoreDamagedError) as error:
            return Told(article=self._article(deliveries[0].article_id), deliveries=deliveries, untold=str(error))

    def _article(self, article_id: int | None) -> Article | None:
        try:
            return None if article_id is None else self._record.article(article_id)
        except NotFoundError:
            return None

    def _told(self, deliveries: tuple[Delivery, ...]) -> Told:
        article_id = deliveries[0].article_id
        if article_id is None:
            return Told(article=None, deliveries=deliveries)
        article = self._record.article(article_id)
        numbers = [one.version for one in deliveries if one.kind is AlertKind.CHANGED and one.version is not None]
        if not numbers:
            return Told(article=article, deliveries=deliveries)
        known = self._record.versions(article_id)
        versions = _still_there(article_id, numbers, known)
        step = self._step(_before(numbers, known), versions[-1], known)
        found = Told(article=article, deliveries=deliveries, versions=versions, step=step)
        return replace(found, meanwhile=self._meanwhile(step, known))

    def _meanwhile(self, step: Step, known: Sequence[Version]) -> Step | None:
        """Give the first step of a text that is back where it was, whether or not its version was owed."""
        if step.before is None or step.diff.changed or step.facts:
            return None
        between = (one for one in _there(known) if step.before.number < one.number < step.after.number)
        steps = (self._step(step.before, one, known) for one in between)
        return next((one for one in steps if one.diff.changed or one.facts), None)

    def _step(self, before: Version | None, after: Version, known: Sequence[Version]) -> Step:
        key = (after.article_id, before.number if before else 0, after.number)
        with self._lock:
            step = self._known.pop(key, None) or self._laid(before, after, known)
            self._known[key] = step
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return step

    def _laid(self, before: Version | None, after: Version, known: Sequence[Version]) -> Step:
        site_lines = self._record.site_lines(after.article_id)
        old = own_story(self._story_before(before, after), site_lines)
        new = own_story(self._record.story(after.article_id, after.number), site_lines)
        told = laid(old, new, trusted_dates=trusted_dates(known))
        return Step(
            before=before,
            after=after,
            old=old,
            new=new,
            diff=told.diff,
            facts=told.facts,
            summary=told.summary,
        )

    def _story_before(self, before: Version | None, after: Version) -> Story:
        if before is None:
            return Story(headline="")
        is_next = after.number == before.number + 1
        return (self._record.story_before if is_next else self._record.story)(after.article_id, before.number)

    def _newest_text(self, article: Article | None) -> str:
        if article is None:
            return ""
        newest = max(_there(self._record.versions(article.id)), key=lambda one: one.number, default=None)
        return "" if newest is None else _whole_text(self._record.story(article.id, newest.number))


def _there(known: Iterable[Version]) -> list[Version]:
    """What was redacted is compared with nothing: the news is what differs from the version before it."""
    return [one for one in known if one.kept is not Kept.REDACTED]


def _before(numbers: Sequence[int], known: Iterable[Version]) -> Version | None:
    earlier = (one for one in _there(known) if one.number < min(numbers))
    return max(earlier, key=lambda one: one.number, default=None)


def _still_there(article_id: int, numbers: Sequence[int], known: Iterable[Version]) -> tuple[Version, ...]:
    found = sorted((one for one in _there(known) if one.number in numbers), key=lambda one: one.number)
    if not found:
        words = ", ".join(map(str, sorted(set(numbers))))
        raise NotFoundError(f"article {article_id} has no version {words} any more: there is nothing to tell")
    return tuple(found)


def _whole_text(story: Story) -> str:
    return "\n\n".join(part for part in (story.headline, story.dek, story.byline, story.text) if part)
