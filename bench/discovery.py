"""What discovery costs: the requests in which a whole paper's marked articles are found, and the CPU of its readings.

    .venv/bin/python bench/discovery.py

Exits 1 where the paper's nine are not found within sixty requests.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.papers.aldern_post import BOMB, AldernPost
from tests.papers.search import NOON, searching
from tests.servers.http import Newsroom
from tracker.errors import ReadingError
from tracker.jobs.source_reading import read_source
from tracker.model import WatchSettings
from tracker.model.source import SourceKind

MOST_REQUESTS: Final = 60
REPEATS: Final = 3
TICKS: Final = 2000
QUIET: Final = NOON - timedelta(days=1)


def main() -> int:
    """Print the figures, and give 1 where the bar is missed."""
    with Newsroom() as newsroom:
        paper = AldernPost(newsroom, NOON)
        paper.publish()
        _readings(paper)
        with searching(newsroom, WatchSettings(url=newsroom.url("/"))) as search:
            search.settle()
            while search.found != paper.marked and len(search.asked) <= MOST_REQUESTS:
                search.step()
            found, asked = len(search.found & paper.marked), len(search.asked)
            minutes = (search.clock.present - NOON).total_seconds() / 60
            print(f"{'marked articles found of nine':<48} {found:>8}   9")
            print(f"{'requests until then':<48} {asked:>8}   <= {MOST_REQUESTS}")
            print(f"{'minutes until then, at sixty requests an hour':<48} {minutes:>8.0f}")
            store = search.house.store
            tick = _best(lambda: [store.claim_lead(QUIET, lease=search.house.settings.run.lease) for _ in range(TICKS)])
            print(f"{'a tick with nothing due, us of CPU':<48} {tick / TICKS * 1e6:>8.0f}")
    return int(found < len(paper.marked) or asked > MOST_REQUESTS)


def _readings(paper: AldernPost) -> None:
    url = paper.newsroom.url("/x.xml")
    for name, text, page in (
        ("an index of 50,000 sitemaps", paper.sitemap_index(), None),
        ("a news sitemap of 144 articles", paper.news_sitemap(), None),
        ("a section page of 40 headlines", paper.section_page("harbour"), SourceKind.SECTION),
        ("a bomb of entities", BOMB, None),
    ):
        body = text.encode()
        print(f"{name + ', ms of CPU':<48} {_best(lambda: _read(body, url, page)) * 1e3:>8.1f}")  # noqa: B023


def _read(body: bytes, url: str, page: SourceKind | None) -> None:
    try:
        read_source(body, url, None, NOON, page)
    except ReadingError:
        return


def _best(work: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(REPEATS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
