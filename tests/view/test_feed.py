from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests.edges.store.examples import NOON, at
from tests.view.hostile import HOSTILE
from tests.view.letters import ARTICLE, NEW, OLD, story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.view.feed import FeedEntry, change_entry, feed_id, feed_title, feed_xml

ATOM = "{http://www.w3.org/2005/Atom}"
STORE = "0123456789abcdef"


def entry(before: str = "Twelve people died.", after: str = "Fourteen people died.", **changes: str) -> FeedEntry:
    """Write the change of one paragraph, in a story whose headline, address and site may be hostile."""
    old, new = story("Fire", before), story("Fire", after)
    laid = diff(old, new)
    found = facts(old, new, laid)
    article = replace(ARTICLE, host=changes.get("host", ARTICLE.host), url=changes.get("url", ARTICLE.url))
    version = replace(NEW, headline=changes.get("headline", "Fire"), url=changes.get("url", NEW.url))
    return change_entry(article, version, store_id=STORE, diff=laid, facts=found, summary=summary(found))


def written(entries: Sequence[FeedEntry], *, title: str = "Changes", link: str = "https://news.example/fire") -> str:
    return feed_xml(
        entries, name=feed_id(STORE, 1), title=title, file="article-1.xml", link=link, since=NOON, program="1.2"
    )


def checked(text: str) -> ET.Element:
    """Parse a feed twice, and hold it to what RFC 4287 asks of every feed and entry."""
    data = text.encode()
    strict = etree.fromstring(data, etree.XMLParser(recover=False, resolve_entities=False))
    assert strict.tag == f"{ATOM}feed"
    feed = ET.fromstring(data)
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one.findtext(f"{ATOM}id") or "")
        assert datetime.fromisoformat(one.findtext(f"{ATOM}updated") or "").tzinfo
        assert one.findtext(f"{ATOM}author/{ATOM}name")
        alternates = [link.get("type") for link in one.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == len(set(alternates))
    assert feed.find(f"{ATOM}link[@rel='self']") is not None
    return feed


def test_a_change_is_an_entry_with_its_facts_its_place_and_its_paragraphs() -> None:
    feed = checked(written([entry()]))
    (found,) = feed.findall(f"{ATOM}entry")
    content = found.find(f"{ATOM}content")

    assert found.findtext(f"{ATOM}title") == "Twelve → fourteen people (died) — Fire"
    assert found.findtext(f"{ATOM}author/{ATOM}name") == ARTICLE.host
    link = found.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == NEW.url
    assert content is not None
    assert content.get("type") == "html"
    shown = html.fragment_fromstring(content.text or "", create_parent="div")
    assert [gone.text_content() for gone in shown.iter("del")] == ["Twelve"]
    assert [come.text_content() for come in shown.iter("ins")] == ["Fourteen"]


def test_the_newest_change_stands_first_and_dates_the_feed() -> None:
    entries = [replace(entry(), updated=at(minute), id=feed_id(STORE, 1, minute)) for minute in (3, 9, 6)]
    feed = checked(written(entries))

    times = [one.findtext(f"{ATOM}updated") for one in feed.findall(f"{ATOM}entry")]
    assert times == ["2026-03-14T12:09:00Z", "2026-03-14T12:06:00Z", "2026-03-14T12:03:00Z"]
    assert feed.findtext(f"{ATOM}updated") == times[0]


def test_a_feed_without_a_change_is_one() -> None:
    assert checked(written([])).findtext(f"{ATOM}updated") == "2026-03-14T12:00:00Z"


def test_ids_are_the_same_for_ever_and_no_two_are_alike() -> None:
    assert feed_id(STORE, 1, 2) == "urn:uuid:" + feed_id(STORE, 1, 2)[9:]
    names = {
        feed_id(store, article, number) for store in ("a", "b") for article in (None, 1, 2) for number in (None, 1)
    }
    assert len(names) == 12


@pytest.mark.parametrize(
    "text", [HOSTILE, "]]>", "</content></entry><script>alert(1)</script>", "\ufffe\uffff\x0b&#0;"]
)
def test_hostile_text_breaks_no_feed_and_runs_nowhere(text: str) -> None:
    made = entry(f"Before {text}.", f"After {text}.", headline=text, host=text, url=f"javascript:{text}")
    feed = checked(written([made], title=feed_title(replace(ARTICLE, headline=text)), link=f"javascript:{text}"))

    (found,) = feed.findall(f"{ATOM}entry")
    assert found.find(f"{ATOM}link") is None
    assert feed.find(f"{ATOM}link[@rel='alternate']") is None
    shown = html.fragment_fromstring(found.findtext(f"{ATOM}content") or "", create_parent="div")
    assert {one.tag for one in shown.iter()} <= {"div", "p", "h2", "ins", "del", "s", "span", "br"}


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60)
def test_any_text_makes_a_feed(headline: str, words: str) -> None:
    made = replace(entry(headline=headline), html=words, title=headline, site=words or "-")
    checked(written([made], title=headline))


def test_a_change_too_long_for_a_feed_is_cut_and_counted() -> None:
    long = [" ".join(f"word{place} of paragraph {number}" for place in range(200)) for number in range(60)]
    old, new = story("Fire", "One."), story("Fire", *long)
    laid = diff(old, new)
    made = change_entry(ARTICLE, NEW, store_id=STORE, diff=laid, facts=(), summary="")

    assert len(made.html.encode()) < 41_000
    assert "more changes, too long for here" in made.html
    assert made.title.startswith("The text changed — ")


def test_the_template_is_where_it_is_looked_for() -> None:
    assert OLD.number < NEW.number
    assert (Path(__file__).parents[2] / "tracker/view/templates/feed.xml").is_file()
