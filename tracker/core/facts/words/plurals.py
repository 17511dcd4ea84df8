"""Nouns whose plural is more than an `s`, and forms of one noun: data, several languages together."""

from __future__ import annotations

import re
from functools import lru_cache

_BY_LANGUAGE = {
    "English": """
        person people, man men, woman women, child children, body bodies, country countries, city cities, party parties
        policeman policemen, policewoman policewomen, fireman firemen, injury injuries, fatality fatalities
        casualty casualties, company companies, ministry ministries, family families, county counties
    """,
    "German": """
        mensch menschen, personen people, mann männer, männern männer, frau frauen, kind kinder, kindern kinder
        toter tote, toten tote, verletzter verletzte, verletzten verletzte, vermisster vermisste, vermissten vermisste
        haus häuser, häusern häuser, soldat soldaten, polizist polizisten, leiche leichen, festnahme festnahmen
    """,
    "French": "cheval chevaux, bateau bateaux, hôpital hôpitaux, corps corps",
    "Spanish": """
        rehén rehenes, cadáver cadáveres, menor menores, militar militares, mujer mujeres, trabajador trabajadores
    """,
}

_PAIRS = [
    pair.split()
    for listed in _BY_LANGUAGE.values()
    for line in listed.splitlines()
    for pair in line.split(",")
    if pair.strip()
]

PLURALS: dict[str, str] = {pair[0]: pair[1] for pair in _PAIRS}

_ALL_PLURALS = frozenset(PLURALS.values())
_SHORTEST = 4


@lru_cache(maxsize=4096)
def stems(noun: str) -> frozenset[str]:
    """Give the words of a noun in one form, so that `boat` and `boats` are the same."""
    words = (PLURALS.get(word, word) for word in re.findall(r"\w+", noun.lower()))
    return frozenset(word[:-1] if word.endswith("s") and len(word) >= _SHORTEST else word for word in words)


def is_singular(noun: str) -> bool:
    """Whether a word in lower case is one of what it names, as far as its form tells."""
    return noun in PLURALS or (noun not in _ALL_PLURALS and not noun.endswith("s"))
