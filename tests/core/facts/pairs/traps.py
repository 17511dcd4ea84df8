"""What looks like a changed number and is none."""

from __future__ import annotations

from tests.core.diff.stories import story
from tests.core.facts.labels import ABOVE, BELOW, Label, Pair, edit, reworded, whole
from tracker.model import FactKind

_SAME_VALUE = (
    ("word and figures", "The fire killed twelve people in Tarn.", "The fire killed 12 people in Tarn."),
    ("a word with a hyphen", "Some thirty-four boats lay in port.", "Some 34 boats lay in port."),
    ("a dozen", "A dozen boats lay in port at night.", "Twelve boats lay in port at night."),
    ("a hundred", "About a hundred people marched on.", "About 100 people marched on."),
    ("thousands separated", "Some 1200 homes are dark in Pell.", "Some 1,200 homes are dark in Pell."),
    ("a million in figures", "It serves 2,000,000 travellers a year.", "It serves 2 million travellers a year."),
    ("money", "It cost $3 million to mend the pier.", "It cost $3m to mend the pier."),
    ("percent", "Turnout was 50 percent at noon in Sarn.", "Turnout was 50% at noon in Sarn."),
    ("an age", "A six-year-old girl was found alive.", "A 6-year-old girl was found alive."),
    ("an ordinal", "It was the second blast this year.", "It was the 2nd blast this year."),
    ("a time", "Shots fell at 6.30pm near the gate.", "Shots fell at 6:30 p.m. near the gate."),
    ("a time of twenty-four hours", "Shots fell at 6:30 p.m. near the gate.", "Shots fell at 18:30 near the gate."),
    ("a date", "The vote is on 4 March in Karsk.", "The vote is on March 4 in Karsk."),
    ("a date with its ordinal", "The vote is on March 4 in Karsk.", "The vote is on March 4th in Karsk."),
    ("a short month", "The vote is on September 4 in Karsk.", "The vote is on Sept. 4 in Karsk."),
    ("zeros", "The river rose by 2.0 metres at noon.", "The river rose by 2 metres at noon."),
)
_NOT_A_CHANGE = (
    (
        "a number in a new sentence",
        "Crews search the bay.",
        "Crews search the bay. They found 12 boats adrift near the reef.",
    ),
    (
        "a number in a sentence that went",
        "Crews search the bay. They found 12 boats adrift near the reef.",
        "Crews search the bay.",
    ),
    (
        "a list in another order",
        "On board were 5 nurses, 3 cooks and 12 guards.",
        "On board were 12 guards, 5 nurses and 3 cooks.",
    ),
    (
        "a year in a name that comes in",
        "The site was built for the fair by the town of Sarn.",
        "The site was built for Expo 2030 by the town of Sarn.",
    ),
    (
        "a year in a name that stands",
        "Expo 2030 will open on the island in spring.",
        "Expo 2030 is going to open on the island in spring.",
    ),
    (
        "a phone number",
        "Families can call 555 0134 at any hour of the day.",
        "Families can call 555 0199 at any hour of the day.",
    ),
    (
        "a phone number with hyphens",
        "Families can call 1-555-0134 at any hour of the day.",
        "Families can call 1-555-0199 at any hour of the day.",
    ),
    (
        "a phone number with its country",
        "Families can call +44 7700 900123 at any hour.",
        "Families can call +44 7700 900456 at any hour.",
    ),
    (
        "a total for those of a day",
        "The province reported 1,396 cases and 48 deaths in the last day.",
        "The province has now reported 28,380 cases since the fever came in spring.",
    ),
    (
        "another number of the same people",
        "Rights groups want to know why 46 people died in the prison.",
        "The warden of the prison is among 75 people who were hurt in the riot.",
    ),
    (
        "a list of days of which only the last is left",
        "The desk is open on September 9, 10 and 11 from noon.",
        "The desk is open on September 11 from noon.",
    ),
    (
        "a forecast for a count",
        "The port could see 70,000 boats by May, a study says.",
        "The port reports over 23,000 boats this morning.",
    ),
    ("one as a pronoun", "One of the men ran into the wood.", "Two of the men ran into the wood, and one fell."),
    ("no one", "No one was hurt when the wall fell.", "Nobody was hurt when the wall fell."),
    ("one that stands for a noun", "The new bridge replaces the old one.", "The new bridge replaces two others."),
    (
        "a number of something else",
        "The keeper of the tower has 3 dogs and a boat.",
        "The keeper of the tower says 40 roads are closed.",
    ),
    ("counts of another thing", "Crews saved 30 sheep on the hill.", "Crews saved 40 cows, 30 sheep on the hill."),
    (
        "a number that goes for a word",
        "Nearly 40 families lost their roof.",
        "Dozens of families lost their roof.",
    ),
    ("at first", "At first nobody saw the light on the reef.", "At last nobody saw the light on the reef."),
    ("a second is a time", "It took a second to fall.", "It took a moment to fall."),
    ("may is no month", "The ship may sail at dawn, its owner said.", "The ship might sail at dawn, its owner said."),
    ("march is no month", "They will march on the port at dawn.", "They will walk to the port at dawn."),
    ("a day that is told more closely", "It fell on Tuesday in the hills.", "It fell late on Tuesday in the hills."),
    (
        "the weekdays in another order",
        "The court sits on Monday and on Friday this week.",
        "The court sits on Friday and on Monday this week.",
    ),
    ("a score", "Tarn United won the final by three goals.", "Tarn United won the final 3-0."),
    (
        "a website",
        "Details are on https://orrin.example/12 for all.",
        "Details are on https://orrin.example/13 for all.",
    ),
    (
        "a number that comes in",
        "Several boats were sunk off the cape.",
        "Several boats were sunk off the cape, 12 said.",
    ),
    (
        "a weekday comes beside the one that stands",
        "The roof fell on Monday, guards said.",
        "The roof fell on Monday, guards said on Tuesday.",
    ),
)
_REPUBLISHED = (
    whole(
        "number trap",
        "the line that says on which day advice is current",
        story("Still current at: 17 July 2031", ABOVE, BELOW),
        story("Still current at: 31 July 2031", ABOVE, BELOW),
        Label(kind=FactKind.EDITED, after="1"),
    ),
    whole(
        "number trap",
        "the date line of a story that was published again",
        story("Published: 4 March 2031, 10:30", ABOVE, BELOW),
        story("Published: 6 March 2031, 11:45", ABOVE, BELOW),
        Label(kind=FactKind.EDITED, after="1"),
    ),
    whole(
        "number trap",
        "first published on",
        story(ABOVE, BELOW, "First published on Tuesday 4 March at 10:30"),
        story(ABOVE, BELOW, "First published on Thursday 6 March at 11:45"),
        Label(kind=FactKind.EDITED, after="1"),
    ),
    whole(
        "number trap",
        "the line of an update that was noted before",
        story(ABOVE, BELOW, "Last updated at 14:20 on Friday"),
        story(ABOVE, BELOW, "Last updated at 16:05 on Friday"),
        Label(kind=FactKind.UPDATE_NOTED, after="Last updated at 16:05 on Friday"),
        Label(kind=FactKind.EDITED, after="1"),
    ),
)

# Of these so little is left, or in such another order, that they can be called rewritten too.
_REWORDED = frozenset(
    {
        "a list in another order",
        "a number of something else",
        "first published on",
        "a total for those of a day",
        "another number of the same people",
        "a forecast for a count",
        "a list of days of which only the last is left",
    }
)


def _of_other_words(pair: Pair) -> Pair:
    return reworded(pair) if pair.name in _REWORDED else pair


TRAPS: tuple[Pair, ...] = (
    *(edit("same value", *row) for row in _SAME_VALUE),
    *(_of_other_words(edit("number trap", *row)) for row in _NOT_A_CHANGE),
    *(_of_other_words(pair) for pair in _REPUBLISHED),
)
