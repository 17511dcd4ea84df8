"""The shape of the tables about places: what is watched, and what a person knows better of a site."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field, PlainValidator

from tracker.config import values
from tracker.config.table import Table
from tracker.model import SiteSettings, WatchSettings
from tracker.model.settings import Take

_SITE, _WATCH = SiteSettings(host=""), WatchSettings(url="")


def _selector(value: object) -> str:
    # Few have selectors in their settings: the grammar of them is compiled for those alone.
    from tracker.config.selectors import selector

    return selector(value)


Text = Annotated[str, PlainValidator(values.text)]
HeaderText = Annotated[str, PlainValidator(values.header_text)]
Tag = Annotated[str, PlainValidator(values.tag)]
Keyword = Annotated[str, PlainValidator(values.keyword)]
Selector = Annotated[str, PlainValidator(_selector)]
Wording = Annotated[str, PlainValidator(values.wording)]


class WatchTable(Table):
    """`[[watch]]`: an article, or a place where articles are found."""

    url: Annotated[str, PlainValidator(values.web_address)]
    tags: list[Tag] = Field(default_factory=list)
    take: Annotated[Take, PlainValidator(values.choice(Take))] = _WATCH.take
    keywords: list[Keyword] = Field(default_factory=list)
    include: list[Annotated[str, PlainValidator(values.pattern)]] = Field(default_factory=list)
    exclude: list[Annotated[str, PlainValidator(values.pattern)]] = Field(default_factory=list)
    most: Annotated[int, PlainValidator(values.whole_number(1, 100_000))] = _WATCH.most
    until: Annotated[date | timedelta | None, PlainValidator(values.day_or_duration)] = None


class DiscoverTable(Table):
    """`[discover]`: how articles are found."""

    same_site: list[list[Annotated[str, PlainValidator(values.host)]]] = Field(default_factory=list)


class SiteTable(Table):
    """`[site."host"]`: what a person knows better of one site."""

    content: Selector = _SITE.content
    ignore: Selector = _SITE.ignore
    accept_language: HeaderText = _SITE.accept_language
    ignore_robots: Annotated[bool, PlainValidator(values.switch)] = _SITE.ignore_robots
    cookies_file: Text = ""
    headers_file: Text = ""


class MarkerTable(Table):
    """`[marker]`: a person's own wordings of notices."""

    phrases: list[Wording] = Field(default_factory=list)
    vetoes: list[Wording] = Field(default_factory=list)
