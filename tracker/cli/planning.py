"""The verbs that say what comes: plan, why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import click
from rich.console import RenderableType
from rich.text import Text

from tracker.app.archive import Archive
from tracker.app.clock import now
from tracker.app.planning import course, forecast_of, host_forecasts, next_looks
from tracker.app.requests import running_daemon
from tracker.cli.call import Call, call_of, shared_options
from tracker.model import Article
from tracker.model.forecast import Expected, HostForecast
from tracker.view.articles import article_lines
from tracker.view.planning import (
    blind_line,
    course_json,
    course_lines,
    expected_json,
    host_load_json,
    plan_lines,
)
from tracker.view.records import JSON, article_json

SPANS = 60
NO_DAEMON = "no daemon runs: nothing is looked at by itself until `tracker run`"
_INDENT = 20


@click.command()
@click.argument("article", required=False, metavar="[ARTICLE]")
@click.option("--hours", default=3, show_default=True, type=click.IntRange(1, 24 * 30), help="How far to look ahead.")
@shared_options
@click.pass_context
def plan_verb(context: click.Context, article: str | None, hours: int) -> None:
    """Show what will be looked at when and why; of one article, how its watch went."""
    call = call_of(context)
    archive = Archive.open(call.settings)
    if article is not None:
        return _one(call, archive, archive.article(article))
    present, settings = now(), call.settings
    forecasts = host_forecasts(archive.record, settings.fetch, present, cap=settings.schedule.per_hour)
    looks = next_looks(forecasts, present + timedelta(hours=hours))
    if call.out.as_json:
        return call.out.json([*map(expected_json, looks), *map(host_load_json, forecasts)])
    call.out.draw(*_plan(call, forecasts, looks, present, hours))
    return None


def _plan(
    call: Call, forecasts: Sequence[HostForecast], looks: Sequence[Expected], present: datetime, hours: int
) -> Iterator[Text]:
    width = call.out.width if call.out.on_terminal else 10_000
    cap = call.settings.schedule.per_hour
    yield from plan_lines(forecasts, looks, now=present, zone=call.zone, width=width, hours=hours, cap=cap)
    if not forecasts:
        yield Text("nothing is watched: `tracker add URL` begins")
    elif running_daemon(call.settings) is None:
        yield Text(NO_DAEMON, style="yellow")


def _one(call: Call, archive: Archive, article: Article) -> None:
    present = now()
    spans = max(min(SPANS, call.out.width - _INDENT), 10) if call.out.on_terminal else SPANS
    went = course(article, archive.visits(article), present, spans=spans)
    if call.out.as_json:
        call.out.json([{**_explained(call, archive, article), **course_json(went)}])
    else:
        drawn = course_lines(went, now=present, zone=call.zone, blocks=call.out.blocks)
        call.out.draw(*_why(call, archive, article), *drawn)


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
        call.out.json([_explained(call, archive, found)])
    else:
        call.out.draw(*_why(call, archive, found))


def _why(call: Call, archive: Archive, article: Article) -> Iterator[RenderableType]:
    present = now()
    yield from article_lines(article, now=present, zone=call.zone)
    host, look = _expected(call, archive, article, present)
    if look is not None:
        yield blind_line(look, now=present, one=host)
        if running_daemon(call.settings) is None:
            yield Text(f"    {NO_DAEMON}", style="yellow")


def _explained(call: Call, archive: Archive, article: Article) -> dict[str, JSON]:
    _, look = _expected(call, archive, article, now())
    mine = expected_json(look) if look else {}
    return {
        **article_json(article),
        "expected": mine.get("expected"),
        "blind_seconds": mine.get("blind_seconds"),
    }


def _expected(
    call: Call, archive: Archive, article: Article, present: datetime
) -> tuple[HostForecast, Expected | None]:
    settings = call.settings
    host = forecast_of(article, archive.record, settings.fetch, present, cap=settings.schedule.per_hour)
    return host, next((look for look in host.looks if look.article.id == article.id), None)
