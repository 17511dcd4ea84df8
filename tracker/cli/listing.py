"""The verbs that say how things stand: list, log, why, status."""

from __future__ import annotations

import click

from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.cli.call import call_of, shared_options
from tracker.cli.output import note
from tracker.model import Article, ArticleState
from tracker.view.articles import article_lines, article_table
from tracker.view.history import history, visit_rows
from tracker.view.records import article_json, version_json, visit_json


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show those that were removed too.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Show only articles with this tag; repeatable.")
@shared_options
@click.pass_context
def list_verb(context: click.Context, everything: bool, tags: tuple[str, ...]) -> None:
    """Show the articles under watch, the liveliest first."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    articles = archive.record.articles() if everything else archive.articles()
    chosen = [article for article in articles if set(tags) <= set(article.tags)]
    if call.out.as_json:
        call.out.json(article_json(article) for article in chosen)
    elif chosen:
        call.out.page(article_table(sorted(chosen, key=_liveliest_first), now=now()))
    else:
        note(f"nothing is watched in {archive.folder}: `tracker add URL` begins")


def _liveliest_first(article: Article) -> tuple[int, str, int]:
    planned = article.next_look.isoformat() if article.next_look else "~"
    return list(ArticleState).index(article.state) // 4, planned, article.id


@click.command()
@click.argument("article")
@click.option("--visits", is_flag=True, help="Show every look, not only versions, doubts and gaps.")
@shared_options
@click.pass_context
def log_verb(context: click.Context, article: str, visits: bool) -> None:
    """Show an article's versions, doubts and gaps in the watch, newest first."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    found = archive.article(article)
    versions, looks = archive.versions(found), archive.visits(found)
    if call.out.as_json:
        call.out.json(version_json(version) for version in versions)
        call.out.json(visit_json(visit) for visit in looks if visits)
        return
    lines = (
        visit_rows(looks, now=now(), zone=call.zone)
        if visits
        else history(versions, looks, archive.summaries(found, versions), now=now(), zone=call.zone)
    )
    call.out.page(*article_lines(found, now=now(), zone=call.zone), "", *lines)


@click.command()
@click.argument("article")
@shared_options
@click.pass_context
def why_verb(context: click.Context, article: str) -> None:
    """Say when the next look is, and why then."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    found = archive.article(article)
    if call.out.as_json:
        call.out.json([article_json(found)])
    else:
        call.out.draw(*article_lines(found, now=now(), zone=call.zone))


@click.command()
@shared_options
@click.pass_context
def status_verb(context: click.Context) -> None:
    """Say how the tracker fares: whether it runs, what is due, what is owed, which hosts are slow."""
    call = call_of(context)
    from tracker.app.health import health

    found = health(call.settings, now())
    if call.out.as_json:
        call.out.json([_status_json(found)])
    else:
        from tracker.view.status import status_lines

        call.out.draw(*status_lines(found, now=now(), zone=call.zone))
