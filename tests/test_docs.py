"""The papers say what is true: verbs, keys and commands are those of the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tracker.cli.verbs import GROUPS, VERBS
from tracker.config import parse
from tracker.core.extract.phrases import LANGUAGES
from tracker.model import (
    AlertKind,
    Article,
    ArticleState,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Channel,
    Delivery,
    DeliveryState,
    Entry,
    Event,
    EventKind,
    Explanation,
    Fact,
    FactKind,
    Heat,
    HoldReason,
    Host,
    HostEvent,
    Kept,
    LeftOut,
    MarkerKind,
    MarkerSettings,
    Mute,
    Outcome,
    PageState,
    Passage,
    Photograph,
    Rule,
    Rung,
    SiteSettings,
    Sources,
    Story,
    Strength,
    Tombstone,
    Version,
    Visit,
    WatchKind,
    WatchSettings,
)
from tracker.model.blame import Form, SentenceLife
from tracker.model.hints import HintCount, HintKind
from tracker.model.life import HeadlineSpell, Ledger, LifeStep, NumberPoint, NumberThread, Turn
from tracker.model.source import CandidateState, Source, SourceKind
from tracker.view.alert_explaining import Explained, explained_json
from tracker.view.alert_preview import Preview, Replayed, preview_json
from tracker.view.alerts import Around, alert_json, mute_json
from tracker.view.blaming import sentence_json, turn_json
from tracker.view.explaining import explanation_json
from tracker.view.ledger_json import ledger_json
from tracker.view.passages import passage_json
from tracker.view.records import (
    JSON,
    article_json,
    block_json,
    entry_json,
    event_json,
    host_event_json,
    host_json,
    story_json,
    tombstone_json,
    version_json,
    visit_json,
)
from tracker.view.sources import Followed, watch_json

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARTICLE = Article(
    id=1,
    url="https://example.org/a",
    host="example.org",
    kind=WatchKind.ARTICLE,
    headline="A",
    state=ArticleState.BREAKING,
    marker=None,
    added=NOON,
    page_state_since=NOON,
)
VERSION = Version(
    article_id=1,
    number=1,
    first_seen=NOON,
    last_seen_old=None,
    last_seen=NOON,
    headline="A",
    published=None,
    modified=None,
    url="https://example.org/a",
    status_line="HTTP/1.1 200 OK",
    body_sha256="",
    text_sha256="",
    chain_hash="",
    change=Change(kinds=frozenset({ChangeKind.FIRST}), reason=""),
)
EVENT = Event(kind=EventKind.PAGE, state="article", reason="", began=NOON)
REDESIGN = HostEvent(host="example.org", kind="site redesigned", articles=3, began=NOON, ended=NOON)
STONE = Tombstone(
    article_id=1, number=1, what=Kept.PRUNED, after=1, reason="", written=NOON, previous="", chain_hash=""
)
PASSAGE = Passage(
    article_id=1,
    url="https://example.org/a",
    host="example.org",
    headline="A",
    kind="paragraph",
    text="A",
    matches=(),
    first=1,
    last=None,
    gaps=(),
    came_after=None,
    came_by=NOON,
)
TURN = Turn(number=1, earliest=1, after=None, by=NOON)
SENTENCE = SentenceLife(kind="headline", forms=(Form(text="A", came=TURN),), block=None)
LEDGER = Ledger(
    steps=(LifeStep(before=1, turn=TURN, facts=(Fact(kind=FactKind.CORRECTION_ADDED, text="A"),)),),
    threads=(NumberThread(number="toll", counted="dead", points=(NumberPoint(value="12", number=1),)),),
    headlines=(HeadlineSpell(headlines=("A",), turn=TURN, last=1, shown="A", since=TURN),),
)
FOLLOWED = Followed(
    watch=WatchSettings(url="https://example.org/"),
    sources=(
        Source(
            id=1,
            url="https://example.org/",
            host="example.org",
            kind=SourceKind.SITE,
            watch="https://example.org/",
            heat=Heat(at=NOON, born=NOON),
        ),
    ),
    trust=(HintCount(host="example.org", kind=HintKind.FEED, kept=1, broken=0),),
)
VISIT = Visit(began=NOON, ended=NOON, outcome=Outcome.SAME, state=PageState.ARTICLE, reason="")


def test_the_readme_names_every_verb(project: Path) -> None:
    readme = (project / "README.md").read_text()

    assert [verb for verb in VERBS if not re.search(rf"\b{verb}\b", readme)] == []


def test_the_help_groups_hold_every_verb_once() -> None:
    assert sorted(verb for _, verbs in GROUPS for verb in verbs) == sorted(VERBS)


def test_every_file_that_the_readme_points_to_exists(project: Path) -> None:
    readme = (project / "README.md").read_text()

    assert [name for name in re.findall(r"\]\(([^)]+)\)", readme) if not (project / name).exists()] == []


def test_every_key_of_the_json_is_documented(project: Path) -> None:
    documented = set(re.findall(r"`([a-z_0-9]+)`", (project / "docs" / "json.md").read_text()))
    entry, photograph = Entry(id="a"), Photograph(identity="a", url="https://example.org/a.jpg")
    block = Block(kind=BlockKind.PARAGRAPH, text="B")
    story = Story(headline="A", blocks=(block,), entries=(entry,), photograph=photograph)
    left = LeftOut(text="Advertisement", reason="label")
    host = Host(name="example.org", ready_at=NOON, tokens=1, tokens_at=NOON)
    explanation = Explanation(
        story=story,
        selector="article",
        index=0,
        matches=1,
        teacher_paragraphs=1,
        teacher_share=1.0,
        embedded="",
        zone=(),
        left_out=(left,),
        vetoes=(),
        sources=Sources(),
    )
    objects: tuple[dict[str, JSON], ...] = (
        *(article_json(ARTICLE), version_json(VERSION), visit_json(VISIT), story_json(story), host_json(host)),
        *(block_json(block), entry_json(entry), explanation_json(explanation)),
        sentence_json(SENTENCE, article=1, number=1, state="stands"),
        turn_json(TURN),
        *_nested(ledger_json(ARTICLE, LEDGER, ())),
        *_alert_objects(),
        # The numbers by state go by the states' names, which the next test looks for.
        *_nested({**watch_json(FOLLOWED), "candidates": None}),
        *(event_json(EVENT), host_event_json(REDESIGN), tombstone_json(STONE), passage_json(PASSAGE)),
    )

    assert {key for one in objects for key in one} - documented == set()


def _alert_objects() -> Iterator[dict[str, JSON]]:
    delivery = Delivery(
        id=1,
        article_id=1,
        version=2,
        kind=AlertKind.CHANGED,
        recipient="desk@example.org",
        state=DeliveryState.SENT,
        created=NOON,
        attempts=1,
        next_try=None,
        sent=NOON,
        message_id="<a@b>",
        in_reply_to=None,
        references=(),
        thread_subject="A",
    )
    replayed = Replayed(at=NOON, what="told", deliveries=(delivery,))
    whole = Preview(recipient="a", channel=Channel.MAIL, rule=Rule(), since=NOON, until=NOON, replayed=(replayed,))
    mute = Mute(id=1, recipient="", article_id=None, since=NOON, until=None, reason="")
    found = Explained(delivery=delivery, carrier=delivery)
    yield from (alert_json(delivery), mute_json(mute, now=NOON), explained_json(found, Around(now=NOON, zone=UTC)))
    for one in preview_json(whole, UTC, counts=False):
        yield from _nested(one)


def _nested(one: JSON) -> Iterator[dict[str, JSON]]:
    """Give an object and all objects in it."""
    if isinstance(one, dict):
        yield one
    for inner in one.values() if isinstance(one, dict) else one if isinstance(one, list) else ():
        yield from _nested(inner)


def test_every_word_that_a_key_can_say_is_documented(project: Path) -> None:
    text = (project / "docs" / "json.md").read_text()
    words = [
        one.value
        for kind in (
            AlertKind,
            CandidateState,
            HintKind,
            Channel,
            DeliveryState,
            HoldReason,
            ChangeKind,
            EventKind,
            Kept,
            MarkerKind,
            Outcome,
            Rung,
            Strength,
        )
        for one in kind
    ]

    assert [word for word in words if f"`{word}`" not in text] == []


def test_times_in_json_are_rfc_3339_in_utc() -> None:
    told = article_json(replace(ARTICLE, next_look=datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)))

    assert told["next_look"] == "2026-03-01T12:00:00.250Z"
    assert told["added"] == "2026-03-01T12:00:00.000Z"
    assert told["last_look"] is None


def test_the_changelog_has_an_unreleased_part(project: Path) -> None:
    assert "## Unreleased" in (project / "CHANGELOG.md").read_text()


def test_every_fault_point_is_named_once_in_the_code(project: Path) -> None:
    named = re.findall(
        r'fault_point\("([a-z._]+)"\)', "".join(path.read_text() for path in (project / "tracker").rglob("*.py"))
    )

    assert sorted(named) == sorted(set(named))
    assert {"parsing.child.start", "store.commit.before", "mail.smtp.data.after"} <= set(named)


def test_every_state_of_a_page_is_explained(project: Path) -> None:
    told = re.findall(r"(?m)^\| `([^`]+)` \|", (project / "docs" / "sites.md").read_text())

    assert told == [state.value for state in PageState]


def test_every_setting_of_a_site_and_of_the_marker_is_explained_with_an_example_that_holds(project: Path) -> None:
    text = (project / "docs" / "sites.md").read_text()
    examples = "\n".join(re.findall(r"```toml\n(.*?)```", text, re.DOTALL))
    settings = parse(examples, source=project / "config.toml", environment={})

    assert settings.sites == (
        SiteSettings(
            host="subscribers.example.org",
            cookies_file=project / "example-cookies.txt",
            headers_file=project / "example-headers.txt",
        ),
        SiteSettings(
            host="www.example.org", content="div.article-text", ignore="aside, div.promo", accept_language="de"
        ),
    )
    assert settings.marker == MarkerSettings(
        phrases=("our reporters are on the way",), vetoes=("as the club announces",)
    )
    assert [name for name in ("content", "ignore", "accept_language") if f"- `{name}` " not in text] == []


def test_the_files_that_the_page_of_sites_names_are_there(project: Path) -> None:
    text = (project / "docs" / "sites.md").read_text()

    assert "tracker/core/extract/phrase_table.py" in text
    for name in ("phrase_table.py", "phrase_table_abroad.py"):
        assert (project / "tracker" / "core" / "extract" / name).exists()
    assert len(LANGUAGES) > 40


FAULT = re.compile(r"^def (test_([a-z]+)_(\d+)_\w+)\(", re.MULTILINE)
KINDS_OF_FAULTS = {
    "SSRF": 9,
    "RED": 3,
    "AUTH": 1,
    "COOK": 1,
    "BODY": 5,
    "DL": 1,
    "HDR": 1,
    "TLS": 1,
    "CHR": 1,
    "POL": 3,
    "HOST": 1,
    "PRS": 3,
    "XML": 1,
    "DIF": 1,
    "TRM": 3,
    "HTM": 2,
    "CSV": 1,
    "PTH": 1,
    "LOG": 1,
    "RGX": 1,
    "MAIL": 10,
    "KILL": 1,
    "PWR": 1,
    "FULL": 1,
    "RO": 1,
    "LOCK": 1,
    "CORR": 1,
    "TWO": 1,
    "CLK": 2,
    "DNS": 1,
    "LEAK": 1,
    "THR": 1,
    "CFG": 2,
    "SEC": 1,
    "BAK": 1,
    "MIG": 1,
    "SIG": 1,
}


def test_every_row_of_faults_and_attacks_names_its_tests_and_every_such_test_has_its_row(project: Path) -> None:
    page = (project / "docs/security.md").read_text(encoding="utf-8")
    told = {
        cells[0].strip(): {(file, name) for file, names in ROW_TESTS.findall(cells[3]) for name in NAME.findall(names)}
        for cells in (line.strip("|").split("|") for line in page.splitlines() if re.match(r"\| [A-Z]+-\d+ \|", line))
    }
    there: dict[str, set[tuple[str, str]]] = {}
    for path in (project / "tests/faults").glob("test_*.py"):
        for name, kind, number in FAULT.findall(path.read_text(encoding="utf-8")):
            there.setdefault(f"{kind.upper()}-{number}", set()).add((path.stem, name))

    rows = [f"{kind}-{number}" for kind, last in KINDS_OF_FAULTS.items() for number in range(1, last + 1)]
    assert len(rows) == 69
    assert set(told) == set(rows)
    assert told == there


ROW_TESTS = re.compile(r"`(test_\w+)`: ((?:`test_\w+`(?:, )?)+)")
NAME = re.compile(r"`(test_\w+)`")
