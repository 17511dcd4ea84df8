"""The whole program killed at one point of each kind; every point, and more ways to fail, in bench/sweep.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.sweep import HEADLINES, broken_promises, points, scene, unlike
from tracker.model import Transport

SEEN = 3
PASSED = {
    "lock.sign.before",
    "store.visit.before",
    "parsing.child.start",
    "store.version.before",
    "store.delivery.after",
    "store.commit.before",
    "store.commit.after",
    "mail.folder.write",
    "mail.folder.rename",
    "store.settle.after",
}


def test_the_sweep_sees_what_is_missing(tmp_path: Path) -> None:
    with scene(Transport.FOLDER) as of:
        assert len(HEADLINES) == SEEN
        assert set(points(of)) >= PASSED
        with of.copied(tmp_path / "untouched") as trial:
            # Nothing was run yet: the new version is not seen, its mail not owed, the older one's not sent.
            told = "\n".join(broken_promises(of, trial))
            kept = trial.kept

    assert "article 1 has the versions" in told
    assert "deliveries stand as [(2, 'pending', '')]" in told
    assert "the mails that came are []" in told
    assert "0 mails stand in the folder" in told
    assert list(unlike(kept, kept[:-1], "it")) == ["it lost or altered version 1 of article 2"]
    altered = (*kept[:-1], (kept[-1][0], kept[-1][1], "another hash"))
    assert list(unlike(kept, altered, "it")) == ["it lost or altered version 1 of article 2"]
    assert list(unlike(kept, (*kept, (1, 3, "new")), "it")) == []


def test_a_sweep_over_a_scene_that_fails_by_itself_is_refused() -> None:
    with scene(Transport.FOLDER) as of:
        of.newsroom.publish(1)  # what is kept already: there is nothing to be seen
        with pytest.raises(RuntimeError, match="without a fault it already fails"):
            points(of)
