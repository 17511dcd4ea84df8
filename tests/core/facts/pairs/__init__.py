"""The labelled set: fictional stories in our own words, each kind of fact at least ten times, traps included."""

from __future__ import annotations

from tests.core.facts.labels import Pair
from tests.core.facts.pairs.claims import CLAIMS
from tests.core.facts.pairs.dates import DATES
from tests.core.facts.pairs.languages import LANGUAGES
from tests.core.facts.pairs.lines import LINES
from tests.core.facts.pairs.live import LIVE
from tests.core.facts.pairs.newsroom import NEWSROOM
from tests.core.facts.pairs.notes import NOTES
from tests.core.facts.pairs.numbers import NUMBERS
from tests.core.facts.pairs.paragraphs import PARAGRAPHS
from tests.core.facts.pairs.pictures import PICTURES
from tests.core.facts.pairs.quotes import QUOTES
from tests.core.facts.pairs.rewrites import REWRITES
from tests.core.facts.pairs.tied import TIED
from tests.core.facts.pairs.traps import TRAPS
from tests.core.facts.pairs.words import WORDS

_PLAIN: tuple[Pair, ...] = (*NUMBERS, *DATES, *QUOTES, *NOTES, *LINES, *PARAGRAPHS, *TRAPS)
PAIRS: tuple[Pair, ...] = (*_PLAIN, *NEWSROOM, *WORDS, *TIED, *PICTURES, *REWRITES, *LIVE, *LANGUAGES, *CLAIMS)
