"""A page's bytes in, its state and story out: what the parsing children run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tracker.core.extract import decode, explain, read_html
from tracker.core.page_state import any_page_state, content_state, page_state
from tracker.errors import ReadingError
from tracker.model import Explanation, Memory, PageState, ReadingRules, Story, WatchKind

NO_RULES = ReadingRules()
UNSOUND = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, MemoryError)
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reading of a page gave.

    Attributes:
        state: only an `article` has a story that may become a version.
        reason: why that state, in words; empty for an article.
        memory: what to remember for the next reading; None where nothing was learned.
    """

    state: PageState
    reason: str = ""
    story: Story | None = None
    memory: Memory | None = None


def read_page(
    body: bytes,
    url: str,
    content_type: str | None,
    memory: Memory | None,
    kind: WatchKind,
    now: datetime,
    rules: ReadingRules = NO_RULES,
) -> Reading:
    """Read a page: say what kind it is, and give its story where it has one.

    Args:
        body: the bytes as they came, after Content-Encoding was undone.
        url: where they came from, after redirects.
        content_type: the header, None without one.
        memory: of an earlier reading of this page; None for a first one.
        kind: for `page` any page with text is taken, article or not.
        now: to tell a live blog that is over.
        rules: what a person knows better of this site, and a person's own phrases.

    Raises:
        ReadingError: the bytes cannot be decoded or parsed, whatever they are.
    """
    if verdict := content_state(body, content_type):
        return Reading(state=verdict[0], reason=verdict[1])
    try:
        html = decode(body, charset=charset_of(content_type))
        if is_cut_off(html):
            return Reading(state=PageState.COLLAPSED, reason="the page breaks off in the middle")
        story, learned = read_html(html, url, memory=memory, now=now, rules=rules)
        if kind is WatchKind.PAGE:
            verdict = any_page_state(html, url, story)
        else:
            verdict = page_state(html, url, story, embedded=bool(learned.embedded))
    except UNSOUND as error:
        raise ReadingError(unreadable(url, error)) from error
    if verdict:
        return Reading(state=verdict[0], reason=verdict[1])
    return Reading(state=PageState.ARTICLE, story=story, memory=learned)


def explain_page(body: bytes, url: str, now: datetime, rules: ReadingRules = NO_RULES) -> Explanation:
    """Say why a page is read as it is; arguments as `read_page`.

    Raises:
        ReadingError: it is no page, or the bytes cannot be decoded or parsed.
    """
    if verdict := content_state(body, None):
        raise ReadingError(f"{url}: {verdict[1]}; give a page.")
    try:
        return explain(body, url, now=now, rules=rules)
    except UNSOUND as error:
        raise ReadingError(unreadable(url, error)) from error


def unreadable(url: str, error: BaseException) -> str:
    """Say that a page's bytes are no sound page."""
    return f"{url} cannot be read ({type(error).__name__}: {error}); its bytes are no sound page."


def charset_of(content_type: str | None) -> str | None:
    """Give the charset that a Content-Type header names."""
    found = CHARSET.search(content_type or "")
    return found.group(1) if found else None


def is_cut_off(html: str) -> bool:
    """Whether a page ends in the middle of a tag, a script or a sentence although it began as a whole one."""
    end = html.rstrip()[-4000:].lower()
    if end.endswith(">") or "</body" in end or "</html" in end:
        return False
    return "<body" in html.lower() and "</html" not in html.lower()
