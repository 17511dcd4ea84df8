"""The words under a picture, and whose picture it is: the first are the story's, the second are not."""

from __future__ import annotations

import re
from functools import lru_cache

CAPTION_NAME = re.compile(
    r"(?:^|[\s_-])(?:caption|legend|bildunterschrift|legende|pie-?(?:de-)?foto)s?(?:$|[\s_-])", re.IGNORECASE
)
CREDIT_NAME = re.compile(
    r"credit|copyright|photographer|(?:^|[\s_-])(?:source|agency|attribution|licen[cs]e|author)", re.IGNORECASE
)
LONGEST_CAPTION = 600
LONGEST_CREDIT = 90
CREDIT_WORD = (
    r"photos?|photographs?|photography|pictures?|pics?|images?|illustrations?|graphics?|credits?|source"
    r"|fotos?|fotograf\w{0,4}|bilder|bild|bildrechte|grafik|quelle|archivbild|crédits?|créditos?|imagen|imágenes|fuente"
    r"|immagine|fonte|imagem|kuva|zdjęcie|fot|фото|写真|撮影|图片|圖片|사진|출처"
)
PICTURE_WORD = r"photos?|pictures?|images?|fotos?|bild|bildrechte|crédits? photo|imagen|写真|사진"
PICTURE_TAIL = re.compile(
    rf"\S\s*[\[(|/–—-]?\s*(?:\b(?:{PICTURE_WORD})(?: credits?)?\s?[:：=]|©)[^.!?©]{{1,60}}$", re.IGNORECASE
)
LONGEST_UNNAMED = 350
CREDIT_MARK = re.compile(r"[:：=©]")
CREDIT_SIGN = rf"(?:{CREDIT_WORD})(?:\s(?:{CREDIT_WORD}))?\s?(?:[:/|：=]|\b(?:by|von)\b)|courtesy of|©|\(c\)"
CREDIT_TAIL = re.compile(
    rf"\s*[\[(|/,–—-]?\s*(?:{CREDIT_SIGN})"
    rf"([^.!?]{{1,{LONGEST_CREDIT}}})$",
    re.IGNORECASE,
)
AGENCY = re.compile(
    r"\b(?:getty|reuters|ap|afp|dpa|epa|efe|ansa|picture[ -]alliance|shutterstock|istock|imago|alamy|bloomberg|tass"
    r"|xinhua|kyodo|anp|belga|ritzau|ntb|apa|keystone|sipa|zuma|unsplash|wikimedia|associated press|pa)\b",
    re.IGNORECASE,
)
JOINING = frozenset(("via", "for", "by", "of", "de", "and", "von", "und", "y", "et", "per"))
SENTENCE_END = re.compile(r"[.!?][\"”»)]?\s+")
SIGNS = re.compile(r"[^\w'’.-]+")


@lru_cache(maxsize=20_000)
def is_caption_name(names: str) -> bool:
    """Whether the id and classes of an element name the words under a picture."""
    return bool(CAPTION_NAME.search(names))


@lru_cache(maxsize=20_000)
def is_credit_name(names: str) -> bool:
    """Whether the id and classes of an element inside a caption name the picture's owner."""
    return bool(CREDIT_NAME.search(names))


def ends_as_caption(text: str) -> bool:
    """Whether a line that no element calls a caption ends with whose picture it is, as captions do."""
    if len(text) > LONGEST_UNNAMED or not CREDIT_MARK.search(text):
        return False
    return (
        bool(PICTURE_TAIL.search(text.rstrip("."), max(0, len(text) - LONGEST_CREDIT))) and without_credit(text) != text
    )


def without_credit(text: str) -> str:
    """Give a caption without the line that says whose picture it is; empty where that is all there is."""
    if is_credit(text):
        return ""
    start = max(0, len(text) - LONGEST_CREDIT - 20)
    tail = CREDIT_TAIL.search(text.rstrip("."), start)
    if tail is not None and (is_names(tail[1]) or AGENCY.search(tail[1])):
        text = text[: tail.start()]
    ends = [found.end() for found in SENTENCE_END.finditer(text)]
    return text[: ends[-1]].rstrip() if ends and is_credit(text[ends[-1] :]) else text


def is_credit(text: str) -> bool:
    """Whether a caption is nothing but names, with an agency's among them or in brackets."""
    if len(text) > LONGEST_CREDIT:
        return False
    bracketed = text.startswith("(") and text.endswith(")")
    return is_names(text) and (bracketed or bool(AGENCY.search(text)))


def is_names(text: str) -> bool:
    """Whether a text holds no word that is not written like a name."""
    return all(word in JOINING or not word[0].islower() for word in SIGNS.split(text) if word)
