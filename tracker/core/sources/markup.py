"""The one door of XML: feeds and sitemaps read piece by piece by a parser that resolves nothing and fetches nothing.

What is broken is read as far as it can be. What declares entities is refused before anything of it is parsed: neither
a feed nor a sitemap has a use for them, and a hundred bytes of them can stand for gigabytes.

Source: OWASP XML External Entity Prevention Cheat Sheet; CVE-2003-1564 for entities within entities.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from typing import TypeAlias

from lxml import etree

from tracker.core.sources.roots import root_of
from tracker.errors import ReadingError

Element: TypeAlias = etree._Element  # noqa: SLF001 - its only name

CHUNK = 65_536
# How a document begins that says its encoding, by a mark that is no part of it or by its first sign of mark-up.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", 3),
    (codecs.BOM_UTF16_LE, "utf-16-le", 2),
    (codecs.BOM_UTF16_BE, "utf-16-be", 2),
    (b"<\0", "utf-16-le", 0),
    (b"\0<", "utf-16-be", 0),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)
_UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_AMPERSANDS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#(?:\d{1,7}|x[0-9a-f]{1,6});)(?:(?P<name>[a-z][a-z0-9]{1,31});)?",
    re.DOTALL | re.IGNORECASE,
)
_OF_XML = frozenset(("amp", "lt", "gt", "quot", "apos"))
# Python's codecs that are no character sets must not be named by a stranger.
_NO_CHARSETS = re.compile(
    r"base64|bz2|hex|quopri|quoted|rot|uu|zip|zlib|idna|punycode|escape|mbcs|oem|undefined", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """An element that has ended, with all that stands in it, and whether the document is sound up to there."""

    name: str
    element: Element


def as_text(body: bytes, charset: str | None) -> str:
    """Decode an XML document: its byte order mark, UTF-8, its own word, the header's; what is no letter is replaced.

    Args:
        charset: of the Content-Type header; None where it named none.
    """
    for mark, name, length in _MARKS:
        if body.startswith(mark):
            return body[length:].decode(name, "replace")
    declared = _DECLARED.search(body[:400])
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for label in (declared[1].decode() if declared else None, charset):
        try:
            if label and not _NO_CHARSETS.search(label):
                return body.decode(label, "replace")
        except (LookupError, UnicodeError):
            continue
    return body.decode("cp1252", "replace")


def inside(text: str) -> str:
    """Give a document from its root on, without what no document may hold: nothing before it is ever parsed.

    So no entity can be declared, whatever stands there; a document that does is refused, to be told.

    Raises:
        ReadingError: it declares entities, or a grammar of its own.
    """
    sound = _UNSOUND.sub("", text)
    root = root_of(sound)
    if _ENTITIES.search(sound, 0, root.place if root else CHUNK):
        raise ReadingError("it declares entities, as an attack on readers does: it is not read")
    return sound[root.place :] if root else sound.lstrip()


def pieces(text: str, names: frozenset[str], url: str) -> Iterator[Piece]:
    """Give the elements of these local names as they end, in order; what was given is forgotten after its turn.

    Args:
        url: of the document: what `xml:base` starts from.

    Raises:
        ReadingError: it declares entities.
    """
    document = inside(text)
    parser = etree.XMLPullParser(
        events=("end",),
        # Compared by the library: a sitemap of 50,000 entries has ten times as many elements.
        tag=[f"{{*}}{name}" for name in names],
        base_url=url,
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    sound = mended(document).encode("utf-8", "replace")
    for chunk in [*(sound[place : place + CHUNK] for place in range(0, len(sound), CHUNK)), None]:
        _fed(parser, chunk)
        for _, element in parser.read_events():
            yield Piece(local_name(element), element)
            _forget(element)


def mended(text: str) -> str:
    """Write bare ampersands and HTML's names of letters as XML has them: after one of these a parser loses all others.

    What stands in a CDATA section is left as it is.
    """
    return _AMPERSANDS.sub(_mended, text) if "&" in text else text


def _mended(found: re.Match[str]) -> str:
    whole, name = found.group(), found["name"]
    if whole.startswith("<"):
        return whole
    if name is None:
        return "&amp;"
    letters = unescape(whole)
    return whole if name in _OF_XML else f"&amp;{whole[1:]}" if letters == whole else escape(letters)


def is_sound(text: str) -> bool:
    """Tell whether a document is well-formed: reads it whole a second time, for the one who asks."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        etree.fromstring(inside(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return False
    return True


def local_name(element: Element) -> str:
    """Give an element's name without its namespace, in lower case; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def namespace(element: Element) -> str:
    """Give an element's namespace, or its prefix where the document forgot to declare it; empty without one."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag[1:].partition("}")[0] if tag.startswith("{") else tag.rpartition(":")[0]


def child_text(element: Element, name: str) -> str:
    """Give all words of the first child of a local name; empty without one."""
    found = child(element, name)
    return words_of(found) if found is not None else ""


def child(element: Element, name: str) -> Element | None:
    """Give the first child of a local name."""
    return next((one for one in element if local_name(one) == name), None)


def words_of(element: Element) -> str:
    """Give all words of an element and of what stands in it."""
    return "".join(str(part) for part in element.itertext()).strip()


def _fed(parser: etree.XMLPullParser, chunk: bytes | None) -> None:
    # A document that cannot be recovered ends where it broke: what came before it was given already.
    try:
        if chunk is None:
            parser.close()
        else:
            parser.feed(chunk)
    except etree.XMLSyntaxError:
        return


def _forget(element: Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
