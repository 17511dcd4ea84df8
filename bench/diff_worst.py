"""The worst that can be laid over one another: CPU seconds of each diff, its steps, and whether it says it is coarse.

    .venv/bin/python bench/diff_worst.py [NAME ...]

Every text is made up here. Exits 1 where one takes longer than two seconds or cannot be rebuilt.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.core.diff import diff
from tracker.model import Block, BlockKind, Link, Story

BOUND: Final = 2.0
TWO_MEGABYTES: Final = 2_000_000
_CHANCE: Final = random.Random(5)
_SOUNDS: Final = ("ba", "den", "gor", "hil", "ka", "lom", "ner", "pul", "ris", "ta", "vo", "wen", "zi", "the", "and")
_WORDS: Final = tuple("".join(_CHANCE.choices(_SOUNDS, k=_CHANCE.randint(1, 4))) for _ in range(6_000))

Pair = tuple[Story, Story]


def story(texts: Iterable[str], links: tuple[Link, ...] = ()) -> Story:
    """Make a story of paragraphs."""
    kind = BlockKind.PARAGRAPH
    return Story(headline="", blocks=tuple(Block(kind=kind, text=text, links=links) for text in texts if text))


def sentence(chance: random.Random, words: int = 18) -> str:
    """Make up a sentence."""
    return " ".join(chance.choices(_WORDS, k=words)).capitalize() + "."


def paragraphs(seed: int, count: int, sentences: int = 3) -> list[str]:
    """Make up paragraphs."""
    chance = random.Random(seed)
    return [" ".join(sentence(chance) for _ in range(sentences)) for _ in range(count)]


def edited(texts: list[str], every: int) -> list[str]:
    """Change a word in each so many texts."""
    return [text.replace(" ", " anew ", 1) if place % every == 0 else text for place, text in enumerate(texts)]


def two_megabytes() -> Pair:
    """Four thousand paragraphs, one in ten edited."""
    texts = paragraphs(1, 4_000, 4)
    return story(texts), story(edited(texts, 10))


def all_edited() -> Pair:
    """Two megabytes, a word changed in every paragraph."""
    texts = paragraphs(1, 4_000, 4)
    return story(texts), story(edited(texts, 1))


def rewrite() -> Pair:
    """Four thousand paragraphs and four thousand others."""
    return story(paragraphs(1, 4_000)), story(paragraphs(2, 4_000))


def shuffled() -> Pair:
    """Four thousand paragraphs in another order, all edited."""
    texts = paragraphs(1, 4_000)
    others = edited(texts, 1)
    random.Random(3).shuffle(others)
    return story(texts), story(others)


def one_template() -> Pair:
    """Five thousand lines that differ in their numbers alone, all of which changed."""
    return (
        story(f"District {place} counted {place * 7 % 991} votes of {place * 13 % 1_999}." for place in range(5_000)),
        story(f"District {place} counted {place * 11 % 997} votes of {place * 17 % 2_003}." for place in range(5_000)),
    )


def one_paragraph() -> Pair:
    """One paragraph of two megabytes, a word changed in each sentence."""
    chance = random.Random(4)
    sentences = [sentence(chance) for _ in range(TWO_MEGABYTES // 110)]
    return story([" ".join(sentences)]), story([" ".join(edited(sentences, 1))])


def one_paragraph_rewritten() -> Pair:
    """One paragraph of two megabytes, and another."""
    count = TWO_MEGABYTES // 110
    return story([" ".join(paragraphs(5, count, 1))]), story([" ".join(paragraphs(6, count, 1))])


def one_paragraph_reversed() -> Pair:
    """One paragraph of two megabytes, its sentences in reverse order."""
    sentences = paragraphs(7, TWO_MEGABYTES // 110, 1)
    return story([" ".join(sentences)]), story([" ".join(reversed(sentences))])


def one_sentence() -> Pair:
    """One sentence of two megabytes, and one with other words in between."""
    words = random.Random(8).choices(_WORDS, k=TWO_MEGABYTES // 8)
    return story([" ".join(words)]), story([" ".join(f"anew {word}" for word in words[::2])])


def no_spaces() -> Pair:
    """Two megabytes without a space."""
    return story(["ab" * (TWO_MEGABYTES // 2)]), story(["ba" * (TWO_MEGABYTES // 2)])


def signs() -> Pair:
    """Half a million full stops and letters in turn."""
    return story([". a! B? " * 60_000]), story(["! b. A? " * 60_000])


def ideographs() -> Pair:
    """Two megabytes of a script without spaces."""
    chance = random.Random(9)
    letters = [chr(0x4E00 + chance.randrange(2_000)) for _ in range(660_000)]
    return story(["".join(letters)]), story(["".join(letters[::-1])])


def marks() -> Pair:
    """Letters with hundreds of combining marks each, and emoji tied to one another."""
    return story([("e" + "\u0301" * 400 + "👩‍" * 300) * 900]), story([("o" + "\u0301" * 400 + "👩‍" * 300) * 900])


def letters() -> Pair:
    """A hundred thousand paragraphs of one letter."""
    return story("ab" * 50_000), story("ba" * 50_000)


def unlike_letters() -> Pair:
    """A hundred thousand paragraphs of one letter, all alike on each side."""
    return story("a" * 100_000), story("ab" * 50_000)


def many_letters() -> Pair:
    """A hundred thousand paragraphs of one letter of fifty, in no order."""
    chance = random.Random(10)
    return (
        story(chr(0x61 + chance.randrange(50)) for _ in range(100_000)),
        story(chr(0x61 + chance.randrange(50)) for _ in range(100_000)),
    )


def repeats() -> Pair:
    """Twenty paragraphs, each two hundred times, in two orders."""
    texts = paragraphs(11, 20)
    return story(texts * 200), story(text for text in texts for _ in range(200))


def near_repeats() -> Pair:
    """Three thousand paragraphs that share all words but one."""
    text = paragraphs(12, 1)[0]
    return (
        story(f"{text} First{place}." for place in range(3_000)),
        story(f"{text} Second{place}." for place in reversed(range(3_000))),
    )


def halves() -> Pair:
    """Two thousand paragraphs, each split in two, and their halves swapped."""
    texts = paragraphs(13, 2_000, 4)
    return story(texts), story(half for text in texts for half in text.split(". ", 1)[::-1])


def links() -> Pair:
    """Ten thousand links in one paragraph, all of which lead elsewhere now."""
    old = tuple(Link(text="here", url=f"https://example.org/{place}") for place in range(10_000))
    new = tuple(Link(text="here", url=f"https://example.com/{place}") for place in range(10_000))
    return story(["It is here."], old), story(["It is here."], new)


CASES: Final[tuple[Callable[[], Pair], ...]] = (
    two_megabytes,
    all_edited,
    rewrite,
    shuffled,
    one_template,
    one_paragraph,
    one_paragraph_rewritten,
    one_paragraph_reversed,
    one_sentence,
    no_spaces,
    signs,
    ideographs,
    marks,
    letters,
    unlike_letters,
    many_letters,
    repeats,
    near_repeats,
    halves,
    links,
)


def main(names: list[str]) -> int:
    """Print one line a case; give 1 where a case failed."""
    failed = 0
    for case in CASES:
        if names and case.__name__ not in names:
            continue
        before, after = case()
        start = time.process_time()
        found = diff(before, after)
        seconds = time.process_time() - start
        whole = found.before == _texts(before) and found.after == _texts(after)
        failed += seconds > BOUND or not whole
        word = ("holds" if seconds <= BOUND else "beyond") if whole else "broken"
        coarse = "coarse" if found.coarse else ""
        print(f"{word:7} {case.__name__:26} {seconds:6.2f} s  {len(found.blocks):7} blocks  {coarse}", flush=True)
    return min(failed, 1)


def _texts(one: Story) -> tuple[str, ...]:
    return tuple(block.text for block in one.blocks)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
