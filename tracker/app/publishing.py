"""What leaves the record to be read by others: a page of an article's life, and excerpts of what changed in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, tzinfo
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import __version__
from tracker.app.naming import the_article
from tracker.app.upgrading import current_record
from tracker.app.version_steps import LifeStep, VersionSteps
from tracker.edges.export import Tally
from tracker.edges.store import ProofRecord
from tracker.edges.whole_file import expect_new, told, written_whole
from tracker.errors import NotFoundError, StoreError, UsageError
from tracker.model import Kept, Settings
from tracker.view.history import Beside

if TYPE_CHECKING:
    from tracker.view.excerpts import Excerpts, ExcerptStep
    from tracker.view.timeline import Life, Step


def write_timeline(settings: Settings, words: str, target: Path, *, now: datetime, zone: tzinfo) -> Tally:
    """Write the page of an article's life into a new file, whole or not at all.

    Raises:
        NotFoundError: there is no such article, or no version of it yet.
        UsageError: a name could be any of several, or the file's name does not end as a page does.
        OutputError: the file is there already, or cannot be written.
        StoreError: the record does not read.
    """
    from tracker.view.timeline import timeline_page

    _expect_ending(target, ".html", ".htm")
    expect_new(target)
    steps = _steps(settings, words)
    tally = _tally(steps, settings)
    life = _life(steps, _record_id(settings, steps), now, zone)
    page = timeline_page(life, (_timeline_step(step, tally) for step in steps.lay(reversed(steps.pairs()))))
    _write(target, page, tally)
    return tally


def _life(steps: VersionSteps, record_id: str, now: datetime, zone: tzinfo) -> Life:
    from tracker.view.timeline import Life

    record, article = steps.record, steps.article
    newest = next(steps.lay([(None, steps.versions[-1])]))
    return Life(
        article=article,
        versions=steps.versions,
        visits=tuple(record.visits(article.id)),
        beside=Beside(
            events=tuple(record.events(article.id)),
            dismissed=record.dismissed(article.id),
            tombstones=tuple(record.tombstones(article.id)),
        ),
        language=newest.language,
        record=record_id,
        program=__version__,
        now=now,
        zone=zone,
    )


def _timeline_step(step: LifeStep, tally: Tally) -> Step:
    from tracker.view.timeline import Step

    _note_damage(step, tally)
    found = Step(before=step.before, after=step.after, why=step.why, language=step.language)
    if step.laid is None:
        return found
    return replace(found, diff=step.laid.diff, facts=step.laid.facts, summary=step.laid.summary)


def write_excerpts(
    settings: Settings, words: str, target: Path, *, since: datetime | None, now: datetime, zone: tzinfo
) -> Tally:
    """Write what changed in an article as excerpts, HTML or Markdown by the file's ending, whole or not at all.

    Args:
        since: only steps to versions first seen since then.

    Raises:
        NotFoundError: there is no such article, or nothing has changed in it.
        UsageError: a name could be any of several, or the file's ending tells no format.
        OutputError: the file is there already, or cannot be written.
        StoreError: the record does not read.
    """
    from tracker.view.excerpts import excerpts_html, excerpts_markdown

    _expect_ending(target, ".html", ".htm", ".md", ".markdown")
    expect_new(target)
    steps = _steps(settings, words)
    tally = _tally(steps, settings)
    found = _excerpts(steps, _record_id(settings, steps), since, tally, now=now, zone=zone)
    is_page = target.suffix.lower() in (".html", ".htm")
    _write(target, excerpts_html(found) if is_page else excerpts_markdown(found), tally)
    if found.left_out:
        tally.remarks.append(f"{found.left_out} changed sentences are not quoted: more than half of a text would be")
    return tally


def _excerpts(
    steps: VersionSteps, record_id: str, since: datetime | None, tally: Tally, *, now: datetime, zone: tzinfo
) -> Excerpts:
    from tracker.view.excerpts import Excerpts, chosen

    pairs = steps.changes(since)
    if not pairs:
        when = "since then" if since else "so far"
        raise NotFoundError(f"nothing has changed in article {steps.article.id} {when}: there is nothing to excerpt")
    return Excerpts(
        article=steps.article,
        newest=steps.versions[-1],
        steps=chosen(_excerpt_step(step, tally) for step in steps.lay(pairs)),
        program=__version__,
        record=record_id,
        now=now,
        zone=zone,
    )


def _excerpt_step(step: LifeStep, tally: Tally) -> ExcerptStep:
    from tracker.view.excerpts import ExcerptStep

    _note_damage(step, tally)
    before = step.before or step.after
    found = ExcerptStep(before=before, after=step.after, why=step.why, language=step.language)
    return found if step.laid is None else replace(found, edits=step.sentence_edits(), summary=step.laid.summary)


def _steps(settings: Settings, words: str) -> VersionSteps:
    record = current_record(settings)
    article = the_article(record, words)
    found = VersionSteps.of(record, article)
    if not found.versions:
        raise NotFoundError(f"article {article.id} has no version yet: {article.page_state_reason or 'not seen yet'}")
    return found


def _record_id(settings: Settings, steps: VersionSteps) -> str:
    """Give the record's public id; empty where it does not read."""
    try:
        record = ProofRecord.open(Path(settings.data))
        return record.circumstances(steps.article.id, steps.versions[-1].number).store
    except StoreError:
        return ""


def _tally(steps: VersionSteps, settings: Settings) -> Tally:
    article_id = steps.article.id
    tally = Tally(versions=len(steps.versions), articles={article_id})
    for version in steps.versions:
        if version.kept is Kept.REDACTED:
            tally.remarks.append(f"article {article_id}, version {version.number}: redacted, and not shown")
    if settings.site(steps.article.host).subscribed:
        tally.warn_of_subscriber(steps.article.host)
    return tally


def _note_damage(step: LifeStep, tally: Tally) -> None:
    if step.damaged:
        tally.damaged += 1
        tally.remarks.append(f"article {step.article.id}, version {step.after.number}: {step.why}")


def _write(target: Path, text: str, tally: Tally) -> None:
    raw = text.encode("utf-8", "replace")
    with written_whole(target, name="export") as unfinished, told(target):
        unfinished.write_bytes(raw)
    tally.size, tally.sha256 = len(raw), sha256(raw).hexdigest()


def _expect_ending(target: Path, *endings: str) -> None:
    if target.suffix.lower() not in endings:
        raise UsageError(f"{target} tells no format: let it end in {' or '.join((endings[0], *endings[2:3]))}")
