"""The English words by which facts are told: data. Each language has such a module of its own."""

from __future__ import annotations

import re

_UNIT_NAMES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_MONTH_NAMES = """
january february march april may june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
"""
_TIME_NAMES = "am pm a.m. p.m. a.m p.m gmt utc et est edt pt pst pdt bst cet cest ist o’clock o'clock"
_SKIPPED = "of the other others more additional further"
_NOUN_ENDS = """
a an the of to in on at for and or but with by from as is are was were be been it its that this he she they his her
their has have had will would not said says who which when after over into about between during since according
including while where than near along across through before against under without within worth because if so also could
may might can should do does did
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
ORDINALS = frozenset(("st", "nd", "rd", "th"))
MONTHS = frozenset(_MONTH_NAMES.split())
TIME_WORDS = frozenset(_TIME_NAMES.split())
PERCENT_WORDS = frozenset(("percent", "%", "pct"))
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

CORRECTION = re.compile(
    r"^\W*(?:corrections?\s*(?::|—|–|-|\(|appended\b|\d)"
    r"|(?:updated?:\s*)?this (?:story|article|post|headline|report|version|piece|page)[^.]{0,80}\bcorrect(?:ed|s|ion)\b"
    r"|an? (?:earlier|previous|prior) version of this"
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
