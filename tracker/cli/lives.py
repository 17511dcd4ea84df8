"""The verbs that follow an article through its versions: blame and facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.view.records import JSON

if TYPE_CHECKING:
    from tracker.app.lives import Blamed


@click.command()
@click.argument("article")
@click.argument("number", required=False, type=click.IntRange(min=1), metavar="[N]")
@click.option("--removed", is_flag=True, help="Show what was removed for good, came back, or is out of sight.")
@click.option("--forms", is_flag=True, help="Show under each edited sentence what it said before.")
@shared_options
@click.pass_context
def blame_verb(context: click.Context, article: str, number: int | None, removed: bool, forms: bool) -> None:
    """Show since when each sentence stands: of the newest version, or of version N.

    A sentence that moved keeps its age, one that was edited keeps its origin.
    """
    from tracker.app.lives import blame_of

    call = call_of(context)
    archive = Archive.open(call.settings)
    found = blame_of(archive, archive.article(article), number)
    if call.out.as_json:
        call.out.json(_sentences(found, removed=removed))
    else:
        _draw(call, found, removed=removed, forms=forms)
    _remark(found)


def _sentences(found: Blamed, *, removed: bool) -> Iterator[dict[str, JSON]]:
    from tracker.view.blaming import sentence_json

    blame = found.blame
    parts = {"removed": blame.removed, "out of sight": blame.out_of_sight} if removed else {"stands": blame.sentences}
    for state, sentences in parts.items():
        for one in sentences:
            yield sentence_json(one, article=found.article.id, number=blame.number, state=state)


def _draw(call: Call, found: Blamed, *, removed: bool, forms: bool) -> None:
    from tracker.view.articles import title_line
    from tracker.view.blaming import BRACKETS_FROM, Look, blame_lines, removed_lines

    wide = call.out.width >= BRACKETS_FROM
    look = Look(now=now(), zone=call.zone, brackets=wide, joined=call.out.on_terminal, forms=forms)
    lines = removed_lines if removed else blame_lines
    call.out.page(title_line(found.article, f"version {found.blame.number}"), *lines(found.blame, look))


def _remark(found: Blamed) -> None:
    from tracker.view.blaming import unread_words

    if found.blame.unread:
        note(unread_words(found.blame))
    if found.blame.coarse:
        note("a bound on work was reached: some edited sentences stand as gone and come")


@click.command()
@click.argument("article")
@click.option("--since", metavar="TIME", help="Only what happened since then: 90s, 5m, 2h, 7d or a date.")
@shared_options
@click.pass_context
def facts_verb(context: click.Context, article: str, since: str | None) -> None:
    """Tell all that happened to an article: numbers and headlines through its life, corrections, every step."""
    from tracker.app.ledger import ledger_of
    from tracker.app.searching import moment
    from tracker.view.articles import title_line

    call = call_of(context)
    archive = Archive.open(call.settings)
    found = archive.article(article)
    begin = moment(since, call.zone) if since else None
    ledger = ledger_of(archive, found, since=begin)
    events = [event for event in archive.beside(found).events if begin is None or event.began >= begin]
    if call.out.as_json:
        from tracker.view.ledger_json import ledger_json

        call.out.json([ledger_json(found, ledger, events)])
        return
    from tracker.view.ledger import Clock, ledger_lines

    versions = f"{found.versions} version{'s' * (found.versions != 1)}"
    lines = ledger_lines(ledger, events, Clock(now=now(), zone=call.zone))
    call.out.page(title_line(found, versions), *lines)
    if ledger.unread:
        note(f"versions that cannot be read: {', '.join(map(str, ledger.unread))}; steps go from those before them")
