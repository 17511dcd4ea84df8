"""What a page of an article's life is made of, and what of it stands on the page in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from markupsafe import Markup

from tracker.model import Article, Confidence, Diff, Fact, Kept, Version, Visit
from tracker.view.history import Beside
from tracker.view.safe import one_line, safe
from tracker.view.zoned_times import bracket_words, dated, utc_words

MOST_FACTS = 12
NO_CHANGES = Markup("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One version and how it came out of the one before it.

    Attributes:
        before: None for the first version.
        diff: None where there is nothing to lay it over, or a side is not kept: `why` says so in words.
        language: of its text, a BCP 47 tag; empty where it is not known.
    """

    before: Version | None
    after: Version
    diff: Diff | None = None
    facts: tuple[Fact, ...] = ()
    summary: str = ""
    why: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All of an article but the steps between its versions.

    Attributes:
        versions: all of them, oldest first.
        language: of the newest version; empty where it is not known.
        record: the public id of the record that it is kept in; `program` the tracker that writes the page.
        now: when the page is written; `zone` the one in which times are shown, beside UTC.
    """

    article: Article
    versions: tuple[Version, ...]
    visits: tuple[Visit, ...]
    beside: Beside
    language: str
    record: str
    program: str
    now: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing on the timeline, in words.

    Attributes:
        moment: by which it is sorted; `machine` the same for programs.
        sign: one character that tells the kinds of rows apart without colour; `kind` a class of the style sheet.
        anchor: what links lead to; empty for most.
        lines: said of it, one line each.
        changes: the diff; empty where there is none.
        table: label and value, folded away.
        is_open: whether the diff is shown at once.
    """

    moment: datetime
    sign: str
    kind: str
    title: str
    when: str
    machine: str
    anchor: str = ""
    labels: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    changes: Markup = NO_CHANGES
    table: tuple[tuple[str, str], ...] = ()
    language: str = ""
    is_open: bool = False


def version_row(step: Step, *, beside: Beside, zone: tzinfo, changes: Markup, is_open: bool) -> Row:
    """Tell one version: between which looks it came, what happened, and what proves it."""
    version = step.after
    return Row(
        moment=version.first_seen,
        sign="●",
        kind="version",
        title=f"Version {version.number}",
        when=_when(version, zone),
        machine=version.first_seen.isoformat(),
        anchor=f"v{version.number}",
        labels=tuple(labels(version, beside)),
        lines=tuple(_lines(step)),
        changes=changes,
        table=tuple(_table(version)),
        language=step.language,
        is_open=is_open,
    )


def _when(version: Version, zone: tzinfo) -> str:
    if version.last_seen_old is None:
        return f"first seen {dated(version.first_seen, zone)}"
    return f"changed {bracket_words(version.last_seen_old, version.first_seen, zone)}"


def labels(version: Version, beside: Beside) -> list[str]:
    """Give what is to be known of a version before it is read."""
    found = {
        "page pruned, text kept": version.kept is Kept.PRUNED,
        "redacted": version.kept is Kept.REDACTED,
        "dismissed as noise": version.number in beside.dismissed,
        "only a paywall's teaser": version.change.teaser,
        "layout changed": version.change.layout,
    }
    return [words for words, holds in found.items() if holds]


def _lines(step: Step) -> list[str]:
    if step.why:
        return [safe(step.why)]
    if step.diff is None:
        return ["The first version that was seen."]
    told = [_fact_line(fact) for fact in step.facts]
    over = len(told) - MOST_FACTS
    return [*told[:MOST_FACTS], f"and {over} more"] if over > 0 else told or [one_line(step.summary) or "form only"]


def _fact_line(fact: Fact) -> str:
    place = f" ({fact.place})" if fact.place and fact.place not in fact.text else ""
    unsure = " (unsure)" if fact.confidence is Confidence.UNSURE else ""
    return f"{one_line(fact.text)}{one_line(place) and ' ' + one_line(place)}{unsure}"


def _table(version: Version) -> list[tuple[str, str]]:
    """Give what proves a version: times in UTC, the answer, hashes."""
    begun = [("Text before last seen", utc_words(version.last_seen_old))] if version.last_seen_old else []
    told = (("Published", version.published), ("Modified", version.modified))
    return [
        *begun,
        ("First seen", utc_words(version.first_seen)),
        ("Last seen", utc_words(version.last_seen)),
        *((f"{name}, by the page’s own word", utc_words(moment)) for name, moment in told if moment),
        ("Address", safe(version.url)),
        ("Answer", safe(version.status_line)),
        ("Page SHA-256", version.body_sha256),
        ("Text SHA-256", version.text_sha256),
        ("Chain hash", version.chain_hash),
        ("Cite it", f"tracker cite {version.article_id} {version.number}"),
    ]
