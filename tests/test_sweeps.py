"""The short form of `python -m bench.sweeps`: all points are known, and a kill in the midst of a kill loses nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.sweeps.__main__ import prepared
from bench.sweeps.listed import listed
from bench.sweeps.points import PASSED
from bench.sweeps.scenes import Scene, Step, Town, scenes
from bench.sweeps.trials import Fault, Sweep, essence, leftovers, lost, unlike, unsound, versions
from tracker.edges.fault_points import FaultAction

SHORT = ("prune", "--older", "1h")


def test_every_fault_point_of_the_code_is_passed_by_a_scene_of_the_sweep(project: Path) -> None:
    claimed = [point for points in PASSED.values() for point in points]
    assert sorted(claimed) == sorted(listed(project))


def test_a_point_whose_name_is_made_up_on_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tracker").mkdir()
    file = tmp_path / "tracker" / "late.py"
    file.write_text('fault_point("late.before")\nwith step("late"):\n    written_whole(target, name="late")\n')
    assert set(listed(tmp_path)) == {"late.before", "store.late.before", "store.late.after"} | {
        f"late.{part}" for part in ("create.before", "create.after", "fsync.before", "rename.before", "rename.after")
    }
    file.write_text('name = "late"\nfault_point(f"{name}.before")\n')
    with pytest.raises(ValueError, match=r"tracker/late\.py, line 2: write the name of the fault point out"):
        listed(tmp_path)


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Sweep:
    with Town() as town:
        (copy,) = (scene for scene in scenes(town) if scene.name == "copy")
        place = tmp_path_factory.mktemp("sweep")
        return prepared(Scene(name="short", prepare=copy.prepare, steps=(Step(words=SHORT),)), town, place)


@pytest.mark.parametrize(
    "faults",
    [
        (Fault(point="store.tombstone.after", nth=1, action=FaultAction.RAISE),),
        (Fault(point="store.commit.after", nth=2), Fault(point="store.checkpoint.before", nth=1)),
    ],
    ids=["raised", "behind a commit, and while the next run closes"],
)
def test_pages_dropped_by_a_run_that_fails_twice_are_dropped_as_if_it_had_not(
    sweep: Sweep, faults: tuple[Fault, ...]
) -> None:
    verdict, recovery = sweep.play(0, *faults)

    assert (verdict.struck, verdict.broken) == (True, ())
    assert "store.commit.after" in recovery


def test_the_judge_sees_what_is_missing(sweep: Sweep) -> None:
    folder = sweep.before[0]
    known, stands = versions(folder), essence(folder)
    (folder / ".a.wacz.01234567.unfinished").touch()
    (folder / "snapshots").chmod(0o755)

    assert list(leftovers(folder)) == [".a.wacz.01234567.unfinished was left"]
    assert list(unsound(folder)) == ["others can look into the data folder"]
    assert len(known) == 4
    assert list(lost(known | {(1, 5, "")}, folder, "it")) == ["it lost or altered version 5 of article 1"]
    (first, *_) = stands
    assert list(unlike(stands - Counter({first: 1}), stands)) == [f"missing: {first}"]
    assert list(unlike(stands, stands)) == []
