"""A page's bytes in, its state and story out: what the parsing children run."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tracker.core.detect import line_key
from tracker.core.extract import Glanced, decode_page, explain, glance, read_html
from tracker.core.extract.page_lines import page_lines
from tracker.core.extract.remarks import remarks_on
from tracker.core.extract.site_rules import unheard
from tracker.core.page_state import any_page_state, content_state, page_state, visible
from tracker.core.sources import declared_address
from tracker.core.text.walls import PAYWALL
from tracker.errors import ReadingError
from tracker.model import Explanation, Memory, PageState, ReadingRules, Story, WatchKind

NO_RULES = ReadingRules()
NOTHING_WANTED: frozenset[str] = frozenset()
# Nobody leaves these open but a connection that broke off.
OPENED = re.compile(r"<(?:article|main|script|style)[\s>]")
ENDED = re.compile(r"</(?:article|main|script|style)[\s>]")
UNSOUND = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, MemoryError)
SAME_START = 1000
TEASER_REMARK = (
    "Only the beginning is visible without a subscription: headline, standfirst and the visible paragraphs are "
    "watched, and each version is labelled as a teaser."
)
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reading of a page gave.

    Attributes:
        state: only the story of an `article` may become a version.
        reason: why that state, in words; for an article, which of the site's settings did nothing, mostly empty.
        story: of an article, or what a paywall leaves visible of one; None for all else.
        memory: what to remember for the next reading; None where nothing was learned.
        unchanged: the quick test says that the text is what it was: neither story nor memory is needed.
        page_text: all words that the page shows, where it was asked for or its text had to be found anew.
        found: which of the lines that were looked for stand on the page outside of its story.
        remarks: sentences for the person who adds the page, at a first reading only.
        own_address: what the page declares as its address by rel=canonical, at a first reading only.
    """

    state: PageState
    reason: str = ""
    story: Story | None = None
    memory: Memory | None = None
    unchanged: bool = False
    page_text: str = ""
    found: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = ()
    own_address: str = ""


UNCHANGED: Final = Reading(state=PageState.ARTICLE, unchanged=True)


def read_page(
    body: bytes,
    url: str,
    content_type: str | None,
    memory: Memory | None,
    kind: WatchKind,
    now: datetime,
    rules: ReadingRules = NO_RULES,
    whole: bool = False,
    wanted: frozenset[str] = NOTHING_WANTED,
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
        whole: give all words of the page beside the story.
        wanted: keys of lines to look for all over the page.

    Raises:
        ReadingError: the bytes cannot be decoded or parsed, whatever they are.
    """
    if verdict := content_state(body, content_type):
        return Reading(state=verdict[0], reason=verdict[1])
    try:
        decoded = decode_page(body, charset=charset_of(content_type))
        html = sent_once(decoded.html)
        if is_cut_off(html):
            return Reading(state=PageState.COLLAPSED, reason="the page breaks off in the middle")
        utf8 = decoded.utf8 if html is decoded.html else None
        glanced = glanced_at(html, memory, rules, now, wanted, utf8)
        if glanced is not None and glanced.is_unchanged:
            return UNCHANGED
        reading, verdict = in_full(html, url, memory, kind, now, rules, sent=len(body), glanced=glanced)
        anew = whole or not (memory is None or reading.memory is None or reading.memory.finds_like(memory))
        reading = replace(reading, page_text=visible(html) if anew else "", found=elsewhere(html, reading, wanted))
        own_address = declared_address(html, url) if memory is None else ""
    except UNSOUND as error:
        raise ReadingError(unreadable(url, error)) from error
    if verdict is not None:
        # Who pays is not shown a teaser: what never was one is none now, but a lost subscription.
        only_teaser = memory.teaser if memory is not None else not rules.subscribed
        reading = behind_wall(reading, verdict, only_teaser=only_teaser)
    return replace(reading, own_address=own_address)


def glanced_at(
    html: str, memory: Memory | None, rules: ReadingRules, now: datetime, wanted: frozenset[str], utf8: bytes | None
) -> Glanced | None:
    """Take the quick test; None at a first reading."""
    if memory is None:
        return None
    looked_for = (lambda line: line_key(line) in wanted) if wanted else None
    return Glanced(glance(html, memory, rules, now, wanted=looked_for, utf8=utf8), memory)


def in_full(
    html: str,
    url: str,
    memory: Memory | None,
    kind: WatchKind,
    now: datetime,
    rules: ReadingRules,
    *,
    sent: int,
    glanced: Glanced | None,
) -> tuple[Reading, tuple[PageState, str] | None]:
    """Climb the last rung: read the story, and say what kind of page it stands on; None: an article.

    Args:
        sent: how many bytes the page came as.
        glanced: what the quick test took of it, which did not suffice.
    """
    story, learned = read_html(html, url, memory=memory, now=now, rules=rules, glanced=glanced)
    embedded = bool(learned.embedded)
    if kind is WatchKind.PAGE:
        verdict = any_page_state(html, url, story)
    else:
        verdict = page_state(html, url, story, embedded=embedded)
    remarks = remarks_on(html, url, story, now=now, embedded=embedded) if memory is None else ()
    reason = unheard(rules, learned)
    learned = replace(learned, sent=sent)
    return Reading(state=PageState.ARTICLE, reason=reason, story=story, memory=learned, remarks=remarks), verdict


def elsewhere(html: str, reading: Reading, wanted: frozenset[str]) -> frozenset[str]:
    """Say which lines stand on a page outside of its story, by their keys."""
    if not wanted or reading.story is None:
        return NOTHING_WANTED
    own = {line_key(block.text) for block in reading.story.blocks}
    return (wanted - own) & {line_key(line) for line in page_lines(html)}


def behind_wall(reading: Reading, verdict: tuple[PageState, str], *, only_teaser: bool) -> Reading:
    """Give a reading whose page is no article; a paywall's stub is a teaser where nothing more was ever there."""
    state, reason = verdict
    if state is not PageState.PAYWALL or reading.story is None or reading.memory is None:
        return Reading(state=state, reason=reason)
    visible_story = visible_part(reading.story)
    if not only_teaser or not visible_story.blocks:
        return replace(reading, state=state, reason=reason, story=visible_story)
    memory, remarks = replace(reading.memory, teaser=True), (*reading.remarks, TEASER_REMARK)
    return replace(reading, reason=reason, story=visible_story, memory=memory, remarks=remarks)


def visible_part(story: Story) -> Story:
    """Give what a paywall leaves of a story, without the paywall's own words."""
    return replace(story, teaser=True, blocks=tuple(block for block in story.blocks if not PAYWALL.search(block.text)))


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


def sent_once(html: str) -> str:
    """Give a page once that a server sent twice in a row; every other page as it is."""
    end = html.find("</html>") + len("</html>")
    rest = html[end:].lstrip()
    if len(rest) < SAME_START:
        return html
    first = html[:end].lstrip()
    return first if first and rest.startswith(first[:SAME_START]) else html


def is_cut_off(html: str) -> bool:
    """Whether a page ends in the middle of a tag, a script or a sentence although it began as a whole one."""
    end = html[-8000:].rstrip()[-4000:].lower()
    if "</body" in end or "</html" in end:
        return False
    whole = html.lower()
    if "<body" not in whole or "</html" in whole:
        return False
    return not end.endswith(">") or len(OPENED.findall(whole)) > len(ENDED.findall(whole))
