"""French: data."""

from __future__ import annotations

import re

from tracker.core.facts.words.vocabulary import NotePatterns, Words
from tracker.core.text.equality import STAMP_WORDS

_UNIT_NAMES = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf
"""
_TENS = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "nonante": 90}
_SIMPLE = {name: number for number, name in enumerate(_UNIT_NAMES.split())}
_UNITS = (
    _SIMPLE
    | {f"{ten}-{unit}": tens + one for ten, tens in _TENS.items() for unit, one in _SIMPLE.items() if 1 < one < 10}
    | {f"{ten}-et-un": tens + 1 for ten, tens in _TENS.items()}
    | {f"soixante-{unit}": 60 + one for unit, one in _SIMPLE.items() if one >= 10}
    | {f"quatre-vingt-{unit}": 80 + one for unit, one in _SIMPLE.items() if one > 0}
    | {"quatre-vingts": 80, "quatre-vingt": 80, "soixante-et-onze": 71, "cent": 100, "cents": 100, "mille": 1_000}
    | {"une": 1}
)
_ORDINAL_NAMES = """
deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième
"""
_MONTH_NAMES = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_DAY_NAMES = "lundi mardi mercredi jeudi vendredi samedi dimanche"
_DATE_LEADS = """
en depuis jusqu'en avant après pendant début fin mi dès vers courant année années l'année de du le et à ce ici
"""
_PEOPLE = """
personne personnes homme hommes femme femmes enfant enfants garçon garçons fille filles soldat soldats militaire
militaires policier policiers policière gendarme gendarmes civil civils ouvrier ouvriers pompier pompiers passager
passagers élève élèves étudiant étudiants patient patients habitant habitants suspect suspects corps
"""
_CLAUSE_ENDS = "et mais tandis alors quand lorsque où qui que dont après avant"
_NOUN_ENDS = """
le la les l un une des du de d et ou mais avec par pour dans sur est sont était étaient ont été a avait avaient ne pas
que qui il elle ils elles on se ce cette ces au aux en à y selon après avant depuis contre sans sous vers chez entre
comme dont où lors plus moins encore déjà aussi alors ainsi tandis
"""
_MEASURES = """
année années mois semaine semaines jour jours heure heures minute minutes seconde secondes an
ans kilomètre kilomètres km mètre mètres hectare hectares degré degrés
"""
_TOLL = re.compile(
    r"\b(?:(?P<dead>morte?s?|tuée?s?|tué|décédée?s?|décès|cadavres?)|(?P<hurt>blessée?s?|hospitalisée?s?)"
    r"|(?P<missing>disparue?s?)|(?P<held>arrêtée?s?|arrestations?|interpellée?s?)"
    r"|(?P<saved>survivante?s?|rescapée?s?|secourue?s?)"
    r"|victimes?|otages?|infectée?s?|contaminée?s?|évacuée?s?|déplacée?s?)\b",
    re.IGNORECASE,
)
_HEDGES = {
    "présumé": "présum",
    "présumée": "présum",
    "présumés": "présum",
    "présumées": "présum",
    "prétendument": "prétend",
    "prétendu": "prétend",
    "prétendue": "prétend",
    "apparemment": "apparem",
    "soupçonné": "soupçon",
    "soupçonnée": "soupçon",
    "soupçonnés": "soupçon",
    "supposé": "suppos",
    "supposée": "suppos",
    "supposés": "suppos",
}
_CORRECTION = re.compile(
    r"^\W*(?:(?:correction|rectificatif|rectification|erratum|errata)\s*(?::|—|–|-|\(|\d)"
    r"|(?:dans )?une (?:(?:précédente|première) version|version (?:précédente|antérieure|initiale))\b"
    r"|(?:cet|notre) (?:article|titre|texte)[^.]{0,60}\b(?:corrigé|rectifié)\b)",
    re.IGNORECASE,
)
_CLARIFICATION = re.compile(
    r"^\W*(?:(?:précision|clarification)\s*(?::|—|–|\()|cet article a été (?:précisé|clarifié))", re.IGNORECASE
)
_EDITORS_NOTE = re.compile(r"^\W*(?:note de la rédaction|ndlr)\b", re.IGNORECASE)
_UPDATE = re.compile(
    r"^\W*(?:mise? à jour\s*(?::|—|–|\(|le \d|à \d|du \d)|actualisée?\s*(?::|—|–|\(|le \d|à \d)"
    r"|(?:cet article|ce texte|cette page) (?:a été|est) (?:mise? à jour|actualisée?|complétée?))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:article|page|texte) (?:sera|est|va être) (?:régulièrement )?(?:mise? à jour|actualisée?|complétée?) "
    r"(?:régulièrement|au fur|dès|prochainement|dans)"
    r"|^\W*(?:cet |notre )?article en cours (?:de rédaction|d['’]écriture|de mise à jour)"
    r"|\barticle sera (?:mis à jour|actualisé|complété)\b"
    r"|^\W*plus d['’](?:informations?|infos) (?:à (?:venir|suivre)|dans)|^\W*(?:informations? )?à suivre\W*$",
    re.IGNORECASE,
)
_BOILERPLATE = """
correction corrigé rectificatif rectification rectifié erratum précision version précédente première antérieure initiale
article titre texte indiquait indiqué affirmait affirmé disait dit mentionnait erreur erreurs erroné erronée tort
faussement incorrect incorrecte incorrectement nom noms âge date jour nombre chiffre bilan et non pas était s'agit il
elle nous avons avions cet cette ce une un le la les de du des dans que qui est a été au lieu
"""
_NATURES = {
    "citation": "quote",
    "année": "date",
    "nom": "name",
    "noms": "name",
    "orthographe": "name",
    "âge": "age",
    "date": "date",
    "jour": "date",
    "nombre": "number",
    "chiffre": "number",
    "bilan": "number",
    "montant": "number",
}
_TITLES = "m mme mlle mm dr docteur président présidente ministre maire roi reine pape général colonel premier première"
_NO_NAMES = """
le la les l un une des du de d et ou mais dans sur en à au aux il elle ils elles on ce cette ces selon après avant pour
par avec lundi mardi mercredi jeudi vendredi samedi dimanche si quand comme où qui que gouvernement etat état
"""

FRENCH = Words(
    language="fr",
    units=_UNITS,
    tens=_TENS,
    scales={
        "cent": 100,
        "cents": 100,
        "centaine": 100,
        "mille": 1_000,
        "millier": 1_000,
        "million": 1_000_000,
        "millions": 1_000_000,
        "milliard": 1_000_000_000,
        "milliards": 1_000_000_000,
        "dizaine": 10,
        "douzaine": 12,
        "vingtaine": 20,
        "trentaine": 30,
        "quarantaine": 40,
        "cinquantaine": 50,
    },
    suffixes={"m": 1_000_000, "md": 1_000_000_000, "mds": 1_000_000_000},
    ordinals={"premier": 1, "première": 1, "second": 2, "seconde": 2}
    | {name: number for number, name in enumerate(_ORDINAL_NAMES.split(), start=2)},
    ordinal_ends=frozenset(("er", "ère", "e", "ème", "nd", "nde")),
    decimal=",",
    spaced=True,
    ones=frozenset(("un", "une")),
    agreeing={"ont": "a", "sont": "est", "étaient": "était", "avaient": "avait"},
    articles=frozenset(("un", "une")),
    range_words=frozenset(("à",)),
    range_ands=frozenset(("et",)),
    between=frozenset(("entre",)),
    change_from=frozenset(("de",)),
    percent=frozenset(("%", "pourcent")),
    percent_pairs=frozenset((("pour", "cent"),)),
    money={
        "euro": "€",
        "euros": "€",
        "€": "€",
        "dollar": "$",
        "dollars": "$",
        "$": "$",
        "livres": "£",
        "d'euros": "€",
        "d’euros": "€",
    },
    purposes=frozenset(("de", "d'")),
    of="de",
    months={name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)},
    weekdays={name: number for number, name in enumerate(_DAY_NAMES.split(), start=1)},
    date_leads=frozenset(_DATE_LEADS.split()),
    capital_days=False,
    clock_words=frozenset(("heure", "heures", "h")),
    age_leads=frozenset(("âgé", "âgée")),
    age_pairs=frozenset((("âgé", "de"), ("âgée", "de"), ("âge", "de"), ("âgés", "de"), ("âgées", "de"))),
    measures_before=frozenset(("magnitude", "catégorie", "niveau", "phase")),
    years=frozenset(("an", "ans")),
    measures=frozenset(_MEASURES.split()),
    people=frozenset(_PEOPLE.split()),
    rough={"dizaines": 10, "centaines": 100, "milliers": 1_000},
    part_of=frozenset(("de", "d'", "d’")),
    skipped_before_noun=frozenset(("autres", "autre", "nouveaux", "nouvelles", "de", "d'", "d’")),
    noun_ends=frozenset(_NOUN_ENDS.split()),
    clause_ends=frozenset(_CLAUSE_ENDS.split()),
    toll=_TOLL,
    capitals=True,
    hedges=_HEDGES,
    titles=frozenset(_TITLES.split()),
    no_names=frozenset(_NO_NAMES.split()),
    notes=NotePatterns(
        correction=_CORRECTION,
        clarification=_CLARIFICATION,
        editors_note=_EDITORS_NOTE,
        update=_UPDATE,
        notice=_NOTICE,
        stamp=re.compile(rf"^\W*{STAMP_WORDS}", re.IGNORECASE),
        boilerplate=frozenset(_BOILERPLATE.split()),
        made=frozenset(("corrigé", "rectifié", "publié", "actualisé", "modifié")),
        natures=_NATURES,
    ),
)
