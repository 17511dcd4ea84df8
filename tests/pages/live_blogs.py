"""Live blogs as sites write them: entries with ids or without, with times that move, declared or not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

HEADLINE = "Storm reaches the northern coast"
DEK = "What is known so far of the storm, the harbour wall and the ships that are still out."
URL = "https://coast.example/live/storm/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One entry: the site's id, its time as ISO 8601 in UTC, the stamp that readers see, headline and paragraphs."""

    id: str
    time: str
    stamp: str
    headline: str
    lines: tuple[str, ...]


ENTRIES = (
    Said(
        id="7c1d",
        time="2026-03-02T09:30:00Z",
        stamp="3 minutes ago",
        headline="The wall is breached",
        lines=(
            "The harbour wall was breached in two places, the coast guard said, and boats are adrift in the basin.",
            "Nobody is missing.",
        ),
    ),
    Said(
        id="5b77",
        time="2026-03-02T09:10:00Z",
        stamp="23 minutes ago",
        headline="The bridge is shut",
        lines=("The bridge was shut at nine after a gust overturned a lorry on it; its driver was not hurt.",),
    ),
    Said(
        id="3a90",
        time="2026-03-02T08:00:00Z",
        stamp="2 hours ago",
        headline="A red warning",
        lines=("Forecasters issued a red warning for the whole of the northern coast until late in the evening.",),
    ),
)
NEWEST = Said(
    id="91fe",
    time="2026-03-02T09:45:00Z",
    stamp="just now",
    headline="Ferries return",
    lines=("All ferries were called back to port, the company said, and none will leave before tomorrow morning.",),
)
GERMAN = (
    Said(
        id="a2",
        time="2026-03-02T09:30:00Z",
        stamp="vor 3 Minuten",
        headline="Die Hafenmauer bricht",
        lines=("Die Hafenmauer ist an zwei Stellen gebrochen, teilte die Küstenwache mit; Boote treiben im Becken.",),
    ),
    Said(
        id="a1",
        time="2026-03-02T08:00:00Z",
        stamp="vor 2 Stunden",
        headline="Rote Warnung",
        lines=("Der Wetterdienst hat für die gesamte Küste bis zum späten Abend eine rote Warnung ausgegeben.",),
    ),
)
JAPANESE = (
    Said(
        id="j2",
        time="2026-03-02T09:30:00Z",
        stamp="3分前",
        headline="防波堤が決壊",
        lines=(
            "海上保安庁によると、港の防波堤が二か所で決壊し、複数の船が港内を漂流しているという。けが人は確認されていない。",
        ),
    ),
    Said(
        id="j1",
        time="2026-03-02T08:00:00Z",
        stamp="2時間前",
        headline="警報を発表",
        lines=("気象台は今夜遅くまで北部沿岸の全域に特別警報を発表し、住民に海岸へ近づかないよう呼びかけている。",),
    ),
)
ARABIC = (
    Said(
        id="r2",
        time="2026-03-02T09:30:00Z",
        stamp="منذ 3 دقائق",
        headline="انهيار جدار الميناء",
        lines=("قال خفر السواحل إن جدار الميناء انهار في موضعين وإن عددا من القوارب ينجرف داخل الحوض منذ الصباح.",),
    ),
    Said(
        id="r1",
        time="2026-03-02T08:00:00Z",
        stamp="منذ ساعتين",
        headline="تحذير أحمر",
        lines=("أصدرت هيئة الأرصاد تحذيرا أحمر لكامل الساحل الشمالي حتى وقت متأخر من المساء وطالبت السكان بالحذر.",),
    ),
)
Writing = Callable[[Said], str]


def paragraphs(entry: Said) -> str:
    """Write the text of an entry."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in entry.lines)


def articles(entry: Said) -> str:
    """An article element with an id of its own, named like a box of noise, its headline a link to itself."""
    return (
        f"<article class='ticker-item card' id='block-{entry.id}'><header><time datetime='{entry.time}'>{entry.stamp}"
        f"</time><h3><a href='#block-{entry.id}'>{entry.headline}</a></h3></header>{paragraphs(entry)}</article>"
    )


def items(entry: Said) -> str:
    """An item of a list with a data-id."""
    return (
        f"<li class='timeline__item' data-id='{entry.id}'><span class='timestamp'><time datetime='{entry.time}'>"
        f"{entry.stamp}</time></span><h2>{entry.headline}</h2><div>{paragraphs(entry)}</div></li>"
    )


def microdata(entry: Said) -> str:
    """A BlogPosting in microdata, its times in meta elements."""
    return (
        "<div itemprop='liveBlogUpdate' itemscope itemtype='https://schema.org/BlogPosting'>"
        f"<meta itemprop='datePublished' content='{entry.time}'><h2 itemprop='headline'>{entry.headline}</h2>"
        f"<span class=when>{entry.stamp}</span><div itemprop='articleBody'>{paragraphs(entry)}</div></div>"
    )


def unnamed(entry: Said) -> str:
    """Boxes alike with a time each and no id."""
    return (
        f"<section class='live-post'><time datetime='{entry.time}'>{entry.stamp}</time><h3>{entry.headline}</h3>"
        f"{paragraphs(entry)}</section>"
    )


def flat(entry: Said) -> str:
    """No box at all: headlines and paragraphs one after the other."""
    return f"<h3>{entry.headline}</h3>{paragraphs(entry)}"


def live_page(
    entries: Sequence[Said],
    writing: Writing,
    *,
    declared: Sequence[Said] | None = None,
    kind: str = "LiveBlogPosting",
    around: str = "ul",
) -> bytes:
    """Write the page of a live blog.

    Args:
        entries: in the order of the page.
        writing: how the site writes one.
        declared: the entries that its JSON-LD lists; None: it lists none.
        kind: what JSON-LD calls the page.
        around: the element around the entries.
    """
    article: dict[str, object] = {"@type": kind, "headline": HEADLINE, "datePublished": "2026-03-02T07:30:00Z"}
    if declared is not None:
        article["liveBlogUpdate"] = [
            {
                "@type": "BlogPosting",
                "@id": f"{URL}#block-{entry.id}",
                "headline": entry.headline,
                "datePublished": entry.time,
                "articleBody": " ".join(entry.lines),
            }
            for entry in declared
        ]
    return (
        f"<html><head><title>{HEADLINE}</title><script type='application/ld+json'>{json.dumps(article)}</script></head>"
        f"<body><nav><a href='/'>Home</a></nav><main><h1>{HEADLINE}</h1><p class='standfirst'>{DEK}</p>"
        f"<{around} class='live-entries'>{''.join(map(writing, entries))}</{around}></main>"
        "<aside><h3><a href='/a'>Another story</a></h3></aside><footer><p>The Coast Paper</p></footer></body></html>"
    ).encode()
