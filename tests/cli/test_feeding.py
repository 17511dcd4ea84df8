"""Atom feeds as a person sees them who runs no daemon: verbs write them too."""

from __future__ import annotations

from tests.program import Program
from tracker.demo.newsroom import Newsroom


def test_verbs_write_the_feeds_where_no_daemon_runs(program: Program, newsroom: Newsroom) -> None:
    program.configure(newsroom.address, more="[feed]\nenabled = true")
    program("add", newsroom.url)
    newsroom.publish(2)
    program("poll", "1")
    folder = program.folder / "snapshots/feeds"
    assert (folder / "all.xml").read_text().count("<entry>") == 1

    (folder / "all.xml").unlink()
    assert program("mirror").out.endswith(", 2 feeds written\n")
    assert program("mirror", "--json").objects[0]["feeds"] == 2
    assert program("dismiss", "1", "2").code == 0
    assert (folder / "article-1.xml").read_text().count("<entry>") == 0
