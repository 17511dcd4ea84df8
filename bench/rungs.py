"""What a look costs on each rung of its ladder: CPU of the quick test, of a re-reading and of a first reading.

    .venv/bin/python bench/rungs.py [--pages 60]

Reads real pages of ../shared/eval/extract where they are there, else the project's own fixtures. Every page is looked
at as it stands, and with a fresh nonce as sites send it. Exits 1 where the quick test lets an edit pass: one word of
one paragraph changed.
"""

from __future__ import annotations

import argparse
import importlib
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.pages.furniture import PLAIN
from tests.pages.layouts import UNICODE_LAYOUTS, URL
from tests.pages.matter import ABROAD, ENGLISH
from tracker.core.extract import Glanced, decode, glance, read_html
from tracker.model import Memory, ReadingRules

EVALUATION: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "extract"
NOW: Final = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NO_RULES: Final = ReadingRules()
SCRIPT: Final = re.compile(r"<script\b.*?</script", re.DOTALL)
WORD: Final = re.compile(r"\b[^\W\d_]{6,}\b")


def pages(most: int) -> Iterator[tuple[str, str]]:
    """Give pages with their addresses: real ones where they are there, else our own."""
    if not EVALUATION.is_dir():
        yield from (
            (layout(matter, PLAIN).decode(), URL) for layout in UNICODE_LAYOUTS for matter in (ENGLISH, *ABROAD)
        )
        return
    sys.path.insert(0, str(EVALUATION))
    corpus = importlib.import_module("corpus")
    for row in corpus.by_hand()[:most]:
        yield decode(corpus.body(row)), row["url"]


def timed(look: Callable[[], object]) -> float:
    """Give the CPU of a look in milliseconds, the best of three."""
    best = []
    for _ in range(3):
        began = time.process_time()
        look()
        best.append((time.process_time() - began) * 1000)
    return min(best)


def edited(html: str, texts: list[str]) -> str | None:
    """Change one word of one paragraph; None where the paragraph does not stand in the page as it was read."""
    body = max(html.find("<body"), 0)
    scripts = [found.span() for found in SCRIPT.finditer(html)]
    for text in sorted(texts, key=len, reverse=True):
        words, place = WORD.findall(text), html.find(text, body)
        if words and place >= 0 and not any(start <= place < end for start, end in scripts):
            return html[:place] + text.replace(words[-1], "otherword", 1) + html[place + len(text) :]
    return None


def main() -> int:
    """Measure, and print a line a rung."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=int, default=60)
    chosen = list(pages(ask.parse_args().pages))
    read_html(chosen[0][0], chosen[0][1], memory=None, now=NOW)
    figures: dict[str, list[float]] = {"first reading": [], "re-reading": [], "quick test": []}
    unchanged = missed = tried = 0
    for html, url in chosen:
        story, memory = read_html(html, url, memory=None, now=NOW)
        fresh = html.replace("</body>", "<script nonce='8f1'>t=91</script></body>")
        figures["first reading"].append(timed(partial(read_html, html, url, memory=None, now=NOW)))
        figures["re-reading"].append(timed(partial(read_html, fresh, url, memory=memory, now=NOW)))
        figures["quick test"].append(timed(partial(passes, fresh, memory)))
        unchanged += passes(fresh, memory)
        changed = edited(fresh, [block.text for block in story.blocks])
        # A text that stands in a data attribute or a script too may not be the one that is read.
        if changed is None or read_html(changed, url, memory=memory, now=NOW)[0].text == story.text:
            continue
        tried += 1
        missed += passes(changed, memory)
    for rung, spent in figures.items():
        late = sorted(spent)[len(spent) * 95 // 100]
        print(f"{rung:14s} CPU ms median {statistics.median(spent):5.1f}   p95 {late:5.1f}")
    print(f"a fresh nonce passes the quick test on {unchanged} of {len(chosen)} pages; an edit on {missed} of {tried}")
    return int(missed > 0)


def passes(html: str, memory: Memory) -> bool:
    """Whether the quick test says that nothing changed."""
    return Glanced(glance(html, memory, NO_RULES, NOW), memory).is_unchanged


if __name__ == "__main__":
    sys.exit(main())
