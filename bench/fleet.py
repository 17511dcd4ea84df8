"""A day of 2,000 articles on 100 hosts that complain: storms of 429, a week's sleep, a clock that is set; and a year.

    .venv/bin/python bench/fleet.py [--articles 2000] [--hosts 100] [--hours 24]
    .venv/bin/python bench/fleet.py --year 365

The record, the polls, the plans and the politeness are the real ones; pages are numbers, and time stands between looks.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.core.schedule.year import Year
from tests.jobs.fleet import HOUR, SECOND, Fleet, fleet, launched

MINUTE = timedelta(minutes=1)
STORMS = ("1200", timedelta(minutes=40), None)


def day(sea: Fleet, *, hours: float) -> None:
    """Sail through a day: every fourth hour a storm at a tenth of the hosts, at two thirds the clock is set."""
    chance, names = random.Random(3), sorted(sea.waters.asked)
    for quarter in range(max(int(hours * 4), 4)):
        if quarter % 4 == 1:
            for name in chance.sample(names, max(len(names) // 10, 1)):
                sea.waters.storms[name] = (sea.waters.now + HOUR, chance.choice(STORMS))
        if quarter == int(hours * 8 / 3):
            sea.set_clock(HOUR)
        if quarter == int(hours * 3):
            sea.set_clock(-2 * HOUR)
        sea.sail(hours * HOUR / max(int(hours * 4), 4), step=2 * SECOND)


def closest(sea: Fleet, since: datetime) -> tuple[float, int]:
    """Give the smallest gap in seconds that any host saw, and the most requests it saw in a minute."""
    gaps, most = [float("inf")], 0
    for asked in sea.waters.asked.values():
        late = [moment for moment in asked if moment >= since]
        gaps += [(after - before).total_seconds() for before, after in pairwise(late)]
        most = max([most, *Counter((moment - since) // MINUTE for moment in late).values()])
    return min(gaps), most


def sailed(folder: Path, *, articles: int, hosts: int, hours: float) -> Iterator[str]:
    """Run the fleet and yield a line a figure; a line that begins with FAILED is one."""
    with fleet(folder) as sea:
        launched(sea, articles=articles, hosts=hosts)
        began, cpu, start = time.perf_counter(), time.process_time(), sea.waters.now
        day(sea, hours=hours)
        took, used = time.perf_counter() - began, time.process_time() - cpu
        yield f"{articles:,} articles on {hosts} hosts for {hours} h"
        yield f"{sea.polls:,} looks in {took:.0f} s, {used:.0f} s CPU"
        gap, most = closest(sea, start)
        yield f"closest two requests {gap:.0f} s (bar: 10 s), most in a minute {most}"
        starved = articles - len({article for _, article, _ in sea.polled})
        yield f"{_failed(starved)}{starved} articles were never looked at (bar: 0)"
        sea.sleep(timedelta(days=7))
        woke, before = sea.waters.now, len(sea.polled)
        sea.sail((articles / hosts + 6) * MINUTE, step=SECOND)
        gap, most = closest(sea, woke)
        looked = len({article for _, article, _ in sea.polled[before:]})
        yield f"after a week of sleep: closest {gap:.0f} s, most in a minute {most}, {looked:,} looked at again"
        for complaint in sea.complaints[:5]:
            yield f"FAILED {complaint}"
        yield f"{len(sea.complaints)} complaints of hosts (bar: 0)"


def lived(days: int) -> Iterator[str]:
    """Run the year of one host and yield a line a figure."""
    year = Year(days=days).run()
    over = sum(load > 60 for load in year.loads)
    late = sum(seen > latest for _, latest, seen in year.promises)
    share = year.requests / days / 14.4
    yield f"{days} days, five new articles each: {year.requests:,} requests, {share:.0f} % of the allowance"
    yield f"{_failed(over)}over-subscribed on {over} days (bar: 0), at most {max(year.loads):.1f} looks an hour of 60"
    yield f"{_failed(year.overdue_ends)}{len(year.ended):,} watches ended, {year.overdue_ends} overdue (bar: 0)"
    yield f"{_failed(late)}{late} of {len(year.promises):,} changes on day 20 seen later than stated (bar: 0)"


def _failed(count: int) -> str:
    return "FAILED " if count else ""


def main() -> int:
    """Print the figures; 1 where a bar was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--hosts", type=int, default=100)
    parser.add_argument("--hours", type=float, default=24.0)
    parser.add_argument("--year", type=int, metavar="DAYS")
    asked, failed = parser.parse_args(), 0
    with tempfile.TemporaryDirectory() as folder:
        lines = (
            lived(asked.year)
            if asked.year
            else sailed(Path(folder), articles=asked.articles, hosts=asked.hosts, hours=asked.hours)
        )
        for line in lines:
            failed += "FAILED" in line
            print(line, flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
