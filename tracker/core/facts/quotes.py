"""Quotations whose words were altered, not merely trimmed or continued."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.core.facts.changes import Touched
from tracker.core.facts.letters import edit_distance
from tracker.core.facts.spelling import is_inflected
from tracker.core.facts.values import value
from tracker.core.facts.words import Words
from tracker.core.text.likeness import content_words, likeness
from tracker.core.text.scripts import letters
from tracker.model import Fact, FactKind

# Each sign with its own partner, short quotes too: or the words between two quotes would pass for one.
_QUOTE = re.compile(
    r"“([^“”„]+?)(?:”|(?=\n\n)|\Z)|«([^«»]+)»|»([^«»]+)«|„([^„“”]+)[“”]|\"([^\"]+)\"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)"
    r"|「((?:[^「」]|「[^「」]*」)+)」|『([^『』]+)』|‹([^‹›]+)›|(?<!\w)‚([^‚‘]+)‘"
    # One that is set off by apostrophes ends behind a sign: that of `the officers' union` ends nothing.
    r"|(?<!\w)'(?=[^\W\d_])((?:[^'\n]|'(?=\w))+[,.!?…])'(?!\w)"
)
_FEWEST_LETTERS, _MOST_CHARACTERS = 12, 5_000
_FEWEST_LETTERS_IN_PLACE = 4
# Quotations compared with one another in one step: beyond it, in floods of them, they are not told.
_MOST_COMPARED = 5_000
# British spellings, and what they are in America.
_SPELLINGS = (
    (re.compile(r"([iy])s(?=(?:e[ds]?|ing|ations?)$)"), r"\1z"),
    (re.compile(r"our(?=(?:s|ed|ing|able|ful|less|ite|ites|ly|hood|er|ers)?$)"), "or"),
    (re.compile(r"(?<=[tb])re(?=s?$)"), "er"),
    (re.compile(r"ll(?=(?:ed|ing|ers?)$)"), "l"),
    (re.compile(r"(?<=en)c(?=e[sd]?$)"), "s"),
)
_MAY_QUOTE = re.compile("[“”«»„\"‘’「」『』‹›‚']")
# What an editor sets in brackets into a quote is not the speaker's.
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_ELLIPSIS = re.compile(r"…|\.\.\.")
_ALIKE = 0.65
# In words around it that did not change, by the same speaker, a quotation is the same one when less of it is kept.
_ALIKE_IN_PLACE = 0.30
# So much of the shorter one is left of a quotation that was trimmed at one end and goes on at the other.
_SHARED = 0.5
# Such a word that a letter alone parts from another was misspelt: nobody spoke it.
_SHORTEST_MISSPELT = 6
_CUT = re.compile(r"\w*(?:…|\.\.\.)\W*$")
# Titles of films and books stand in quotes too: hardly a word in them is small.
_FEWEST_SMALL = 0.3


def quote_facts(texts: Sequence[Touched], language: Words) -> Iterator[Fact]:
    """Quotations that stand on both sides in other words.

    One that stands unaltered anywhere in what changed was moved or given to another speaker, and is not told.

    Args:
        texts: whole paragraphs: a quotation may hold several sentences.
    """
    all_before = _plain(" ".join(text.before for text in texts))
    all_after = _plain(" ".join(text.after for text in texts))
    room = _MOST_COMPARED
    for text in texts:
        if not _MAY_QUOTE.search(text.before) or not _MAY_QUOTE.search(text.after):
            continue
        new = [quote for quote in _quotes(text.after) if _plain(quote) not in all_before]
        in_place = _around(text.before) == _around(text.after)
        least = _ALIKE_IN_PLACE if in_place else _ALIKE
        if in_place:
            yield from _short_facts(text, language)
        for old in _quotes(text.before) if new else []:
            room -= len(new)
            if room < 0:
                return
            if _plain(old) in all_after:
                continue
            alike = [(likeness(old, quote), -place) for place, quote in enumerate(new)]
            rated = [one for one in alike if one[0] >= least and _altered(old, new[-one[1]], language)]
            if rated:
                after = new.pop(-max(rated)[1])
                yield _fact(old, after, text)


def _short_facts(text: Touched, language: Words) -> Iterator[Fact]:
    """Few words between quotes that are others now, where nothing else of the paragraph is: `a triumph`, `I did it`."""
    old, new = (_quotes(side, fewest=_FEWEST_LETTERS_IN_PLACE) for side in (text.before, text.after))
    said, says = set(map(_plain, old)), set(map(_plain, new))
    for one, other in zip(old, new, strict=True) if len(old) == len(new) else ():
        short = min(letters(one), letters(other)) < _FEWEST_LETTERS
        gone = _plain(one) not in says and _plain(other) not in said
        if short and gone and _altered(one, other, language):
            yield _fact(one, other, text)


def is_in_quote(fact: Fact, quote: Fact) -> bool:
    """Whether a fact tells of words that stand in a quotation which is told to be altered."""
    return fact.place == quote.place and fact.before in quote.before and fact.after in quote.after


def _fact(old: str, new: str, text: Touched) -> Fact:
    kind = FactKind.QUOTE
    return Fact(kind=kind, text=kind.value, before=old, after=new, place=text.place, block=text.block)


def _quotes(text: str, *, fewest: int = _FEWEST_LETTERS) -> list[str]:
    found = ("".join(filter(None, quote.groups())) for quote in _QUOTE.finditer(text))
    return [quote for quote in found if len(quote) <= _MOST_CHARACTERS and letters(quote) >= fewest]


def _around(text: str) -> list[str]:
    """The words about the quotations of a paragraph, each of which leaves a gap."""
    return content_words(_QUOTE.sub(" 0 ", text))


def _plain(text: str) -> str:
    """A text with signs of every kind out, so that a quotation is found in it however it is set."""
    return f" {' '.join(content_words(text))} "


def _altered(old: str, new: str, language: Words) -> bool:
    if _is_title(old) or _is_title(new):
        return False
    short, long = sorted((_spoken(side, language) for side in (old, new)), key=len)
    if _is_misspelt(short, long):
        return False
    if _is_denied(short, long, language):
        return True
    if any(sign.search(side) for sign in (_ELLIPSIS, _BRACKETED) for side in (old, new)):
        return not _left_out(short, long)
    return not _trimmed(short, long)


def _is_denied(short: list[str], long: list[str], language: Words) -> bool:
    """Whether nothing but a `not` went or came: that trims nothing."""
    negations = {word for negation in language.claims.negations for word in negation}
    return bool(short) and len(short) < len(long) and [word for word in long if word not in negations] == short


def _spoken(quote: str, language: Words) -> list[str]:
    """The words that were said: numbers by their value, so that `twelve` and `12` are the same."""
    said: list[str] = []
    for word in content_words(_CUT.sub(" ", _BRACKETED.sub(" ", quote))):
        known = value(word, language)
        said.append(_american(word) if known is None or word in language.ones else str(known.numbers))
    return said


def _american(word: str) -> str:
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def _is_misspelt(one: list[str], other: list[str]) -> bool:
    """Whether nothing but a slip of the pen in a long word parts two quotations."""
    if len(one) != len(other):
        return False
    differing = [(left, right) for left, right in zip(one, other, strict=True) if left != right]
    return all(
        min(map(len, words)) >= _SHORTEST_MISSPELT
        and words[0].isalpha()
        and words[1].isalpha()
        and words[0][0] == words[1][0]
        and edit_distance(*words, 1) == 1
        and not is_inflected(*words)
        for words in differing
    )


def _is_title(quote: str) -> bool:
    words = [word for word in quote.split() if word[0].lower() != word[0].upper()]
    return sum(word[0].islower() for word in words) < _FEWEST_SMALL * len(words)


def _left_out(short: list[str], long: list[str]) -> bool:
    """Whether the short one is the long one with words left out anywhere."""
    rest = iter(long)
    return all(word in rest for word in short)


def _trimmed(short: list[str], long: list[str]) -> bool:
    """Whether the short one is the long one with words left out at its ends only, or the same but for signs.

    One that was trimmed at one end and goes on at the other is not altered either.
    """
    if any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1)):
        return True
    least = max(1, int(_SHARED * len(short)))
    return any(short[-size:] == long[:size] or long[-size:] == short[:size] for size in range(least, len(short)))
