"""Finds the words by which a page says that it will change, or that it is over, in single lines and headlines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.core.extract.phrase_table import ENGLISH, FRENCH, GERMAN, ITALIAN, PORTUGUESE, SPANISH
from tracker.core.extract.phrase_table_abroad import (
    ASIAN_AND_AFRICAN,
    GERMANIC,
    OTHER_EUROPEAN,
    SLAVIC_AND_BALTIC,
)
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import ReadingRules

NO_RULES = ReadingRules()
LANGUAGES = (
    *(ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN),
    *GERMANIC,
    *SLAVIC_AND_BALTIC,
    *OTHER_EUROPEAN,
    *ASIAN_AND_AFRICAN,
)
HEADLINE_PREFIX = (
    r"breaking(?: news)?|developing(?: story)?|just in|live(?: updates| blog)?|live-?(?:blog|ticker)|"
    r"news-?blog|eil(?:meldung)?|urgente?|última hora|en direct|direct|en vivo|en directo"
    r"|ao vivo|ao minuto|in diretta|diretta|ultim.ora|son dakika|canlı|flash info|alerte info|pilne|na żywo|"
    r"срочно|молния|терміново|наживо|عاجل|مباشر|速報|速报|속보|突发|突發|快讯|快訊|מבזק|ब्रेकिंग(?: न्यूज़?)?|लाइव"
)
HEADLINE_ANYWHERE = (
    r"\blive ?-?(?:blog|ticker)\b|\blive updates\b|\bnews-?(?:blog|ticker)\b|\w-ticker:|\+\+\+ .{5,80} "
    r"\+\+\+|minuto a minuto|minute par minute|\bao minuto\b"
)
LABEL = HEADLINE_PREFIX + r"|direktrapport|即時|live news|breaking story|developing now"
# A label of such a word alone is as often a player's or a channel's.
ON_AIR = r"live|direct|en direct|en vivo|en directo|ao vivo|in diretta|diretta|canlı|na żywo|наживо|مباشر|लाइव"
# "How people live" and "record-breaking" mean nothing of the kind: such a word stands beside a sign.
AIRED = rf"(?:{ON_AIR}|direkt|实时|直播|ライブ|latest)"
IN_HEADLINE = (
    rf"(?:^|[\s:|–—-]){AIRED}(?=\s?[:|–—]|\s-\s)|(?:[:|–—]|\s-)\s?{AIRED}\W{{0,3}}$|"
    r"(?<![\w-])breaking news\b|\búltima hora\b"
)
HEADLINE_ENDED = (
    r"\bas it happened\b|\bso lief\b|\bwie es war\b|\bcomme c.était\b|\basí (?:fue|ocurrió|te lo contamos)\b|"
    r"\blive ?blog (?:closed|ended)\b|\b(?:live ?)?ticker zum nachlesen\b|\bzum nachlesen\b"
)
LONGEST_PROMISE = 320
LEAST_OUTSIDE = 6
QUOTES = str.maketrans({"’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile phrases into one pattern."""
    return re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE)


# Looking for the cues first is thirty times quicker than trying every phrase, and each phrase holds a cue of its own
# language: those of the others need not be tried.
CUES = tuple(dict.fromkeys(cue for one in LANGUAGES for cue in one.cues))
ASCII_CUES = tuple(cue for cue in CUES if cue.isascii())
PROMISES = tuple((one.cues, any_of((*one.seen, *one.unverified))) for one in LANGUAGES)
VETO = any_of(phrase for one in LANGUAGES for phrase in one.vetoes)
ENDED = any_of(phrase for one in LANGUAGES for phrase in one.ended)
PREFIX = re.compile(
    rf"^[\W_]*(?:{HEADLINE_PREFIX})\s?(?:[:|–—\]】»］：]|-\s|\s-|\+\+\+)|^(?:en )?direct\. |"
    rf"^\W*(?:【速報】|\[속보\])|{HEADLINE_ANYWHERE}",
    re.IGNORECASE,
)
HEADLINE_HINT = re.compile(IN_HEADLINE, re.IGNORECASE)
HEADLINE_OVER = re.compile(HEADLINE_ENDED, re.IGNORECASE)
LABEL_LINE = re.compile(rf"\W*(?:{LABEL})\W*", re.IGNORECASE)
LABEL_WORD = re.compile(LABEL, re.IGNORECASE)
ON_AIR_LINE = re.compile(rf"\W*(?:{ON_AIR})\W*", re.IGNORECASE)


@lru_cache(maxsize=8192)
def promise_in(text: str, rules: ReadingRules = NO_RULES) -> str:
    """Give the words of a block that promise updates; empty where none do, or where a veto stands beside them.

    Args:
        text: one block, of which only a short one is a notice.
        rules: a person's own phrases and vetoes; the built-in vetoes do not hold for these phrases.
    """
    if len(text) > LONGEST_PROMISE:
        return ""
    if rules.phrases or rules.vetoes:
        plain = plain_words(text)
        if (own := wordings(rules.vetoes)) and own.search(plain):
            return ""
        if (own := wordings(rules.phrases)) and (named := own.search(plain)):
            return named.group()
    found = first_promise(text)
    return found.group() if found and not VETO.search(text) and not is_quoted(text, found) else ""


def first_promise(text: str) -> re.Match[str] | None:
    """Find the first phrase that promises updates; a veto may stand beside it. None where there is none."""
    lower = text.lower()
    if not any(cue in lower for cue in (ASCII_CUES if lower.isascii() else CUES)):
        return None
    tried = (phrases.search(text) for cues, phrases in PROMISES if any(cue in lower for cue in cues))
    return min((one for one in tried if one), key=lambda one: one.start(), default=None)


@lru_cache(maxsize=2048)
def says_it_is_over(text: str) -> bool:
    """Whether a block says that a live page is over."""
    return len(text) <= LONGEST_PROMISE and bool(ENDED.search(text))


def is_quoted(text: str, found: re.Match[str]) -> bool:
    """Whether the words found are somebody's own, quoted in a longer sentence of the story."""
    plain = text.translate(QUOTES)
    opening = plain.rfind('"', 0, found.start() + 1)
    if opening < 0 or plain.count('"', 0, found.start() + 1) % 2 == 0:
        return False
    closing = plain.find('"', max(opening + 1, found.start() + 1))
    outside = plain[:opening] + (plain[closing:] if closing >= 0 else "")
    return letters(outside) >= LEAST_OUTSIDE


def plain_words(text: str) -> str:
    """Give a text as a person's own wordings are compared with: letter case, white space and forms of quotes folded."""
    return folded(text).translate(QUOTES).casefold()


@lru_cache(maxsize=256)
def wordings(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Compile a person's own plain words, which count as whole words where the script parts words; None without any."""
    plain = [plain_words(phrase) for phrase in words]
    parts = [f"{edge(one[0], before=True)}{re.escape(one)}{edge(one[-1], before=False)}" for one in plain if one]
    return re.compile("|".join(parts)) if parts else None


def edge(letter: str, *, before: bool) -> str:
    """Give what keeps a word whole at one end: nothing beside a sign, or where a script glues words together."""
    if not letter.isalnum() or letter > "\u052f":
        return ""
    return r"(?<!\w)" if before else r"(?!\w)"
