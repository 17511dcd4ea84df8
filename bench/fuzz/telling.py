"""What is told: any two stories compared, their facts and sentences, and all that people see of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from io import StringIO
from typing import Final
from xml.parsers import expat

from rich.console import Console, RenderableType

from bench.fuzz.target import Target, each, expect, joined, words
from bench.mail_examples import HOSTILE, RULE, SEEN, SENDER, ZONE, article, delivery, version
from tests.view.outline import faults
from tests.view.timeline.examples import life
from tracker.core.blame import blame
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.core.sentence_edits import sentence_edits
from tracker.core.text.sentences import sentences
from tracker.edges.email import compose
from tracker.model import (
    AlertKind,
    Article,
    Block,
    BlockKind,
    Diff,
    Entry,
    Fact,
    Link,
    Message,
    SentenceEdit,
    Story,
    Version,
)
from tracker.model.life import LifeVersion
from tracker.view.feed import change_entry, feed_title, feed_xml
from tracker.view.letter import MOST_HTML_BYTES, change_message, digest_message, news_message
from tracker.view.letter.news import News, OtherNews, StoryNews
from tracker.view.markdown import version_markdown
from tracker.view.render import (
    CountLines,
    TextFile,
    as_json,
    changed_sentences,
    count,
    html_page,
    inline,
    patch,
    plain,
    side_by_side,
    text_blocks,
)
from tracker.view.safe import safe_json
from tracker.view.timeline import Step as LifeStep
from tracker.view.timeline import timeline_page

STORY: Final = b"\x1d"
"""Parts two stories; their lines are headline, standfirst and byline, then one block each."""
_KINDS: Final = {kind.value[0]: kind for kind in BlockKind}
_LINE: Final = b"\x1e"
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_MAILS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_RUNNING: Final = frozenset(
    {"script", "img", "iframe", "object", "embed", "svg", "base", "link", "form", "input", "video", "audio", "math"}
)


def stories(data: bytes) -> tuple[Story, Story]:
    """Give two stories; an input that holds one only gives it twice."""
    first, parted, second = data.partition(STORY)
    before = story(first)
    return before, story(second) if parted else before


def story(data: bytes) -> Story:
    """Give a story of lines: a block's begins with the letter of its kind and the digit of its entry, if any."""
    lines = [" ".join(words(line).split()) for line in data.split(_LINE)] + ["", "", ""]
    blocks = tuple(found for line in lines[3:] if (found := _block(line)) is not None)
    named = dict.fromkeys(block.entry for block in blocks if block.entry)
    entries = tuple(
        Entry(id=name, headline=f"Entry {name}", published=SEEN - timedelta(minutes=int(name))) for name in named
    )
    return Story(headline=lines[0], dek=lines[1], byline=lines[2], blocks=blocks, entries=entries)


def _block(line: str) -> Block | None:
    kind, rest = _KINDS.get(line[:1], BlockKind.PARAGRAPH), line[1:]
    entry = rest[0] if rest[:1] in tuple("0123456789") else ""
    text, *linked = rest[len(entry) :].split("|")
    links = tuple(Link(text=name, url=url) for name, _, url in (one.partition(">") for one in linked) if name)
    return Block(kind=kind, text=text.strip(), links=links, entry=entry) if text.strip() else None


def compare(data: bytes) -> None:
    """Two stories laid over each other: both rebuilt to the letter, and each sentence of both in one edit."""
    before, after = stories(data)
    found = diff(before, after)
    expect(found == diff(before, after), "the same stories differ in two ways")
    expect(found.before == tuple(block.text for block in before.blocks), "the old text is not rebuilt")
    expect(found.after == tuple(block.text for block in after.blocks), "the new text is not rebuilt")
    lines = [(field.before, field.after) for field in found.fields]
    expect(
        lines == [(getattr(before, name), getattr(after, name)) for name in ("headline", "dek", "byline")],
        "a line above the text is not rebuilt",
    )
    expect(not diff(after, after).changed, "a story differs from itself")
    for block in found.blocks:
        expect(all(span.text for span in block.spans), "a span is empty")
        _expect_places(block.before, len(before.blocks))
        _expect_places(block.after, len(after.blocks))
    _expect_told(before, after, found)


def _expect_places(places: tuple[int, ...], most: int) -> None:
    expect(all(0 <= place < most for place in places), f"{places} of {most} blocks")


def _expect_told(before: Story, after: Story, found: Diff) -> None:
    happened = facts(before, after, found)
    expect(all(fact.block is None or 0 <= fact.block < len(found.blocks) for fact in happened), "a fact has no place")
    edits = sentence_edits(found, facts=happened)
    for side, name in ((before, "old"), (after, "new")):
        _expect_whole(side, edits, name)
    told = [LifeVersion(version=version(1, 9, before.headline), story=before)]
    told.append(LifeVersion(version=version(2, 5, after.headline), story=after))
    blame(told)


def _expect_whole(side: Story, edits: tuple[SentenceEdit, ...], name: str) -> None:
    found = "".join(sorted("".join(str(getattr(edit, name) or "") for edit in edits).replace(" ", "")))
    text = side.headline + side.dek + side.byline + "".join(block.text for block in side.blocks)
    whole = "".join(sorted("".join(text.split())))
    expect("".join(found.split()) == whole, f"the sentences of the {name} story are not all told, or told twice")


def show(data: bytes) -> None:
    """Two stories shown in every way: nothing steers, nothing runs, and no header is added to a mail."""
    before, after = stories(data)
    found = diff(before, after)
    happened = tuple(facts(before, after, found))
    for form, text in _texts(before, after, found, happened):
        steering = _STEERING.findall(text)
        expect(not steering, f"{form} holds {steering[:5]}")
    _expect_inert(before, after, found, happened)
    for message in _messages(before, after, found, happened):
        _expect_mail(message)


def _texts(before: Story, after: Story, found: Diff, happened: tuple[Fact, ...]) -> Iterator[tuple[str, str]]:
    yield "inline", _drawn(inline(found, facts=happened), 60)
    yield "inline in ASCII", _drawn(inline(found, facts=happened, ascii_signs=True), 30)
    yield "side by side", _drawn(side_by_side(found, facts=happened), 120)
    yield "plain", plain(found, facts=happened)
    yield "sentences", plain(found, facts=happened, excerpt=changed_sentences(sentences))
    yield "text of a mail", text_blocks(found, facts=happened)
    yield "patch", patch(found, before=TextFile(name="a"), after=TextFile(name="b"))
    yield "counts", _drawn(CountLines(count(found, happened, words=len, sentences=sentences)), 80)
    yield "Markdown", version_markdown(_versions(before, after)[1], after, summary=summary(happened))
    line = json.dumps(as_json(found, list(happened)), ensure_ascii=False)
    shown = safe_json(line)
    expect(json.loads(shown) == json.loads(line), "escaped JSON is another JSON")
    yield "JSON", re.sub("[\ud800-\udfff]", "", shown)


def _drawn(what: RenderableType, width: int) -> str:
    out = StringIO()
    Console(file=out, width=width, color_system=None, markup=False, emoji=False, highlight=False).print(what)
    return out.getvalue()


def _versions(before: Story, after: Story) -> tuple[Version, Version]:
    return version(3, 40, before.headline), version(4, 0, after.headline)


def _article(after: Story) -> Article:
    # An address and a host come from a stranger too.
    return replace(article(headline=after.headline), url=f"https://a.example/{after.dek}", host=after.byline or "a")


def _expect_inert(before: Story, after: Story, found: Diff, happened: tuple[Fact, ...]) -> None:
    page = html_page(found, title=after.headline, lines=(after.byline,), summary=summary(happened), facts=happened)
    expect(not _elements(page) & _RUNNING and not _STEERING.search(page), "a page of a diff runs or steers")
    old, new = (replace(one, number=number) for number, one in enumerate(_versions(before, after), start=1))
    step = LifeStep(before=old, after=new, diff=found, facts=happened, summary=summary(happened), language="en")
    whole = timeline_page(
        life([old, new], article=_article(after)), [step, LifeStep(before=None, after=old, language="en")]
    )
    expect(not faults(whole), f"a timeline: {faults(whole)[:3]}")
    entry = change_entry(_article(after), new, store_id="a", diff=found, facts=happened, summary=summary(happened))
    feed = feed_xml(
        [entry], name="urn:uuid:1", title=feed_title(_article(after)), file="a", link=after.dek, since=SEEN, program="1"
    )
    expat.ParserCreate().Parse(feed.encode("utf-8"), True)
    expect(not _STEERING.search(feed), "a feed steers")
    expect(not _elements(entry.html) & _RUNNING, f"a feed's entry holds {_elements(entry.html)}")


def _messages(before: Story, after: Story, found: Diff, happened: tuple[Fact, ...]) -> Iterator[Message]:
    old, new = _versions(before, after)
    about = _article(after)
    owed = delivery(thread_subject=before.headline, detail=after.dek)
    yield change_message(
        article=about,
        before=old,
        after=new,
        versions=[new],
        diff=found,
        facts=happened,
        summary=summary(happened),
        deliveries=[owed],
        reason=RULE,
        sender=SENDER,
        zone=ZONE,
        now=SEEN,
        text_language=after.language,
    )
    gone = replace(owed, kind=AlertKind.GONE, detail=after.headline)
    yield news_message(article=about, deliveries=[gone], sender=SENDER, zone=ZONE, now=SEEN, reason=after.byline)
    told = StoryNews(
        article=about, before=old, after=new, versions=(new,), diff=found, facts=happened, summary=summary(happened)
    )
    carrier = replace(owed, kind=AlertKind.DIGEST, article_id=None, version=None)
    news: list[News] = [told, OtherNews(article=about, deliveries=(gone,))]
    yield digest_message(news=news, delivery=carrier, reason=RULE, sender=SENDER, zone=ZONE, now=SEEN)


_OUR_HEADERS: Final = re.compile(
    r"from|to|subject|date|message-id|in-reply-to|references|auto-submitted|x-auto-response-suppress|list-id|"
    r"list-unsubscribe|list-unsubscribe-post|mime-version|content-type|x-tracker-[a-z-]+"
)


def _expect_mail(message: Message) -> None:
    head = compose(message).partition(b"\r\n\r\n")[0].decode("ascii")
    names = [line.partition(":")[0].lower() for line in head.split("\r\n") if line[:1] not in (" ", "\t")]
    strange = [name for name in names if not _OUR_HEADERS.fullmatch(name)]
    expect(not strange and len(set(names)) == len(names), f"a mail has the headers {strange or names}")
    expect(max(map(len, head.split("\r\n"))) <= 998, "a line of a mail's head is too long")
    expect(not _IN_MAILS.search(message.html + message.text), f"a mail steers: {message.subject!r}")
    expect(len(message.html.encode()) <= MOST_HTML_BYTES, "a mail is larger than it may be")
    expect(not _elements(message.html) & _RUNNING, f"a mail holds {_elements(message.html) & _RUNNING}")


class _Elements(HTMLParser):
    """Names of elements; an attribute that would run counts as a script."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        for name, value in attrs:
            leads = name == "href" and not re.match(r"https?://|mailto:|#", value or "")
            loads = name == "style" and re.search(r"url\(|@import|expression|/\*", value or "")
            refreshes = name == "http-equiv" and value not in ("Content-Security-Policy", "Content-Type")
            if (
                name.startswith("on")
                or name in ("src", "srcset", "srcdoc", "formaction")
                or leads
                or loads
                or refreshes
            ):
                self.found.add("script")


def _elements(page: str) -> set[str]:
    return _Elements(page).found


def _seed(*lines: str) -> bytes:
    return joined(*lines)


_OLD: Final = _seed(
    "Ferry strikes pier",
    "Two are hurt",
    "By A. Writer",
    "pAt least 12 people were injured, the coast guard said. The ship was towed.|coast guard>https://a.example/1",
    "hWhat is known",
    "l“We heard a scraping,” said Ines Marlow.",
    "nCorrection: An earlier version said 11 people were hurt.",
)
_NEW: Final = _seed(
    "Ferry rams pier",
    "Three are hurt",
    "By A. Writer and B. Other",
    "pAt least 45 people were injured, the coast guard said. It was towed on Friday.|coast guard>https://a.example/2",
    "l“We heard a loud scraping,” said Ines Marlow.",
    "hWhat is known",
    "p地震が発生し、死者は12人に増えた。",
    "tTown 12 13",
)
_LIVE: Final = _seed("Live", "", "", "p1At noon it rained.", "p1More.", "p2At one it rained.", "pBelow all.")
_LATER: Final = _seed("Live", "", "", "p3At two it snowed.", "p1At noon it rained hard.", "p2At one it rained.")
_HOSTILE: Final = tuple(
    STORY.join((_OLD, _seed(one[:300], one[:300], one[:300], f"p{one[:300]}", f"q{one[:300]}|{one[:60]}>{one[:60]}")))
    for one in HOSTILE
)
_SEEDS: Final = (STORY.join((_OLD, _NEW)), STORY.join((_LIVE, _LATER)), STORY.join((_OLD, b"")), *_HOSTILE)

TARGETS: Final = each(
    (
        Target(name="compare", check=compare, seeds=_SEEDS, seconds=3.0),
        Target(name="show", check=show, seeds=_SEEDS, seconds=3.0, longest=4096),
    )
)
"""Everything of this module that is fuzzed, by name."""
