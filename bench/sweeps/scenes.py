"""What is swept: the verbs of the program in an order in which each has something to do, and what a record is asked.

Each scene begins in a folder that was prepared once; its site says the same throughout, so that any step can be done
again from any state before it.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import trustme

from bench.sweeps.works import ask_a_record, go_on
from tests.app.pages import EDITED, FIRE, page
from tests.edges.store.examples import NOON
from tests.edges.store.older import keep_older_record
from tests.edges.store.test_redacting import fill
from tests.program import Program
from tests.servers.http import Newsroom
from tests.servers.smtp import MailServer
from tests.servers.wayback import SavePageNow
from tracker.edges.store import Store

Work = Callable[[Path, Callable[[str], None]], None]
STORY, OTHER, LATER, FEED, HOOK = "/fire", "/ferry", "/2026/11/27/live-storm-reaches-aldern", "/feed", "/hook"
NAMES: Final = "Fire in the harbour of Aldern", "A ferry is late again", "Live: storm reaches the coast of Aldern"
SETTINGS: Final = """\
[mail]
transport = "folder"

[[recipient]]
address = "desk@example.org"

[[webhook]]
name = "hook"
url = "{hook}"
{more}
"""
_BY_SMTP: Final = """\
[mail]
transport = "smtp"

[mail.smtp]
host = "localhost"
port = {port}
security = "starttls"
username = "tracker"
password_file = "password"
ca_file = "authority.pem"
timeout = "5s"

[[recipient]]
address = "desk@example.org"
"""
_BY_OTHERS: Final = """\
[mail]
transport = "sendmail"
sendmail = "sh sendmail.sh"

[[recipient]]
address = "desk@example.org"

[[chat]]
name = "room"
url_file = "chat"

[archive]
enabled = true
server = "{archive}"
keys_file = "keys"
"""
_SENDMAIL: Final = "mkdir -p mails && cat > mails/$$-$(date +%s%N)\n"
MORE: Final = """
[feed]
enabled = true

[[watch]]
url = "{feed}"
take = "all"
"""
_FEED: Final = """<rss version="2.0"><channel><title>Aldern</title><item><title>{title}</title><link>{link}</link>
<pubDate>{date}</pubDate></item></channel></rss>"""


@dataclass(slots=True)
class Town:
    """Whoever is asked and told: a site, a mail server with a certificate, an archive; use it in a `with` block."""

    site: Newsroom = field(default_factory=Newsroom)
    archive: SavePageNow = field(default_factory=lambda: SavePageNow(polls=0))
    authority: trustme.CA = field(default_factory=trustme.CA)
    mail: MailServer = field(init=False)
    _closing: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert("localhost").configure_cert(context)
        self.mail = MailServer(tls=context, accounts={"tracker": "secret"})

    def __enter__(self) -> Self:
        for server in (self.site, self.archive, self.mail):
            self._closing.enter_context(server)
        publish(self.site)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.close()

    def forget(self) -> None:
        """Forget the mails that came."""
        self.mail.received.clear()

    def mails(self, folder: Path) -> list[str]:
        """Give the Message-ID of each mail that came, by whichever way a folder's program sends them."""
        written = [*(folder / "snapshots" / "mail").glob("[nc][eu][wr]/*"), *(folder / "mails").glob("*")]
        found = [str(message_from_bytes(file.read_bytes())["Message-ID"]) for file in sorted(written)]
        return found + self.mail.message_ids

    def keeps_mails(self, folder: Path) -> bool:
        """Whether all mails that a folder's record tells of can be seen: those of other runs went to the server."""
        return (folder / "snapshots" / "mail").exists() or (folder / "mails").exists()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that is done: a verb of the program, or work on a record in a process of its own.

    Attributes:
        recover: what a restart of such work does; a verb is called once more.
        again: what the verb says, as a pattern, where it had done its work before it was killed.
    """

    words: tuple[str, ...] = ()
    work: Work | None = None
    recover: Work | None = None
    again: str = ""

    @property
    def name(self) -> str:
        """What is done, in a word or two."""
        return " ".join(self.words[:2]) if self.work is None else self.work.__name__.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Steps, and how their folder is prepared."""

    name: str
    prepare: Callable[[Program, Town], None]
    steps: tuple[Step, ...]


def publish(site: Newsroom) -> None:
    """Let the site say what it says when the steps begin."""
    # The link of a feed is a new article each time it is read; old articles are passed over.
    link, date = site.url(LATER), "Fri, 27 Nov 2026 12:00:00 GMT"
    site.publish(OTHER, page(*FIRE[::-1], headline=NAMES[1]))
    site.publish(LATER, page(*FIRE[1:], headline=NAMES[2]))
    site.publish(FEED, _FEED.format(title=NAMES[2], link=link, date=date), headers=(("Content-Type", "text/xml"),))
    site.publish(HOOK, "taken")
    site.publish(STORY, page(*EDITED, headline=NAMES[0]))


def configure(program: Program, town: Town, settings: str = SETTINGS, *, more: str = "") -> None:
    """Write the settings; by default mails lie in a folder, and a program is told too."""
    places = {"hook": town.site.url(HOOK), "port": town.mail.port, "archive": town.archive.url}
    written = settings.format(**places, more=more.format(feed=town.site.url(FEED)))
    program.configure(town.site.place, town.archive.place, pace="1s", more=written)


def _nothing(program: Program, town: Town) -> None:
    configure(program, town)
    publish(town.site)


def _watched(program: Program, town: Town) -> None:
    """Two articles under watch, of which one was changed since."""
    configure(program, town)
    publish(town.site)
    town.site.publish(STORY, page(*FIRE, headline=NAMES[0]))
    _done(program, "add", town.site.url(STORY), town.site.url(OTHER))
    publish(town.site)


def _due(program: Program, town: Town) -> None:
    """The same, due at once, a feed to be followed, and a change that is owed still."""
    _watched(program, town)
    _done(program, "poll", "1")
    town.site.publish(STORY, page(*EDITED, headline=f"{NAMES[0]} is out"))
    _done(program, "pause", "1")
    _done(program, "resume", "1")
    configure(program, town, more=MORE)


def _by_smtp(program: Program, town: Town) -> None:
    """The same, by a mail server with STARTTLS and a login."""
    _due(program, town)
    (program.folder / "password").write_text("secret\n")
    (program.folder / "password").chmod(0o600)
    town.authority.cert_pem.write_to_path(str(program.folder / "authority.pem"))
    configure(program, town, _BY_SMTP)


def _by_others(program: Program, town: Town) -> None:
    """The same, by the machine's own mail system, to a chat, and to an archive."""
    _due(program, town)
    (program.folder / "sendmail.sh").write_text(_SENDMAIL)
    for name, words in (("chat", f"json://{town.site.place}{HOOK}"), ("keys", "access:secret")):
        (program.folder / name).write_text(words)
        (program.folder / name).chmod(0o600)
    configure(program, town, _BY_OTHERS)


def _kept(program: Program, town: Town) -> None:
    """A record of one article with four versions."""
    configure(program, town)
    with Store.open(program.folder / "snapshots", clock=lambda: NOON) as store:
        fill(store)


def _older(program: Program, town: Town) -> None:
    """A record of the first schema."""
    configure(program, town)
    keep_older_record(program.folder / "snapshots")


def _done(program: Program, *words: str) -> None:
    said = program(*words)
    if said.code:
        raise RuntimeError(f"the scene cannot be set: {' '.join(words)}: {said.err}")


def _verbs(*steps: tuple[str, ...], again: str = "") -> tuple[Step, ...]:
    return tuple(Step(words=words, again=again) for words in steps)


# Mails of what is taken out of the record go too.
_LATER: Final = (("run", "--once"), ("redact", "1", "2", "--reason", "a court"))


def scenes(town: Town) -> tuple[Scene, ...]:
    """Give all scenes of a town."""
    site = town.site
    first, second = site.url(STORY), site.url(OTHER)
    begin = (
        *_verbs(("add", first, second, "--tag", "fire"), again="under watch already"),
        *_verbs(("discover", site.url(FEED), "--all")),
    )
    ask = _verbs(
        ("poll", "1"), ("tag", "1", "a", "b"), ("pause", "1"), ("resume", "1"), ("reteach", "1"), ("poll", "2"),
        ("dismiss", "1", "2"), ("alerts", "mute", "1", "--for", "2h"), ("alerts", "unmute", "1"),
        ("alerts", "test", "desk@example.org"), ("mirror",), ("remove", "2"),
        again="already|no mute|was dismissed",
    )  # fmt: skip
    copy = _verbs(
        ("export", "1", "--out", "a.jsonl"), ("export", "--out", "b.wacz"), ("export", "--out", "c.warc.gz"),
        ("export", "1", "--timeline", "d.html"), ("export", "1", "--excerpts", "e.md"),
        ("export", "1", "--sentences", "f.jsonl"), ("backup", "g.db"), ("--data", "elsewhere", "restore", "g.db"),
        ("prune", "--older", "1h"), ("redact", "1", "2", "--reason", "a court"),
        again="there already|holds a record|was redacted|is redacted|already",
    )  # fmt: skip
    return (
        Scene(name="begin", prepare=_nothing, steps=begin),
        Scene(name="run", prepare=_due, steps=_verbs(("run", "--once"), *_LATER)),
        Scene(name="smtp", prepare=_by_smtp, steps=_verbs(("run", "--once"))),
        Scene(name="others", prepare=_by_others, steps=_verbs(("run", "--once"))),
        Scene(name="ask", prepare=_watched, steps=ask),
        Scene(name="copy", prepare=_kept, steps=copy),
        Scene(name="older", prepare=_older, steps=_verbs(("list",))),
        Scene(name="record", prepare=_nothing, steps=(Step(work=ask_a_record, recover=go_on),)),
    )
