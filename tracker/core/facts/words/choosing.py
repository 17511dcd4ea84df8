"""Which language a story is in: what it says, unless its words say otherwise."""

from __future__ import annotations

import re
from functools import cache

from tracker.core.facts.words.vocabulary import UNKNOWN, Words
from tracker.model import Story

# Old and three-letter names of what BCP 47 calls otherwise.
_OTHER_TAGS = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es"}
_KNOWN = ("en", "de", "fr", "es")
_LOOKED_AT = 1_500
_UNWRITTEN = re.compile("[\u0371-\u1fff\u2c00-\ud7ff\uf900-\ufdff]")
# Sites leave the tag of their template standing: it is not believed where the text has so many times as many words of
# another language.
_FAR_MORE = 4
_FEWEST = 4
_FEWEST_UNSAID = 2


def words_of(before: Story, after: Story) -> Words:
    """Give the words of the language that two versions are written in.

    The tag of the newer version counts, then that of the older. Where none is given, or the text has the small words
    of another language instead, the text decides; English where it says nothing either.

    Returns:
        The words; `UNKNOWN` for a language that we have none of.
    """
    tag = (after.language or before.language).lower().replace("_", "-").partition("-")[0]
    tag = _OTHER_TAGS.get(tag, tag)
    if tag and tag not in _KNOWN:
        return UNKNOWN
    return _by_text(tag, after) or _by_text(tag, before) or known(tag)


@cache
def known(tag: str) -> Words:
    """The words of a language, loaded when first asked for."""
    if tag == "de":
        from tracker.core.facts.words.german import GERMAN

        return GERMAN
    if tag == "fr":
        from tracker.core.facts.words.french import FRENCH

        return FRENCH
    if tag == "es":
        from tracker.core.facts.words.spanish import SPANISH

        return SPANISH
    from tracker.core.facts.words.english import ENGLISH

    return ENGLISH


# Told apart without loading their modules: small words that the other three do not have.
_USUAL_WORDS = {
    "en": "the and of to was were with that for said from at by has have",
    "de": "der die das und nicht ist den von mit dem wurde auf eine einer sich nach bei",
    "fr": "le la les des et est dans une du qui pour sur au aux ont été avec par",
    "es": "el la los las y en una del que por con se fue su para al han",
}
_USUAL = {tag: frozenset(listed.split()) for tag, listed in _USUAL_WORDS.items()}
_FOREIGN_WORDS = """
het een van voor niet zijn och att som på det ikke og av af il di che della gli não os da em uma är jest nie ve bir için
"""
_FOREIGN = frozenset(_FOREIGN_WORDS.split())


def _by_text(tag: str, story: Story) -> Words | None:
    """The language of a text, with the benefit of the doubt for the one that its page names; None for no text."""
    text = " ".join((story.headline, story.dek, *(block.text for block in story.blocks[:12])))[:_LOOKED_AT]
    found = text.lower().split()
    if not found:
        return None
    counts = {known_tag: sum(map(usual.__contains__, found)) for known_tag, usual in _USUAL.items()}
    best = max(counts, key=lambda one: (counts[one], one == tag))
    foreign = sum(map(_FOREIGN.__contains__, found))
    if foreign >= _FEWEST and foreign > _FAR_MORE * counts[best]:
        return UNKNOWN
    said = tag or "en"
    fewest, times = (_FEWEST, _FAR_MORE) if tag else (_FEWEST_UNSAID, 1)
    if counts[best] >= fewest and counts[best] > times * counts[said]:
        return known(best)
    unwritten = 0 if text.isascii() else len(_UNWRITTEN.findall(text))
    return UNKNOWN if 2 * unwritten > len(text) - text.count(" ") else known(said)
