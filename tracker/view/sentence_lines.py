"""Sentences of every step as JSON, a line each: for research on how news is revised (docs/sentences.md)."""

from __future__ import annotations

from datetime import datetime

from tracker.model import Article, SentenceEdit, Version
from tracker.view.records import JSON, time_json

SCHEMA = 1
"""Changes when a key changes its meaning; new keys may come at any time."""

WITHHELD = "withheld"
"""The op of a step of which a side is not there any more: one line without sentences stands for all of it."""


def sentence_json(
    article: Article, before: Version, after: Version, edit: SentenceEdit, *, language: str, engine: int
) -> dict[str, JSON]:
    """Write one edit of one step.

    Args:
        engine: the version of the rules that the step was laid out by.
    """
    return {
        **_step_json(article, before, after, language=language, engine=engine),
        "op": edit.op.value,
        "part": edit.part.value,
        "sentences_before": [*edit.before],
        "sentences_after": [*edit.after],
        "text_before": edit.old,
        "text_after": edit.new,
        "tags": [*edit.tags],
        "why": "",
    }


def withheld_json(article: Article, before: Version, after: Version, why: str) -> dict[str, JSON]:
    """Write the line of a step of which nothing can be said: its words were redacted, or do not read back."""
    return {
        **_step_json(article, before, after, language="", engine=0),
        "op": WITHHELD,
        "part": "",
        "sentences_before": [],
        "sentences_after": [],
        "text_before": "",
        "text_after": "",
        "tags": [],
        "why": why,
    }


def _last_seen(before: Version, after: Version) -> datetime | None:
    """When the older text was seen last: a look that saw it first began some milliseconds before it had seen it."""
    last = after.last_seen_old
    return last if last is None or last > before.first_seen else before.first_seen


def _step_json(article: Article, before: Version, after: Version, *, language: str, engine: int) -> dict[str, JSON]:
    return {
        "schema": SCHEMA,
        "engine": engine,
        "article": article.id,
        "site": article.host,
        "url": after.url,
        "language": language,
        "version_before": before.number,
        "version_after": after.number,
        "first_seen_before": time_json(before.first_seen),
        "last_seen_before": time_json(_last_seen(before, after)),
        "first_seen_after": time_json(after.first_seen),
        "modified_before": time_json(before.modified),
        "modified_after": time_json(after.modified),
        "text_sha256_before": before.text_sha256,
        "text_sha256_after": after.text_sha256,
    }
