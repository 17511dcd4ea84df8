"""The verbs that change what is watched: add, remove, pause, resume, tag, poll, reteach, dismiss."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from tracker.app.clock import now
from tracker.app.naming import end_of_watch, expect_address
from tracker.app.requests import Desk, expect_store, open_desk
from tracker.cli.call import Call, call_of, shared_options
from tracker.errors import TrackerError, UsageError
from tracker.view.records import JSON

SOME_FAILED = 3


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--page", is_flag=True, help="Watch the page whatever it is: a notice, a press release, a bulletin.")
@click.option("--anyway", is_flag=True, help="Keep it under watch even where no article is found now.")
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Mark it, for recipients' rules and lists; repeatable."
)
@click.option("--until", metavar="DAY", help="Watch up to this day, such as 2026-12-31, and no longer.")
@shared_options
@click.pass_context
def add_verb(
    context: click.Context, urls: tuple[str, ...], page: bool, anyway: bool, tags: tuple[str, ...], until: str | None
) -> int:
    """Put articles under watch: each is fetched once, and what was found is said."""
    call = call_of(context)
    end = end_of_watch(until, now(), call.settings) if until is not None else ""
    if len(urls) == 1:
        expect_address(urls[0])

    def add(desk: Desk, url: str) -> JSON:
        kind = "page" if page else "article"
        wanted: dict[str, JSON] = {"url": url, "kind": kind, "anyway": anyway, "tags": list(tags)}
        return desk.perform("add", wanted | ({"until": end} if end else {}))

    return _each(call, urls, add, _said_of_article)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@shared_options
@click.pass_context
def remove_verb(context: click.Context, articles: tuple[str, ...]) -> int:
    """Stop watching articles. What was kept stays; `add` takes them up again."""
    return _settled(context, "remove", articles, "no longer watched; its versions stay")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@shared_options
@click.pass_context
def pause_verb(context: click.Context, articles: tuple[str, ...]) -> int:
    """Look at articles no more until they are resumed."""
    return _settled(context, "pause", articles, "paused")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@shared_options
@click.pass_context
def resume_verb(context: click.Context, articles: tuple[str, ...]) -> int:
    """Look at paused articles again, at once."""
    return _settled(context, "resume", articles, "watched again")


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("tags", nargs=-1, metavar="[TAG...]")
@shared_options
@click.pass_context
def tag_verb(context: click.Context, article: str, tags: tuple[str, ...]) -> int:
    """Give an article exactly these tags; without any, take all it has."""

    def give(desk: Desk, name: str) -> JSON:
        return desk.perform("tag", {"article": name, "tags": list(tags)})

    expect_store(call_of(context).settings)
    return _each(call_of(context), (article,), give, _said_of_tags)


@click.command()
@click.argument("articles", nargs=-1, metavar="[ARTICLE...]")
@click.option("--all", "everything", is_flag=True, help="Look at every article under watch.")
@shared_options
@click.pass_context
def poll_verb(context: click.Context, articles: tuple[str, ...], everything: bool) -> int:
    """Look at articles now, whatever the plan, as politely as ever.

    A doubtful change is read again after detect.confirm_after before this returns.
    """
    if everything == bool(articles):
        raise UsageError("name the articles to look at, or give --all")
    call = call_of(context)
    expect_store(call.settings)
    with open_desk(call.settings) as desk:
        answer = desk.perform("poll", {"articles": list(articles)})
    found = [one for one in answer if isinstance(one, dict)] if isinstance(answer, list) else []
    if call.out.as_json:
        call.out.json(found)
    else:
        call.out.draw(*(_said_of_look(one) for one in found))
    return _exit_code(len(found), sum(one["outcome"] == "failed" for one in found))


@click.command()
@click.argument("article", metavar="ARTICLE")
@shared_options
@click.pass_context
def reteach_verb(context: click.Context, article: str) -> int:
    """Learn anew where an article's text stands on its page. No version comes of it by itself."""

    def reteach(desk: Desk, name: str) -> JSON:
        return desk.perform("reteach", {"article": name})

    def said(call: Call, answer: dict[str, JSON]) -> None:
        call.out.draw(_said_of_look(answer), f"    its text stands in {_safe(answer['container'] or 'nothing found')}")

    call = call_of(context)
    expect_store(call.settings)
    outcomes: list[JSON] = []

    def noted(desk: Desk, name: str) -> JSON:
        answer = reteach(desk, name)
        outcomes.append(answer["outcome"] if isinstance(answer, dict) else None)
        return answer

    return _each(call, (article,), noted, said) or int("failed" in outcomes)


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.argument("version", type=click.IntRange(min=2), metavar="N")
@shared_options
@click.pass_context
def dismiss_verb(context: click.Context, article: str, version: int) -> int:
    """Say that version N was noise: it stays, its alert is withdrawn, and its lines are the site's from now on."""

    def dismiss(desk: Desk, name: str) -> JSON:
        return desk.perform("dismiss", {"article": name, "version": version})

    def said(call: Call, answer: dict[str, JSON]) -> None:
        learned = f"known as the site's: {_counted(answer['lines'], 'line')}"
        words = (
            f"version {answer['dismissed']} dismissed; {_counted(answer['withdrawn'], 'alert')} withdrawn; {learned}"
        )
        call.out.draw(f"{answer['id']}  {_safe(answer['headline'] or answer['url'])}: {words}")

    expect_store(call_of(context).settings)
    return _each(call_of(context), (article,), dismiss, said)


def _settled(context: click.Context, verb: str, articles: Sequence[str], words: str) -> int:
    def settle(desk: Desk, article: str) -> JSON:
        return desk.perform(verb, {"article": article})

    def said(_call: Call, answer: dict[str, JSON]) -> None:
        _call.out.draw(f"{answer['id']}  {_safe(answer['headline'] or answer['url'])}: {words}")

    expect_store(call_of(context).settings)
    return _each(call_of(context), articles, settle, said)


def _each(
    call: Call, names: Sequence[str], act: Callable[[Desk, str], JSON], said: Callable[[Call, dict[str, JSON]], None]
) -> int:
    """Do one thing after another; with several, a failure does not stop the rest."""
    failed = 0
    with open_desk(call.settings) as desk:
        for name in names:
            try:
                answer = act(desk, name)
            except TrackerError as error:
                if len(names) == 1:
                    raise
                failed += 1
                click.echo(f"tracker: {_safe(str(error))}", err=True)
                continue
            if isinstance(answer, dict):
                _shown(call, answer, said)
    return _exit_code(len(names), failed)


def _shown(call: Call, answer: dict[str, JSON], said: Callable[[Call, dict[str, JSON]], None]) -> None:
    if call.out.as_json:
        call.out.json([answer])
    else:
        said(call, answer)


def _exit_code(count: int, failed: int) -> int:
    if not failed:
        return 0
    return 1 if failed == count else SOME_FAILED


def _said_of_article(call: Call, answer: dict[str, JSON]) -> None:
    from tracker.app.archive import Archive
    from tracker.view.articles import article_lines

    article = Archive.open(call.settings).article(str(answer["id"]))
    remarks = answer["remarks"]
    said = [f"    {_safe(remark)}" for remark in remarks] if isinstance(remarks, list) else []
    call.out.draw(*article_lines(article, now=now(), zone=call.zone), *said)


def _said_of_tags(call: Call, answer: dict[str, JSON]) -> None:
    tags = answer["tags"]
    words = ", ".join(str(tag) for tag in tags) if isinstance(tags, list) and tags else "no tags"
    call.out.draw(f"{answer['id']}  {_safe(answer['headline'] or answer['url'])}: {_safe(words)}")


def _counted(count: JSON, what: str) -> str:
    return f"{count or 'no'} {what}{'s' * (count != 1)}"


def _said_of_look(one: dict[str, JSON]) -> str:
    version = f" {one['version']}" if one["version"] else ""
    reason = f": {_safe(one['reason'])}" if one["reason"] else ""
    return f"{one['id']}  {one['outcome']}{version}{reason}"


def _safe(words: JSON) -> str:
    from tracker.view.safe import safe

    return safe(str(words))
