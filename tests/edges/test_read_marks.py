from __future__ import annotations

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from tracker.edges.fault_points import InjectedFaultError, arm
from tracker.edges.read_marks import ReadMarks, state_folder
from tracker.errors import ReadMarksError

STORE = "59070be56662"


@pytest.fixture
def marks(tmp_path: Path) -> ReadMarks:
    return ReadMarks(tmp_path / "state" / "tracker", STORE)


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tracker" / "read" / f"{STORE}.json"


@pytest.mark.parametrize(
    ("environment", "platform", "folder"),
    [
        ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "linux", "/s/tracker"),
        ({"XDG_STATE_HOME": "/s", "HOME": "/h"}, "darwin", "/s/tracker"),
        ({"HOME": "/h"}, "linux", "/h/.local/state/tracker"),
        ({"HOME": "/h"}, "darwin", "/h/Library/Application Support/tracker"),
        ({"XDG_STATE_HOME": "", "HOME": "/h"}, "linux", "/h/.local/state/tracker"),
        ({"XDG_STATE_HOME": "not/absolute", "HOME": "/h"}, "linux", "/h/.local/state/tracker"),
    ],
)
def test_marks_lie_where_the_system_keeps_state(environment: dict[str, str], platform: str, folder: str) -> None:
    assert state_folder(environment, platform) == Path(folder)


def test_without_a_home_there_is_no_place_for_them() -> None:
    with pytest.raises(ReadMarksError, match="set HOME, or XDG_STATE_HOME"):
        state_folder({}, "linux")


def test_nothing_is_marked_at_first_and_nothing_is_made(marks: ReadMarks, tmp_path: Path) -> None:
    assert marks.all() == {}
    assert not (tmp_path / "state").exists()


def test_a_mark_goes_forward_only_unless_it_is_put(marks: ReadMarks, tmp_path: Path) -> None:
    marks.raise_to({1: 3, 2: 1})
    marks.raise_to({1: 2, 2: 4})
    assert ReadMarks(tmp_path / "state" / "tracker", STORE).all() == {1: 3, 2: 4}

    marks.put(1, 1)
    marks.put(2, 0)
    assert marks.all() == {1: 1}


def test_each_record_has_marks_of_its_own(marks: ReadMarks, tmp_path: Path) -> None:
    marks.raise_to({1: 3})

    assert ReadMarks(tmp_path / "state" / "tracker", "0123456789ab").all() == {}


def test_only_their_owner_can_read_them(marks: ReadMarks, tmp_path: Path) -> None:
    marks.raise_to({1: 3})

    path = file_of(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(one.name for one in path.parent.iterdir()) == [f"{STORE}.json", f"{STORE}.lock"]


@pytest.mark.parametrize("store", ["", "../../etc", "a/b"])
def test_a_record_without_a_name_has_no_marks(tmp_path: Path, store: str) -> None:
    marks = ReadMarks(tmp_path, store)

    assert marks.all() == {}
    with pytest.raises(ReadMarksError, match="no record yet"):
        marks.put(1, 1)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", ["", "[]", "{}", '{"format": 2, "read": {}}', '{"format": 1, "read": {"a": 1}}', "\xff"]
)
def test_a_damaged_file_is_told_with_the_cure(marks: ReadMarks, tmp_path: Path, words: str) -> None:
    marks.raise_to({1: 3})
    file_of(tmp_path).write_bytes(words.encode("latin-1"))

    with pytest.raises(ReadMarksError, match="are damaged; remove the file"):
        marks.all()


def test_a_folder_that_cannot_be_made_is_told_with_the_cure(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")

    with pytest.raises(ReadMarksError, match=r"cannot be written .*; check the folder's rights, or set XDG_STATE_HOME"):
        ReadMarks(tmp_path / "state", STORE).put(1, 1)


@pytest.mark.parametrize("point", ["read_marks.write.before", "read_marks.rename.before"])
def test_what_fails_midway_leaves_the_marks_as_they_were(marks: ReadMarks, tmp_path: Path, point: str) -> None:
    marks.raise_to({1: 3})

    with arm(point), pytest.raises((ReadMarksError, InjectedFaultError)):
        marks.raise_to({1: 4})

    assert marks.all() == {1: 3}
    assert len(list(file_of(tmp_path).parent.iterdir())) == 2


def _mark_some(folder: Path, first: int) -> None:
    marks = ReadMarks(folder, STORE)
    for number in range(first, first + 40):
        marks.raise_to({number: number, 1000: number})


def test_many_viewers_lose_no_mark_of_one_another(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork" if os.name == "posix" else None)
    viewers = [context.Process(target=_mark_some, args=(tmp_path, first)) for first in (0, 40, 80)]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join(60)

    assert [viewer.exitcode for viewer in viewers] == [0, 0, 0]
    assert ReadMarks(tmp_path, STORE).all() == {**{number: number for number in range(1, 120)}, 1000: 119}
    (kept,) = [path for path in (tmp_path / "read").iterdir() if path.suffix == ".json"]
    assert json.loads(kept.read_text())["format"] == 1
