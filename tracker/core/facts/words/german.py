"""German: data."""

from __future__ import annotations

import re

from tracker.core.facts.words.vocabulary import NotePatterns, Words
from tracker.core.text.equality import STAMP_WORDS

_UNIT_NAMES = """
null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn
achtzehn neunzehn
"""
_TEN_NAMES = "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"
_ORDINAL_STEMS = """
erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt
achtzehnt neunzehnt zwanzigst
"""
_MONTH_NAMES = "januar februar märz april mai juni juli august september oktober november dezember"
_DAY_NAMES = "montag dienstag mittwoch donnerstag freitag samstag sonntag"
_DATE_LEADS = """
im in am seit bis vom von ab vor nach während anfang mitte ende jahr jahre jahres um gegen letzten nächsten diesem
diesen
"""
_PEOPLE = """
mensch menschen person personen mann männer frau frauen kind kinder junge jungen mädchen soldat soldaten soldatin
polizist polizisten polizistin zivilist zivilisten arbeiter arbeiterin feuerwehrmann feuerwehrleute fahrer passagier
passagiere schüler schülerin student studenten patient patienten bewohner leiche leichen verdächtiger verdächtige opfer
"""
_ROUGH = (
    ("dutzende", 12),
    ("hunderte", 100),
    ("tausende", 1_000),
    ("zehntausende", 10_000),
    ("hunderttausende", 100_000),
)
_SKIPPED = "weitere weiteren weiterer andere anderen anderer mehr der von"
_CLAUSE_ENDS = "und aber während sowie als wenn weil nachdem bevor"
_NOUN_ENDS = """
der die das den dem des ein eine einen einem einer und oder aber mit von zu im am auf für ist sind war waren nicht
sich es er sie wir dass hat haben hatte hatten wurde wurden werden worden wird nach bei aus in an um als wie über
unter vor seit bis durch gegen ohne während laut so auch noch nur schon bereits dabei davon dort hier bisher zuvor
später mindestens etwa rund knapp fast kamen kam gab gibt sei seien zum zur ins
"""
_TENS = {name: 10 * number for number, name in enumerate(_TEN_NAMES.split(), start=2)} | {"dreissig": 30}
_SIMPLE = {name: number for number, name in enumerate(_UNIT_NAMES.split())}
_JOINED = {"ein": 1} | {name: number for name, number in _SIMPLE.items() if 1 < number < 10}
_UNITS = (
    _SIMPLE
    | {f"{unit}und{tens}": one + ten for unit, one in _JOINED.items() for tens, ten in _TENS.items()}
    | {f"{unit}hundert": 100 * one for unit, one in _JOINED.items()}
    | {f"{unit}tausend": 1_000 * one for unit, one in _JOINED.items()}
    | {"hundert": 100, "tausend": 1_000, "ein": 1, "eine": 1, "einen": 1, "einem": 1, "einer": 1}
)
_ORDINALS = {
    f"{stem}{end}": number
    for number, stem in enumerate(_ORDINAL_STEMS.split(), start=1)
    for end in ("e", "en", "er", "es", "em")
}
_MEASURES = """
jahr jahre jahren monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten sekunde sekunden
kilometer kilometern km meter metern hektar grad quadratmeter kilogramm tonnen
"""
_TOLL = re.compile(
    r"\b(?:(?P<dead>tote[nr]?|toter|todesopfern?|getötet(?:e[nr]?)?|töteten?|gestorben(?:e[nr]?)?|starb(?:en)?"
    r"|ums leben|leichen?|todesfällen?)"
    r"|(?P<hurt>(?:schwer|leicht)?verletzt(?:e[nr]?)?|verwundet(?:e[nr]?)?)|(?P<missing>vermisst(?:e[nr]?)?)"
    r"|(?P<held>festgenommen(?:e[nr]?)?|festnahmen?|verhaftet(?:e[nr]?)?)"
    r"|(?P<saved>überlebende[nr]?|gerettet(?:e[nr]?)?)"
    r"|opfern?|infiziert(?:e[nr]?)?|evakuiert(?:e[nr]?)?|geiseln?|vertrieben(?:e[nr]?)?)\b",
    re.IGNORECASE,
)
_HEDGES = {
    "angeblich": "angeblich",
    "angebliche": "angeblich",
    "angeblichen": "angeblich",
    "angeblicher": "angeblich",
    "mutmaßlich": "mutmaßlich",
    "mutmaßliche": "mutmaßlich",
    "mutmaßlichen": "mutmaßlich",
    "mutmaßlicher": "mutmaßlich",
    "vermeintlich": "vermeintlich",
    "vermeintliche": "vermeintlich",
    "vermeintlichen": "vermeintlich",
    "vermeintlicher": "vermeintlich",
    "vermutlich": "vermutlich",
    "mutmaßlicherweise": "mutmaßlich",
    "unbestätigt": "unbestätigt",
    "unbestätigte": "unbestätigt",
    "unbestätigten": "unbestätigt",
}
_PIECE = r"(?:artikels?|textes|text|meldung|berichts?|beitrags?|fassung|version|überschrift|bildunterschrift|seite)"
_CORRECTION = re.compile(
    r"^\W*(?:(?:korrektur|korrekturhinweis|berichtigung|richtigstellung)\s*(?::|—|–|-|\(|\d)"
    rf"|in einer (?:früheren|ersten|vorherigen|älteren) (?:version|fassung)\b"
    rf"|(?:dieser|diese|der|die) {_PIECE}\b[^.]{{0,60}}\b(?:korrigiert|berichtigt)\b"
    r"|wir haben (?:den fehler|dies|das|die angabe|den text)[^.]{0,40}\b(?:korrigiert|berichtigt))",
    re.IGNORECASE,
)
_CLARIFICATION = re.compile(r"^\W*(?:klarstellung|präzisierung)\s*(?::|—|–|-|\()", re.IGNORECASE)
_EDITORS_NOTE = re.compile(
    r"^\W*(?:anmerkung der redaktion|anm\.? d\.? red|hinweis der redaktion|in eigener sache|transparenzhinweis)\b",
    re.IGNORECASE,
)
_UPDATE = re.compile(
    r"^\W*(?:(?:zuletzt )?aktualisiert\s*(?::|—|–|\(|am \d|um \d)|update\s*(?::|—|–|\(|\d)"
    r"|(?:dieser|diese|der|die) (?:artikel|text|meldung|bericht|beitrag|seite) (?:wurde|ist) (?:zuletzt )?"
    r"(?:[^.]{0,40} )?(?:aktualisiert|ergänzt))",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:artikel|text|meldung|beitrag|bericht|seite|nachricht) wird (?:\w+ ){0,3}(?:aktualisiert|ergänzt)"
    r"|^\W*(?:weitere|mehr) (?:informationen|infos|details|einzelheiten)(?: dazu)? (?:folgen|in kürze)"
    r"|^\W*(?:mehr in kürze|mehr folgt|in kürze mehr)\b|^\W*eilmeldung\W*$",
    re.IGNORECASE,
)
_BOILERPLATE = """
korrektur korrigiert berichtigung berichtigt richtigstellung klarstellung früheren frühere ersten version fassung
artikel artikels text textes meldung bericht berichts beitrag beitrags überschrift hieß es stand war wurde wurden
haben hatte hatten wir fälschlich fälschlicherweise falsch falsche falschen irrtümlich irrtümlicherweise fehler
richtig tatsächlich sondern nicht statt angegeben angabe name namen zahl alter datum tag diese dieser dieses sei seien
der die das den dem des ein eine einer in im von dass ist sind und
"""
_NATURES = {
    "zitat": "quote",
    "jahr": "date",
    "name": "name",
    "namen": "name",
    "schreibweise": "name",
    "alter": "age",
    "datum": "date",
    "tag": "date",
    "zahl": "number",
    "anzahl": "number",
    "summe": "number",
}

GERMAN = Words(
    language="de",
    units=_UNITS,
    tens=_TENS,
    scales={
        "hundert": 100,
        "tausend": 1_000,
        "million": 1_000_000,
        "millionen": 1_000_000,
        "mio": 1_000_000,
        "milliarde": 1_000_000_000,
        "milliarden": 1_000_000_000,
        "mrd": 1_000_000_000,
        "billion": 1_000_000_000_000,
        "billionen": 1_000_000_000_000,
        "dutzend": 12,
    },
    ordinals={name: number for name, number in _ORDINALS.items() if name != "achter"},
    decimal=",",
    ones=frozenset(("ein", "eine", "einen", "einem", "einer")),
    agreeing={
        "wurden": "wurde",
        "sind": "ist",
        "waren": "war",
        "haben": "hat",
        "werden": "wird",
        "hatten": "hatte",
        "starben": "starb",
        "kamen": "kam",
    },
    articles=frozenset(("ein", "eine", "einem", "einer")),
    and_words=frozenset(("und",)),
    clause_ends=frozenset(_CLAUSE_ENDS.split()),
    before_pronoun=frozenset(("noch", "so")),
    range_words=frozenset(("bis",)),
    range_ands=frozenset(("und",)),
    between=frozenset(("zwischen",)),
    change_from=frozenset(("von",)),
    percent=frozenset(("prozent", "%")),
    money={"euro": "€", "€": "€", "dollar": "$", "$": "$", "franken": "CHF", "pfund": "£", "£": "£", "cent": "ct"},
    months={name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)} | {"jänner": 1, "feber": 2},
    weekdays={name: number for number, name in enumerate(_DAY_NAMES.split(), start=1)} | {"sonnabend": 6},
    date_leads=frozenset(_DATE_LEADS.split()),
    day_month=frozenset((".",)),
    clock_words=frozenset(("uhr",)),
    age=re.compile(r"^(?P<years>\w+?)[-‐‑]?jährige[rnms]?$", re.IGNORECASE),
    age_behind=frozenset(
        (("jahre", "alt"), ("jahre", "alte"), ("jahre", "alten"), ("jahre", "alter"), ("jahr", "alt"))
    ),
    age_pairs=frozenset((("alter", "von"),)),
    measures_before=frozenset(("stärke", "stufe", "kategorie", "phase")),
    measures=frozenset(_MEASURES.split()),
    people=frozenset(_PEOPLE.split()),
    skipped_before_noun=frozenset(_SKIPPED.split()),
    rough={f"{name}{end}": number for name, number in _ROUGH for end in ("", "n")},
    part_of=frozenset(("von",)),
    noun_ends=frozenset(_NOUN_ENDS.split()),
    noun_words=3,
    noun_capitals=True,
    toll=_TOLL,
    hedges=_HEDGES,
    notes=NotePatterns(
        correction=_CORRECTION,
        clarification=_CLARIFICATION,
        editors_note=_EDITORS_NOTE,
        update=_UPDATE,
        notice=_NOTICE,
        stamp=re.compile(rf"^\W*(?:(?:zuerst )?{STAMP_WORDS}|stand\b[^.]{{0,6}}:)", re.IGNORECASE),
        boilerplate=frozenset(_BOILERPLATE.split()),
        made=frozenset(("korrigiert", "berichtigt", "aktualisiert", "ergänzt", "veröffentlicht")),
        natures=_NATURES,
    ),
)
