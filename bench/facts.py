"""Precision and recall of the facts: on our own labelled set, and on pairs of real revisions labelled by id.

`python -m bench.facts [--pairs PATH] [--failures]` prints a row for each kind of fact and ends with 1 where one that
may stand in a summary falls below the bar. The labels of the second set are in `facts_labels.json`, without any text;
its pairs are read where the file of them is there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.core.facts.labels import BODY_ONLY, Label, Pair
from tests.core.facts.pairs import PAIRS
from tests.core.facts.scoring import Outcome, Score, demands, failures, outcome, scores
from tracker.model import Block, BlockKind, FactKind, Story

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85
LABELS = Path(__file__).with_name("facts_labels.json")
REVISIONS = Path(__file__).parent / "../../shared/eval/diff/pairs.jsonl"
_COLUMNS = f"{'fact':<40} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>10} {'recall':>7}"


def main() -> int:
    """Print both tables; 1 where a kind of fact that may stand in a summary is below the bar."""
    asked = _asked()
    named = {"our own pairs": list(PAIRS), "real revisions": list(revisions(asked.pairs))}
    short: list[str] = []
    for title, pairs in named.items():
        if pairs:
            short += _print_set(title, [outcome(pair) for pair in pairs], whole_file=title != "our own pairs")
            if asked.failures:
                print("\n".join(failures(outcome(pair) for pair in pairs)))
        else:
            print(f"{title}: {asked.pairs} is not there: nothing to score")
    if short:
        print(f"below {LEAST_PRECISION} / {LEAST_RECALL}: {'; '.join(short)}", file=sys.stderr)
    return 1 if short else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Precision and recall of the facts.")
    parser.add_argument("--pairs", type=Path, default=REVISIONS, help="pairs of real revisions, one JSON object a line")
    parser.add_argument("--failures", action="store_true", help="list what was told wrongly, not at all, or otherwise")
    return parser.parse_args()


def _print_set(title: str, outcomes: list[Outcome], *, whole_file: bool) -> list[str]:
    """Print the rows of a set and name those below the bar; one row for all numbers where each class has few."""
    print(f"\n{title}: {len(outcomes)} pairs\n{_COLUMNS}")
    found = scores(outcomes, by_class=not whole_file)
    for row, score in found.items():
        print(f"{row:<40} {_figures(score)}")
    for row, score in demands(outcomes).items():
        print(f"{'  of these, right in their ' + row:<40} {_figures(score)}")
    body = {kind.value for kind in BODY_ONLY}
    return [f"{title}: {row}" for row, score in found.items() if row not in body and _is_short(score)]


def _figures(score: Score) -> str:
    return f"{score.right:>6} {score.wrong:>6} {score.missed:>6} {score.precision:>10.3f} {score.recall:>7.3f}"


def _is_short(score: Score) -> bool:
    return score.precision < LEAST_PRECISION or score.recall < LEAST_RECALL


def revisions(path: Path) -> Iterator[Pair]:
    """Read the labelled pairs among those of a file; none where the file is not there."""
    if not path.is_file():
        return
    labels: Mapping[str, Any] = json.loads(LABELS.read_text("utf-8"))
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            if pair["id"] in labels:
                yield labelled(pair, labels[pair["id"]])


def labelled(pair: Mapping[str, Any], labels: Mapping[str, Any]) -> Pair:
    """Make a labelled pair of a line of the file and what is labelled of it.

    The ledes of the `newsapi` sources are cut at a fixed length: only what stands above them is compared.
    """
    whole = not pair["source"].startswith("newsapi")
    return Pair(
        family="revision",
        name=pair["id"],
        before=_story(pair["old"], whole=whole),
        after=_story(pair["new"], whole=whole),
        told=tuple(_labels(labels["told"])),
        free=frozenset(FactKind(kind) for kind in labels["free"]),
        loose=True,
    )


def _story(text: Mapping[str, Any], *, whole: bool) -> Story:
    paragraphs: Iterable[str] = text["paragraphs"] if whole else ()
    return Story(
        headline=text.get("title") or "",
        dek=text.get("dek") or "",
        byline=text.get("byline") or "",
        blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=paragraph) for paragraph in paragraphs),
    )


def _labels(rows: Iterable[Mapping[str, Any]]) -> Iterator[Label]:
    for row in rows:
        tied = row.get("sentences")
        yield Label(
            kind=FactKind(row["kind"]),
            before=row.get("before", ""),
            after=row.get("after", ""),
            number=row.get("number", ""),
            noun=row.get("noun", ""),
            sentences=None if tied is None else tuple((old, new) for old, new in tied),
            among=True,
            optional=row.get("optional", False),
        )


if __name__ == "__main__":
    sys.exit(main())
