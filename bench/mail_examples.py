"""Mails as the tracker sends them, of stories made up for it: some that people get, and some hostile throughout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.core.text.sentences import sentences
from tracker.model import (
    AlertKind,
    Article,
    ArticleState,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Delivery,
    DeliveryState,
    Fact,
    FactKind,
    HoldReason,
    Message,
    Note,
    NoteKind,
    Story,
    Version,
    WatchKind,
)
from tracker.view.letter import News, OtherNews, Step, StoryNews, change_message, digest_message, news_message
from tracker.view.render import changed_sentences

SEEN: Final = datetime(2026, 11, 27, 7, 14, tzinfo=UTC)
ZONE: Final = ZoneInfo("Europe/Berlin")
SENDER: Final = "Tracker <tracker@desk.example>"
RULE: Final = "your rule asks for headline, toll and correction of all articles tagged “harbour”"

HOSTILE: Final = (
    "=?utf-8?q?a=0D=0ABcc=3A_e@x?=",
    "Fire\r\nBcc: e@x",
    "Fire\0\x1b]0;title\x07\x1b[2J",
    "\u202eerif\u2066",
    "</style></title></p></td></table></div><script>alert(1)</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" style="background:url(http://127.0.0.1:9/x)" x=\'',
    "<svg/onload=alert(1)><iframe src=javascript:alert(1)></iframe><meta http-equiv=refresh content=0;url=//x>",
    "<!--<![CDATA[<style>*{background:url(//x)}</style>--><base href=//x><link rel=stylesheet href=//x>",
    "{{ 7*7 }}{% raw %}{0.__class__}",
    "Fire \ud800 ice",
    "x" * 5_000,
    "𝔘𐍈" * 2_000,
)


def story(headline: str, *paragraphs: str, notes: Sequence[str] = (), dek: str = "", language: str = "en") -> Story:
    """Give a story of plain paragraphs, corrections at its end."""
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs]
    blocks += [Block(kind=BlockKind.NOTE, text=text) for text in notes]
    found = tuple(Note(kind=NoteKind.CORRECTION, text=text) for text in notes)
    return Story(headline=headline, dek=dek, blocks=tuple(blocks), notes=found, language=language)


def article(number: int = 12, headline: str = "Ferry strikes breakwater", host: str = "lantern.example") -> Article:
    """Give an article under watch."""
    return Article(
        id=number,
        url=f"https://{host}/news/{number}",
        host=host,
        kind=WatchKind.ARTICLE,
        headline=headline,
        state=ArticleState.BREAKING,
        marker=None,
        added=SEEN - timedelta(hours=6),
        page_state_since=SEEN - timedelta(hours=6),
    )


def version(number: int, minutes: float, headline: str, *, modified: float | None = None, of: int = 12) -> Version:
    """Give a version that was first seen so many minutes before the last look."""
    seen = SEEN - timedelta(minutes=minutes)
    return Version(
        article_id=of,
        number=number,
        first_seen=seen,
        last_seen_old=seen - timedelta(minutes=3) if number > 1 else None,
        last_seen=seen + timedelta(minutes=2),
        headline=headline,
        published=SEEN - timedelta(hours=7),
        modified=None if modified is None else SEEN - timedelta(minutes=modified),
        url=f"https://lantern.example/news/{of}",
        status_line="HTTP/1.1 200 OK",
        body_sha256="",
        text_sha256="",
        chain_hash="",
        change=Change(kinds=frozenset({ChangeKind.TEXT}), reason="text"),
    )


def delivery(number: int = 31, kind: AlertKind = AlertKind.CHANGED, **changes: object) -> Delivery:
    """Give an alert to one recipient."""
    plain = Delivery(
        id=number,
        article_id=12,
        version=4,
        kind=kind,
        recipient="desk@example.org",
        state=DeliveryState.PENDING,
        created=SEEN,
        attempts=1,
        next_try=SEEN,
        sent=None,
        message_id=f"<6f1e.12.{number}@desk.example>",
        in_reply_to="<6f1e.12.root@desk.example>",
        references=("<6f1e.12.root@desk.example>",),
        thread_subject="Ferry strikes breakwater",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def mail(
    old: Story,
    new: Story,
    before: Version,
    versions: Sequence[Version],
    deliveries: Sequence[Delivery],
    *,
    about: Article | None = None,
    told: tuple[Fact, ...] | None = None,
) -> Message:
    """Tell one story as a mail."""
    found = diff(old, new)
    happened = facts(old, new, found) if told is None else told
    return change_message(
        article=about or article(),
        before=before,
        after=versions[-1],
        versions=versions,
        diff=found,
        facts=happened,
        summary=summary(happened),
        deliveries=deliveries,
        reason=RULE,
        sender=SENDER,
        zone=ZONE,
        now=SEEN,
        text_language=new.language,
    )


OPENING: Final = (
    "A ferry with 214 people on board struck the outer breakwater of Lantern harbour shortly after six on Friday "
    "morning, the harbour office said.",
    "At least 12 people were injured, two of them severely, the coast guard said. The ship was towed to the quay.",
    "“We heard a scraping, then the lights went out,” said Ines Marlow, who was on her way to work.",
    "The cause was not known. The sea was calm and the sight was good, the weather office said.",
)


def headline_change() -> Message:
    """A headline that became another, and nothing declared."""
    old = story("Ferry strikes breakwater in Lantern harbour", *OPENING)
    new = story("Ferry was off its course before it struck breakwater", *OPENING)
    before, after = version(3, 42, old.headline, modified=50), version(4, 0, new.headline, modified=50)
    told = (*facts(old, new, diff(old, new)), _silent())
    return mail(old, new, before, [after], [delivery(in_reply_to=None, references=())], told=told)


def toll_and_correction() -> Message:
    """A toll that rose, an attribution that went, and a correction that says so in part."""
    old = story("Ferry strikes breakwater", *OPENING)
    risen = OPENING[1].replace("At least 12", "At least 45")
    added = "Divers searched the hull until noon and found nobody, the fire brigade said."
    correction = "Correction: An earlier version of this article said 12 people were injured. It is 45."
    new = story("Ferry strikes breakwater", OPENING[0], risen, OPENING[2], added, notes=[correction])
    before, after = version(4, 26, old.headline, modified=30), version(5, 0, new.headline, modified=2)
    return mail(old, new, before, [after], [delivery(version=5)])


def long_merge() -> Message:
    """Six versions in twelve minutes, told once from a to z."""
    old = story("Ferry strikes breakwater", *OPENING, *(_filling(number) for number in range(14)))
    kept = [_filling(number) for number in range(14) if number not in (2, 9)]
    kept[4] = kept[4].replace("said", "later told reporters").replace("boats", "vessels")
    kept.insert(7, "Trains to the harbour were stopped until Saturday morning, the railway said on its website.")
    kept.append(kept.pop(1))
    lead = OPENING[0].replace("214 people", "231 people")
    new = story(
        "Dozens injured as ferry strikes breakwater in calm sea",
        lead,
        OPENING[1].replace("At least 12", "At least 45"),
        *OPENING[2:],
        *kept,
        dek="Investigators look at the ship's steering; the line is closed until Monday.",
    )
    before = version(3, 61, old.headline, modified=66)
    versions = [
        version(number, 12 - 2.4 * place, new.headline, modified=4) for place, number in enumerate(range(4, 10))
    ]
    owed = [delivery(30 + place, version=one.number, held_for=HoldReason.BURST) for place, one in enumerate(versions)]
    return mail(old, new, before, versions, owed)


def digest(count: int = 5) -> Message:
    """What came together in a night."""
    carrier = delivery(
        90, AlertKind.DIGEST, article_id=None, version=None, thread_subject="Digest", in_reply_to=None, references=()
    )
    return digest_message(
        news=[*_stories(count), *_events()], delivery=carrier, reason=RULE, sender=SENDER, zone=ZONE, now=SEEN
    )


def flip() -> Message:
    """A headline that changed and changed back."""
    old = story("Ferry strikes breakwater", *OPENING)
    other = story("Ferry rammed breakwater at full speed", *OPENING)
    step = diff(old, other)
    happened = facts(old, other, step)
    versions = [version(4, 9, other.headline), version(5, 0, old.headline)]
    same = diff(old, old)
    return change_message(
        article=article(),
        before=version(3, 40, old.headline),
        after=versions[-1],
        versions=versions,
        diff=same,
        facts=(),
        summary="",
        deliveries=[delivery(version=4, held_for=HoldReason.BURST), delivery(32, version=5)],
        meanwhile=Step(diff=step, facts=happened, summary=summary(happened)),
        reason=RULE,
        sender=SENDER,
        zone=ZONE,
        now=SEEN,
    )


def right_to_left() -> Message:
    """A story in Arabic, told to a reader of English."""
    old = story("اصطدام عبّارة بحاجز الأمواج", "أصيب 12 شخصا على الأقل، وفق مكتب الميناء.", "البحر هائج.", language="ar")
    new = story("اصطدام عبّارة بحاجز الميناء", "أصيب 45 شخصا على الأقل، وفق مكتب الميناء.", "البحر هائج.", language="ar")
    about = article(headline=old.headline)
    sent = [delivery(thread_subject=old.headline)]
    return mail(old, new, version(3, 20, old.headline), [version(4, 0, new.headline)], sent, about=about)


def gone() -> Message:
    """An article that is not there any more."""
    owed = [
        delivery(40, AlertKind.BLOCKED, detail="HTTP 403 Forbidden", created=SEEN - timedelta(minutes=50)),
        delivery(41, AlertKind.GONE, detail="HTTP 410 Gone"),
    ]
    return news_message(article=article(), deliveries=owed, sender=SENDER, zone=ZONE, now=SEEN, reason=RULE)


def long_change(paragraphs: int = 2_000) -> Message:
    """So many paragraphs that each changed by one word."""
    texts = [f"Paragraph {number} says that some of the people were counted." for number in range(paragraphs)]
    old, new = story("Count goes on", *texts), story("Count is over", *(text.replace("some", "all") for text in texts))
    return mail(old, new, version(3, 20, old.headline), [version(4, 0, new.headline)], [delivery()])


def hostile(words: str) -> tuple[Message, ...]:
    """Mails of every form with the same words wherever a page, a server or a setting could have put them."""
    about = replace(article(headline=words, host=f"host {words}"), url=f"https://lantern.example/{words}")
    old, new = story("Ferry", "A quiet sea."), story(words, "A quiet sea.", f"So {words} it is.", dek=words)
    found = diff(old, new)
    told = tuple(
        Fact(
            kind=kind, text=f"{words} fact {kind}", place=words, before=words, after=words, sentences=((words, words),)
        )
        for kind in (FactKind.CORRECTION_ADDED, FactKind.HEADLINE, FactKind.NUMBER, FactKind.UNDECLARED)
    )
    before, after = version(3, 20, words), replace(version(4, 0, words), url=f"https://lantern.example/{words}")
    owed = delivery(thread_subject=words, detail=words)
    notice = delivery(44, AlertKind.BLOCKED, detail=words)
    one = StoryNews(
        article=about,
        before=before,
        after=after,
        versions=(after,),
        diff=found,
        facts=told,
        summary=f"{words} summary",
        deliveries=(owed,),
        language=words,
    )
    other = OtherNews(article=replace(about, id=13), deliveries=(notice,))
    shared = {"reason": words, "sender": SENDER, "zone": ZONE, "now": SEEN}
    carrier = delivery(91, AlertKind.DIGEST, article_id=None, version=None, thread_subject=words)
    return (
        change_message(
            article=about,
            before=before,
            after=after,
            versions=(after,),
            diff=found,
            facts=told,
            summary=one.summary,
            deliveries=(notice, owed),
            text_language=words,
            **shared,  # type: ignore[arg-type]
        ),
        news_message(article=about, deliveries=(notice, notice), **shared),  # type: ignore[arg-type]
        digest_message(news=(one, other), delivery=carrier, **shared),  # type: ignore[arg-type]
    )


def _silent() -> Fact:
    compared = "dateModified 2026-11-27 06:24 UTC, no update line, no note"
    return Fact(kind=FactKind.UNDECLARED, text=FactKind.UNDECLARED.value, place=compared)


def _filling(number: int) -> str:
    return (
        f"Berth {number + 1} was cleared by {7 + number % 5} boats, the harbour office said, and the crews of the "
        f"other piers waited for orders until {8 + number % 4} in the morning."
    )


_TOPICS: Final = (
    ("Storm warning for the whole coast", "The warning holds until 6 p.m.", "The warning holds until midnight."),
    ("Mayor answers questions on the budget", "She confirmed a gap of 3 million.", "She reported a gap of 5 million."),
    ("Quake shakes the valley", "At least 174 people were killed, officials said.", "At least 177 people were killed."),
    ("Rail strike ends", "Trains run again from Monday.", "Trains run again from Sunday evening, the union said."),
    ("Court hears first witness", "The witness is 31 years old.", "The witness, 32, spoke for two hours."),
)


def _stories(count: int) -> list[News]:
    found: list[News] = []
    for place in range(count):
        headline, was, now_is = _TOPICS[place % len(_TOPICS)]
        headline = headline if place < len(_TOPICS) else f"{headline} ({place})"
        old, new = story(headline, was, *OPENING[2:]), story(headline, now_is, *OPENING[2:])
        step = diff(old, new)
        happened = facts(old, new, step)
        numbers = range(4, 4 + 1 + place % 3)
        versions = tuple(
            version(number, 300 - 20 * place % 200 - 5 * row, headline, of=20 + place)
            for row, number in enumerate(numbers)
        )
        held = HoldReason.QUIET if place % 3 else HoldReason.CAP
        found.append(
            StoryNews(
                article=article(20 + place, headline, ("lantern.example", "coast.example")[place % 2]),
                before=version(3, 400, headline, of=20 + place),
                after=versions[-1],
                versions=versions,
                diff=step,
                facts=happened,
                summary=summary(happened),
                deliveries=tuple(delivery(50 + place, held_for=held) for _ in versions),
                excerpt=changed_sentences(sentences),
            )
        )
    return found


def _events() -> list[News]:
    about = article(77, "Bridge closed after inspection")
    return [OtherNews(article=about, deliveries=(delivery(80, AlertKind.GONE, article_id=77, detail="HTTP 404"),))]
