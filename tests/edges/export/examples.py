"""A record with all that an export meets: an edit and its return, a compressed answer, a redirect, session secrets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.by_hand import by_hand
from tests.edges.store.examples import LEASE, NOON, URL, at, capture, changed, opening, page
from tracker.edges.store import Record, Store
from tracker.model import Capture, Redirect

TEXTS = ("The bridge is closed.", "The bridge is open.", "“Open”, says the Müller ferry.", "The bridge is open.")
SECRETS = ("session=let", "let-me-in", "Bearer 123")


def compressed(when: int) -> Capture:
    """Give an answer that came compressed and in pieces, after a redirect, to a request with a secret."""
    return replace(
        capture(page(TEXTS[2]), at(when)),
        headers=(
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Transfer-Encoding", "chunked"),
            ("X-Editor", "J\xfcrgen"),
            ("Set-Cookie", "session=let-me-in; Path=/"),
        ),
        request_headers=(("User-Agent", "tracker"), ("Authorization", "Bearer 123")),
        redirects=(Redirect(url="http://news.example/old", status=301, location=URL),),
    )


def fill(data: Path) -> Record:
    """Keep four versions of one article and one of another."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening(text=TEXTS[0]))
        for number, text in enumerate(TEXTS[1:], start=1):
            (claim,) = store.claim_due(at(2 * number), limit=1, lease=LEASE)
            report = changed(claim, at(2 * number), text)
            store.record(replace(report, capture=compressed(4)) if number == 2 else report)
        store.open_watch(opening("https://www.other.example/Fire?b=2&a=1", name="www.other.example"))
    return Record.open(data)


def change(data: Path, *statements: str) -> None:
    """Change a record behind its back."""
    with by_hand(data / "archive.db") as connection:
        for statement in statements:
            connection.execute(statement)


def bury(data: Path, *, what: str, number: int, reason: str = "a court's order") -> None:
    """Write a tombstone behind the newest version of article 1, as a link of its chain."""
    from hashlib import sha256

    from tracker.edges.store.encoding import canonical

    with by_hand(data / "archive.db") as connection:
        names = {row[1] for row in connection.execute("PRAGMA table_info(tombstone)")}
        for name, kind in (("after", "INTEGER"), ("previous", "VARCHAR(64)")):
            if name not in names:
                connection.execute(f'ALTER TABLE tombstone ADD COLUMN "{name}" {kind}')
        after, previous = connection.execute("SELECT versions, chain_hash FROM article WHERE id = 1").fetchone()
        terms = {"what": what, "number": number, "after": after, "reason": reason, "written": at(60)}
        link = sha256(previous.encode() + b"\n" + canonical(terms)).hexdigest()
        written = int(at(60).timestamp() * 1_000_000)
        values = (1, number, what, reason, written, link, 1, after, previous)
        connection.execute(
            "INSERT INTO tombstone (article_id, number, what, reason, written, chain_hash, complete, after, previous)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
        connection.execute("UPDATE article SET chain_hash = ? WHERE id = 1", (link,))
