"""English: how a newsroom speaks of its own text, in patterns and words: data."""

from __future__ import annotations

import re

from tracker.core.facts.words.vocabulary import NotePatterns
from tracker.core.text.equality import STAMP_WORDS

_DAY_NAMES = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december jan feb mar apr jun jul aug sep sept oct nov dec
"""
# How a note about a text is worded, whatever it corrects.
_BOILERPLATE = """
correction corrections corrected correct corrects correctly clarification clarifications clarified clarify clarifies
clarifying earlier previous prior original version versions story article post headline report piece page caption
photo picture graphic map chart video blog column update updated updates amend amended amends mistake mistakenly error
errors erroneous erroneously incorrect incorrectly wrong wrongly wrongful misstated misidentified misspelled misspelt
misspelling misquoted misattributed inaccurate inaccurately referred refer stated state states said say says gave give
given named name names spelling spelled spelt reflect reflected show showed shows due editing reporter information
source sources fact instead rather than actually not right accurate accurately note editor editors date day age number
figure figures toll first initially originally published publication quote quoted attributed described characterized
identified identify about make made clear we our us regret regrets apologize it he she they were was have been has is
are had would could this these those that there which who whom whose when where what how and but also more some one
"""
_MADE = "corrected amended updated clarified published revised changed made added issued"
_NATURES = {
    "many": "number",
    "much": "number",
    "old": "age",
    "when": "date",
    "name": "name",
    "names": "name",
    "named": "name",
    "spelling": "name",
    "misspelled": "name",
    "misspelt": "name",
    "misspelling": "name",
    "misidentified": "name",
    "age": "age",
    "aged": "age",
    "date": "date",
    "day": "date",
    "year": "date",
    "month": "date",
    "misquoted": "quote",
    "quote": "quote",
    "quotation": "quote",
    "number": "number",
    "toll": "number",
    "figure": "number",
    "figures": "number",
    "total": "number",
    "amount": "number",
    "percentage": "number",
}

# What a newsroom calls a text of its own.
_PIECE = (
    r"(?:story|article|post|headline|report|version|piece|page|caption|photo|picture|graphic|map|chart|video|alert"
    r"|(?:live )?blog|column|review|obituary|newsletter|dispatch|item|text|file|summary|transcript)s?"
)
_DAY = rf"(?:\d|(?:{'|'.join(_DAY_NAMES.split())})\b(?![’']))"
_OLDER = r"(?:an? |the )?(?:earlier|previous|prior|original) versions? of "
_OLDER += rf"(?:an? \w+ \w+ )?(?:this|the|our) (?:\w+ )?{_PIECE}\b"
_CORRECTION = re.compile(
    rf"^\W*(?:an? correction (?:was|has been) (?:made|added|published|issued)(?: (?:to|in) this {_PIECE})?"
    rf" on {_DAY}[\w.]*(?: \d{{1,2}})?(?:,? \d{{4}})?:"
    rf"|correct(?:ions?|ed)\s*(?::|—|–|-|\(|appended\b|,?\s*(?:on )?{_DAY})|\(corrects\b"
    r"|for the record\s*(?:\W*$|:\s*(?:\d|an? |the |this |in ))"
    rf"|corrects (?:paragraphs?|headline|spelling|name|date|day|title|number|figure|to (?:show|say|read))\b"
    rf"|(?:updated?:\s*)?this (?:\w+ \d+ )?{_PIECE}(?: (?:of|and) (?:the |this )?\w+)?(?:, [^,.]{{0,60}},)?"
    r" (?=was|were|ha[sd]|have|is|also|now|corrects|contain|include)[^.]{0,80}"
    r"\b(?:corrected|corrects|correction|to correct)\b"
    rf"|this {_PIECE} (?:was|has been) amended\b(?![^.]{{0,80}}\b(?:clarif|make clear))"
    rf"|(?:the|an?) (?:error|mistake|headline|caption|title|date|name|spelling|photo)\b[^.]{{0,60}} this {_PIECE} "
    r"(?:was|has been) corrected"
    r"|(?:(?:because of|due to|owing to|through) [^.“\"]{1,60}, )?(?:(?:an?|the) [^.,“\"]{1,40} )?"
    rf"(?:in |on |with |of )?{_OLDER}"
    rf"|we(?: have|[’']ve)? (?:since )?(?:corrected|amended) (?:this|the|an?)\b"
    r"|(?:in (?:an? )?(?:\w+ )?stor(?:y|ies) [^“\"]{1,160}|the associated press [^.“\"]{0,60})"
    r"\b(?:erroneously|incorrectly) (?:reported|said|stated|identified)\b"
    r"|in (?:an? )?(?:\w+ )?stor(?:y|ies) [^“\"]{1,160}\breported erroneously\b"
    rf"|this {_PIECE} (?:originally|initially|previously|incorrectly|mistakenly|wrongly|erroneously) "
    r"(?:mis\w+|stated|said|gave|named|identified|reported|referred|listed|attributed|described)\b"
    r"|(?:the|this|a previous) (?:story|article|headline)[^.]{0,60}"
    r"\b(?:misstated|misidentified|misspelled|incorrectly|erroneously))",
    re.IGNORECASE,
)
_CLARIFICATION = re.compile(
    rf"^\W*(?:clarifications?\s*(?::|—|–|-|\(|,?\s*{_DAY})"
    r"|(?:updated?:\s*)?this (?:story|article|post|headline|report)[^.]{0,60}\b(?:clarif(?:y|ied|ies)|make clear)\b"
    rf"|the (?:wording|language|headline|title|text)\b[^.]{{0,40}} this {_PIECE}\b[^.]{{0,40}}"
    r"\b(?:clarif(?:y|ied)|make clear)\b)",
    re.IGNORECASE,
)
_EDITORS_NOTE = re.compile(r"^\W*editor(?:s|[’']s|s[’'])? note\b", re.IGNORECASE)
_UPDATE = re.compile(
    rf"^\W*(?:(?:last )?updated?\s*(?::|—|–|\(|at \d|on [A-Z]|,?\s*{_DAY})"
    r"|this is an updated version of (?:an?|this|the) (?:\w+ )?(?:story|article|report)\b"
    r"|(?:the (?=story|article|headline)|this )(?:breaking news |developing )?"
    r"(?:story|article|headline|post|page|report|file)(?: and \w+)? (?:ha(?:s|ve) been|was|were|is) "
    r"(?:last )?updated"
    r"|this (?:story|article) was (?:first |originally )?published)",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\bbreaking news\b.{0,80}\b(?:updat|follow|check back|refresh)"
    r"|^\W*(?:breaking:\s*)?(?:this is a |a )?(?:breaking|developing)(?: news)? story\b"
    r"|^\W*this (?:story|article|report) is (?:still )?developing\b"
    r"|\b(?:story|article|page|post|report) will be updated\b"
    r"|^\W*more (?:to follow|to come|details (?:to follow|soon))\b"
    r"|^\W*(?:please )?check back (?:for|soon|later)\b"
    r"|^\W*follow (?:this page|us|along|here|our live \w+)\b.{0,30}\b(?:latest|updates|live)\b"
    r"|^\W*(?:we(?:[’']ll| will) (?:have|bring you) (?:more|updates)\b"
    r"|stay (?:with us|tuned)\b.{0,20}\b(?:updates|more)\b)"
    r"|\brefresh (?:this page )?for (?:the latest|updates)\b",
    re.IGNORECASE,
)

# Such lines move with every publication; what they are headed with is read in all languages together.
_STAMP = re.compile(
    rf"^\W*(?:(?:originally |first )?{STAMP_WORDS}|(?:still )?current at\b|(?:last )?reviewed\b)", re.IGNORECASE
)

NOTES = NotePatterns(
    correction=_CORRECTION,
    clarification=_CLARIFICATION,
    editors_note=_EDITORS_NOTE,
    update=_UPDATE,
    notice=_NOTICE,
    stamp=_STAMP,
    boilerplate=frozenset(_BOILERPLATE.split()),
    made=frozenset(_MADE.split()),
    natures=_NATURES,
)
