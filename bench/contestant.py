"""Our tracker as one more contestant of `../shared/eval/rivals/bench.py`.

    .venv/bin/python ../shared/eval/rivals/bench.py truth --contestant bench/contestant.py --tools tracker

It runs the installed program from outside and is given no selectors. A change counts as told once `tracker list`
counts its version: a version and the alerts that it owes are written in one transaction.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from contestants import Contestant, PassResult, run_bounded

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.installed import EMPTY, add, command, objects, run, write_settings


class TrackerContestant(Contestant):
    """One polling pass is one `tracker poll --all`."""

    name = "tracker"

    def start(self) -> None:
        """Write the settings and put every article under watch."""
        write_settings(self.workdir, [urlsplit(self.base).netloc])
        add(self.workdir, [self.url(article) for article in self.articles])
        self.numbers = {self.url(article): article for article in self.articles}
        self.ids = {self.numbers[found["url"]]: str(found["id"]) for found in self._listed()}
        self.told = {self.numbers[found["url"]]: found["versions"] for found in self._listed()}

    def run_pass(self, kill_after: float | None = None) -> PassResult:
        """Look at every article once. A pass that is killed tells nothing; what it kept is told by the next."""
        result = run_bounded(
            command("poll", "--all", "--json"),
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
        """Give the texts kept of one article, oldest first."""
        kept = objects(run(self.workdir, "log", self.ids[article], "--json"))
        return [self._text(article, version["number"]) for version in kept]

    def _tell(self, result: PassResult) -> None:
        for found in self._listed():
            article, versions = self.numbers[found["url"]], found["versions"]
            before = self.told[article]
            if versions > before:
                (result.changed if before else result.new).add(article)
            self.told[article] = versions

    def _text(self, article: int, number: int) -> str:
        (story,) = objects(run(self.workdir, "show", self.ids[article], str(number), "--json"))
        parts = [story["headline"], story["dek"], *(block["text"] for block in story["blocks"])]
        return "\n".join(parts)

    def _listed(self) -> list[dict[str, Any]]:
        return list(objects(run(self.workdir, "list", "--json")))
