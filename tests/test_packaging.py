"""The service and the container, as far as a test can look at them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tracker.cli.verbs import VERBS, tracker

systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd-analyze on this machine")
EXPOSED_AT_MOST = 20
"""Tenths, of the hundred that `systemd-analyze security` gives a service without any hardening."""


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, capture_output=True, text=True, check=False)


def asked(unit: str, key: str) -> list[str]:
    return re.findall(rf"(?m)^{key}=(.*)$", unit)


@systemd
def test_systemd_finds_no_mistake_in_the_unit(project: Path) -> None:
    done = ran("systemd-analyze", "verify", "--man=no", str(project / "packaging" / "tracker.service"))
    if "Failed to" in done.stderr and "tracker.service" not in done.stderr:
        pytest.skip(f"systemd-analyze cannot run here: {done.stderr.strip()}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@systemd
def test_systemd_finds_the_service_hardened(project: Path) -> None:
    unit = str(project / "packaging" / "tracker.service")
    done = ran("systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSED_AT_MOST}", unit)
    if "unrecognized option" in done.stderr:
        pytest.skip("this systemd-analyze cannot look at a unit in a file")
    assert done.returncode == 0, done.stdout[-500:] + done.stderr


def test_the_unit_starts_a_verb_that_is_there_and_waits_for_what_the_daemon_says(project: Path) -> None:
    unit = (project / "packaging" / "tracker.service").read_text()
    (start,) = asked(unit, "ExecStart")
    assert start.split()[1:3] == ["tracker", "run"]
    assert (asked(unit, "Type"), asked(unit, "WatchdogSec")) == (["notify"], ["60s"])
    assert asked(unit, "ExecReload") == ["/bin/kill -HUP $MAINPID"]
    assert asked(unit, "RestartPreventExitStatus") == ["2 75"]
    options = {name for parameter in tracker.params for name in parameter.opts}
    assert {word for word in start.split() if word.startswith("--")} <= options


def test_the_container_is_not_root_has_its_folder_and_its_health_check(project: Path) -> None:
    lines = (project / "packaging" / "Containerfile").read_text().splitlines()
    orders = [line.split(maxsplit=1) for line in lines if line and not line.startswith(("#", " "))]
    last = {name: value for name, value in orders if name != "ENV"}
    assert last["USER"] == "10001:10001"
    assert last["VOLUME"] == "/state"
    assert (last["ENTRYPOINT"], last["CMD"]) == ('["tracker"]', '["run"]')
    assert last["STOPSIGNAL"] == "SIGTERM"
    assert "tracker health" in "\n".join(lines)
    assert {"run", "health"} <= VERBS.keys()
