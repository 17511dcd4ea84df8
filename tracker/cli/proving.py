"""The verbs that prove: verify, head, cite."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.text import Text

from tracker.app.clock import now
from tracker.app.proving import Broken, Progress, Prover, Verdict
from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.errors import UsageError
from tracker.view.records import JSON, head_json, tombstone_json
from tracker.view.retention import unfinished_lines

_INSTALL = "pip install 'breaking-news-tracker[timestamp]'"


@click.command()
@click.argument("articles", nargs=-1)
@shared_options
@click.pass_context
def verify_verb(context: click.Context, articles: tuple[str, ...]) -> int:
    """Read everything again and prove that it is what was recorded; exit 1 where it is not.

    Without an article the whole record is read: every byte, every chain, every day, every timestamp.
    """
    call = call_of(context)
    prover = Prover.open(call.settings)
    with _progress(wanted=not call.out.as_json) as tell:
        verdict = prover.verify(articles, now(), tell=tell)
    if call.out.as_json:
        call.out.json([_verdict_json(verdict)])
    else:
        call.out.draw(*_verdict_lines(verdict))
    for line in unfinished_lines(verdict.taken_out):
        note(line)
    if verdict.unread_stamps:
        note(f"{verdict.unread_stamps} timestamps were not checked: {_INSTALL}")
    return int(bool(verdict.broken))


@contextmanager
def _progress(*, wanted: bool) -> Iterator[Progress]:
    """Show on a terminal how far it is; nothing elsewhere."""
    if not wanted or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _verdict_lines(verdict: Verdict) -> Iterator[Text]:
    from tracker.view.proving import proven_articles, proven_days, taken_out, verdict_line

    yield from map(_broken_line, verdict.broken)
    yield proven_articles(articles=verdict.articles, versions=verdict.versions, size=verdict.size)
    if verdict.everything:
        yield from proven_days(
            days=verdict.days, visits=verdict.visits, stamps=verdict.stamps, open_visits=verdict.open_visits
        )
    yield from taken_out(verdict.taken_out)
    yield verdict_line(len(verdict.broken))


def _broken_line(broken: Broken) -> Text:
    from tracker.view.proving import broken_article, broken_day, broken_file, broken_record

    if broken.article_id is not None:
        return broken_article(broken.article_id, broken.headline, broken.number, broken.what, beside=broken.beside)
    if broken.day:
        return broken_day(broken.day, broken.what)
    return broken_record(broken.what) if broken.beside else broken_file(broken.what)


def _verdict_json(verdict: Verdict) -> dict[str, JSON]:
    broken: list[JSON] = [
        {"article": one.article_id, "headline": one.headline, "version": one.number, "day": one.day, "what": one.what}
        for one in verdict.broken
    ]
    return {
        "holds": not verdict.broken,
        "articles": verdict.articles,
        "versions": verdict.versions,
        "bytes": verdict.size,
        "days": verdict.days,
        "visits": verdict.visits,
        "open_visits": verdict.open_visits,
        "stamps": verdict.stamps,
        "unread_stamps": verdict.unread_stamps,
        "taken_out": [tombstone_json(stone) for stone in verdict.taken_out],
        "broken": broken,
    }


@click.command()
@click.option("--check", "line", metavar="LINE", help="Say whether a published line still holds; - reads them.")
@shared_options
@click.pass_context
def head_verb(context: click.Context, line: str | None) -> int:
    """Print one line that stands for the whole record, to publish where nobody can take it back."""
    call = call_of(context)
    prover = Prover.open(call.settings)
    if line is not None:
        return _checked(call, prover, line)
    head = prover.head(now())
    if call.out.as_json:
        call.out.json([head_json(head)])
    else:
        call.out.draw(Text(head.line, no_wrap=True))
    return 0


def _checked(call: Call, prover: Prover, line: str) -> int:
    from tracker.view.proving import head_answer

    lines = sys.stdin.read().splitlines() if line == "-" else [line]
    found = [prover.what_speaks_against(one, now()) for one in lines if one.strip()]
    if not found:
        raise UsageError(
            "no line to check: give one that `tracker head` printed, or - to read them from standard input"
        )
    if call.out.as_json:
        call.out.json({**head_json(told), "holds": not against, "reason": against} for told, against in found)
    else:
        call.out.draw(*(head_answer(told, against) for told, against in found))
    return int(any(against for _, against in found))


@click.command()
@click.argument("article")
@click.argument("number", required=False, type=click.IntRange(min=1))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "csl-json"]),
    default="text",
    help="For people, or for a program that keeps references.",
)
@shared_options
@click.pass_context
def cite_verb(context: click.Context, article: str, number: int | None, form: str) -> None:
    """Cite a version, the newest where no number is given, with all that makes it evidence."""
    from tracker.view import citing

    call = call_of(context)
    cited = Prover.open(call.settings).cite(article, number)
    if form == "csl-json":
        call.out.json([citing.csl_json(cited.article, cited.version)])
    elif call.out.as_json:
        call.out.json([citing.citation_json(cited.article, cited.version, cited.circumstances)])
    elif form == "bibtex":
        call.out.draw(Text(citing.bibtex(cited.article, cited.version)))
    else:
        lines = citing.citation_lines(cited.article, cited.version, cited.circumstances)
        call.out.draw(*(Text(line) for line in lines))
