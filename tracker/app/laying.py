"""Two stories laid over each other, with the facts that name what happened between them."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.detect import own_story
from tracker.core.facts import trusted_dates
from tracker.core.text.sentences import sentences
from tracker.core.text.words import is_word, words
from tracker.jobs.laid import Laid, laid
from tracker.model import Story, Version

__all__ = ["Laid", "cut_sentences", "lay_over", "word_count"]


def lay_over(
    before: Story, after: Story, *, site_lines: frozenset[str] = frozenset(), versions: Sequence[Version] = ()
) -> Laid:
    """Lay one story over another and name what happened between them.

    Args:
        site_lines: keys of lines known to be the site's: of them nothing is told.
        versions: the article's, where there is a record: whether its dates can be believed is told from them.
    """
    before, after = own_story(before, site_lines), own_story(after, site_lines)
    return laid(before, after, trusted_dates=not versions or trusted_dates(versions))


def cut_sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences, as the diff does."""
    return sentences(text)


def word_count(text: str) -> int:
    """Count the words of a text, signs left out."""
    return sum(map(is_word, words(text)))
