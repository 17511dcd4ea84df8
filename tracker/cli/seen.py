"""What the user has read, for the verbs that ask: from which version on a diff is new to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.app.archive import Archive
from tracker.cli.output import note
from tracker.errors import UsageError
from tracker.model import Article

Verb = TypeVar("Verb", bound=Callable[..., Any])


def seen_options(verb: Verb) -> Verb:
    """Take --since-seen and --mark-seen."""
    marks = click.option("--mark-seen", is_flag=True, help="Mark the article as read, up to the version shown.")
    since = click.option("--since-seen", is_flag=True, help="Show what changed since you marked the article as read.")
    return since(marks(verb))


def seen_version(archive: Archive, article: Article, *named: int | str | None) -> int:
    """Give the version up to which the user has read an article; the first one where they never marked it.

    Args:
        named: versions or a time that were asked for beside --since-seen: there may be none.

    Raises:
        UsageError: there are.
        ReadMarksError: the marks cannot be read.
    """
    from tracker.app.browsing import read_marks

    if any(one is not None for one in named):
        raise UsageError(
            "--since-seen says itself from which version to which: leave out the numbers and --since, or --since-seen"
        )
    read = read_marks(archive.record).all().get(article.id, 0)
    if read < 1:
        note(f"article {article.id} was never marked as read: shown from version 1 on; --mark-seen marks it")
    elif read >= article.versions:
        note(f"nothing came since version {article.versions}, which you marked as read")
    return min(max(read, 1), max(article.versions, 1))


def mark_seen(archive: Archive, article: Article, number: int) -> None:
    """Note that the user has read an article up to a version; what is noted beyond it stays.

    Raises:
        ReadMarksError: it cannot be noted.
    """
    from tracker.app.browsing import read_marks

    read_marks(archive.record).raise_to({article.id: number})
