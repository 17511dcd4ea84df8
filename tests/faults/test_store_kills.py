"""The program killed at a point of each kind."""

from __future__ import annotations

import os

import pytest

from bench.sweep import KILLED, line, scene, sweep
from tests.test_sweep import PASSED
from tracker.edges.fault_points import FaultAction
from tracker.model import Transport

# By day each second kind; the long form kills at all, and bench/sweep.py at every point.
CHOSEN = set(sorted(PASSED)[:: 1 if "TRACKER_EXAMPLES" in os.environ else 2])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_kill_1_a_kill_at_a_point_of_each_kind_loses_nothing() -> None:
    with scene(Transport.FOLDER) as of:
        verdicts = list(sweep(of, (FaultAction.KILL,), jobs=2, chosen=CHOSEN))

    assert {verdict.point for verdict in verdicts} == CHOSEN
    assert [line(Transport.FOLDER, verdict) for verdict in verdicts if verdict.broken] == []
    assert {verdict.code for verdict in verdicts} == {KILLED}
    assert {verdict.repeated for verdict in verdicts} == {0}
