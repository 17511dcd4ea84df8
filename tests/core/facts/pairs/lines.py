"""Headline, standfirst and byline."""

from __future__ import annotations

from collections.abc import Iterator

from tests.core.diff.stories import story
from tests.core.facts.labels import ABOVE, BELOW, Label, Pair, edited, line, number, whole
from tracker.model import FactKind

HEADLINES = (
    ("Fire at harbour", "Fire at old harbour"),
    ("Ferry sinks off Cape Lorn", "Hundreds saved as ferry sinks off Cape Lorn"),
    ("Mayor of Pell resigns", "Mayor of Pell refuses to resign"),
    ("What we know about the flood", "Flood: what we know so far"),
    ("Court frees Aldo Renn", "Court sends Aldo Renn to prison"),
    ("Dam in danger", "Dam holds after night of fear"),
    ("Storm closes schools", "Storm closes schools – live"),
    ("Is the tower safe?", "The tower is safe"),
    ("Quake shakes Brae", "地震：ブレイ島で揺れ"),
    ("Karsk votes", "Karsk has voted"),
)
DEKS = (
    ("Smoke over the bay", "Smoke over the bay as crews arrive"),
    ("", "The cause is not known"),
    ("Two boats are missing", ""),
    ("The mayor speaks at noon", "The mayor spoke at noon"),
    ("A night on the roof", "A night and a day on the roof"),
    ("Schools stay closed", "Schools open again"),
    ("Ilse Moor denies the claim", "Ilse Moor admits the claim"),
    ("Trains stand still", "Trains run again after the strike"),
    ("Rain is due", "Snow is due"),
    ("The union calls it a first step", "The union calls it an insult"),
)
BYLINES = (
    ("A. Moss", "A. Moss and B. Lind"),
    ("By Mira Holt", "By Mira Holt, in Karsk"),
    ("", "By Aldo Renn"),
    ("Staff", ""),
    ("By Ilse Moor", "By Ilse Moor and agencies"),
    ("B. Lind, 3 reporters", "B. Lind, 4 reporters"),
    ("Orrin Herald", "The Orrin Herald"),
    ("By M. Holt", "By Mira Holt"),
    ("Tarn bureau", "Pell bureau"),
    ("By A. Moss in Sarn", "By A. Moss in Brae"),
)
_KINDS = (
    ("headline", FactKind.HEADLINE, HEADLINES),
    ("dek", FactKind.DEK, DEKS),
    ("byline", FactKind.BYLINE, BYLINES),
)


def _plain() -> Iterator[Pair]:
    for family, kind, rows in _KINDS:
        for before, after in rows:
            yield line(family, f"{before} → {after}", before, after, Label(kind=kind, before=before, after=after))


def _headline(before: str, after: str) -> Label:
    return Label(kind=FactKind.HEADLINE, before=before, after=after)


WITH_NUMBERS = (
    line(
        "headline",
        "a toll",
        "174 killed in flood",
        "177 killed in flood",
        _headline("174 killed in flood", "177 killed in flood"),
        number("174", "177", "killed"),
    ),
    whole(
        "headline",
        "the same toll in the text is told once",
        story(ABOVE, "The flood has killed 174 people.", headline="174 killed in flood"),
        story(ABOVE, "The flood has killed 177 people.", headline="177 killed in flood"),
        _headline("174 killed in flood", "177 killed in flood"),
        number("174", "177", "killed"),
        edited(),
    ),
    whole(
        "headline",
        "capitals only, over a text that changed",
        story(ABOVE, "Crews reached the pier.", headline="Fire At Harbour"),
        story(ABOVE, "Crews reached the old pier.", headline="Fire at harbour"),
        _headline("Fire At Harbour", "Fire at harbour"),
        edited(),
    ),
    whole(
        "headline",
        "the same, and only the text changed",
        story(ABOVE, "Crews reached the pier.", BELOW, headline="Fire at harbour"),
        story(ABOVE, "Crews reached the old pier.", BELOW, headline="Fire at harbour"),
        edited(),
    ),
)

LINES: tuple[Pair, ...] = (*_plain(), *WITH_NUMBERS)
