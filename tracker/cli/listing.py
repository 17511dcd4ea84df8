"""The verbs that say how things stand: list, log, status."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from rich.console import RenderableType
from rich.text import Text

from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.model import Article, ArticleState, Version
from tracker.view.articles import ACTIVITY_WITHIN, Room, article_lines, article_table, article_text
from tracker.view.counts import number_of
from tracker.view.hanging import hanging, hung
from tracker.view.history import INDENT, Beside, history, visit_rows
from tracker.view.planning import host_load_json, host_load_lines
from tracker.view.records import (
    JSON,
    article_json,
    day_json,
    delivery_json,
    event_json,
    host_event_json,
    time_json,
    tombstone_json,
    version_json,
    visit_json,
)
from tracker.view.retention import unfinished_lines
from tracker.view.safe import safe
from tracker.view.sources import status_lines, watch_json
from tracker.view.sparkline import life_line
from tracker.view.status import (
    counts_line,
    daemon_line,
    host_lines,
    logged_out_lines,
    logged_out_sites,
    owed_lines,
    proof_line,
    redesign_lines,
    size_words,
    stuck_lines,
    trouble_lines,
)
from tracker.view.wellbeing import wellbeing_json, wellbeing_lines

if TYPE_CHECKING:
    from tracker.app.health import Health

MOST_DRAWN = 1_000
"""A longer list is written in plain lines, and without activity: nobody reads it as a table."""


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
    for line in unfinished_lines(archive.record.unfinished_redactions()):
        note(line)
    if call.out.as_json:
        call.out.json(article_json(article) for article in chosen)
    elif chosen:
        _list(call, archive, sorted(chosen, key=_liveliest_first))
    else:
        note(f"nothing is watched in {archive.folder}: `tracker add URL` begins")


def _list(call: Call, archive: Archive, articles: list[Article]) -> None:
    """Draw the list; one that is very long without activity, and in plain lines."""
    present, short = now(), len(articles) <= MOST_DRAWN
    times = archive.record.change_times([one.id for one in articles], present - ACTIVITY_WITHIN) if short else None
    if short and call.out.on_terminal:
        room = Room(width=call.out.width, blocks=call.out.blocks)
        call.out.page(article_table(articles, now=present, times=times, room=room))
    else:
        width = call.out.width if call.out.on_terminal else None
        call.out.lines(article_text(articles, now=present, times=times, width=width))


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
    versions, looks, beside = archive.versions(found), archive.visits(found), archive.beside(found)
    if call.out.as_json:
        call.out.json(_logged(version, beside) for version in versions)
        call.out.json(visit_json(visit) for visit in looks if visits)
        call.out.json(event_json(event) for event in beside.events if visits)
        call.out.json(tombstone_json(stone) for stone in beside.tombstones if visits)
        return
    if visits:
        lines = visit_rows(looks, now=now(), zone=call.zone)
        call.out.page(*article_lines(found, now=now(), zone=call.zone), "", *lines)
        return
    lines = history(versions, looks, archive.summaries(found, versions), now=now(), zone=call.zone, beside=beside)
    call.out.page(*_head(call, found, versions), "", *(hung(line, INDENT) for line in lines))


def _logged(version: Version, beside: Beside) -> dict[str, JSON]:
    copy = beside.copies.get(version.number)
    known: dict[str, JSON] = {"dismissed": version.number in beside.dismissed}
    return {**version_json(version), **known, "archived": copy.address if copy else None}


def _head(call: Call, article: Article, versions: list[Version]) -> Iterator[RenderableType]:
    yield from article_lines(article, now=now(), zone=call.zone)
    if len(versions) > 1:
        times = [version.first_seen for version in versions]
        line = life_line(times, now=now(), zone=call.zone, blocks=call.out.blocks)
        yield hanging("    ", line)


@click.command()
@shared_options
@click.pass_context
def status_verb(context: click.Context) -> None:
    """Say how the tracker fares: whether it runs, what is due, what is owed, which hosts are slow."""
    from tracker.app.health import health
    from tracker.app.wellbeing import wellbeing

    call = call_of(context)
    found, well = health(call.settings, now()), wellbeing(call.settings, now())
    if call.out.as_json:
        call.out.json([{"health": wellbeing_json(well), **_status_json(found)}])
    else:
        call.out.draw(*wellbeing_lines(well), *_status_lines(found, call))


def _status_json(found: Health) -> dict[str, JSON]:
    summary = found.summary
    return {
        "daemon": {"running": found.pid is not None, "pid": found.pid, "last_alive": time_json(summary.heartbeat)},
        "data": found.data,
        "alerts": found.alerts,
        "articles": {state.value: count for state, count in summary.articles.items()},
        "due": summary.due,
        "versions": summary.versions,
        "bytes": summary.size,
        "deliveries": {state.value: count for state, count in summary.deliveries.items()},
        "rungs": {rung.value: looks for rung, looks in summary.rungs.items()},
        "day": day_json(found.day),
        "sites": [host_event_json(event) for event in found.redesigns],
        "hosts": [host_load_json(one) for one in found.hosts],
        "logged_out": [
            {"host": host, "since": time_json(since), "articles": count}
            for host, since, count in logged_out_sites(found.troubled)
        ],
        "troubled": [article_json(article) for article in found.troubled],
        "unfinished": [tombstone_json(stone) for stone in found.unfinished],
        "owed": [delivery_json(delivery) for delivery in found.owed],
        "watches": [watch_json(one) for one in found.watches],
        "stuck": delivery_json(found.stuck) if found.stuck else None,
    }


def _status_lines(found: Health, call: Call) -> Iterator[Text]:
    present, summary = now(), found.summary
    yield daemon_line(found.pid, summary.heartbeat, now=present, zone=call.zone)
    yield Text(f"store    {safe(found.data)}, {size_words(summary.size)}")
    yield Text(f"alerts   {safe(found.alerts.removeprefix('alerts '))}")
    yield counts_line("articles", summary.articles, f"{number_of(summary.versions, 'version')}, {summary.due} due now")
    yield counts_line("told", summary.deliveries, "`tracker alerts` lists them" if summary.deliveries else "")
    yield from stuck_lines(found.stuck, now=present)
    yield counts_line("looks", summary.rungs, "by the rung they ended on" if summary.rungs else "")
    yield proof_line(found.day, stamps=found.stamps, now=present, zone=call.zone)
    yield from (Text(f"erasing  {line}", style="yellow") for line in unfinished_lines(found.unfinished))
    yield from redesign_lines(found.redesigns, now=present, zone=call.zone)
    yield from host_load_lines(found.hosts, now=present, zone=call.zone)
    yield from host_lines((one.host for one in found.hosts), now=present, zone=call.zone)
    yield from logged_out_lines(found.troubled, now=present)
    yield from trouble_lines(found.troubled, now=present)
    yield from owed_lines(found.owed, now=present)
    yield from status_lines(found.watches)
