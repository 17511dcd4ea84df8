"""Whether a CSS selector is sound, by its letters alone: nothing is parsed, no page is asked."""

from __future__ import annotations

import re
from typing import Final

NEEDS: Final = 'needs a CSS selector such as "div.article-text" or "aside, .promo"'
_LONGEST: Final = 500
_NAME: Final = r"(?:--|-?[A-Za-z_\x80-\U0010ffff])[\w\x80-\U0010ffff-]{0,200}"
_ATTRIBUTE: Final = (
    rf"\[\s{{0,9}}{_NAME}\s{{0,9}}(?:[~|^$*]?=\s{{0,9}}"
    rf"(?:\"[^\"\n]{{0,400}}\"|'[^'\n]{{0,400}}'|{_NAME})\s{{0,9}}[iIsS]?\s{{0,9}})?\]"
)
_SIMPLE: Final = re.compile(rf"[.#]{_NAME}|{_ATTRIBUTE}")
_TYPE: Final = re.compile(rf"\*|{_NAME}")
_PSEUDO: Final = re.compile(rf":({_NAME})(\(?)")
_COMBINATOR: Final = re.compile(r"\s*[>+~]\s*|\s+")
_COUNT: Final = re.compile(r"\s*(?:odd|even|[+-]?\d{0,4}n?(?:\s*[+-]\s*\d{1,4})?)\s*", re.IGNORECASE)
_PLAIN: Final = frozenset(
    ("empty", "first-child", "first-of-type", "last-child", "last-of-type", "only-child", "only-of-type", "root")
)
_OF_SELECTORS: Final = frozenset(("has", "is", "not", "where"))
_OF_COUNTS: Final = frozenset(("nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type"))


def selector(value: object) -> str:
    """Nothing, or a list of CSS selectors, white space around it dropped.

    Source: Selectors Level 4, the grammar of selectors, with the pseudo-classes that make sense on a page at rest.
    """
    words = value.strip() if isinstance(value, str) else None
    if words is None or len(words) > _LONGEST or not words.isprintable() or (words and not is_sound(words)):
        raise ValueError(NEEDS)
    return words


def is_sound(text: str, *, relative: bool = False) -> bool:
    """Tell whether a text is a list of selectors; in `:has()` each may begin with `>`, `+` or `~`."""
    parts = _parted(text)
    return parts is not None and all(_is_complex(part.strip(), relative=relative) for part in parts)


def _parted(text: str) -> list[str] | None:
    """Split at the commas outside of quotes and brackets; None where these do not close."""
    parts, quote, open_, start = [], "", 0, 0
    for place, letter in enumerate(text):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            open_ += 1
        elif letter in ")]":
            open_ -= 1
        elif letter == "," and not open_:
            parts.append(text[start:place])
            start = place + 1
    return None if quote or open_ else [*parts, text[start:]]


def _is_complex(text: str, *, relative: bool) -> bool:
    """Tell whether a text is compound selectors with combinators between them."""
    at = found.end() if relative and (found := _COMBINATOR.match(text)) else 0
    while at < len(text):
        end = _compound_end(text, at)
        if end == at:
            return False
        if end == len(text):
            return True
        joint = _COMBINATOR.match(text, end)
        if joint is None:
            return False
        at = joint.end()
    return False


def _compound_end(text: str, at: int) -> int:
    """Give where the compound selector that begins here ends; here where none begins."""
    named = _TYPE.match(text, at)
    at = named.end() if named else at
    while at < len(text):
        simple = _SIMPLE.match(text, at)
        end = simple.end() if simple else _pseudo_end(text, at)
        if end == at:
            break
        at = end
    return at


def _pseudo_end(text: str, at: int) -> int:
    """Give where the pseudo-class that begins here ends; here where none that we know begins."""
    found = _PSEUDO.match(text, at)
    if found is None:
        return at
    name = found[1].lower()
    if not found[2]:
        return found.end() if name in _PLAIN else at
    close = _closing(text, found.end())
    inner = text[found.end() : close]
    counts = name in _OF_COUNTS and bool(inner.strip()) and _COUNT.fullmatch(inner) is not None
    selects = name in _OF_SELECTORS and is_sound(inner, relative=name == "has")
    return close + 1 if counts or selects else at


def _closing(text: str, at: int) -> int:
    """Give the place of the bracket that closes the one before `at`; the text's end where none does."""
    open_, quote = 1, ""
    for place in range(at, len(text)):
        letter = text[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        else:
            open_ += (letter == "(") - (letter == ")")
            if not open_:
                return place
    return len(text)
