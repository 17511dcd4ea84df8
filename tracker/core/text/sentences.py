"""Sentences: cut after full stops that end one, in any script, without losing a character."""

from __future__ import annotations

import re
from functools import cache

from tracker.core.text.abbreviations import ABBREVIATIONS, BEFORE_NUMBERS

_STOPS = ".!?…؟۔"
_SOLID_STOPS = "。！？｡।॥።"
# A blank line always parts; so does an ending of CJK, Devanagari or Ethiopic script, with or without a space behind it.
# Every run is entered at its first character only and never given back: a hostile text costs no more than its length.
_END = re.compile(
    # What may end a sentence comes first by itself: the search leaps from one to the next.
    rf"[{_STOPS}{_SOLID_STOPS}\n](?:"
    rf"(?<=[{_STOPS}])(?<![{_STOPS}][{_STOPS}])[{_STOPS}]*+[\"'”’»)\]]*+(?P<blank>\s++)"
    r"(?=[\"'“‘«„(\[¿¡]*(?P<next>\S))"
    rf"|(?<=[{_SOLID_STOPS}])[{_SOLID_STOPS}]*+[」』”’）]*+\s*+"
    r"|(?<=\n)[^\S\n]*+\n\s*+)"
)
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[]*$")
_LONGEST_WORD = 40
# Behind a day and its full stop, as German writes dates: `am 4. März`.
_MONTHS = "Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DAY_DIGITS = 2


# Compiled when first needed: hardly any text has a day and a full stop.
@cache
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?:{_MONTHS})\b")


def sentences(text: str) -> tuple[str, ...]:
    """Cut a text into sentences; joined they give the text back exactly.

    Each sentence keeps the white space behind it. A text without any ending is one sentence.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end["blank"] is not None and _goes_on(text, start, end):
            continue
        if end.end() > start:
            found.append(text[start : end.end()])
            start = end.end()
    if start < len(text):
        found.append(text[start:])
    return tuple(found)


def _goes_on(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation or initial, or a lower-case letter follows."""
    if end["next"].islower():
        return True
    if text[end.start() : end.start("blank")] != ".":
        return False
    found = _LAST_WORD.search(text, max(start, end.start() - _LONGEST_WORD), end.start())
    word = found.group().casefold() if found else ""
    if word in BEFORE_NUMBERS and end["next"].isdigit():
        return True
    if word.isdecimal() and len(word) <= _DAY_DIGITS and _month().match(text, end.start("next")):
        return True
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word != "i")
