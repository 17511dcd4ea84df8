"""How much of what a person marked as the story is read at all, on the pages of `../shared/eval/extract`.

    .venv/bin/python bench/reading.py [--pages FOLDER] [--show]

Each marked paragraph of forty letters or more that is not read is an edit that would be missed, whatever F1 says. The
pages are told in two halves by their hosts: rules are made looking at the first half, and hold if the second agrees.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tracker.core.extract import read_story
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import Story

PAGES = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "extract" / "pages"
LEAST = 40
KEY = 30
NUMBERED = re.compile(r"^\s*(?:\d+[.)]|[-•])\s+")


@dataclass(slots=True)
class Tally:
    """What was counted on the pages of one half."""

    marked: int = 0
    read: int = 0
    pages: int = 0
    alike: int = 0


def by_hand(folder: Path) -> Iterator[dict[str, Any]]:
    """Give the records of the pages that a person marked."""
    with (folder / "pages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["body_kind"] == "human":
                yield row


def key(text: str) -> str:
    """Give the letters and digits of a text: labels and pages differ in signs, spaces and soft hyphens."""
    return "".join(filter(str.isalnum, folded(NUMBERED.sub("", text)).lower()))


def is_read(paragraph: str, whole: str) -> bool:
    """Whether the beginning, the middle and the end of a paragraph are in what was read."""
    text = key(paragraph)
    middle = max(0, len(text) // 2 - KEY // 2)
    return all(part in whole for part in (text[:KEY], text[middle : middle + KEY], text[-KEY:]))


def marked(row: dict[str, Any]) -> list[str]:
    """Give the paragraphs of a page that are long enough to be told from labels."""
    paragraphs = row["paragraphs"] or row["body"].split("\n")
    return [paragraph for paragraph in paragraphs if letters(paragraph.strip()) >= LEAST]


def words_of(story: Story) -> str:
    """Give the key of all that a version would show."""
    return key(" ".join([story.headline, story.dek, *(block.text for block in story.blocks)]))


def main() -> None:
    """Read every page twice, and say what was found."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=Path, default=PAGES)
    ask.add_argument("--show", action="store_true", help="print the paragraphs that are not read")
    said = ask.parse_args()
    halves = (Tally(), Tally())
    first_ms, again_ms = [], []
    for row in by_hand(said.pages):
        half = halves[hashlib.md5(row["domain"].encode(), usedforsecurity=False).digest()[0] % 2]
        body = gzip.decompress((said.pages / row["file"]).read_bytes())
        start = time.process_time()
        story, memory = read_story(body, row["url"])
        between = time.process_time()
        again, _ = read_story(body, row["url"], memory=memory)
        first_ms.append((between - start) * 1000)
        again_ms.append((time.process_time() - between) * 1000)
        half.pages += 1
        half.alike += story == again
        whole = words_of(story)
        for paragraph in marked(row):
            half.marked += 1
            half.read += is_read(paragraph, whole)
            if said.show and not is_read(paragraph, whole):
                print(f"  {row['id']} {row['domain']}: {paragraph[:120]!r}")
    for name, half in zip(("first half", "second half"), halves, strict=True):
        print(f"{name}: {half.read} of {half.marked} marked paragraphs read ({half.read / half.marked:.2%}); ", end="")
        print(f"{half.alike} of {half.pages} pages read the same from memory")
    print(f"CPU ms median: first {statistics.median(first_ms):.1f}, again {statistics.median(again_ms):.1f}")


if __name__ == "__main__":
    main()
