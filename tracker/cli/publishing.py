"""Exports for readers: a page of an article's life, excerpts, sentences."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.app.clock import now
from tracker.app.portability import Tally, moment_of
from tracker.cli.call import Call
from tracker.errors import UsageError
from tracker.view.records import JSON
from tracker.view.safe import safe
from tracker.view.status import size_words

_OPTIONS = ("timeline", "excerpts", "sentences")
_OF_OTHERS = {"out": "--out", "form": "--format", "no_body": "--no-body", "script_alone": "--script"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of an export.

    Attributes:
        timeline, excerpts, sentences: the file of each; at most one is given.
        site: a host; empty: of all sites.
    """

    articles: tuple[str, ...]
    timeline: Path | None
    excerpts: Path | None
    sentences: Path | None
    since: str | None
    site: str

    @property
    def is_for_readers(self) -> bool:
        """Whether one of the three is asked for."""
        return any(getattr(self, name) is not None for name in _OPTIONS)


def expect_one_kind(context: click.Context, asked: Asked) -> None:
    """Make sure that one kind of export is asked for, with options that mean something to it.

    Raises:
        UsageError: they do not go together.
    """
    kinds = [f"--{name}" for name in _OPTIONS if getattr(asked, name) is not None]
    given = [
        option
        for name, option in _OF_OTHERS.items()
        if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if len(kinds) + bool(given) > 1:
        raise UsageError(f"{' and '.join([*kinds, *given])} do not go together: ask for one kind of export at a time")
    if asked.sentences is not None:
        return
    if len(asked.articles) != 1 or asked.site:
        raise UsageError(f"{kinds[0]} is about one article: name it by id, address or a part of its headline")
    if asked.timeline is not None and asked.since:
        raise UsageError("--timeline shows the whole life of an article: --since is for the other exports")


def publish(call: Call, asked: Asked) -> Tally:
    """Write the one export that is asked for, and say what became of it."""
    if asked.sentences is not None:
        return _publish_sentences(call, asked, asked.sentences)
    if asked.excerpts is not None:
        return _publish_excerpts(call, asked, asked.excerpts)
    return _publish_timeline(call, asked)


def _publish_timeline(call: Call, asked: Asked) -> Tally:
    from tracker.app.publishing import write_timeline

    target = asked.timeline or Path()
    tally = write_timeline(call.settings, asked.articles[0], target, now=now(), zone=call.zone)
    return _said(call, target, "timeline", tally)


def _publish_excerpts(call: Call, asked: Asked, target: Path) -> Tally:
    from tracker.app.publishing import write_excerpts

    since = moment_of(asked.since, now()) if asked.since else None
    tally = write_excerpts(call.settings, asked.articles[0], target, since=since, now=now(), zone=call.zone)
    return _said(call, target, "excerpts", tally)


def _publish_sentences(call: Call, asked: Asked, target: Path) -> Tally:
    from tracker.app.sentences import print_sentences, sentence_lines, write_sentences
    from tracker.cli.output import standard_output

    since = moment_of(asked.since, now()) if asked.since else None
    lines = sentence_lines(call.settings, asked.articles, site=asked.site, since=since)
    if str(target) != "-":
        return _said(call, target, "sentences", write_sentences(lines, target))
    with standard_output():
        return print_sentences(lines, sys.stdout.write)


def _said(call: Call, target: Path, kind: str, tally: Tally) -> Tally:
    if call.out.as_json:
        call.out.json([_published_json(target, kind, tally)])
        return tally
    what = "step" if kind == "sentences" else "version"
    articles = f"{len(tally.articles)} article{'s' * (len(tally.articles) != 1)}"
    counts = f"{tally.versions} {what}{'s' * (tally.versions != 1)} of {articles}"
    call.out.draw(f"{safe(str(target))}: {counts}, {size_words(tally.size)}", f"    sha256 {tally.sha256}")
    return tally


def _published_json(target: Path, kind: str, tally: Tally) -> dict[str, JSON]:
    return {
        "file": str(target),
        "script": None,
        "format": kind,
        "articles": len(tally.articles),
        "versions": tally.versions,
        "bytes": tally.size,
        "sha256": tally.sha256,
        "damaged": tally.damaged,
        "remarks": [*tally.remarks],
    }
