from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tracker.core.sources import read_listing
from tracker.errors import ReadingError
from tracker.model.source import HintKind, Listed, SourceKind, SourceReading

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PLACE = "https://news.example.org/feeds/all.xml"
RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>The Post &amp; Mail</title>
<link>https://news.example.org/</link>
<item><title>&lt;b&gt;Fire&lt;/b&gt; in Aldern</title><link> /world/fire </link>
<description><![CDATA[<p>Two sheds burn.</p><p>It&#8217;s dry.</p>]]></description>
<media:content><media:title>A picture</media:title></media:content>
<pubDate>Sun, 01 Mar 2026 11:00:00 +0100</pubDate><category>World</category></item>
<item><title>Old</title><link>https://news.example.org/old</link><pubDate>Mon, 02 Feb 2026 10:00:00 GMT</pubDate></item>
<item><guid>https://news.example.org/by-guid</guid><title>By guid</title></item>
<item><guid isPermaLink="false">urn:1</guid><title>Nowhere</title></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example.org/blog/">
<title>Post</title><entry xml:base="2026/"><title type="html">Flood &amp;amp; storm</title>
<link rel="self" href="self.json"/><link rel="alternate" type="application/pdf" href="flood.pdf"/>
<link rel="alternate" type="text/html" href="flood"/>
<published>2026-03-01T08:00:00Z</published><updated>2026-03-01T11:30:00+01:00</updated>
<summary>Water rises.</summary><category term="breaking" label="Breaking news"/></entry></feed>"""
RDF = """<?xml version="1.0" encoding="iso-8859-1"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example.org/"><title>Zeitung</title><items><rdf:Seq>
<rdf:li rdf:resource="https://news.example.org/a"/></rdf:Seq></items></channel>
<item rdf:about="https://news.example.org/a"><title>S\u00fcdbr\u00fccke gesperrt</title>
<dc:date>2026-03-01T10:00+01:00</dc:date></item></rdf:RDF>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Post", "items": [
{"id": "1", "url": "/a", "title": "A", "content_html": "<p>Text</p>", "date_published": "2026-03-01T10:00:00Z",
 "date_modified": "2026-03-01T11:00:00Z", "tags": ["x"]},
{"id": "https://news.example.org/b", "content_text": "B"}, {"id": "3"}, 7]}"""


def read(text: str | bytes, charset: str | None = None) -> SourceReading:
    found = read_listing(text.encode() if isinstance(text, str) else text, PLACE, charset, NOON)
    assert found is not None
    return found


def test_rss_gives_titles_without_markup_texts_and_dates_and_leaves_out_what_is_old() -> None:
    reading = read(RSS)

    assert (reading.kind, reading.title, reading.count, reading.old) == (SourceKind.FEED, "The Post & Mail", 3, 1)
    assert reading.hint is HintKind.FEED
    assert reading.listed == (
        Listed(
            url="https://news.example.org/world/fire",
            title="Fire in Aldern",
            text="Two sheds burn.\nIt’s dry.",
            length=25,
            published=datetime(2026, 3, 1, 10, tzinfo=UTC),
            categories=("World",),
        ),
        Listed(url="https://news.example.org/by-guid", title="By guid"),
    )


def test_atom_resolves_by_xml_base_and_takes_the_link_for_readers() -> None:
    (entry,) = read(ATOM).listed

    assert entry.url == "https://news.example.org/blog/2026/flood"
    assert entry.title == "Flood & storm"
    assert (entry.published, entry.updated) == (
        datetime(2026, 3, 1, 8, tzinfo=UTC),
        datetime(2026, 3, 1, 10, 30, tzinfo=UTC),
    )
    assert entry.categories == ("Breaking news",)


def test_rss_1_0_in_latin_1_is_read() -> None:
    reading = read(RDF.encode("iso-8859-1"))

    assert reading.kind is SourceKind.FEED
    assert [(one.url, one.title, one.published) for one in reading.listed] == [
        ("https://news.example.org/a", "Südbrücke gesperrt", datetime(2026, 3, 1, 9, tzinfo=UTC))
    ]


def test_a_json_feed_is_read_and_items_that_lead_nowhere_are_passed_over() -> None:
    reading = read(JSON)

    assert [(one.url, one.title, one.updated) for one in reading.listed] == [
        ("https://news.example.org/feeds/a".replace("/feeds", ""), "A", datetime(2026, 3, 1, 11, tzinfo=UTC)),
        ("https://news.example.org/b", "", None),
    ]


def test_a_broken_feed_is_read_up_to_the_break_and_beyond_a_bare_ampersand() -> None:
    reading = read(RSS.replace("&amp; Mail", "& Mail")[: RSS.index("<title>By guid")])

    assert [one.title for one in reading.listed] == ["Fire in Aldern", ""]
    assert "its XML is broken" in reading.remark
    assert reading.trouble == ""


def test_a_feed_broken_before_its_first_entry_is_told_with_a_cure() -> None:
    reading = read(RSS[: RSS.index("<item>")])

    assert "its XML is broken" in reading.trouble
    assert "name another feed" in reading.trouble


def test_an_empty_feed_is_no_trouble() -> None:
    reading = read("<rss version='2.0'><channel><title>Post</title></channel></rss>")

    assert (reading.trouble, reading.remark) == ("", "it lists no article now")


def test_a_feed_of_old_days_with_a_doctype_of_its_own_name_is_read() -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss.dtd">'
    reading = read(f"{doctype}<rss version='0.91'><channel><item><link>/x</link></item></channel></rss>")

    assert [one.url for one in reading.listed] == ["https://news.example.org/x"]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.example/a", "https://user:pw@x.example/", "#a"])
def test_links_that_are_no_web_addresses_lead_nowhere(link: str) -> None:
    reading = read(f"<rss><channel><item><title>A</title><link>{link}</link></item></channel></rss>")

    assert reading.listed == ()


def test_a_feed_nested_without_end_takes_no_memory_and_gives_nothing() -> None:
    reading = read("<rss><channel>" + "<item>" * 100_000)

    assert reading.listed == ()


def test_json_without_items_is_refused() -> None:
    with pytest.raises(ReadingError, match="no list of items"):
        read_listing(b'{"items": 3, "x": {"items": []}}', PLACE, None, NOON)
    with pytest.raises(ReadingError, match="no sound JSON"):
        read_listing(b'{"items": [', PLACE, None, NOON)


def test_a_page_is_no_listing() -> None:
    page = b"<!doctype html><html><head><title>x</title></head><body>about &lt;rss&gt; <rss></rss></body></html>"

    assert read_listing(page, PLACE, None, NOON) is None


def test_feedburner_notes_of_the_true_address_win() -> None:
    item = "<item><link>https://feeds.example/r</link><f:origLink>https://news.example.org/t</f:origLink></item>"
    reading = read(f"<rss xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'><channel>{item}</channel></rss>")

    assert [one.url for one in reading.listed] == ["https://news.example.org/t"]
