"""Quotations: altered, and set otherwise but not altered."""

from __future__ import annotations

from dataclasses import replace

from tests.core.facts.labels import Pair, edit, quote, reworded
from tracker.model import FactKind

ALTERED = (
    edit(
        "quote",
        "one word turned round",
        "“We have never seen such a tragedy here,” he said.",
        "“We have rarely seen such a tragedy here,” he said.",
        quote("We have never seen such a tragedy here,", "We have rarely seen such a tragedy here,"),
    ),
    edit(
        "quote",
        "a short one of which half is left, in the same mouth",
        '"We will rebuild every house," the mayor said.',
        '"We will rebuild most houses," the mayor said.',
        quote("We will rebuild every house,", "We will rebuild most houses,"),
    ),
    edit(
        "quote",
        "a not came in",
        "“The bridge was safe when we opened it again,” said Ilse Moor.",
        "“The bridge was not safe when we opened it again,” said Ilse Moor.",
        quote("The bridge was safe when we opened it again,", "The bridge was not safe when we opened it again,"),
    ),
    edit(
        "quote",
        "straight signs",
        'The mayor said "we will rebuild every house on this street" at noon.',
        'The mayor said "we may rebuild every house on this street" at noon.',
        quote("we will rebuild every house on this street", "we may rebuild every house on this street"),
    ),
    edit(
        "quote",
        "behind a short one in straight signs",
        '"No," said Aldo Renn, "the alarm was not working that night."',
        '"No," said Aldo Renn, "the alarm was hardly working that night."',
        quote("the alarm was not working that night.", "the alarm was hardly working that night."),
    ),
    edit(
        "quote",
        "single signs",
        "‘I don’t think they ever warned us about the dam,’ she said.",
        "‘I don’t think they really warned us about the dam,’ she said.",
        quote(
            "I don’t think they ever warned us about the dam,",
            "I don’t think they really warned us about the dam,",
        ),
    ),
    edit(
        "quote",
        "two sentences in one",
        "“The water came at night. Nobody in the valley slept,” said a baker.",
        "“The water came at night. Everybody in the valley slept,” said a baker.",
        quote(
            "The water came at night. Nobody in the valley slept,",
            "The water came at night. Everybody in the valley slept,",
        ),
    ),
    edit(
        "quote",
        "a word in the middle left out without a sign",
        "“This is not a very safe place to live any more,” a nurse said.",
        "“This is not a safe place to live any more,” a nurse said.",
        quote("This is not a very safe place to live any more,", "This is not a safe place to live any more,"),
    ),
    edit(
        "quote",
        "a name",
        "“I saw Renn leave the house before the fire,” the witness said.",
        "“I saw Rennick leave the house before the fire,” the witness said.",
        quote("I saw Renn leave the house before the fire,", "I saw Rennick leave the house before the fire,"),
    ),
    edit(
        "quote",
        "the second of two",
        "“We are tired,” he said. “We want the truth about the ferry and nothing else.”",
        "“We are tired,” he said. “We want the truth about the captain and nothing else.”",
        quote(
            "We want the truth about the ferry and nothing else.",
            "We want the truth about the captain and nothing else.",
        ),
    ),
    edit(
        "quote",
        "angle signs",
        "«Nous n'avons rien vu venir de la montagne», a dit le maire.",
        "«Nous n'avons presque rien vu venir de la montagne», a dit le maire.",
        quote(
            "Nous n'avons rien vu venir de la montagne",
            "Nous n'avons presque rien vu venir de la montagne",
        ),
    ),
    edit(
        "quote",
        "another tense",
        "“They are looking for the boy in the forest,” his uncle said.",
        "“They were looking for the boy in the forest,” his uncle said.",
        quote("They are looking for the boy in the forest,", "They were looking for the boy in the forest,"),
    ),
)

NOT_ALTERED = (
    edit(
        "quote trap",
        "trimmed at its end",
        "“We saw it come, and then we ran to the hill,” she said after the flood.",
        "“We saw it come,” she said after the flood.",
    ),
    edit(
        "quote trap",
        "trimmed at its start",
        "“I tell you honestly that nobody warned the people on the pier,” he said.",
        "“Nobody warned the people on the pier,” he said.",
    ),
    edit(
        "quote trap",
        "continued",
        "“We lost the whole harvest,” said a farmer from Lower Pell.",
        "“We lost the whole harvest and two barns with it,” said a farmer from Lower Pell.",
    ),
    edit(
        "quote trap",
        "shortened with an ellipsis",
        "“The pilots, who were tired, had asked for help three times,” she said.",
        "“The pilots … had asked for help three times,” she said.",
    ),
    edit(
        "quote trap",
        "a word explained in brackets",
        "“They told us to leave the island at once,” he said.",
        "“They [the guards] told us to leave the island at once,” he said.",
    ),
    edit(
        "quote trap",
        "the speaker stands first",
        "“The tower was never inspected by anyone,” Holt said.",
        "Holt said: “The tower was never inspected by anyone.”",
    ),
    edit(
        "quote trap",
        "other marks, and another verb",
        '"The tower was never inspected by anyone," Holt said.',
        "“The tower was never inspected by anyone,” Holt told reporters.",
    ),
    edit(
        "quote trap",
        "parted by the speaker",
        "“We saw the light go out and then we heard the crash,” said Moor.",
        "“We saw the light go out,” said Moor, “and then we heard the crash.”",
    ),
    edit(
        "quote trap",
        "the title of a film",
        "Her last film, “The Long Road to Vadra Hill,” was shown on Friday.",
        "Her last film, “The Longest Road to Vadra Hill,” was shown on Friday.",
    ),
    edit(
        "quote trap",
        "another quote in its place",
        "“We will find them all,” said the chief of the guard.",
        "“Nobody sleeps tonight in this town,” said the chief of the guard.",
    ),
    edit(
        "quote trap",
        "a dash for a comma",
        "“We heard a bang and we ran to the square,” he said.",
        "“We heard a bang – and we ran to the square,” he told us.",
    ),
    edit(
        "quote trap",
        "trimmed at its start and continued at its end",
        "“Let us be clear – the captain did not leave the bridge that night,” his lawyers said.",
        "“The captain did not leave the bridge that night. We will show it in court,” his lawyers said.",
    ),
    edit(
        "quote trap",
        "trimmed at both ends",
        "“Honestly, I never saw the second letter on his desk, I swear,” the clerk said.",
        "“I never saw the second letter on his desk,” the clerk said.",
    ),
    edit(
        "quote trap",
        "shortened by an ellipsis and trimmed at its end",
        "“Despite winning the vote by a wide margin, no parade shall be held by the party,” it said.",
        "“Despite winning … by a wide margin, no parade shall be held,” it said.",
    ),
    edit(
        "quote trap",
        "cut off by the page",
        "Moor wrote: “I am sad to say that my father has died fr…",
        "Moor wrote: “I am sad to say that my father has died from natural c…",
    ),
    edit(
        "quote trap",
        "spelled as in another country",
        "“No parade shall be organised by anyone in the harbour,” the party said.",
        "“No parade shall be organized by anyone in the harbor,” the party said.",
    ),
    edit(
        "quote trap",
        "a slip of the pen inside it",
        "“Who do you trust, the Liberals or the Conservaties in this house?” Moor said.",
        "“Who do you trust, the Liberals or the Conservatives in this house?” Moor said.",
    ),
    edit(
        "quote trap",
        "words between two short ones in straight signs",
        '"Stop," they said, and then they shouted at the guard, "now".',
        '"Stop," they said, and then they screamed at the guard, "now".',
    ),
)

# A slip of the pen that was mended inside a quote can be told as what it is.
_SPELT = frozenset({FactKind.SPELLING, FactKind.NAME})
_TRAPS = tuple(replace(pair, free=pair.free | _SPELT) for pair in map(reworded, NOT_ALTERED))

QUOTES: tuple[Pair, ...] = (*ALTERED, *_TRAPS)
