"""The one place where it is decided whether two texts are the same for a reader."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

INVISIBLE = re.compile(r"[\u00ad\u200b\u200e\u200f\u061c\u2060\ufeff]+")
# Kept in what is stored, since spelling and pictures may need them: isolates and embeddings, invisible operators, the
# style of a sign, controls, and tags but those of the flags of regions.
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202c\u2061-\u2064\u2066-\u2069\ufe0e\ufe0f]+|"
    r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
# Of these alone Python says that they are printable.
STYLED = frozenset("\ufe0e\ufe0f")

STAMP_WORDS = (
    r"(?:last |first |zuletzt |mis à jour |actualizado |aggiornato )?"
    r"(?:updated?|published|posted|modified|aktualisiert|veröffentlicht|publié|publicado|pubblicato|"
    r"uppdaterad|bijgewerkt)"
    r"(?: at| on)?:?"
)
AGO = (
    r"(?:(?:about |over |less than )?(?:\d+|an?|one|a few)\s?"
    r"(?:s|m|h|d|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?) ago"
    r"|just now|moments ago"
    r"|vor (?:\d+|einer|einem|wenigen) (?:sekunden?|min(?:ute)?n?\.?|stunden?|std\.?|tag(?:en)?|wochen?|monat(?:en)?)"
    r"|il y a (?:\d+|une?) (?:secondes?|min(?:ute)?s?|h(?:eures?)?|jours?|semaines?|mois)"
    r"|(?:hace|há|fa) (?:\d+|una?|uma?) \w+|(?:\d+|una?|un) \w+ fa|\d+ \w+ (?:geleden|sedan|siden|sitten|temu|önce)"
    r"|\d+ \w+ (?:назад|тому|trước|(?:yang )?lalu|پیش)|πριν(?: από)? \d+ \w+|před \d+ \w+|acum \d+ \w+"
    r"|منذ \d+ \w+|לפני \d+ \w+|\d+ [^\W\d_]\S* पहले|\d+ ?\S+ที่(?:แล้ว|ผ่านมา)"
    r"|\d+ ?(?:分前|時間前|日前|小时前|分钟前|小時前|分鐘前|天前|분 전|시간 전|일 전))"
)
COUNTER = (
    r"(?:\d[\d.,]* ?[km]? (?:people|readers|users|viewers) (?:are )?(?:reading|watching|viewing|"
    r"online)(?: this)?(?: now)?"
    r"|\d[\d.,]* ?[km]? (?:reading|watching|viewing|online)(?: this)?(?: now)?"
    r"|(?:\d[\d.,]* ?[km]?|no) (?:shares?|comments?|likes?|views?|reactions?|retweets?|kommentare?|aufrufe"
    r"|comentarios?|commentaires?|commenti|condivisioni|partages?|reacties|kommentarer)"
    r"|\d[\d.,]* ?[km]? (?:reads?|lecturas|leituras|visualiza(?:ções|ciones)|letture|visualizzazioni|lectures|vues"
    r"|weergaven|wyświetleń|odsłon|просмотр\w{0,4}|перегляд\w{0,4}|görüntülenme|okunma|مشاهدة|צפיות)"
    r"|[💬🗨👁👀👍👎❤♥🔥🔁📖]\ufe0f? ?\d[\d.,]* ?[km]?"
    r"|(?:shares?|comments?|likes?|views?|kommentare|comentarios|commentaires|commenti):? ?\(?\d[\d.,]* ?[km]?\)?)"
)
PARTED = r"(?:^|(?<=[|·•,;()\[\]/–—-]))\s*"
ENDS = r"\s*(?=$|[|·•,;()\[\]/–—-])\.?"
# A stamp counts only where it stands by itself: "He was arrested two days ago" is the news.
STAMP = rf"(?:{AGO}|{COUNTER})"
MAY_LIVE = re.compile(r"\d|\bago\b|just now|vor |il y a|hace |há |\bfa\b", re.IGNORECASE)
STAMPS_ONLY = re.compile(r"[\s|·•,;()\[\]/–—.-]*")
LONGEST_STAMP_LINE = 120


def folded(text: str) -> str:
    """Fold white space of every kind to single spaces and drop what no reader sees; nothing else."""
    plain = " ".join(text.split())
    # Whatever is printable holds none of what no reader sees, which asking for each by a pattern takes twice as long.
    if plain.isascii() or plain.isprintable():
        return plain
    return " ".join(INVISIBLE.sub("", text).split())


@lru_cache(maxsize=4096)
def comparable(text: str) -> str:
    """Give the form of a text in which two texts are equal exactly if a reader would call them the same.

    NFC, white space folded, stamps such as `3 hours ago` and live counters such as `12 comments` out where they
    stand by themselves. Everything else counts: punctuation, quotes, digits, letter case.

    Returns:
        The form; empty where the text was nothing but stamps and counters.
    """
    plain = folded(text)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    if not plain.isprintable() or (not plain.isascii() and not STYLED.isdisjoint(plain)):
        plain = folded(UNSEEN.sub("", plain))
    if len(plain) > LONGEST_STAMP_LINE or not MAY_LIVE.search(plain):
        return plain
    lasting = _live().sub("", plain)
    if lasting == plain:
        return plain
    return "" if STAMPS_ONLY.fullmatch(lasting) else folded(lasting)


@cache
def _live() -> re.Pattern[str]:
    """The pattern of stamps and counters that stand by themselves: large, and made when a text may hold one."""
    return re.compile(rf"{PARTED}(?:{STAMP_WORDS}\s?)?{STAMP}(?:\s+{STAMP})*{ENDS}", re.IGNORECASE)
