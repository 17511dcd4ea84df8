"""A source's bytes in, what it lists out: what the parsing child of discovery runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tracker.core.extract import decode
from tracker.core.extract.announced import announced_marker
from tracker.core.sources import read_listing, read_page_of_headlines
from tracker.errors import ReadingError
from tracker.jobs.reading import NO_RULES, UNSOUND, charset_of, unreadable
from tracker.model import ReadingRules
from tracker.model.source import Listed, SourceKind, SourceReading

KEPT_TEXT = 500
"""Letters of what a source says of an article that are given on, for keywords."""
_TITLES = 5000
"""Of more than these, articles without a date, only the first are judged by their titles."""


def read_source(
    body: bytes,
    url: str,
    content_type: str | None,
    now: datetime,
    page: SourceKind | None,
    rules: ReadingRules = NO_RULES,
) -> SourceReading | None:
    """Read what a source lists, each article judged by what is said of it; None where it is no source.

    Args:
        body: the bytes as they came, after Content-Encoding was undone.
        url: where they came from, after redirects.
        content_type: the header, None without one.
        page: SITE or SECTION, as which a page is read; None: a page is no source.
        rules: a person's own phrases.

    Raises:
        ReadingError: it is made to do harm, or broken beyond reading.
    """
    charset = charset_of(content_type)
    try:
        reading = read_listing(body, url, charset, now)
        if reading is None and page is not None:
            reading = read_page_of_headlines(decode(body, charset=charset), url, page)
    except UNSOUND as error:
        raise ReadingError(unreadable(url, error)) from error
    return None if reading is None else replace(reading, listed=_judged(reading.listed, rules))


def _judged(listed: tuple[Listed, ...], rules: ReadingRules) -> tuple[Listed, ...]:
    judged = [
        replace(
            one,
            marker=announced_marker(one.title, one.text, one.url, one.categories, rules),
            text=one.text[:KEPT_TEXT],
            categories=(),
        )
        for one in listed[:_TITLES]
    ]
    return (*judged, *listed[_TITLES:])
