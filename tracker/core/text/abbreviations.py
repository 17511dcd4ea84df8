"""Abbreviations whose full stop ends no sentence: data, folded to lower case, several languages together."""

from __future__ import annotations

_BY_LANGUAGE = {
    "English: titles, ranks, offices": """
        mr mrs ms dr prof gen col lt sgt capt cmdr maj adm cpl pvt sen rep gov rev hon st jr sr pres supt det insp
    """,
    "English: places, firms, months, measures": """
        ave blvd rd ft mt inc ltd co corp llc dept univ u.s u.k u.n u.a.e e.u d.c ph.d n.y jan feb mar apr jun jul aug
        sep sept oct nov dec tue tues wed thu thurs fri vs approx est etc e.g i.e a.m p.m cf
    """,
    "German": """
        hr fr nr bzw ca z.b u.a d.h usw str dipl ing
    """,
    "French": """
        mme mlle
    """,
    "Spanish, Portuguese, Italian": """
        sra srta dra ud uds exmo sig avv dott
    """,
}

# Abbreviations in front of a number only: elsewhere they are words that end sentences.
BEFORE_NUMBERS = frozenset(("no", "nos", "nr", "fig", "vol", "pp", "art", "sec"))

ABBREVIATIONS = frozenset(" ".join(_BY_LANGUAGE.values()).split())
