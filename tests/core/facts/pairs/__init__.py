"""The labelled set: fictional stories in our own words, each kind of fact at least ten times, traps included."""

from __future__ import annotations

from tests.core.facts.labels import Pair
from tests.core.facts.pairs.dates import DATES
from tests.core.facts.pairs.lines import LINES
from tests.core.facts.pairs.notes import NOTES
from tests.core.facts.pairs.numbers import NUMBERS
from tests.core.facts.pairs.paragraphs import PARAGRAPHS
from tests.core.facts.pairs.quotes import QUOTES
from tests.core.facts.pairs.traps import TRAPS

PAIRS: tuple[Pair, ...] = (*NUMBERS, *DATES, *QUOTES, *NOTES, *LINES, *PARAGRAPHS, *TRAPS)
