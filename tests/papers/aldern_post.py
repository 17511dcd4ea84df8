"""A whole paper on loopback, for discovery: 400 articles in 3 sections, of which 9 say that they will be updated.

Five show it without being opened: four in their title, of which one stands in the news sitemap only, and one in what
the feed says of it. Four show it in their text alone; each of these is among the ten newest of its source.

The paper's two feeds are spoilt: one breaks off in the middle of an entry and holds a bare `&`, one declares entities
that would fill the memory. Its sitemap index has 50,000 entries, all archives of single days but one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from html import escape

from tests.servers.http import Newsroom

SECTIONS = ("harbour", "council", "weather")
ARTICLES = 400
INDEXED = 50_000
EVERY = timedelta(minutes=20)
"""Between an article and the next: the paper's 144 newest are of the last two days."""
SHOWN = 40
"""How many of its articles a section page shows, the newest first."""
IN_TITLE = {4: "BREAKING: ", 31: "Eilmeldung: ", 64: "Última hora: ", 130: "Developing story: "}
"""Places among all articles, the newest is 0, of those whose title says it; 130 stands on no section page."""
IN_FEED = 85
"""The one of which only the feed says it, in a sentence of its summary; it is the 29th of its section."""
IN_TEXT = (1, 14, 21, 26)
"""Those whose text alone says it."""
MARKED = frozenset({*IN_TITLE, IN_FEED, *IN_TEXT})
NOTICE = "This is a breaking news story and will be updated."
BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [
 <!ENTITY a "harbour harbour harbour harbour harbour harbour harbour harbour harbour harbour">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
 <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">
 <!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">
]>
<rss version="2.0"><channel><title>&f;</title><item><title>&f;</title><link>/harbour/all</link></item></channel></rss>
"""
_PLACES = ("north quay", "old customs house", "fish market", "ferry pier", "rope walk", "tide mill", "upper lock")
_MATTERS = ("plan for the cranes", "vote on mooring fees", "storm damage", "repair of the lamps", "new timetable")


@dataclass(frozen=True)
class AldernPost:
    """The paper as it stands at one moment.

    Attributes:
        now: the newest article was published ten minutes before.
    """

    newsroom: Newsroom
    now: datetime

    def publish(self) -> None:
        """Put the whole paper on its server."""
        self.newsroom.publish("/", self.front_page())
        for section in SECTIONS:
            self.newsroom.publish(f"/{section}", self.section_page(section))
        for place in range(ARTICLES):
            self.newsroom.publish(self.path(place), self.article(place))
        xml = (("Content-Type", "application/rss+xml"),)
        self.newsroom.publish("/feeds/news.xml", self.broken_feed(), headers=xml)
        self.newsroom.publish("/feeds/all.xml", BOMB, headers=xml)
        plain, sitemap = (("Content-Type", "text/plain"),), (("Content-Type", "application/xml"),)
        robots = f"User-agent: *\nDisallow: /search\n\nSitemap: {self.newsroom.url('/sitemap.xml')}\n"
        self.newsroom.publish("/robots.txt", robots, headers=plain)
        self.newsroom.publish("/sitemap.xml", self.sitemap_index(), headers=sitemap)
        self.newsroom.publish("/sitemaps/news.xml", self.news_sitemap(), headers=sitemap)

    @property
    def marked(self) -> set[str]:
        """The addresses of the nine."""
        return {self.newsroom.url(self.path(place)) for place in MARKED}

    def published(self, place: int) -> datetime:
        """Give when an article was published."""
        return self.now - timedelta(minutes=10) - place * EVERY

    def section(self, place: int) -> str:
        """Give the section of an article."""
        return SECTIONS[place % len(SECTIONS)]

    def title(self, place: int) -> str:
        """Give an article's title as the page, the section and the sitemap show it."""
        matter, where = _MATTERS[place % len(_MATTERS)], _PLACES[place % len(_PLACES)]
        return f"{IN_TITLE.get(place, '')}Aldern hears of the {matter} at the {where}, report {place}"

    def path(self, place: int) -> str:
        """Give an article's path."""
        day = self.published(place)
        return f"/{self.section(place)}/{day:%Y/%m/%d}/aldern-hears-of-the-report-{10_000 + place}"

    def article(self, place: int) -> str:
        """Give an article's page."""
        where = _PLACES[place % len(_PLACES)]
        texts = [
            f"People at the {where} spoke of little else on the day of report {place}, and the harbour office said so.",
            f"The office counted {place + 20} boats in the basin and {place % 17 + 3} at the {where} by the evening.",
            "Nobody had expected an answer before the end of the week, the chair of the council told this paper.",
            "Work goes on through the night, and the ferries keep to their timetable until further word comes.",
        ]
        if place in MARKED and place not in IN_TITLE:
            texts.append(NOTICE)
        paragraphs = "\n".join(f"<p>{text}</p>" for text in texts)
        title, url = escape(self.title(place)), self.newsroom.url(self.path(place))
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - Aldern Post</title>
<link rel="canonical" href="{url}"><meta property="og:type" content="article">
<meta property="article:published_time" content="{self.published(place).isoformat()}"></head>
<body>{self._navigation()}<main><article><h1>{title}</h1>{paragraphs}</article>
<aside><h2>Most read</h2>{self._teasers(range(200, 205))}</aside></main>{_FOOT}</body></html>"""

    def front_page(self) -> str:
        """Give the front page: its feeds, its sections, and the newest headlines."""
        feeds = "".join(
            f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/feeds/{name}.xml">'
            for name in ("news", "all")
        )
        return self._listing("The Aldern Post", range(9), feeds)

    def section_page(self, section: str) -> str:
        """Give a section's page."""
        own = [place for place in range(ARTICLES) if self.section(place) == section and place != 130]
        return self._listing(f"{section.title()} - The Aldern Post", own[:SHOWN], "")

    def broken_feed(self) -> str:
        """Give a feed whose end is missing and which holds a bare ampersand."""
        items = "".join(self._item(place) for place in (*range(10), IN_FEED))
        head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fish & ships</title>'
        return f"{head}{items}<item><title>Cut in the mid"

    def sitemap_index(self) -> str:
        """Give the index: a sitemap a day for 137 years, and in the midst of them that of the news."""
        days = (self.now - timedelta(days=3 + back) for back in range(INDEXED - 1))
        lines = [
            f"<sitemap><loc>{self.newsroom.url(f'/sitemaps/{day:%Y-%m-%d}.xml')}</loc>"
            f"<lastmod>{day:%Y-%m-%d}</lastmod></sitemap>"
            for day in days
        ]
        news = f"<sitemap><loc>{self.newsroom.url('/sitemaps/news.xml')}</loc>"
        lines.insert(INDEXED // 2, f"{news}<lastmod>{self.published(0).isoformat()}</lastmod></sitemap>")
        inside = "\n".join(lines)
        return f'<?xml version="1.0"?><sitemapindex xmlns="{_SITEMAP}">\n{inside}\n</sitemapindex>'

    def news_sitemap(self) -> str:
        """Give the news sitemap: the articles of two days with their titles, the newest last."""
        inside = "\n".join(self._url(place) for place in reversed(range(144)))
        news = "http://www.google.com/schemas/sitemap-news/0.9"
        return f'<?xml version="1.0"?><urlset xmlns="{_SITEMAP}" xmlns:news="{news}">\n{inside}\n</urlset>'

    def _url(self, place: int) -> str:
        published = self.published(place).isoformat()
        name = "<news:publication><news:name>The Aldern Post</news:name></news:publication>"
        date = f"<news:publication_date>{published}</news:publication_date>"
        title = f"<news:title>{escape(self.title(place))}</news:title>"
        loc = f"<loc>{self.newsroom.url(self.path(place))}</loc><lastmod>{published}</lastmod>"
        return f"<url>{loc}<news:news>{name}{date}{title}</news:news></url>"

    def _item(self, place: int) -> str:
        notice = f" {NOTICE}" if place == IN_FEED else ""
        told = f"<description>What is known so far.{notice}</description>"
        date = f"<pubDate>{format_datetime(self.published(place))}</pubDate>"
        return f"<item><title>{escape(self.title(place))}</title><link>{self.path(place)}</link>{told}{date}</item>"

    def _listing(self, title: str, places: range | list[int], head: str) -> str:
        return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>
<body>{self._navigation()}<main><h1>{title}</h1>{self._teasers(places)}</main>{_FOOT}</body></html>"""

    def _teasers(self, places: range | list[int]) -> str:
        return "".join(
            f'<div class="teaser"><h3><a href="{self.path(place)}">{escape(self.title(place))}</a></h3>'
            f"<p>A few words of report {place}.</p></div>"
            for place in places
        )

    def _navigation(self) -> str:
        links = "".join(f'<li><a href="/{section}">{section.title()}</a></li>' for section in SECTIONS)
        more = '<li><a href="/about">About us</a></li><li><a href="/login">Log in</a></li>'
        return f'<header><a href="/">The Aldern Post</a><nav><ul>{links}{more}</ul></nav></header>'


_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FOOT = '<footer><a href="/imprint">Imprint of the Aldern Post company</a><a href="/privacy">Privacy</a></footer>'
