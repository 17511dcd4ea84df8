"""Whether the tracker is well, as a person and a program read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rich.text import Text

from tracker.view.records import JSON
from tracker.view.safe import safe


class State(StrEnum):
    """How the tracker is: it watches and tells; it does so, and somebody should see to something; it does not."""

    OK = "ok"
    DEGRADED = "degraded"
    DOWN = "down"

    @property
    def code(self) -> int:
        """The exit code that says so."""
        return list(State).index(self)


_STYLES = {State.OK: "green", State.DEGRADED: "yellow", State.DOWN: "bold red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellbeing:
    """How the tracker is, and why: sentences, what is worst first; none where all is well."""

    state: State
    reasons: tuple[str, ...] = ()
    pid: int | None = None


def wellbeing_lines(found: Wellbeing) -> Iterator[Text]:
    """Say how the tracker is, a reason a line."""
    yield Text.assemble("health   ", (found.state.value, _STYLES[found.state]))
    yield from (Text(f"    {safe(reason)}", style=_STYLES[found.state]) for reason in found.reasons)


def wellbeing_json(found: Wellbeing) -> dict[str, JSON]:
    """Write how the tracker is, as `health` and `status` print it."""
    return {"state": found.state.value, "reasons": [*found.reasons]}
