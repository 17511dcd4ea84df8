"""Numbers for Prometheus, read back by its own parser; and where it finds them."""

from __future__ import annotations

import http.client
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client import Metric
from prometheus_client.parser import text_string_to_metric_families

from tests.app.test_health import unhappy
from tests.daemon.test_progress import Clock
from tests.edges.store.examples import at
from tests.view.hostile import HOSTILE
from tracker.app.metrics import LookCounts, metrics_text
from tracker.daemon.measuring import Measuring
from tracker.edges.metrics_places import CONTENT_TYPE, MetricsPort, write_metrics
from tracker.errors import OutputError
from tracker.model import Outcome, Settings
from tracker.model.settings import MetricsSettings
from tracker.view.metrics import Metric as Ours
from tracker.view.metrics import MetricKind, exposition, gauge

UNITS = ("seconds", "bytes", "total", "info", "fds", "threads")


def gathered(folder: Path, *, standing_still: int = 0, hanging: int = 0) -> str:
    looks = LookCounts()
    for outcome in (Outcome.SAME, Outcome.SAME, Outcome.CHANGED):
        looks.count(outcome)
    return metrics_text(Settings(data=folder), looks, standing_still=standing_still, hanging=hanging, now=at(10))


def parsed(text: str) -> dict[str, Metric]:
    return {family.name: family for family in text_string_to_metric_families(text)}


def values(family: Metric) -> dict[str, float]:
    return {next(iter(sample.labels.values()), ""): sample.value for sample in family.samples}


def test_the_record_and_the_process_are_told_in_numbers_that_prometheus_reads(tmp_path: Path) -> None:
    unhappy(tmp_path)
    found = parsed(gathered(tmp_path, standing_still=1, hanging=2))

    assert values(found["tracker_articles"])["paused"] == 1
    assert sum(values(found["tracker_articles"]).values()) == 3
    assert values(found["tracker_pages"])["blocked"] == 1
    assert {name: count for name, count in values(found["tracker_alerts"]).items() if count} == {
        "sent": 1,
        "failed": 1,
        "pending": 1,
    }
    assert values(found["tracker_looks"])["no_change"] == 2
    assert values(found["tracker_looks"])["new_version"] == 1
    assert values(found["tracker_outbox_waiting_seconds"])["mail"] >= 0
    assert values(found["tracker_parts_standing_still"]) == {"": 1}
    assert values(found["tracker_looks_hanging"]) == {"": 2}
    assert values(found["tracker_record_readable"]) == {"": 1}
    assert values(found["tracker_heartbeat_timestamp_seconds"]) == {"": at(3).timestamp()}
    assert values(found["tracker_metrics_timestamp_seconds"]) == {"": at(10).timestamp()}
    assert values(found["process_resident_memory_bytes"])[""] > 2**20
    assert values(found["process_start_time_seconds"])[""] > 1_700_000_000
    assert values(found["process_cpu_seconds"])[""] > 0


def test_every_name_keeps_to_the_conventions_and_no_label_is_of_an_open_set(tmp_path: Path) -> None:
    unhappy(tmp_path)
    text = gathered(tmp_path)
    families = parsed(text)
    for name, family in families.items():
        assert re.fullmatch(r"(tracker|process)_[a-z_]+[a-z]", name)
        assert family.documentation.endswith(".")
        assert family.type in ("gauge", "counter")
        assert all(re.fullmatch(r"[a-z][a-z_-]*|[\d.]+", word) for word in values(family) if word)
    assert re.findall(r"(?m)^# TYPE (\S+) counter$", text) == ["tracker_looks_total", "process_cpu_seconds_total"]
    assert len(re.findall(r"(?m)^# HELP ", text)) == len(re.findall(r"(?m)^# TYPE ", text)) == len(families)
    # Addresses, hosts and people stand in no number.
    assert not re.search(r"example|@|https?:", text)


def test_the_page_of_operations_names_every_number_and_no_other(tmp_path: Path, project: Path) -> None:
    unhappy(tmp_path)
    emitted = set(re.findall(r"(?m)^# TYPE (\S+) ", gathered(tmp_path)))
    page = (project / "docs" / "operations.md").read_text()
    assert set(re.findall(r"\b((?:tracker|process)_[a-z]+(?:_[a-z]+)*)\b", page)) == emitted


def test_a_folder_without_a_record_has_numbers_too_and_one_that_does_not_read_says_so(tmp_path: Path) -> None:
    assert values(parsed(gathered(tmp_path / "none"))["tracker_versions"]) == {"": 0}
    (tmp_path / "archive.db").write_bytes(b"no record at all" * 100)
    found = parsed(gathered(tmp_path))
    assert values(found["tracker_record_readable"]) == {"": 0}
    assert "tracker_versions" not in found
    assert "process_open_fds" in found


def test_whatever_stands_in_a_help_or_a_label_reads_back() -> None:
    words = 'a "quoted" \\ word\nof two lines'
    metric = Ours(name="a_total", kind=MetricKind.COUNTER, help=words, samples={words: 1.5, HOSTILE[:9]: 2}, label="of")
    family = parsed(exposition([metric, gauge("b", "Not known.", None)]))["a"]
    assert values(family)[words] == 1.5
    assert family.documentation == words


def test_a_file_is_whole_readable_by_a_collector_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "tracker.prom"
    for text in ("a 1\n", "a 2\n"):
        write_metrics(target, text)
    assert target.read_text() == "a 2\n"
    assert target.stat().st_mode & 0o777 == 0o644
    assert [*tmp_path.iterdir()] == [target]


def test_a_file_that_cannot_be_written_is_told_and_is_tried_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, folder = Clock(), tmp_path / "collector"
    measuring, settings = Measuring(clock), MetricsSettings(file=folder / "tracker.prom")
    measuring.measure(settings, lambda: "a 1\n")
    assert [record.getMessage() for record in caplog.records] == [
        f"no metrics why=metrics cannot be written to {folder}/tracker.prom (No such file or directory): see to its "
        "folder, or to metrics.file"
    ]
    folder.mkdir()
    clock.present += 15
    measuring.measure(settings, lambda: "a 1\n")
    assert (folder / "tracker.prom").read_text() == "a 1\n"


@pytest.fixture
def port() -> Iterator[MetricsPort]:
    found = MetricsPort(0)
    found.text = "a 1\n"
    yield found
    found.close()


def asked(port: MetricsPort, path: str = "/metrics", host: str = "localhost:9") -> tuple[int, str | None, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port.port, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    found = answer.status, answer.getheader("Content-Type"), answer.read().decode()
    connection.close()
    return found


def refused(port: MetricsPort) -> bool:
    try:
        return asked(port)[0] != 200
    except (http.client.HTTPException, OSError):
        return True


def test_a_port_of_loopback_answers_with_the_newest_numbers(port: MetricsPort) -> None:
    assert asked(port) == (200, CONTENT_TYPE, "a 1\n")
    port.text = "a 2\n"
    assert asked(port)[2] == "a 2\n"
    assert asked(port, "/other")[0] == 404
    assert asked(port, host="[::1]:9")[0] == 200


def test_a_page_in_a_browser_that_calls_itself_this_machine_gets_nothing(port: MetricsPort) -> None:
    assert asked(port, host="attacker.example:9")[0] == 404


def test_those_who_connect_and_say_nothing_are_bounded(port: MetricsPort) -> None:
    silent = [socket.create_connection(("127.0.0.1", port.port)) for _ in range(4)]
    assert any(refused(port) for _ in range(20))
    for one in silent:
        one.close()
    assert any(not refused(port) for _ in range(100))


def test_a_port_that_is_taken_is_told_and_taken_once_it_is_free(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    measuring, taken = Measuring(clock), socket.create_server(("127.0.0.1", 0))
    number = taken.getsockname()[1]
    measuring.measure(MetricsSettings(port=number), lambda: "a 1\n")
    assert caplog.records[-1].getMessage() == (
        f"no metrics why=metrics cannot be answered at 127.0.0.1:{number} (Address already in use): name another "
        "metrics.port"
    )
    taken.close()
    measuring.measure(MetricsSettings(port=number), lambda: "a 1\n")
    try:
        connection = http.client.HTTPConnection("127.0.0.1", number, timeout=10)
        connection.request("GET", "/metrics")
        assert connection.getresponse().read() == b"a 1\n"
        connection.close()
    finally:
        measuring.measure(MetricsSettings(), lambda: "a 2\n")
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", number))


def test_a_record_that_is_slow_to_count_is_counted_less_often() -> None:
    clock, counted = Clock(), []
    measuring = Measuring(clock)

    def slow() -> str:
        counted.append(clock.present)
        clock.present += 2
        return "a 1\n"

    for _ in range(30):
        measuring.measure(MetricsSettings(file=Path(os.devnull).parent / "none" / "a.prom"), slow)
        clock.present += 15
    assert len(counted) < 6


def test_a_port_below_the_line_says_why(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OutputError, match="already in use"):
        MetricsPort(taken.getsockname()[1])
