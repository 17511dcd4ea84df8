"""The English words by which facts are told: data. Each language has such a module of its own."""

from __future__ import annotations

import re

_UNIT_NAMES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_NAMES = """
zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth
"""
_TEN_ORDINALS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_MONTH_NAMES = "january february march april may june july august september october november december"
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_LATE_MONTHS = {"oct": 10, "nov": 11, "dec": 12}
_NAMED_DAYS = "good black ash palm easter bloody cyber super"
_ZONE_NAMES = "gmt utc et est edt ct cst cdt mt mst mdt pt pst pdt bst cet cest ist jst aest"
_MEASURES = "magnitude category level grade phase tier stage"
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday"
_DATE_LEADS = """
in since until till by of from to before after during early late mid around circa year last next this through and
"""
_PEOPLE_NAMES = """
person people man woman child boy girl officer soldier civilian worker firefighter driver passenger student pupil
patient resident pilot sailor miner guard suspect body
"""
_SKIPPED = "of the other others more additional further"
_NOUN_ENDS = """
a an the of to in on at for and or but with by from as is are was were be been it its that this he she they his her
their has have had will would not said says who which when after over into about between during since according
including while where than near along across through before against under without within worth because if so also could
may might can should do does did among amid following until till off per
fled left fell went took came got made began struck shook hit lost won rose
sank burnt sold shut stood
"""

UNITS = {name: number for number, name in enumerate(_UNIT_NAMES.split())}
TENS = {name: 10 * number for number, name in enumerate(_TEN_NAMES.split(), start=2)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "dozen": 12,
}
SUFFIXES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000}
ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES.split())} | {
    name: 10 * number for number, name in enumerate(_TEN_ORDINALS.split(), start=2)
}
MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)} | _SHORT_MONTHS | _LATE_MONTHS
WEEKDAYS = {name: number for number, name in enumerate(_DAY_NAMES.split(), start=1)}
# `Black Friday` is the name of a day, and tells no date.
NAMED_DAYS = frozenset(_NAMED_DAYS.split())
# What leads to a month or a year; without it a year may be part of a name.
DATE_LEADS = frozenset(_DATE_LEADS.split())
DAY_HALVES = frozenset(("am", "pm", "a.m", "p.m"))
CLOCK_WORDS = frozenset(("o'clock", "o’clock"))
ZONES = frozenset(_ZONE_NAMES.split())
PERCENT_WORDS = frozenset(("percent", "%", "pct"))
AGE_LEADS = frozenset(("aged", "age"))
# Measures that stand in front of their number.
MEASURES_BEFORE = frozenset(_MEASURES.split())
# `No one` counts nobody.
BEFORE_PRONOUN = frozenset(("no", "any", "every", "each"))
PEOPLE = frozenset(_PEOPLE_NAMES.split())
# Nouns whose plural is another word.
PLURALS = {"person": "people", "man": "men", "woman": "women", "child": "children", "body": "bodies"}
# What may stand between a number and the noun it counts, and what ends that noun.
SKIPPED_BEFORE_NOUN = frozenset(_SKIPPED.split())
NOUN_ENDS = frozenset(_NOUN_ENDS.split())
# What befalls people: said with the number where it stands near.
TOLL = re.compile(
    r"\b(killed|dead|deaths?|died|injured|wounded|hurt|missing|hospitali[sz]ed|victims?|fatalit(?:y|ies)|"
    r"casualt(?:y|ies)|arrested|arrests|infected|survivors?|evacuated|hostages?|displaced|rescued|detained|kills|killing|"
    r"injuring|wounding)\b",
    re.IGNORECASE,
)

# What a newsroom calls a text of its own.
_PIECE = (
    r"(?:story|article|post|headline|report|version|piece|page|caption|photo|picture|graphic|map|chart|video|alert"
    r"|(?:live )?blog|column|review|obituary|newsletter|dispatch|item|text|file|summary|transcript)s?"
)
CORRECTION = re.compile(
    r"^\W*(?:corrections?\s*(?::|—|–|-|\(|appended\b|\d)"
    rf"|(?:updated?:\s*)?this {_PIECE}\b[^.]{{0,80}}\b(?:corrected|corrects|correction|to correct)\b"
    rf"|an? (?:earlier|previous|prior) version of this (?:\w+ )?{_PIECE}\b"
    r"|(?:the|this|a previous) (?:story|article|headline)[^.]{0,60}"
    r"\b(?:misstated|misidentified|misspelled|incorrectly|erroneously))",
    re.IGNORECASE,
)
CLARIFICATION = re.compile(
    r"^\W*(?:clarifications?\s*(?::|—|–|-|\()"
    r"|(?:updated?:\s*)?this (?:story|article|post|headline|report)[^.]{0,60}\bclarif(?:y|ied|ies)\b)",
    re.IGNORECASE,
)
EDITORS_NOTE = re.compile(r"^\W*editor(?:s|[’']s|s[’'])? note\b", re.IGNORECASE)
UPDATE = re.compile(
    r"^\W*(?:(?:last )?updated?\s*(?::|—|–|\(|at \d|on [A-Z])"
    r"|this (?:story|article|headline|post|page|report|file) (?:has been|was|is) (?:last )?updated"
    r"|this (?:story|article) was (?:first |originally )?published)",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"\bbreaking news\b.{0,80}\b(?:updat|follow|check back|refresh)"
    r"|^\W*(?:this is a |a )?(?:breaking|developing)(?: news)? story\b"
    r"|^\W*this (?:story|article|report) is (?:still )?developing\b"
    r"|\b(?:story|article|page|post|report) will be updated\b"
    r"|^\W*more (?:to follow|to come|details (?:to follow|soon))\b"
    r"|^\W*(?:please )?check back (?:for|soon|later)\b"
    r"|\brefresh (?:this page )?for (?:the latest|updates)\b",
    re.IGNORECASE,
)
MOST_NOTICE_WORDS = 30
