"""Numbers of how the tracker fares, as Prometheus reads them.

Names and units follow its conventions: base units, `_total` for what only grows. Labels are of closed sets: no address,
no host, no recipient ever is one.

Source: prometheus.io/docs/instrumenting/exposition_formats, prometheus.io/docs/practices/naming.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import TypeVar

Word = TypeVar("Word", bound=StrEnum)


class MetricKind(StrEnum):
    """Whether a number goes up and down, or only grows until the process ends."""

    GAUGE = "gauge"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One number, or one for each value of a label.

    Attributes:
        samples: by the label's value; without a label by the empty word.
    """

    name: str
    kind: MetricKind
    help: str
    samples: Mapping[str, float]
    label: str = ""


def gauge(name: str, words: str, value: float | None) -> Metric:
    """Give a number that goes up and down; one that is not known has no sample."""
    return Metric(name=name, kind=MetricKind.GAUGE, help=words, samples={} if value is None else {"": value})


def gauges(name: str, words: str, label: str, counts: Mapping[Word, int], known: type[Word]) -> Metric:
    """Give one number for each word of a closed set: a word without any is 0, so that no line ever ends."""
    samples = {word.value.lower().replace(" ", "_"): float(counts.get(word, 0)) for word in known}
    return Metric(name=name, kind=MetricKind.GAUGE, help=words, samples=samples, label=label)


def exposition(metrics: Iterable[Metric]) -> str:
    """Write metrics in the text format."""
    return "".join(f"{line}\n" for metric in metrics if metric.samples for line in _lines(metric))


def _lines(metric: Metric) -> Iterable[str]:
    yield f"# HELP {metric.name} {_escaped(metric.help)}"
    yield f"# TYPE {metric.name} {metric.kind.value}"
    for word, value in metric.samples.items():
        quoted = _escaped(word).replace('"', '\\"')
        labels = f'{{{metric.label}="{quoted}"}}' if metric.label else ""
        yield f"{metric.name}{labels} {_number(value)}"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n")


def _number(value: float) -> str:
    if not isfinite(value):
        return "NaN"
    return str(int(value)) if value == int(value) else repr(float(value))
