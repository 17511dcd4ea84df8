"""Names, hedges and spellings that changed, and what looks like them."""

from __future__ import annotations

from dataclasses import replace

from tests.core.facts.labels import Label, Pair, edit, name, reworded
from tracker.model import FactKind


def _hedge(before: str, after: str) -> Label:
    return Label(kind=FactKind.HEDGE, before=before, after=after)


def _spelling(before: str, after: str) -> Label:
    return Label(kind=FactKind.SPELLING, before=before, after=after)


_NAMED = (
    ("Police named the driver as Tomas Breck.", "Police named the driver as Tomas Brecht.", "Breck", "Brecht"),
    (
        "The bill was brought in by Senator Odile Marsh of Tarn.",
        "The bill was brought in by Senator Odette Marsh of Tarn.",
        "Odile",
        "Odette",
    ),
    ("The plane came down near Upper Pell at dusk.", "The plane came down near Upper Sarn at dusk.", "Pell", "Sarn"),
    (
        "The mine belongs to Korvin Metals, which has not commented.",
        "The mine belongs to Calder Metals, which has not commented.",
        "Korvin",
        "Calder",
    ),
    (
        "A spokesman for the Ministry of Health said the clinic was closed.",
        "A spokesman for the Ministry of Transport said the clinic was closed.",
        "Health",
        "Transport",
    ),
    (
        "He was born in Vadra and came to the island as a child.",
        "He was born in Brae and came to the island as a child.",
        "Vadra",
        "Brae",
    ),
    (
        "The victims were Lena Roth, a nurse, and her brother Paul.",
        "The victims were Lena Voss, a nurse, and her brother Paul.",
        "Roth",
        "Voss",
    ),
    (
        "The speech was written by Amir Haddad, a former envoy.",
        "The speech was written by Omar Haddad, a former envoy.",
        "Amir",
        "Omar",
    ),
    (
        "Rescue boats from Port Lisle searched until dawn.",
        "Rescue boats from Port Ellery searched until dawn.",
        "Lisle",
        "Ellery",
    ),
    (
        "She plays for Tarn Rovers and for the national side.",
        "She plays for Tarn Wanderers and for the national side.",
        "Rovers",
        "Wanderers",
    ),
    (
        "The drug, sold as Belmira, was approved in spring.",
        "The drug, sold as Belvira, was approved in spring.",
        "Belmira",
        "Belvira",
    ),
    (
        "A statue of Queen Isaura was pulled down in the square.",
        "A statue of Queen Isolde was pulled down in the square.",
        "Isaura",
        "Isolde",
    ),
    (
        "The body was found by Jo MacAllan, who walks there each day.",
        "The body was found by Jo McAllen, who walks there each day.",
        "MacAllan",
        "McAllen",
    ),
    (
        "The ferry runs between Cape Lorn and Gull Island in summer.",
        "The ferry runs between Cape Lorn and Seal Island in summer.",
        "Gull",
        "Seal",
    ),
)
# A name that differs by a letter or two can be called a spelling too.
_NEAR = frozenset({"Breck", "Belmira", "MacAllan"})
NAMES = tuple(
    replace(
        edit("name", f"{old} → {new}", before, after, name(old, new)),
        free=frozenset({FactKind.SPELLING} if old in _NEAR else ()),
    )
    for before, after, old, new in _NAMED
)
_SAME_NAME = (
    ("only the surname", "Ilse Moor said the dam was safe.", "Moor said the dam was safe."),
    ("the first name too", "Moor said the dam was safe.", "Ilse Moor said the dam was safe."),
    ("a title", "Ilse Moor opened the hall.", "Mayor Ilse Moor opened the hall."),
    ("a title less", "Professor Aldo Renn led the study.", "Aldo Renn led the study."),
    ("an academic title", "Aldo Renn led the study.", "Dr. Aldo Renn led the study."),
    ("a middle name", "Aldo Renn led the study.", "Aldo Finn Renn led the study."),
    ("a pronoun", "Moor left the room at noon.", "She left the room at noon."),
    ("an initial for a first name", "M. Holt signed the letter.", "Mira Holt signed the letter."),
    ("two names in the other order", "It was Holt and Moor who ran.", "It was Moor and Holt who ran."),
    ("a possessive", "The house of Renn was searched.", "Renn’s house was searched."),
    ("the seat for the office", "Officials in Karsk denied it.", "Officials in Karsk, the capital, denied it."),
    ("a name that comes in", "A witness saw the light.", "A witness, Jo McAllen, saw the light."),
    ("a name that goes", "A witness, Jo McAllen, saw the light.", "A witness saw the light."),
    ("the first word of a sentence", "However, the pier held.", "Meanwhile, the pier held."),
    ("a weekday is no name", "It was closed on Monday by the guards.", "It was closed at dawn by the guards."),
    ("letters in short", "The World Health Board met.", "The World Health Board (WHB) met."),
    ("short for long", "The Vadran Sea Authority met at noon.", "The VSA met at noon."),
    (
        "letters for a long name with small words in it",
        "The National Board for Safety at Sea sent two boats.",
        "The NBSS sent two boats.",
    ),
    ("a suffix", "Lawmakers want a Karsk law for the port.", "Lawmakers want a Karsk-style law for the port."),
    ("a number to a name", "The Talvo virus closed the school.", "The Talvo-19 virus closed the school."),
    ("what the place is called", "Holt flew to Karsk on Monday.", "Holt flew to the Capital on Monday."),
    ("a name that is cut off", "The crews who looked for Geor…", "The crews who looked for G…"),
    ("a place more closely", "Crews in Vadra found the boat.", "Crews in Tarn, Vadra, found the boat."),
    ("junior", "Harlan Quist denied it in court.", "Harlan Quist Jr. denied it in court."),
    ("capitals", "The Coast Guard searched the bay.", "The coast guard searched the bay in boats."),
)
_HEDGED = (
    ("Quist stole the money from the fund.", "Quist allegedly stole the money from the fund.", "", "allegedly"),
    ("The alleged killer was seen in Tarn.", "The killer was seen in Tarn.", "alleged", ""),
    ("The ship was hit by a missile.", "The ship was reportedly hit by a missile.", "", "reportedly"),
    ("The minister has reportedly resigned.", "The minister has resigned.", "reportedly", ""),
    ("The army shelled the clinic.", "The army is said to have shelled the clinic.", "", "is said to have"),
    ("The fire was caused by a lamp.", "The fire was apparently caused by a lamp.", "", "apparently"),
    ("The bank was robbed by a clerk.", "The bank was purportedly robbed by a clerk.", "", "purportedly"),
    ("He is the suspected gunman.", "He is the gunman.", "suspected", ""),
    ("She paid the guard for silence.", "She is accused of paying the guard for silence.", "", "accused of"),
    ("The letter was a forgery.", "The letter was an alleged forgery.", "", "alleged"),
    ("Two men supposedly fled by boat.", "Two men fled by boat.", "supposedly", ""),
    ("The blast was presumably an accident.", "The blast was an accident.", "presumably", ""),
)
HEDGES = tuple(
    edit("hedge", f"{before} → {after}", before, after, _hedge(old, new)) for before, after, old, new in _HEDGED
)
_SAME_HEDGE = (
    (
        "the hedge in another place",
        "Allegedly, Quist took the money from the fund.",
        "Quist allegedly took the money from the fund.",
    ),
    (
        "may for could",
        "The wall may fall at any moment, engineers said.",
        "The wall could fall at any moment, engineers said.",
    ),
    (
        "might for may",
        "The trial might begin in spring, she said.",
        "The trial may begin in spring, she said.",
    ),
    (
        "in a sentence that is new",
        "Police searched the house.",
        "Police searched the house. The suspected thief had left by the back door an hour before, neighbours said.",
    ),
    (
        "in a sentence that went",
        "Police searched the house. The alleged thief had left by the back door an hour before, neighbours said.",
        "Police searched the house.",
    ),
    (
        "beside a noun that changed",
        "The alleged thief denies everything.",
        "The alleged burglar denies everything.",
    ),
    ("it appears on stage", "The singer appeared in Tarn.", "The singer appeared in Sarn Hall in Tarn."),
)
_SPELT = (
    ("The council recieved 300 letters.", "The council received 300 letters.", "recieved", "received"),
    ("Crews seperated the two trains.", "Crews separated the two trains.", "seperated", "separated"),
    ("The goverment fell in spring.", "The government fell in spring.", "goverment", "government"),
    ("It happend in front of the school.", "It happened in front of the school.", "happend", "happened"),
    ("The accomodation was paid for.", "The accommodation was paid for.", "accomodation", "accommodation"),
    ("They occured in the same week.", "They occurred in the same week.", "occured", "occurred"),
    ("Teh bridge was closed at noon.", "The bridge was closed at noon.", "Teh", "The"),
    ("A comittee will look into it.", "A committee will look into it.", "comittee", "committee"),
    ("The enviroment agency warned of it.", "The environment agency warned of it.", "enviroment", "environment"),
    ("Residents were evacuted by boat.", "Residents were evacuated by boat.", "evacuted", "evacuated"),
    ("The millenium hall was full.", "The millennium hall was full.", "millenium", "millennium"),
    ("He was definately on the ferry.", "He was definitely on the ferry.", "definately", "definitely"),
)
SPELLINGS = tuple(
    edit("spelling", f"{old} → {new}", before, after, _spelling(old, new)) for before, after, old, new in _SPELT
)
_NO_SPELLING = (
    ("another tense", "Crews search the bay for a boat.", "Crews searched the bay for a boat."),
    ("the plural", "The boat lay in port that night.", "The boats lay in port that night."),
    ("another word", "The plant was closed in spring.", "The plane was closed in spring."),
    ("from two words that both stand in books", "They will lose the case.", "They will close the case."),
    ("now and not", "The tower is now open to all.", "The tower is not open to all."),
    ("for and from", "The letter is for the mayor.", "The letter is from the mayor."),
    ("formal and informal", "The talks were formal, a minister said.", "The talks were informal, a minister said."),
    ("a verb", "The firm denies the claim.", "The firm denied the claim."),
)

WORDS: tuple[Pair, ...] = (
    *NAMES,
    *HEDGES,
    *SPELLINGS,
    *(reworded(edit("name trap", *row)) for row in _SAME_NAME),
    *(edit("hedge trap", *row) for row in _SAME_HEDGE),
    *(edit("spelling trap", *row) for row in _NO_SPELLING),
)
