"""An article's life for the tests: versions that differ, looks, and what happened beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta, tzinfo
from itertools import pairwise
from typing import Any

from tests.view.letters import ARTICLE, NEW, PARIS, SEEN, story
from tracker.app.laying import lay_over
from tracker.model import Article, Kept, Outcome, PageState, Story, Version, Visit
from tracker.view.history import Beside
from tracker.view.timeline import Life, Step

HOUR = timedelta(hours=1)
STORIES = (
    story("Ferry strikes breakwater", "At least 12 people were injured, the harbour office said.", "The sea is rough."),
    story("Ferry strikes breakwater", "At least 45 people were injured, the harbour office said.", "The sea is rough."),
    story("Ferry sinks", "At least 45 people were injured, the harbour office said.", "The sea is rough."),
)


def version(number: int, headline: str, **changes: Any) -> Version:
    """Give a version that was first seen so many hours into the life."""
    moment = SEEN + number * HOUR
    found = replace(
        NEW,
        number=number,
        headline=headline,
        first_seen=moment,
        last_seen_old=None if number == 1 else moment - timedelta(minutes=5),
        last_seen=moment + timedelta(minutes=50),
        body_sha256=f"{number:064x}",
        text_sha256=f"{number + 1000:064x}",
        chain_hash=f"{number + 2000:064x}",
    )
    return replace(found, **changes)


def visit(minutes: float, outcome: Outcome = Outcome.SAME, **changes: Any) -> Visit:
    """Give a look so many minutes into the life."""
    moment = SEEN + timedelta(minutes=minutes)
    found = Visit(began=moment, ended=moment, outcome=outcome, state=PageState.ARTICLE, reason="", status=200)
    return replace(found, **changes)


def life(
    versions: Sequence[Version],
    *,
    visits: Sequence[Visit] = (),
    beside: Beside | None = None,
    article: Article = ARTICLE,
    language: str = "en-GB",
    zone: tzinfo = PARIS,
) -> Life:
    """Give a life of these versions, written a day later."""
    return Life(
        article=article,
        versions=tuple(versions),
        visits=tuple(visits),
        beside=beside or Beside(),
        language=language,
        record="1f2e3d4c",
        program="1.2.3",
        now=SEEN + 24 * HOUR,
        zone=zone,
    )


def steps(stories: Sequence[Story], versions: Sequence[Version], *, language: str = "en-GB") -> list[Step]:
    """Lay each story over the one before it; the newest first."""
    return [*_steps(stories, versions, language)][::-1]


def _steps(stories: Sequence[Story], versions: Sequence[Version], language: str) -> Iterator[Step]:
    yield Step(before=None, after=versions[0], language=language)
    for (before, after), (old, new) in zip(pairwise(stories), pairwise(versions), strict=True):
        if Kept.REDACTED in (old.kept, new.kept):
            yield Step(before=old, after=new, why=f"The words of version {new.number} were taken out of the record.")
            continue
        laid = lay_over(before, after)
        yield Step(before=old, after=new, diff=laid.diff, facts=laid.facts, summary=laid.summary, language=language)


def versions_of(stories: Sequence[Story]) -> list[Version]:
    """Give a version for each story."""
    return [version(number, told.headline) for number, told in enumerate(stories, start=1)]
