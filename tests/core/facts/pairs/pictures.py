"""Lead photographs, captions and links that changed, and what looks like it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tests.core.facts.labels import ABOVE, BELOW, Label, Pair, edited, figure
from tracker.model import Block, BlockKind, FactKind, Link, Photograph, Story

_SITE = "https://www.orrin-herald.example"
_PICTURES = (
    ("fire-1", "fire-2"),
    ("harbour", "mayor"),
    ("dam", "map-of-the-dam"),
    ("ferry-at-sea", "ferry-in-port"),
    ("court", "sketch-of-the-court"),
    ("storm", "roof"),
    ("team", "goal"),
    ("smoke", "crews"),
    ("portrait-of-quist", "portrait-of-quist-2031"),
    ("generic-police", "scene"),
)
_CAPTIONS: tuple[tuple[str, str, tuple[Label, ...]], ...] = (
    ("Smoke rises over the harbour on Friday", "Smoke rises over the cannery on Friday", ()),
    ("The mayor of Pell, Ilse Moor, at the school", "The mayor of Pell, Ilse Moor, at the town hall", ()),
    ("Crews at work near the dam", "Crews at work near the dam at dawn", ()),
    ("Aldo Renn leaves the court", "Harlan Quist leaves the court", ()),
    ("The ferry before it sank", "The Lady Maren after it sank", ()),
    ("Some 200 people came to the square", "Some 2,000 people came to the square", (figure("count", "200", "2,000"),)),
    ("A photograph from 2019 shows the tower", "A photograph from 2017 shows the tower",
     (figure("date", "2019", "2017"),)),
    ("Voters queue in Karsk", "Voters queue in Sarn", ()),
    ("The bridge after the storm. Photo: M. Holt", "The bridge after the flood. Photo: M. Holt", ()),
    ("Rescue dogs in the ruins", "Rescue dogs and their handlers in the ruins", ()),
    ("The suspect, right, with his lawyer", "The suspect, left, with his lawyer", ()),
)  # fmt: skip
_LINKED = "The harbour board published its report on the fire, and the owner of the cannery answered in a letter."
_LINKS = tuple(
    ((words, f"{_SITE}/{old}"), (words, f"{_SITE}/{new}"))
    for words, old, new in (
        ("its report", "report-1", "report-2"),
        ("The harbour board", "board", "board/about"),
        ("a letter", "letters/7", "letters/8"),
        ("its report on the fire", "draft.pdf", "final.pdf"),
        ("the owner", "people/quist", "people/calder"),
        ("answered", "news/2", "news/3"),
    )
)
_CAME = (("its report", "report-1"), ("a letter", "letters/7"), ("answered", "news/2"), ("the owner", "people/quist"))


_CAPTION_FREE = frozenset({FactKind.EDITED, FactKind.ADDED, FactKind.REMOVED, FactKind.REWRITTEN, FactKind.NAME})


def _body(*links: tuple[str, str]) -> tuple[Block, ...]:
    carried = tuple(Link(text=text, url=url) for text, url in links)
    middle = Block(kind=BlockKind.PARAGRAPH, text=_LINKED, links=carried)
    return (_paragraph(ABOVE), middle, _paragraph(BELOW))


def _paragraph(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def _story(blocks: tuple[Block, ...], picture: str = "", size: str = "1200") -> Story:
    lead = Photograph(identity=picture, url=f"{_SITE}/img/{picture}?w={size}") if picture else None
    return Story(headline="A headline", blocks=blocks, photograph=lead)


def _pair(family: str, name: str, before: Story, after: Story, *told: Label) -> Pair:
    return Pair(family=family, name=name, before=before, after=after, told=told)


def _photographs() -> Iterator[Pair]:
    swapped = Label(kind=FactKind.PHOTOGRAPH)
    for old, new in _PICTURES:
        yield _pair("photograph", f"{old} → {new}", _story(_body(), old), _story(_body(), new), swapped)
    same = _story(_body(), "fire-1")
    yield _pair("photograph trap", "another size", same, _story(_body(), "fire-1", size="640"))
    # A page that was read without its picture is no swap.
    yield _pair("photograph trap", "the same twice", same, same)


def _captions() -> Iterator[Pair]:
    for before, after, also in _CAPTIONS:
        label = Label(kind=FactKind.CAPTION, before=before, after=after)
        pair = _pair("caption", f"{before} → {after}", _captioned(before), _captioned(after), label, *also)
        # A caption that is told need not be counted as a paragraph; a name in it may be told too.
        yield replace(pair, free=_CAPTION_FREE, loose=True)
    still = _captioned("Smoke over the bay")
    text = replace(still, blocks=(*still.blocks[:-1], _paragraph(BELOW.replace("weekend", "evening"))))
    yield _pair("caption trap", "the text below it changed", still, text, edited())
    form = _captioned("Smoke over the Bay")
    yield _pair("caption trap", "capitals only", still, form, Label(kind=FactKind.COSMETIC))


def _captioned(caption: str) -> Story:
    return _story((Block(kind=BlockKind.CAPTION, text=caption), _paragraph(ABOVE), _paragraph(BELOW)), "fire-1")


def _links() -> Iterator[Pair]:
    free = frozenset({FactKind.EDITED})
    for old, new in _LINKS:
        label = Label(kind=FactKind.LINK, before=old[1], after=new[1])
        pair = _pair("link", f"{old[1]} → {new[1]}", _story(_body(old)), _story(_body(new)), label)
        yield replace(pair, free=free)
    for text, path in _CAME:
        link = (text, f"{_SITE}/{path}")
        came = Label(kind=FactKind.LINK, after=link[1])
        went = Label(kind=FactKind.LINK, before=link[1])
        with_it, without = _story(_body(link)), _story(_body())
        yield replace(_pair("link", f"{text} is linked", without, with_it, came), free=free)
        yield replace(_pair("link", f"{text} is linked no more", with_it, without, went), free=free)
    yield from _link_traps()


def _link_traps() -> Iterator[Pair]:
    link = ("its report", f"{_SITE}/report-1")
    tagged = ("its report", f"{_SITE}/report-1?utm_source=feed&utm_medium=rss")
    yield _pair("link trap", "a mark of the reader's way", _story(_body(link)), _story(_body(tagged)))
    worded = replace(_story(_body(link)), blocks=_worded(link))
    yield _pair("link trap", "the same link below other words", _story(_body(link)), worded, edited())
    new = Block(kind=BlockKind.PARAGRAPH, text="Read the whole verdict here.", links=(Link(text="here", url=_SITE),))
    label = Label(kind=FactKind.ADDED, after="1")
    with_it = _story((*_body(link), new))
    yield _pair("link trap", "in a paragraph that is new", _story(_body(link)), with_it, label)


def _worded(link: tuple[str, str]) -> tuple[Block, ...]:
    first, middle, last = _body(link)
    return (first, middle._replace(text=middle.text.replace("a letter", "an angry letter")), last)


def _named() -> Iterator[Pair]:
    before, after = _captioned("Crews at the pier"), _captioned("Crews at the pier")
    swapped = replace(after, photograph=Photograph(identity="pier-2", url=f"{_SITE}/img/pier-2"))
    texts = replace(swapped, blocks=(*after.blocks[:-1], _paragraph(BELOW.replace("islands", "Seal Island"))))
    told = (Label(kind=FactKind.PHOTOGRAPH), edited())
    pair = _pair("photograph", "beside an edit", before, texts, *told)
    yield replace(pair, free=frozenset({FactKind.NAME}))


PICTURES: tuple[Pair, ...] = (*_photographs(), *_captions(), *_links(), *_named())
