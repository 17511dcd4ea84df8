"""Precision and recall of the facts on the labelled set of `tests/core/facts`: `python -m bench.facts`."""

from __future__ import annotations

from tests.core.facts.labels import failures, outcome, scores
from tests.core.facts.pairs import PAIRS


def main() -> None:
    """Print a row for each kind of fact, then what was told wrongly or not at all."""
    outcomes = [outcome(pair) for pair in PAIRS]
    print(f"{len(PAIRS)} pairs")
    print(f"{'fact':<40} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>10} {'recall':>7}")
    for row, score in scores(outcomes).items():
        figures = f"{score.right:>6} {score.wrong:>6} {score.missed:>6} {score.precision:>10.3f} {score.recall:>7.3f}"
        print(f"{row:<40} {figures}")
    print("\n".join(failures(outcomes)))


if __name__ == "__main__":
    main()
