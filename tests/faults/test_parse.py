"""Pages that are built to choke, mislead or outlast their reader, and pages that stand in an article's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.core.detect.stories import block, story
from tests.jobs.real_pages import watched
from tests.jobs.test_poll import look
from tests.jobs.test_poll_events import EDITED, last, unconditional
from tests.jobs.test_poll_pages import EDIT, closed_early
from tests.jobs.world import NOON
from tests.pages.furniture import NOISE, PLAIN
from tests.pages.layouts import URL, semantic
from tests.pages.matter import ENGLISH, RUSSIAN
from tests.pages.walls import WALLS
from tracker.core.detect import detect
from tracker.core.extract import decode
from tracker.core.extract.guard import LARGEST, refuse_bombs
from tracker.core.sources import read_listing
from tracker.errors import ReadingError
from tracker.jobs.reading import Reading, read_page
from tracker.model import (
    BlockKind,
    Change,
    Collapse,
    Held,
    Hold,
    Outcome,
    PageState,
    Redirect,
    WatchKind,
)


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE rss [<!ENTITY a "b">]>',
        '<!doctype rss [ <!entity a SYSTEM "file:///etc/passwd"> ]>',
        '<!DOCTYPE rss SYSTEM "https://evil.example/x.dtd" [<!ENTITY % p SYSTEM "x"> %p;]>',
        '<!-- <rss> --><!DOCTYPE rss [<!ENTITY a "b">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_1_entities_of_a_feed_are_refused_in_any_encoding(prolog: str, encoding: str) -> None:
    text = f"{prolog}<rss version='2.0'><channel><item><title>&a;</title><link>/x</link></item></channel></rss>"

    with pytest.raises(ReadingError, match="declares entities"):
        read_listing(text.encode(encoding), URL, None, NOON)


def test_prs_2_a_page_that_kills_its_reader_is_tried_three_times_and_then_once_a_day() -> None:
    here = unconditional()
    here.site.show(EDITED)
    here.site.deadly = True
    looks = []
    for _ in range(4):
        looks.append(look(here))
        here.clock.forward(minutes=10)

    assert [polled.visit.state for polled in looks] == [PageState.COLLAPSED] * 2 + [PageState.QUARANTINED] * 2
    assert looks[2].plan.at is not None
    assert looks[2].plan.at - looks[2].visit.ended == timedelta(days=1)
    assert [report.struck for report in here.log.reports[-4:]] == [here.site.body] * 4
    assert here.log.now().strikes == 4

    here.site.deadly = False
    back = look(here)
    assert back.visit.outcome is Outcome.CHANGED
    assert back.plan.at is not None
    assert back.plan.at - back.visit.ended < timedelta(hours=1)
    assert here.log.now().strikes == 0
    assert last(here).struck is None


@pytest.mark.parametrize(
    ("bomb", "said"),
    [
        ("x" * (LARGEST + 1), r"too large .* no article\.$"),
        ("<p " + "a=1 " * 2500 + ">", r"one of its tags has 250\d attributes"),
        ("<div>" * 1500 + "<br>" * 12_000, r"nested over 1000 levels deep"),
    ],
    ids=["size", "attributes", "nesting"],
)
def test_prs_1_a_page_that_would_choke_the_parser_is_refused_before_it_is_parsed(bomb: str, said: str) -> None:
    with pytest.raises(ReadingError, match=said):
        refuse_bombs(bomb)


CP1251 = f"<html><body><h1>{RUSSIAN.headline}</h1><p>{RUSSIAN.paragraphs[0]}</p></body></html>".encode("cp1251")


@pytest.mark.parametrize(("wall", "state"), WALLS.values(), ids=WALLS.keys())
def test_body_5_a_wall_is_a_state_and_no_version_and_the_watch_recovers(wall: bytes, state: PageState) -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(wall)
    behind = [here.look(), here.look()]
    here.pages.publish(semantic(ENGLISH, NOISE["cards shuffled"]))
    back = here.look()
    here.pages.publish(semantic(EDIT(ENGLISH), PLAIN))
    edited = here.look()

    assert [(polled.visit.state, polled.version) for polled in behind] == [(state, None)] * 2
    assert all(polled.visit.reason for polled in behind)
    assert (back.visit.state, back.visit.outcome, back.version) == (PageState.ARTICLE, Outcome.SAME, None)
    assert edited.visit.outcome is Outcome.CHANGED
    assert len(here.log.stories) == 2


def test_chr_1_bytes_in_another_charset_than_declared_are_a_failed_look() -> None:
    here = watched(semantic(RUSSIAN, PLAIN))

    here.pages.publish(CP1251)
    broken = here.look()
    here.pages.publish(semantic(RUSSIAN, NOISE["a later stamp"]))
    back = here.look()

    assert (broken.visit.state, broken.visit.outcome) == (PageState.COLLAPSED, Outcome.FAILED)
    assert "characters are broken" in broken.visit.reason
    assert (back.visit.outcome, len(here.log.stories)) == (Outcome.SAME, 1)


def test_prs_3_a_container_that_ends_early_hides_no_text_and_makes_no_version() -> None:
    here = watched(semantic(ENGLISH, PLAIN))
    here.pages.publish(closed_early(ENGLISH))
    wrapped = [here.look(), here.look()]
    here.pages.publish(semantic(ENGLISH, PLAIN))
    back = [here.look(), here.look()]

    assert [polled.visit.state for polled in wrapped + back] == [PageState.ARTICLE] * 4
    assert [polled.version for polled in wrapped + back] == [None] * 4


MOSTLY_EMPTY = "<!doctype html><html><head><title>{name}</title></head><body><h1>{name}</h1>{text}</body></html>"
LINE = "<p>Guests may use this network during their stay, says part {} of the terms that nobody reads to the end.</p>"
LONG = "".join(LINE.format(number) for number in range(12))
STANDING_IN = {
    "a trace of a failure": ("Internal Server Error", "<pre>" + "File app.py, line 3, in view\n" * 60 + "</pre>"),
    "a failure of another name": ("NameError at /story", "<pre>" + "File app.py, line 3, in view\n" * 60 + "</pre>"),
    "a hotel's network": ("Welcome to our network", LONG),
    "terms of service": ("Terms of service", LONG),
    "maintenance at length": ("Scheduled maintenance", LONG),
    "a listing of files": ("Index of /", "<pre>" + '<a href="a">a.html</a>  2026-01-01 10:00  4.0K\n' * 60 + "</pre>"),
    "a login at length": ("Sign in to continue", LONG + "<form><input type=password></form>"),
    "a bare redirect of scripts": ("Redirecting", "<script>location.href='/?cookie=1'</script>"),
    "a redirect by markup": ("Redirecting", '<meta http-equiv="refresh" content="0;url=/x"><p>Please click here.</p>'),
}


@pytest.mark.parametrize(("name", "text"), STANDING_IN.values(), ids=STANDING_IN.keys())
def test_body_5_another_page_in_an_articles_place_is_a_state_however_long_it_stands(name: str, text: str) -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(MOSTLY_EMPTY.format(name=name, text=text).encode())
    looks = [here.look() for _ in range(3)]
    here.clock.forward(hours=30)
    looks.append(here.look())
    here.pages.publish(semantic(EDIT(ENGLISH), PLAIN))
    back = here.look()

    assert [(polled.version, bool(polled.visit.reason)) for polled in looks] == [(None, True)] * 4
    assert looks[-1].visit.state is not PageState.ARTICLE
    assert (back.visit.outcome, len(here.log.stories)) == (Outcome.CHANGED, 2)


def test_body_5_a_redirect_to_another_article_is_no_edit_of_this_one() -> None:
    here = watched(semantic(ENGLISH, PLAIN))

    here.pages.publish(semantic(RUSSIAN, PLAIN))
    here.pages.url = "https://valley.example/another"
    here.pages.redirects = (Redirect(url=URL, status=302, location=here.pages.url),)
    looks = [here.look() for _ in range(3)]
    here.pages.publish(semantic(EDIT(ENGLISH), PLAIN))
    here.pages.url, here.pages.redirects = URL, ()
    back = here.look()

    assert [polled.version for polled in looks] == [None] * 3
    assert looks[-1].visit.reason.startswith("its address leads elsewhere, where another text stands: https://valley")
    assert (back.visit.outcome, len(here.log.stories)) == (Outcome.CHANGED, 2)


def test_chr_1_notes_that_come_broken_are_no_word_of_the_newsroom() -> None:
    before = story(*(f"Sentence {number} about the ferry that struck the pier." for number in range(9)))
    noted = replace(before, blocks=(*before.blocks, block("“Updated” at noon.", BlockKind.NOTE)))
    broken = replace(
        noted, blocks=tuple(one._replace(text=one.text.replace("“", "â€œ") + " Ã©") for one in noted.blocks)
    )
    held = Held(story=broken, reason="", since=NOON, until=NOON)

    assert isinstance(detect(noted, broken, held=held, now=NOON), Collapse)


DECLARED = {
    "no word at all": (None, b"", "utf-8"),
    "the header": ("text/html; charset=iso-8859-1", b"", "cp1252"),
    "the page": ("text/html", b'<meta charset="windows-1252">', "cp1252"),
    "a charset that is none": ("text/html; charset=rot13", b"", "utf-8"),
    "utf-16 that is none": ("text/html; charset=utf-16", b'<meta charset="utf-16">', "utf-8"),
    "a byte order mark against the header": ("text/html; charset=iso-8859-1", b"", "utf-16"),
    "a byte order mark of utf-8": ("text/html; charset=windows-1251", b"", "utf-8-sig"),
}


@pytest.mark.parametrize(("header", "head", "codec"), DECLARED.values(), ids=DECLARED.keys())
def test_chr_1_a_page_is_read_as_a_browser_reads_it(header: str | None, head: bytes, codec: str) -> None:
    text = "".join(f"<p>Zoë told the café’s guests of part {number} of the evening’s news.</p>" for number in range(9))
    page = (
        f"<!doctype html><html><head>{head.decode()}</head><body><article><h1>Café</h1>{text}</article></body></html>"
    )

    reading = read_page(page.encode(codec), URL, header, None, WatchKind.PAGE, NOON)

    assert reading.story is not None
    assert reading.story.blocks[0].text == "Zoë told the café’s guests of part 0 of the evening’s news."


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "punycode", "utf-32", "cp037", "base64"])
def test_chr_1_what_no_browser_reads_is_no_charset_of_pages(charset: str) -> None:
    assert decode(b"+ADw-script+AD4- \\x3cb\\x3e", charset=charset) == "+ADw-script+AD4- \\x3cb\\x3e"


def test_chr_1_charsets_are_known_by_their_names_on_the_web() -> None:
    assert decode("ข่าวด่วน".encode("cp874"), charset="windows-874") == "ข่าวด่วน"
    assert decode("速報".encode("cp932"), charset="x-sjis") == "速報"


@pytest.mark.parametrize("text", [b"<" * 60_000, b"<!--" * 20_000, b"\x00" * 5000, b"&" * 30_000], ids=repr)
def test_prs_1_what_is_no_markup_is_read_or_refused_in_no_time(text: bytes) -> None:
    assert read_page(text, URL, "text/html", None, WatchKind.ARTICLE, NOON).story is None


def test_prs_1_a_text_longer_than_any_article_is_refused() -> None:
    page = b"<html><body><article><h1>A</h1><p>" + b"word " * 200_001 + b"</p></article></body></html>"
    with pytest.raises(ReadingError, match=r"its text has 10000\d\d characters, at most 1000000; it is no article"):
        read_page(page, URL, "text/html", None, WatchKind.ARTICLE, NOON)


def test_xml_1_entities_of_a_page_stay_what_they_are() -> None:
    bomb = b"<!DOCTYPE html [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'>]><html><body><article><h1>&b;</h1></article>"
    reading = read_page(bomb, URL, "text/html", None, WatchKind.PAGE, NOON)
    assert "lollol" not in (reading.story.text if reading.story else "")


@pytest.mark.parametrize("lines", [("All of it is the same line.",) * 1500, tuple(f"Line {n}." for n in range(1500))])
def test_dif_1_thousands_of_lines_in_place_of_others_are_compared_within_bounds(lines: tuple[str, ...]) -> None:
    before = story(*(line.replace("i", "o") for line in lines), "The end of the old text stands alone here.")
    after = story("The begin of the new text stands alone here.", *lines)

    assert isinstance(detect(before, after, held=None, now=NOON), (Change, Hold))


def headed(meta: str) -> Reading:
    """Read a sound page with more in its head."""
    body = semantic(ENGLISH, PLAIN).replace(b"<head>", b"<head>" + meta.encode())
    return read_page(body, URL, None, None, WatchKind.ARTICLE, NOON)


@pytest.mark.parametrize(
    "date", ["2026-01-01T00:00:00+99:99", "99999-01-01", "0001-01-01T00:00:00+14:00", "2026-02-30"]
)
def test_a_date_that_is_none_leaves_the_article_readable(date: str) -> None:
    meta = f'<meta property="article:published_time" content="{date}"><meta name="date" content="{date}">'
    reading = headed(meta)
    assert reading.state is PageState.ARTICLE


def test_prs_1_names_without_end_are_cut() -> None:
    meta = (
        '<meta name="author" content="'
        + "Zoe " * 100_000
        + '"><meta name="description" content="'
        + "word " * 100_000
        + '">'
    )
    reading = headed(meta)
    assert reading.story is not None
    assert len(reading.story.byline + reading.story.dek) <= 5500


def test_prs_3_a_page_that_was_sent_twice_in_a_row_makes_no_version() -> None:
    page = semantic(ENGLISH, PLAIN).replace(
        b"</article>", b"<p>This is a breaking news story. It will be updated.</p></article>"
    )
    here = watched(page)

    here.pages.publish(page + page)
    twice = [here.look(), here.look()]
    here.pages.publish(page + b"<!-- made in 0.3 s -->")
    back = [here.look(), here.look()]

    assert [polled.version for polled in twice + back] == [None] * 4
