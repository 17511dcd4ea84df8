"""Send the mails of three stories to a real mail server, and count the threads that real readers make of them.

    bench/mta.sh        starts the servers and calls this

The mails are those of a record with three stories of several versions each, then of digests of one day: written as the
daemon writes them, under the identifiers that the outbox gives them, and sent by our own client with STARTTLS. They
leave out of order; the first mail of one story never leaves; some leave twice or three times, as after a crash. Exits 1
where a story or the day's digests are not one thread, or a duplicate is counted as a mail of its own.
"""

from __future__ import annotations

import argparse
import imaplib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import trustme

from tests.edges.store.examples import LEASE, NOON, at, changed, opening, ready, story
from tracker.edges.email import SmtpMailer
from tracker.edges.store import Store
from tracker.jobs.messages import mail_builder
from tracker.jobs.tellings import Tellings
from tracker.model import Channel, Message, Security, SmtpSettings, Telling

HEADLINES = ("Bridge closed after storm", "Ferry strikes breakwater", "Council votes on 日本 budget — again")
VERSIONS = 7
DIGESTS = 3
SENDER = "Breaking news tracker <tracker@example.org>"
READER = "desk@example.org"
_PATIENCE = 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader makes of the mails that came: by thread, how many mails of each story, or digests, are in it."""

    name: str
    threads: Sequence[Counter[str]]
    mails: int

    @property
    def holds(self) -> bool:
        """Whether each story is one thread, each thread one story, and the digests one more."""
        return len(self.threads) == len(HEADLINES) + 1 and all(len(thread) == 1 for thread in self.threads)


def certify(place: Path) -> None:
    """Write a certificate for the server, and the authority to trust."""
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    authority.cert_pem.write_to_path(str(place / "authority.pem"))
    for part in certificate.cert_chain_pems:
        part.write_to_path(str(place / "server.pem"), append=True)
    certificate.private_key_pem.write_to_path(str(place / "server.key"))
    (place / "server.key").chmod(0o600)


def written() -> list[Message]:
    """Give the mails of the three stories and then the digests, in the order in which they were owed."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "data", clock=lambda: NOON) as store:
        for number, headline in enumerate(HEADLINES):
            name = f"paper{number}.example"
            watch = opening(f"https://{name}/", name=name)
            first = replace(watch.report, story=story(headline=headline))
            store.open_watch(replace(watch, headline=headline, report=first))
        rounds = range(1, VERSIONS + DIGESTS + 1)
        return [mail for number in rounds for mail in _told(store, 10 * number, digest=number > VERSIONS)]


def _told(store: Store, minute: int, *, digest: bool) -> Iterator[Message]:
    when = at(minute)
    for claim in store.claim_due(when, limit=len(HEADLINES), lease=LEASE):
        text = f"Text of minute {minute}."
        new = story(text, headline=f"Update {minute} of the story")
        store.record(replace(changed(claim, when, text, READER), story=new))
        if not digest:
            yield _mail(store, ready(store, when), when)
    if digest:
        batch = store.claim_batch(when, channel=Channel.MAIL, lease=LEASE)
        assert batch is not None
        store.decide(batch, [Telling(deliveries=batch.due, digest=True, day=when.date())], when)
        yield _mail(store, store.claim_telling(when, channel=Channel.MAIL, lease=LEASE), when)


def _mail(store: Store, telling: Telling | None, when: datetime) -> Message:
    assert telling is not None
    store.delivered(telling.deliveries[-1], when, told="250")
    mail = mail_builder(SENDER)(telling, Tellings(store).contents(telling), rule=None, zone=UTC, now=when)
    assert isinstance(mail, Message)
    return mail


def shuffled(mails: Sequence[Message], seed: int) -> list[Message]:
    """Give the mails out of order, without the first of the second story, some of them again and again."""
    chance = random.Random(seed)
    roots = [mail for mail in mails if mail.in_reply_to is None]
    going = [mail for mail in mails if mail is not roots[1]]
    going += chance.choices(going, k=len(going) // 3)
    chance.shuffle(going)
    return going


def send(mails: Sequence[Message], port: int, roots: Path) -> None:
    """Hand the mails to the server."""
    settings = SmtpSettings(
        host="localhost", port=port, security=Security.STARTTLS, ca_file=roots, timeout=timedelta(seconds=20)
    )
    sender = SmtpMailer(settings)
    for mail in mails:
        sender.send(mail)


def wait_for(folder: Path, number: int) -> None:
    """Wait until so many mails lie in a Maildir."""
    ends = time.monotonic() + _PATIENCE
    while len(list(folder.glob("new/*"))) < number:
        if time.monotonic() > ends:
            raise SystemExit(f"{len(list(folder.glob('new/*')))} of {number} mails came within {_PATIENCE:g} s")
        time.sleep(0.05)


def as_dovecot_reads(command: Path) -> Found:
    """Ask Dovecot for its threads."""
    with imaplib.IMAP4_stream(str(command)) as server:
        server.select("INBOX", readonly=True)
        _, stories = server.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (X-TRACKER-STORY X-TRACKER-KIND)])")
        _, threads = server.thread("REFERENCES", "UTF-8", "ALL")
    parts = [part for part in stories if isinstance(part, tuple)]
    of_story = {int(head.split()[0]): _whose(value.decode()) for head, value in parts}
    found = [Counter(of_story[int(number)] for number in re.findall(r"\d+", one)) for one in whole(threads[0].decode())]
    return Found(name="Dovecot, THREAD=REFERENCES", threads=found, mails=len(of_story))


def _whose(headers: str) -> str:
    """Give the number of the story that a mail tells, or `digest`."""
    story_number = re.search(r"X-Tracker-Story: *(\d+)", headers, re.IGNORECASE)
    return story_number[1] if story_number else "digest"


def whole(answer: str) -> list[str]:
    """Cut the answer of a THREAD into its outermost parentheses.

    Source: RFC 5256, section 4.
    """
    parts, depth, begins = [], 0, 0
    for place, character in enumerate(answer):
        if character == "(":
            begins, depth = (place if not depth else begins), depth + 1
        elif character == ")":
            depth -= 1
            if not depth:
                parts.append(answer[begins : place + 1])
    return parts


def as_notmuch_reads(config: Path) -> Found:
    """Ask notmuch for its threads."""

    def ask(*words: str) -> list[str]:
        environment = {**os.environ, "NOTMUCH_CONFIG": str(config)}
        done = subprocess.run(["notmuch", *words], env=environment, capture_output=True, text=True, check=True)
        return done.stdout.split()

    ask("config", "set", "index.header.Story", "X-Tracker-Story")
    ask("config", "set", "index.header.Kind", "X-Tracker-Kind")
    ask("new", "--quiet")
    asked = [*(f"Story:{number}" for number in range(1, len(HEADLINES) + 1)), "Kind:digest"]
    found = [
        Counter({words: count for words in asked if (count := int(ask("count", one, words)[0]))})
        for one in ask("search", "--output=threads", "*")
    ]
    return Found(name="notmuch", threads=found, mails=int(ask("count", "*")[0]))


def measured(place: Path, port: int, seed: int) -> bool:
    """Print the figures; gives whether all holds."""
    mails = written()
    going = shuffled(mails, seed)
    started = time.monotonic()
    send(going, port, place / "authority.pem")
    wait_for(place / "mail" / "desk", len(going))
    different = len({mail.message_id for mail in going})
    print(
        f"{len(going)} mails of {len(HEADLINES)} stories and of digests, {different} different ones, out of order, "
        f"one first mail missing: taken with STARTTLS and delivered in {time.monotonic() - started:.1f} s"
    )
    dovecot, notmuch = as_dovecot_reads(place / "imap.sh"), as_notmuch_reads(place / "notmuch-config")
    for found in (dovecot, notmuch):
        sizes = ", ".join(str(thread.total()) for thread in found.threads)
        print(f"{found.name}: {len(found.threads)} threads of {sizes} mails (bar {len(HEADLINES) + 1} threads)")
    print(f"notmuch counts {notmuch.mails} mails of {dovecot.mails} files (bar {different})")
    return dovecot.holds and notmuch.holds and notmuch.mails == different and dovecot.mails == len(going)


def main() -> int:
    """Do one of the two things that bench/mta.sh asks for."""
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("what", choices=["certificate", "measure"])
    words.add_argument("place", type=Path)
    words.add_argument("--port", type=int, default=2525)
    words.add_argument("--seed", type=int, default=1)
    given = words.parse_args()
    if given.what == "certificate":
        certify(given.place)
        return 0
    holds = measured(given.place, given.port, given.seed)
    print("holds" if holds else "BEYOND")
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
