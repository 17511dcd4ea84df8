"""Our tracker as one more contestant of `../shared/eval/rivals/bench.py`.

    .venv/bin/python ../shared/eval/rivals/bench.py truth --contestant bench/contestant.py --tools tracker

It runs the installed program from outside and is given no selectors. A change counts as told once `tracker list`
counts its version: a version and the alerts that it owes are written in one transaction.

`tracker` starts a process for each pass, `tracker-daemon` asks one that runs. Of both the processor's time of the
readers of pages counts too.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from contestants import Contestant, PassResult, run_bounded

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.installed import EMPTY, add, command, objects, run, write_settings
from bench.soak_measures import descendants


class TrackerContestant(Contestant):
    """One polling pass is one `tracker poll --all`."""

    name = "tracker"

    def start(self) -> None:
        """Write the settings and put every article under watch."""
        self.kept: dict[str, list[str]] | None = None
        write_settings(self.workdir, [urlsplit(self.base).netloc])
        add(self.workdir, [self.url(article) for article in self.articles])
        self.numbers = {self.url(article): article for article in self.articles}
        self.ids = {self.numbers[found["url"]]: str(found["id"]) for found in self._listed()}
        self.told = {self.numbers[found["url"]]: found["versions"] for found in self._listed()}

    def run_pass(self, kill_after: float | None = None) -> PassResult:
        """Look at every article once. A pass that is killed tells nothing; what it kept is told by the next."""
        self.kept = None
        result = run_bounded(
            [sys.executable, str(Path(__file__).with_name("reaping.py")), *command("poll", "--all", "--json")],
            timeout=self.timeout,
            memory_gib=self.memory_gib,
            cwd=self.workdir,
            env=EMPTY,
            kill_after=kill_after,
        )
        for look in objects(result.output):
            if look.get("outcome") in ("failed", "no article"):
                result.errors.add(self.numbers[look["url"]])
        if kill_after is None:
            self._tell(result)
        return result

    def versions(self, article: int) -> list[str]:
        """Give the texts kept of one article, oldest first; all articles are asked for at once, once a pass."""
        if self.kept is None:
            self.kept = {}
            for version in objects(run(self.workdir, "export", "--no-body")):
                self.kept.setdefault(str(version.get("article")), []).append(_text(version))
        return self.kept.get(self.ids[article], [])

    def _tell(self, result: PassResult) -> None:
        for found in self._listed():
            article, versions = self.numbers[found["url"]], found["versions"]
            before = self.told[article]
            if versions > before:
                (result.changed if before else result.new).add(article)
            self.told[article] = versions

    def _listed(self) -> list[dict[str, Any]]:
        return list(objects(run(self.workdir, "list", "--json")))


def _text(version: dict[str, Any]) -> str:
    story = version.get("story") or {"headline": "", "dek": "", "blocks": []}
    return "\n".join([story["headline"], story["dek"], *(block["text"] for block in story["blocks"])])


class TrackerDaemonContestant(TrackerContestant):
    """A daemon that runs; one polling pass is one `tracker poll --all`, which asks it over its socket.

    What the verb that asks takes is none of the daemon's; by itself the daemon would do as much when articles are due.
    """

    name = "tracker-daemon"

    def start(self) -> None:
        """Start the daemon, which looks at nothing by itself for a day, and put every article under watch."""
        write_settings(self.workdir, [urlsplit(self.base).netloc])
        with (self.workdir / "config.toml").open("a") as settings:
            settings.write('\n[schedule]\nmin_interval = "1d"\n')
        log = (self.workdir / "daemon.log").open("ab")
        self.proc = subprocess.Popen(command("run"), cwd=self.workdir, env=os.environ | EMPTY, stdout=log, stderr=log)
        while not any(self.workdir.glob("snapshots/*.sock")):
            time.sleep(0.05)
        super().start()

    def run_pass(self, kill_after: float | None = None) -> PassResult:
        """Have everything looked at once."""
        for pid in self._processes():
            with suppress(OSError):
                Path(f"/proc/{pid}/clear_refs").write_text("5")
        before = self._processor()
        result = super().run_pass(kill_after)
        result.cpu = self._processor() - before
        peaks = [_peak_mb(pid) for pid in self._processes()]
        result.rss_mb = max(peaks)
        print(f"daemon at most {peaks[0]:.0f} MB, with its children {sum(peaks):.0f} MB", file=sys.stderr)
        return result

    def stop(self) -> None:
        """End the daemon."""
        self.proc.terminate()
        self.proc.wait(30)

    def _processes(self) -> list[int]:
        return [self.proc.pid, *descendants(self.proc.pid)]

    def _processor(self) -> float:
        """Give the seconds of all processes, of those that have ended too."""
        return sum(_processor(pid) for pid in self._processes())


def _processor(pid: int) -> float:
    with suppress(OSError):
        spent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:15]
        return sum(int(ticks) for ticks in spent) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _peak_mb(pid: int) -> float:
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
