"""The words by which facts are told: data, one module for each language."""

from __future__ import annotations

from tracker.core.facts.words.choosing import words_of
from tracker.core.facts.words.vocabulary import Words

__all__ = ["Words", "words_of"]
