"""Fail at every fault point of the code, in every verb and job that passes it, and again while it recovers.

    .venv/bin/python -m bench.sweeps [SCENE ...] [--every] [--deep] [--action kill|raise] [--list]

One deep: each point of each step, killed at its first and last pass and raised at its first, and the step done again.
`--every`: at each pass. `--deep`: for each way of recovering that differs, killed once more at each point on that way.
Whatever is found afterwards must be what a run without failures leaves, and hold the promises of docs/security.md.
Exits 1 where one broke, or where a point of the code was passed by no scene.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.sweeps.listed import listed
from bench.sweeps.points import PASSED
from bench.sweeps.scenes import Scene, Town, scenes
from bench.sweeps.trials import Fault, Sweep, Verdict
from tracker.edges.fault_points import FaultAction

_MEMORY = Path("/dev/shm")


def main() -> int:
    """Sweep, and print a line for each step and each broken promise."""
    given = _arguments()
    if given.list:
        print("\n".join(f"{point:32} {file}" for point, file in sorted(listed().items())))
        return 0
    # The mail server of the tests warns of itself at each login.
    logging.getLogger("mail.log").setLevel(logging.ERROR)
    actions = (FaultAction(given.action),) if given.action else tuple(FaultAction)
    passed, totals = set[str](), Counter[str]()
    with Town() as town, TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None, prefix="tracker-sweep-") as room:
        for scene in scenes(town):
            if given.scene and scene.name not in given.scene:
                continue
            sweep = prepared(scene, town, Path(room))
            here = {point for step in sweep.passed for point in step}
            for point in sorted(PASSED.get(scene.name, frozenset()) - here):
                print(f"broken  {scene.name} passes {point} no more: see bench/sweeps/points.py")
                totals["broken"] += 1
            passed |= here
            totals += _swept(sweep, actions, every=given.every, deep=given.deep)
    return _told(passed, totals, whole=not given.scene)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("scene", nargs="*", help="only these scenes")
    parser.add_argument("--every", action="store_true", help="at each pass of a point, not at the first and the last")
    parser.add_argument("--deep", action="store_true", help="kill the recovery too, at each point that it passes")
    parser.add_argument("--action", choices=[one.value for one in FaultAction])
    parser.add_argument("--list", action="store_true", help="print all points, and stop")
    return parser.parse_args()


def prepared(scene: Scene, town: Town, room: Path) -> Sweep:
    """Play a scene without failures, in a folder of its own."""
    place = room / scene.name
    place.mkdir()
    sweep = Sweep(scene=scene, town=town, room=place)
    sweep.prepare()
    return sweep


def _swept(sweep: Sweep, actions: tuple[FaultAction, ...], *, every: bool, deep: bool) -> Counter[str]:
    totals: Counter[str] = Counter()
    for number, step in enumerate(sweep.scene.steps):
        began, found = time.monotonic(), Counter[str](points=len(set(sweep.passed[number])))
        for verdict in trials(sweep, number, actions, every=every, deep=deep):
            found["trials"] += 1
            found["deep"] += len(verdict.faults) > 1
            found["raises"] += verdict.faults[0].action is FaultAction.RAISE
            found["not struck"] += not verdict.struck
            found["broken"] += bool(verdict.broken)
            if verdict.broken:
                print(
                    f"broken  {sweep.scene.name}, {step.name}: {', then '.join(map(str, verdict.faults))}", flush=True
                )
                print("\n".join(f"        {one}" for one in verdict.broken), flush=True)
        told = f"{found['points']:3} points {found['trials']:4} trials, {found['deep']} of them deep"
        state = "broken" if found["broken"] else "holds "
        print(f"{state}  {sweep.scene.name:7} {step.name[:24]:24} {told}, {time.monotonic() - began:.0f} s", flush=True)
        totals += found
    return totals


def trials(
    sweep: Sweep, number: int, actions: tuple[FaultAction, ...], *, every: bool, deep: bool
) -> Iterator[Verdict]:
    """Play every failure of a step; with `deep` each recovery of another kind is killed at each of its points too."""
    ways: dict[tuple[str, ...], Fault] = {}
    for fault in sweep.faults(number, every=every, actions=actions):
        verdict, recovery = sweep.play(number, fault)
        yield verdict
        ways.setdefault(recovery, fault)
    for recovery, first in ways.items() if deep else ():
        for point, count in Counter(recovery).items():
            for nth in sorted({1, count}):
                yield sweep.play(number, first, Fault(point=point, nth=nth))[0]


def _told(passed: set[str], totals: Counter[str], *, whole: bool) -> int:
    missed = sorted(set(listed()) - passed) if whole else []
    for point in missed:
        print(f"broken  {point} is passed by no scene")
    print(
        f"{'BEYOND' if totals['broken'] or missed else 'holds'}   {len(passed)} of {len(listed())} points of the code, "
        f"{totals['trials']} trials ({totals['raises']} raised, {totals['deep']} two deep, "
        f"{totals['not struck']} not struck), {totals['broken']} broke a promise"
    )
    return int(bool(totals["broken"] or missed))


if __name__ == "__main__":
    sys.exit(main())
