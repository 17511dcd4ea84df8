"""Small true-to-life values for the record's tests, and a clock that stands where it is put."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tracker.edges.store import Store
from tracker.model import (
    ArticleState,
    Block,
    BlockKind,
    Capture,
    Change,
    ChangeKind,
    Channel,
    Claim,
    Delivery,
    Heat,
    Host,
    Link,
    Marker,
    MarkerKind,
    Memory,
    Note,
    NoteKind,
    Opening,
    Outcome,
    Owed,
    PageState,
    Plan,
    Report,
    Story,
    Strength,
    Telling,
    Validators,
    Visit,
    WatchKind,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LEASE = timedelta(minutes=2)
URL = "https://news.example/bridge"
FIRST = Change(kinds=frozenset({ChangeKind.FIRST}), reason="first reading")
TEXT = Change(kinds=frozenset({ChangeKind.TEXT}), reason="a paragraph changed")


def at(minutes: float) -> datetime:
    """Give the time so many minutes after noon."""
    return NOON + minutes * MINUTE


def story(text: str = "The bridge is closed.", *, headline: str = "Bridge closed") -> Story:
    return Story(
        headline=headline,
        dek="Traffic is diverted.",
        byline="By A. Writer",
        language="en-GB",
        published=NOON - timedelta(hours=1),
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, text=text, links=(Link(text="bridge", url="https://news.example/b"),)),
            Block(kind=BlockKind.NOTE, text="This is a breaking news story and will be updated."),
        ),
        notes=(Note(kind=NoteKind.NOTICE, text="This is a breaking news story and will be updated."),),
        marker=Marker(
            kind=MarkerKind.PROMISE,
            phrase="This is a breaking news story and will be updated.",
            where="last paragraph",
            strength=Strength.STRONG,
        ),
    )


def capture(body: bytes | None, when: datetime, *, url: str = URL, status: int = 200) -> Capture:
    return Capture(
        requested=url,
        url=url,
        status=status,
        status_line=f"HTTP/1.1 {status} OK",
        headers=(("Content-Type", "text/html"), ("ETag", '"abc"'), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        body=body,
        began=when - timedelta(seconds=1),
        ended=when,
        address="203.0.113.5:443",
        request_headers=(("User-Agent", "tracker"),),
    )


def page(text: str) -> bytes:
    """Give a page of a believable size around some text."""
    furniture = "".join(f"<div class='card-{n}'><a href='/s/{n * 7919}'>Story {n}</a></div>" for n in range(200))
    return f"<html><body>{furniture}<p>{text}</p></body></html>".encode()


def visit(when: datetime, outcome: Outcome = Outcome.SAME, *, state: PageState = PageState.ARTICLE) -> Visit:
    return Visit(
        began=when - timedelta(seconds=1), ended=when, outcome=outcome, state=state, reason="", status=200, size=5
    )


def plan(when: datetime, *, after: timedelta = MINUTE, state: ArticleState = ArticleState.BREAKING) -> Plan:
    return Plan(at=when + after, why="a request is worth 1 min", state=state, heat=Heat(at=when, born=NOON, looks=1))


def host(when: datetime, name: str = "news.example") -> Host:
    return Host(name=name, ready_at=when + timedelta(seconds=10), tokens=4.0, tokens_at=when)


def opening(url: str = URL, *, name: str = "news.example", text: str = "The bridge is closed.") -> Opening:
    """Give a watch that begins at noon with its first version."""
    first = Report(
        article_id=0,
        token="",
        visit=visit(NOON, Outcome.FIRST),
        plan=plan(NOON),
        host=host(NOON, name),
        capture=capture(page(text), NOON, url=url),
        story=story(text),
        change=FIRST,
        memory=Memory(selector="article", zone=("card",)),
        validators=Validators(etag='"abc"'),
    )
    return Opening(url=url, host=name, kind=WatchKind.ARTICLE, tags=("flood",), headline="Bridge closed", report=first)


def changed(claim: Claim, when: datetime, text: str, *recipients: str) -> Report:
    """Give the report of a look that found new text."""
    return Report(
        article_id=claim.article.id,
        token=claim.token,
        visit=visit(when, Outcome.CHANGED),
        plan=plan(when),
        host=host(when, claim.host.name),
        capture=capture(page(text), when, url=claim.article.url),
        story=story(text),
        change=TEXT,
        memory=claim.memory,
        validators=Validators(etag='"def"'),
        owed=tuple(Owed(recipient=recipient) for recipient in recipients),
    )


def unchanged(claim: Claim, when: datetime, outcome: Outcome = Outcome.SAME) -> Report:
    """Give the report of a look that found the newest text again."""
    return Report(
        article_id=claim.article.id,
        token=claim.token,
        visit=visit(when, outcome),
        plan=plan(when),
        host=host(when, claim.host.name),
        seen=True,
        capture=capture(page("The bridge is closed."), when, url=claim.article.url),
        memory=claim.memory,
        validators=claim.validators,
    )


def ready(store: Store, when: datetime) -> Telling | None:
    """Let all that is due leave, each story's news in one message, and lease the first of these."""
    while batch := store.claim_batch(when, channel=Channel.MAIL, lease=LEASE):
        stories: dict[int | None, list[Delivery]] = {}
        for one in batch.due:
            stories.setdefault(one.article_id, []).append(one)
        store.decide(batch, [Telling(deliveries=tuple(told)) for told in stories.values()], when)
    return store.claim_telling(when, channel=Channel.MAIL, lease=LEASE)


def leaving(store: Store, when: datetime) -> Delivery:
    """Give the delivery that carries the message which leaves now."""
    found = ready(store, when)
    assert found is not None
    return found.deliveries[-1]
