"""What `check` looks at: one finding a subject, each good or with its cure."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tracker.app.alert_remarks import remarks
from tracker.app.clock import now
from tracker.app.file_rights import exposed
from tracker.app.telling import alerts_go
from tracker.app.watches import followed
from tracker.edges.email import mailer
from tracker.edges.fetch.subscriptions import Subscriptions
from tracker.edges.store import Record
from tracker.errors import TrackerError
from tracker.model import ArticleState, Question, Settings, WatchSettings
from tracker.model.settings import Take
from tracker.view.counts import number_of
from tracker.view.sources import watch_summary

_SOUND_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How one part fares; `words` hold the cure where it is not good."""

    subject: str
    good: bool
    words: str


def findings(settings: Settings) -> Iterator[Finding]:
    """Look at the configuration, the store and the mail; the settings themselves were read without mistakes."""
    where = settings.source or "no file: the defaults hold; `tracker init` writes one"
    yield Finding(subject="configuration", good=True, words=str(where))
    yield from (Finding(subject="rights", good=False, words=words) for words in exposed(settings))
    yield _contact(settings)
    yield _store(Path(settings.data))
    yield Finding(subject="database", good=True, words=_database())
    yield _mail(settings)
    yield from _rules(settings)
    yield from _subscriptions(settings)
    yield from _watches(settings)


def _contact(settings: Settings) -> Finding:
    if settings.fetch.contact:
        return Finding(subject="contact", good=True, words=f"{settings.fetch.contact} is sent with every request")
    words = "no site's owner can reach you; name an address as fetch.contact, sites are kinder to those who do"
    return Finding(subject="contact", good=True, words=words)


def _store(folder: Path) -> Finding:
    try:
        articles = len(Record.open(folder).articles())
    except TrackerError as error:
        return Finding(subject="store", good=False, words=str(error))
    place = folder if folder.exists() else _nearest(folder)
    if not os.access(place, os.W_OK | os.X_OK):
        words = f"{place} cannot be written: change its owner or rights, or give another folder with --data"
        return Finding(subject="store", good=False, words=words)
    return Finding(subject="store", good=True, words=f"{folder} holds {number_of(articles, 'article')}")


def _subscriptions(settings: Settings) -> Iterator[Finding]:
    subscriptions, present = Subscriptions(settings.sites), now()
    for host in subscriptions.hosts:
        subject, trouble = f"subscription {host}", subscriptions.trouble(host, now=present)
        words = trouble or subscriptions.words(host, now=present)
        yield Finding(subject=subject, good=not trouble, words=words)


def _nearest(folder: Path) -> Path:
    return next(parent for parent in folder.absolute().parents if parent.exists())


def _database() -> str:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= _SOUND_SQLITE:
        return f"SQLite {version}"
    return f"SQLite {version}; before 3.51.3 two programs that write at once can damage a file: here only one ever does"


def _mail(settings: Settings) -> Finding:
    try:
        mailer(settings.mail, Path(settings.data)).probe()
    except TrackerError as error:
        return Finding(subject="mail", good=False, words=str(error))
    return Finding(subject="mail", good=True, words=alerts_go(settings))


def _watches(settings: Settings) -> Iterator[Finding]:
    """Tell of each `[[watch]]` what it brought, and where it cannot, or would bring everything."""
    try:
        known = followed(settings)
    except TrackerError:
        return
    for one in known:
        troubles = [source.told for source in one.sources if source.told and not source.reads]
        if takes_everything(one.watch):
            words = f"it takes every article there, {one.watch.most} at a time; narrow it by keywords or include"
            yield Finding(subject=f"watch {one.watch.url}", good=True, words=words)
        present = now()
        if (end := one.watch.end_of(present)) is not None and end <= present:
            words = "the day of its `until` has passed: nothing is watched there any more; remove it, or name another"
            yield Finding(subject=f"watch {one.watch.url}", good=True, words=words)
        told = "; ".join(troubles) if troubles else watch_summary(one)
        # A site with one feed that is broken is followed all the same.
        yield Finding(subject=f"watch {one.watch.url}", good=len(troubles) < max(len(one.sources), 1), words=told)


def takes_everything(watch: WatchSettings) -> bool:
    """Tell whether a watch has no rule that would leave anything out."""
    return watch.take is Take.ALL and not watch.keywords and all(not pattern.strip("*/") for pattern in watch.include)


def _rules(settings: Settings) -> Iterator[Finding]:
    """Tell what a rule misses or contradicts; a record that cannot be read is told already."""
    record: Record | None
    try:
        record = Record.open(Path(settings.data))
        kept = record.articles()
    except TrackerError:
        record, kept = None, []
    watched = (article for article in kept if article.state is not ArticleState.RETIRED)
    for remark in remarks(settings, watched, stands=lambda words: _stands(record, words)):
        yield Finding(subject=f"alerts to {remark.whose}", good=remark.good, words=remark.words)


def _stands(record: Record | None, words: str) -> bool:
    """Whether a phrase stands in any version; True where the index cannot tell."""
    try:
        phrase = Question(words=f'"{words.replace(chr(34), " ")}"', limit=1)
        return record is None or record.search(phrase).count > 0
    except TrackerError:
        return True
