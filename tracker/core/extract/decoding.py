"""From bytes to characters, as a browser would, and a refusal where that fails."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from tracker.errors import ReadingError

BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
DECLARED_WITHIN = 4096
# Labels that browsers read as a wider encoding. Source: WHATWG Encoding Standard, names and labels.
WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Python knows more, and some of those write markup in letters: UTF-7, escapes. Source: WHATWG Encoding Standard.
BROWSERS_READ = re.compile(
    r"utf-8|utf-16(?:-[lb]e)?|ascii|latin-1|iso8859-\d{1,2}|cp(?:125\d|866|874|932|949)|koi8-[ru]|mac-(?:roman|cyrillic)|"
    r"gb2312|gbk|gb18030|big5(?:hkscs)?|euc_jp|iso2022_jp|shift_jis|euc_kr|tis-620"
)
UNKNOWN_TO_PYTHON = {
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "x-gbk": "gbk",
    "x-mac-cyrillic": "mac-cyrillic",
    "iso-8859-8-i": "iso8859-8",
}
REPLACEMENT = "\ufffd"
MOST_REPLACED = 0.01


class Decoded(NamedTuple):
    """A page in characters; `utf8` is the page as it came where that was UTF-8, else None."""

    html: str
    utf8: bytes | None


def decode(body: bytes, *, charset: str | None = None) -> str:
    """Decode a page as `decode_page` does, which says of arguments and errors."""
    return decode_page(body, charset=charset).html


def decode_page(body: bytes, *, charset: str | None = None) -> Decoded:
    """Decode a page: byte order mark, then sound UTF-8, then the header's charset, the page's own word, windows-1252.

    Bytes beyond ASCII that are sound UTF-8 prove themselves, and beat any declaration: many sites moved to UTF-8 and
    left an old one standing.

    Args:
        body: the bytes as they came.
        charset: of the Content-Type header; None where it named none.

    Raises:
        ReadingError: over 1 % of the characters would be replacement characters.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return Decoded(mostly_sound(body.decode(name, "replace"), name), None)
    declared = named(charset) or named_in(body)
    if not body.isascii() or declared is None:
        try:
            return Decoded(body.decode("utf-8"), body)
        except UnicodeError:
            pass
    name = declared or "cp1252"
    return Decoded(mostly_sound(body.decode(name, "replace"), name), None)


def named(charset: str | None) -> str | None:
    """Give Python's name of a declared encoding; None for one that browsers do not read."""
    try:
        label = (charset or "").strip().strip("\"'").lower()
        name = codecs.lookup(UNKNOWN_TO_PYTHON.get(label, label)).name
    except (LookupError, ValueError):
        return None
    return WIDER.get(name, name) if BROWSERS_READ.fullmatch(name) else None


def named_in(body: bytes) -> str | None:
    """Give the encoding that the page names near its beginning."""
    found = DECLARED.search(body, 0, DECLARED_WITHIN)
    name = named(found.group(1).decode("ascii")) if found else None
    # What we read the declaration with was no UTF-16, so the page is not either.
    return "utf-8" if name and name.startswith("utf-16") else name


def mostly_sound(text: str, name: str) -> str:
    """Give the text back, or refuse it where too much of it was replaced."""
    broken = text.count(REPLACEMENT)
    if broken > MOST_REPLACED * len(text):
        raise ReadingError(
            f"The page cannot be read as {name}: {broken} of {len(text)} characters are broken; look again later."
        )
    return text
