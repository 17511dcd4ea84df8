"""How the tracker fares in numbers: gathered from the record and the process, without asking any site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tracker import __version__
from tracker.app.wellbeing import room_in
from tracker.edges.process_numbers import ProcessNumbers, process_numbers
from tracker.edges.store.standing_record import StandingRecord, Standings
from tracker.errors import StoreError
from tracker.model import ArticleState, Channel, DeliveryState, Outcome, Outlet, Outlook, PageState, Settings
from tracker.view.metrics import Metric, MetricKind, exposition, gauge, gauges

CHANNELS = (Channel.MAIL, Channel.WEBHOOK, Channel.APPRISE)


class LookCounts:
    """How many looks of this process ended how."""

    def __init__(self) -> None:
        self._ended: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome})

    def count(self, outcome: Outcome) -> None:
        """Count one."""
        self._ended[outcome.value] += 1

    @property
    def metric(self) -> Metric:
        """Give them as a metric."""
        return Metric(
            name="tracker_looks_total",
            kind=MetricKind.COUNTER,
            help="Looks at articles since the start, by how they ended.",
            label="outcome",
            samples={outcome.replace(" ", "_"): float(count) for outcome, count in self._ended.items()},
        )


def metrics_text(settings: Settings, looks: LookCounts, *, standing_still: int, hanging: int, now: datetime) -> str:
    """Give all numbers as text; those of a record that cannot be read are left out, and `tracker_record_readable` is 0.

    Args:
        standing_still: how many parts of the daemon do not get on; `hanging` looks should have ended.
    """
    found: list[Metric] = [*_of_the_daemon(standing_still, hanging), looks.metric, *_of_the_process(process_numbers())]
    try:
        found += _of_the_record(StandingRecord.open(Path(settings.data)), now)
        readable = 1
    except StoreError:
        readable = 0
    room = room_in(Path(settings.data))
    return exposition(
        [
            *found,
            gauge("tracker_record_readable", "Whether the record could be read for these numbers.", readable),
            gauge("tracker_disk_free_bytes", "Bytes free where the record lies.", room),
            gauge("tracker_metrics_timestamp_seconds", "When these numbers were gathered.", now.timestamp()),
        ]
    )


def _of_the_daemon(standing_still: int, hanging: int) -> Iterator[Metric]:
    yield Metric(
        name="tracker_build_info",
        kind=MetricKind.GAUGE,
        help="The version of the tracker, always 1.",
        label="version",
        samples={__version__: 1},
    )
    yield gauge("tracker_parts_standing_still", "Parts of the daemon that do not get on.", standing_still)
    yield gauge("tracker_looks_hanging", "Looks in hand that should have ended long ago.", hanging)


def _of_the_process(found: ProcessNumbers) -> Iterator[Metric]:
    yield Metric(
        name="process_cpu_seconds_total",
        kind=MetricKind.COUNTER,
        help="Total user and system CPU time spent in seconds, children that ended included.",
        samples={"": found.cpu_seconds},
    )
    yield gauge("process_resident_memory_bytes", "Resident memory size in bytes.", found.resident_bytes)
    yield gauge("process_open_fds", "Number of open file descriptors.", found.open_files)
    yield gauge("process_max_fds", "Maximum number of open file descriptors.", found.most_files)
    yield gauge("process_threads", "Number of threads.", found.threads)
    yield gauge("process_start_time_seconds", "Start time of the process since the Unix epoch in seconds.", found.began)


def _of_the_record(record: StandingRecord, now: datetime) -> Iterator[Metric]:
    record.expect_current()
    found, outlook = record.standings(now), record.outlook(now)
    yield from _of_the_articles(found)
    yield from _of_the_watch(outlook, now)
    yield gauges("tracker_alerts", "Alerts to single people, by state.", "state", found.deliveries, DeliveryState)
    outlets = {channel: record.outlet(channel, now) for channel in CHANNELS}
    yield Metric(
        name="tracker_outbox_waiting_seconds",
        kind=MetricKind.GAUGE,
        help="For how long the alert that waits longest has been tried in vain, or was due and not tried.",
        label="channel",
        samples={channel.value: _waiting(outlet, now) for channel, outlet in outlets.items()},
    )
    yield gauge("tracker_record_bytes", "Bytes of the record on disk.", found.size)
    yield gauge("tracker_logged_out_sites", "Sites that do not know their subscriber any more.", found.logged_out)


def _of_the_articles(found: Standings) -> Iterator[Metric]:
    yield gauges("tracker_articles", "Articles, by how lively they are.", "state", found.articles, ArticleState)
    words = "Articles under watch, by what kind of answer their last look got."
    yield gauges("tracker_pages", words, "state", found.pages, PageState)
    yield gauge("tracker_versions", "Versions that are kept.", found.versions)
    yield gauge("tracker_due_articles", "Articles whose look is due.", found.due)


def _of_the_watch(outlook: Outlook, now: datetime) -> Iterator[Metric]:
    late = max((now - outlook.due).total_seconds(), 0.0) if outlook.due else 0.0
    yield gauge("tracker_oldest_due_seconds", "How late the look is that waits longest.", late)
    for name, words, moment in (
        ("heartbeat", "When the daemon last wrote that it is alive.", outlook.beat),
        ("last_look", "When an article was looked at last.", outlook.looked),
        ("last_answer", "When a site answered last.", outlook.answered),
        ("last_text", "When an article's text was seen last.", outlook.read),
    ):
        yield gauge(f"tracker_{name}_timestamp_seconds", words, moment.timestamp() if moment else None)


def _waiting(outlet: Outlet, now: datetime) -> float:
    since = [one.created for one in outlet.tried] + ([outlet.overdue] if outlet.overdue else [])
    return max((now - min(since)).total_seconds(), 0.0) if since else 0.0
