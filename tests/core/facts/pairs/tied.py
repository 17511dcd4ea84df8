"""Corrections and clarifications beside the sentences that they changed, and beside those that they did not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.core.diff.stories import story
from tests.core.facts.labels import Label, Pair, added, edited, figure, name, quote
from tracker.model import FactKind

_FIRE = (
    "A fire at the old cannery in Orrin Bay killed three people on Friday evening, the fire service said.",
    "The building, which was put up in 1924, had stood empty for nine years. Its owner is Calder Metals.",
    "Fire chief Jonas Pellworth said 60 firefighters fought the flames. “We reached the upper floor within minutes,” "
    "he said.",
    "The mayor, Ilse Moor, spoke of a dark day for the town and ordered flags to fly at half mast until Sunday.",
    "A school nearby was evacuated as a measure of caution, and some 400 pupils were taken home by bus.",
    "The cause is not known. Wind from the sea had driven smoke as far as Lower Pell by midnight.",
)
_Row = tuple[str, dict[str, str], tuple[tuple[str, str], ...] | None, tuple[Label, ...]]
_CORRECTED: tuple[_Row, ...] = (
    ("Correction: An earlier version of this story gave the wrong number of people killed. It was three, not four.",
     {"killed four": "killed three"}, (("killed four people", "killed three people"),),
     (figure("toll", "four", "three", "people"),)),
    ("This story has been corrected to show that the cannery was built in 1924.",
     {"put up in 1942": "put up in 1924"}, (("up in 1942", "up in 1924"),), (figure("date", "1942", "1924"),)),
    ("Correction: The owner of the building is Calder Metals, not Korvin Metals as we first reported.",
     {"Korvin Metals": "Calder Metals"}, (("Korvin Metals", "Calder Metals"),), (name("Korvin", "Calder"),)),
    ("An earlier version of this article misspelled the name of the fire chief. He is Jonas Pellworth.",
     {"Jonas Pelworth": "Jonas Pellworth"}, (("Pelworth", "Pellworth"),), ()),
    ("Correction: A previous version misstated how many firefighters were sent.",
     {"said 90 firefighters": "said 60 firefighters"}, (("90 firefighters", "60 firefighters"),),
     (figure("count", "90", "60", "firefighters"),)),
    ("This article was amended on 4 May 2031. The fire broke out on Friday evening, not on Saturday evening.",
     {"on Saturday evening": "on Friday evening"}, (("Saturday evening", "Friday evening"),),
     (figure("date", "Saturday", "Friday"),)),
    ("Correction: The school sent home about 400 pupils; an earlier version said 4,000.",
     {"some 4,000 pupils": "some 400 pupils"}, (("4,000 pupils", "400 pupils"),),
     (figure("count", "4,000", "400", "pupils"),)),
    ("CORRECTION: The mayor's first name is Ilse. We had called her Else.",
     {"mayor, Else Moor": "mayor, Ilse Moor"}, (("Else Moor", "Ilse Moor"),), ()),
    ("This story has been corrected: the smoke reached Lower Pell, not Upper Pell.",
     {"as Upper Pell": "as Lower Pell"}, (("Upper Pell", "Lower Pell"),), (name("Upper", "Lower"),)),
    ("Correction: The chief said that crews reached the upper floor within minutes, not within an hour.",
     {"within an hour": "within minutes"}, (("within an hour", "within minutes"),),
     (quote("within an hour", "within minutes"),)),
    ("An earlier version of this report wrongly said that the building had stood empty for 19 years.",
     {"for 19 years": "for nine years"}, (("19 years", "nine years"),), (figure("count", "19", "nine", "years"),)),
    ("Correction: Four people were first said to have died. The number of pupils was also wrong.",
     {"killed four": "killed three", "some 40 pupils": "some 400 pupils"},
     (("killed four people", "killed three people"), ("40 pupils", "400 pupils")),
     (figure("toll", "four", "three", "people"), figure("count", "40", "400", "pupils"))),
    # The note names one edit; the other one only came with it.
    ("Correction: The cannery was put up in 1924. We had written 1942.",
     {"up in 1942": "up in 1924", "a sad day": "a dark day"}, (("up in 1942", "up in 1924"),),
     (figure("date", "1942", "1924"),)),
    # The note speaks of what was corrected before this version: nothing here belongs to it.
    ("Correction: The ferry Lady Maren was named wrongly in an earlier version.",
     {"a sad day": "a dark day"}, (), ()),
    ("Correction: An earlier version gave the wrong age of the watchman.", {}, (), ()),
)  # fmt: skip
_CLARIFIED: tuple[_Row, ...] = (
    ("Clarification: The building had stood empty for nine years, and was not in use as a store.",
     {"had been a store for nine years": "had stood empty for nine years"},
     (("been a store for nine years", "stood empty for nine years"),), ()),
    ("This story has been clarified to say that the pupils were taken home by bus.",
     {"were sent home": "were taken home by bus"}, (("were sent home", "were taken home by bus"),), ()),
    ("Clarification: The flags will fly at half mast until Sunday, not only on Saturday.",
     {"half mast on Saturday": "half mast until Sunday"}, (("mast on Saturday", "mast until Sunday"),), ()),
    ("Clarification: The school was evacuated as a measure of caution; it was not reached by the flames.",
     {"evacuated because of the flames": "evacuated as a measure of caution"},
     (("because of the flames", "measure of caution"),), ()),
    ("This article was updated to clarify that the smoke had been driven by wind from the sea.",
     {"Wind had driven": "Wind from the sea had driven"}, (("Wind had driven", "Wind from the sea had driven"),), ()),
    ("Clarification: The three people died on Friday evening.",
     {"killed three people on Friday, the": "killed three people on Friday evening, the"},
     (("on Friday the fire", "on Friday evening the fire"),), ()),
)  # fmt: skip


def _pairs() -> Iterator[Pair]:
    rows = ((FactKind.CORRECTION_ADDED, _CORRECTED), (FactKind.CLARIFICATION_ADDED, _CLARIFIED))
    for kind, corrected in rows:
        for note, edits, sentences, also in corrected:
            label = Label(kind=kind, after=re.split(r"(?<=\.) (?=[A-Z])", note)[0], sentences=sentences)
            yield _tied(note, edits, label, *also)


def _tied(note: str, edits: dict[str, str], *told: Label) -> Pair:
    """The story as it stands, and as it stood before the edits; the note comes with them, at the foot."""
    text = "\n\n".join(_FIRE)
    for old, new in edits.items():
        if text.count(new) != 1:
            raise ValueError(f"{new!r} does not stand once in the text.")
        text = text.replace(new, old)
    before = text.split("\n\n")
    touched = sum(old != new for old, new in zip(before, _FIRE, strict=True))
    return Pair(
        family="tied",
        name=note,
        before=story(*before),
        after=story(*_FIRE, note),
        told=(*told, added(), *([edited(touched)] if touched else [])),
        # A name that was misspelled can be called either.
        free=frozenset({FactKind.SPELLING, FactKind.NAME, FactKind.NUMBER}) if len(told) == 1 else frozenset(),
        loose=True,
    )


TIED: tuple[Pair, ...] = tuple(_pairs())
