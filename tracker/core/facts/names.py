"""Names of people, places and organisations that became others inside a sentence that stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tracker.core.facts.edits import Edit
from tracker.core.facts.letters import alike
from tracker.core.facts.values import value
from tracker.core.facts.words import Words
from tracker.model import Confidence, Fact, FactKind, Story

_ALIKE = 0.70
_ALIKE_SPELT = 0.50
_MOST_WORDS = 5
_MOST_RUNS = 4
# Beyond so many changes of one sentence, or so unlike, a name is told beside the text only.
_MOST_RUNS_OF_SURE, _LIKE_OF_SURE = 2, 0.80
_ARTICLES = frozenset(("the", "a", "an", "le", "la", "les", "el", "los", "las"))
_ELLIPSES = ("…", "...")
_POSSESSIVE = re.compile(r"['’]s?$")
_PARTICLE_WORDS = "of de del la le van von der den al el bin ibn da do dos di du des the and for et y"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# Behind such a sign a capital says nothing: a sentence or a heading begins there.
_BEGINNERS = frozenset("“\"‘'«„(:;•—–-*[|")
_TITLE_CASE = 0.6
# Endings that make an adjective, a people or a plural of a name: `Iran`, `Iranian`, `Iranians`.
_ENDINGS = re.compile(r"(?:ians?|eans?|ans?|ns?|ish|ese|is?|ic|al|s|es|er|ers|ine|ines|y|ists?)$")
_LEAST_STEM = 3
_LONG_WORD = 3
_FEWEST_OF_SENTENCE = 8
# What is longer and in capitals is a heading that shouts.
_LONGEST_INITIALS = 6
_INSIDE = re.compile(r"\b[a-zà-ÿ][\w’'-]{0,40}+[,;]? ((?:[A-ZÀ-ÞĀ-Ž][\w-]++ ?)++)")
_RUN = re.compile(r"[A-ZÀ-ÞĀ-Ž][\w-]++(?: [A-ZÀ-ÞĀ-Ž][\w-]++)++")
_SMALL = re.compile(r"\b[a-zà-ÿ][\w-]+")


class NamesOf:
    """The words of a story that are names by every sign: with a capital inside of sentences, and never without one."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._names: frozenset[str] | None = None
        self._runs: dict[str, list[frozenset[str]]] | None = None

    def hold(self, name: Sequence[str]) -> bool:
        """Whether all words of a name are among them; the story is gone through when this is first asked."""
        if self._names is None:
            text = " ".join(block.text for block in self._story.blocks)
            self._names = frozenset(" ".join(_INSIDE.findall(text)).split()) - {
                word.title() for word in _SMALL.findall(text)
            }
        return all(word in self._names for word in name if word.lower() not in _PARTICLES)

    def join(self, one: Sequence[str], other: Sequence[str]) -> bool:
        """Whether both are parts of one name that stands in the story: `Ilse` and `Moor` of `Ilse Moor`."""
        if self._runs is None:
            texts = (self._story.headline, self._story.dek, *(block.text for block in self._story.blocks))
            runs = {frozenset(run.split()) for text in texts for run in _RUN.findall(text)}
            self._runs = {}
            for run in runs:
                for word in run:
                    self._runs.setdefault(word, []).append(run)
        wanted = {*one, *other}
        return any(wanted <= run for run in self._runs.get(one[0], ()))


def name_facts(edits: Sequence[Edit], language: Words, before: NamesOf, after: NamesOf) -> Iterator[Fact]:
    """Names that became others, each pair of names once.

    Only in languages in which hardly anything but names begins with a capital. Where a capital is due to the place, at
    the beginning of a sentence or in a headline in title case, the rest of both stories must show that it is a name.
    """
    if not language.capitals:
        return
    seen: set[tuple[str, str]] = set()
    for edit in edits:
        for old, new, confidence in _renamed(edit, language, before, after):
            if (old, new) in seen:
                continue
            seen.add((old, new))
            yield Fact(
                kind=FactKind.NAME,
                text=f"{old} → {new}",
                before=old,
                after=new,
                place=edit.pair.place,
                block=edit.pair.block,
                confidence=confidence,
            )


def _renamed(edit: Edit, language: Words, before: NamesOf, after: NamesOf) -> Iterator[tuple[str, str, Confidence]]:
    swaps = edit.swaps()
    if not swaps or len(edit.runs) > _MOST_RUNS:
        return
    in_title = any(_is_title_case(row) or _is_label(row, edit.pair.place) for row in (edit.old, edit.new))
    for first, last, start, end in swaps:
        old, new = _name(edit.old, first, last, language), _name(edit.new, start, end, language)
        if not old or not new:
            continue
        unclear = in_title or _says_nothing(edit, (first, last, start, end))
        if unclear and not (before.hold(old) and after.hold(new)):
            continue
        spelt = alike(" ".join(old), " ".join(new))
        # Where nothing else was touched, the sentence stands, however short it is.
        least = _ALIKE_SPELT if spelt or len(edit.runs) == 1 else _ALIKE
        if edit.pair.likeness < least or not _is_other(old, new, edit):
            continue
        if before.join(old, new) or after.join(old, new):
            continue
        if not spelt and _is_described(edit.old[first:last], edit.new[start:end]):
            continue
        unsure = not spelt and _may_be_same(edit, (first, last, start, end), old, new)
        yield " ".join(old), " ".join(new), Confidence.UNSURE if unsure else Confidence.LIKELY


def _is_described(old: list[str], new: list[str]) -> bool:
    """Whether one of the two stands behind an article, as what a place or a man is called: `Karsk`, `the Capital`."""
    leads = [row[0].lower() in _ARTICLES for row in (old, new)]
    initials = any(word.isupper() and len(word) > 1 for word in (*old, *new))
    return leads[0] is not leads[1] and not initials


def _may_be_same(edit: Edit, run: tuple[int, int, int, int], old: list[str], new: list[str]) -> bool:
    """Whether both may be names of one: initials, another first name of one family, or one of many changes."""
    first, last, start, end = run
    forms = ((old, new), (edit.old[first:last], edit.new[start:end]))
    if any(_is_short_for(one, other) or _is_short_for(other, one) for one, other in forms):
        return True
    follows = edit.old[last : last + 1]
    family = follows == edit.new[end : end + 1] and bool(follows) and _is_name_part(follows[0])
    family = family and edit.old[first - 1 : first] not in (["the"], ["The"])
    initials = [len(name) == 1 and len(name[0]) > 1 and name[0].isupper() for name in (old, new)]
    return family or initials[0] is not initials[1] or _is_unlike(edit)


def _is_unlike(edit: Edit) -> bool:
    """Whether so much else changed that another claim may have taken the place of the old one."""
    return len(edit.runs) > 1 and (len(edit.runs) > _MOST_RUNS_OF_SURE or edit.pair.likeness < _LIKE_OF_SURE)


def _name(row: list[str], first: int, last: int, language: Words) -> list[str]:
    """The name that some words are, without titles and articles around it; empty where they are none."""
    found = [_POSSESSIVE.sub("", word) for word in row[first:last]]
    while found and (_bare(found[0]) in language.titles or found[0] in _PARTICLES):
        del found[0]
    if not found or len(found) > _MOST_WORDS or found[-1].lower() in _PARTICLES:
        return []
    return found if all(_may_name(word, language) for word in found) else []


def _may_name(word: str, language: Words) -> bool:
    bare = _bare(word)
    if bare in _PARTICLES:
        return True
    if not word[:1].isupper() or not any(character.isalpha() for character in word):
        return False
    # A day also where a page glued the next word to it.
    calendar = bare in language.months or any(map(bare.startswith, language.weekdays))
    said = bare in language.no_names or bare in language.titles or calendar
    shouted = word.isupper() and len(word) > _LONGEST_INITIALS
    return not said and not shouted and value(word, language) is None


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


def _says_nothing(edit: Edit, run: tuple[int, int, int, int]) -> bool:
    """Whether the capital is due to the place: at the beginning, unless more of a name follows on both sides."""
    first, last, start, end = run
    if not _begins(edit.old, first) and not _begins(edit.new, start):
        return False
    if last - first > 1 and end - start > 1:
        return False
    follows_old, follows_new = edit.old[last : last + 1], edit.new[end : end + 1]
    return not (follows_old == follows_new and follows_old and _is_name_part(follows_old[0]))


def _is_name_part(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and not word.isupper()


def _begins(row: list[str], place: int) -> bool:
    if place and row[place - 1] in ("The", "A", "An"):
        place -= 1
    return place == 0 or row[place - 1][-1] in _BEGINNERS or row[place - 1] in (".", "!", "?", "…")


def _is_title_case(row: list[str]) -> bool:
    """Whether the words of a line begin with capitals for looks, as those of many headlines do."""
    long = [word for word in row[1:] if word[0].isalpha() and len(word) > _LONG_WORD]
    return bool(long) and sum(word[0].isupper() for word in long) > _TITLE_CASE * len(long)


def _is_label(row: list[str], place: str) -> bool:
    """Whether a line of the text is no sentence: too short, and without a stop."""
    return place not in ("headline", "dek") and len(row) < _FEWEST_OF_SENTENCE and row[-1][-1].isalnum()


def _is_other(old: list[str], new: list[str], edit: Edit) -> bool:
    """Whether two names differ in more than case, signs and endings, and neither stands on the other side too."""
    one, other = _letters(old), _letters(new)
    if one == other or not one or not other or set(_folded(old)) & set(_folded(new)):
        return False
    if len(old) == len(new) == 1 and _same_stem(old[0].lower(), new[0].lower()):
        return False
    if _is_cut(old, new, edit):
        return False
    elsewhere_new = {_POSSESSIVE.sub("", word).lower() for word in edit.new}
    elsewhere_old = {_POSSESSIVE.sub("", word).lower() for word in edit.old}
    return elsewhere_new.isdisjoint(_folded(old)) and elsewhere_old.isdisjoint(_folded(new))


def _is_cut(old: list[str], new: list[str], edit: Edit) -> bool:
    """Whether one is the beginning of the other at the end of a text that was cut off."""
    short, long = sorted((" ".join(old), " ".join(new)), key=len)
    if any(_goes_on(row, name) for row, name in ((edit.old, old), (edit.new, new))):
        return True
    ends = edit.new[-1:] == new[-1:] or edit.old[-1:] == old[-1:]
    return long.startswith(short) and (ends or len(short) <= _LEAST_STEM - 1)


def _goes_on(row: list[str], name: list[str]) -> bool:
    """Whether the text was cut off in the name or right behind it."""
    return any(word.endswith(_ELLIPSES) for word in row[-2:]) and name[-1] in row[-3:]


def _folded(name: list[str]) -> list[str]:
    return [word.lower() for word in name if word.lower() not in _PARTICLES]


def _letters(name: list[str]) -> str:
    return "".join(character for character in "".join(name).casefold() if character.isalnum())


def _same_stem(one: str, other: str) -> bool:
    """Whether both are made of one name: `Iran`, `Iranian`; `Chile`, `Chilean`; `Iran-backed`, `Iranian-backed`."""
    (one, _, tail), (other, _, other_tail) = one.partition("-"), other.partition("-")
    if one == other or (tail and tail != other_tail):
        return one == other
    shorter, longer = sorted((one, other), key=len)
    if shorter == longer:
        return True
    for stem in {shorter, _ENDINGS.sub("", shorter), shorter[:-1]}:
        rest = longer.removeprefix(stem)
        if len(stem) >= _LEAST_STEM and rest != longer and _ENDINGS.fullmatch(rest):
            return True
    return False


def _is_short_for(short: list[str], long: list[str]) -> bool:
    """Whether one is made of the first letters of the other, as `UN` of `United Nations`."""
    letters = "".join(word[0] for word in long if word[0].isupper())
    one = short[0].replace(".", "") if len(short) == 1 and len(long) > 1 else ""
    begins = one.casefold()[:_LEAST_STEM] == long[0].casefold()[:_LEAST_STEM]
    return bool(one) and (begins or (one.isupper() and len(letters) > 1 and letters in one))
