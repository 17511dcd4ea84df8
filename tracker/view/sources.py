"""What is followed, for people and for programs: each `[[watch]]`, its sources, and what they brought."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.model import WatchSettings
from tracker.model.hints import HintCount
from tracker.model.settings import Take
from tracker.model.source import CandidateState, Source, SourceKind
from tracker.view.records import JSON, time_json
from tracker.view.safe import safe
from tracker.view.times import away, clock

MOST_REASONS = 4
_TROUBLE = "yellow"
_STATES = (CandidateState.WATCHED, CandidateState.WAITS, CandidateState.READ, CandidateState.PASSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One `[[watch]]`, its sources, and how many candidates they brought in each state.

    Attributes:
        article: of a watch that names an article; None where it names a place, or nobody looked yet.
    """

    watch: WatchSettings
    sources: tuple[Source, ...] = ()
    counts: Mapping[CandidateState, int] = field(default_factory=dict)
    trust: tuple[HintCount, ...] = ()
    article: int | None = None

    @property
    def listed(self) -> int:
        """How many articles its sources listed when they were read last, each as often as it stands in one."""
        return sum(source.seen for source in self.sources if source.kind is not SourceKind.SITEMAP_INDEX)

    @property
    def marked(self) -> int:
        """How many of these bore a marker."""
        return sum(source.marked for source in self.sources)


def watch_summary(one: Followed) -> str:
    """Say in a line what a watch is and what it brought."""
    if one.article is not None:
        return f"article {one.article}"
    if not one.sources:
        return "not looked at yet: the daemon does, `tracker run` starts it"
    kind = one.sources[0].kind
    if kind in (SourceKind.NAMED, SourceKind.ARTICLE):
        return "cannot be followed" if one.sources[0].told else kind.value
    count = len(one.sources)
    more = f", {count} sources" if count > 1 else ""
    words = [f"{one.counts[state]} {state.value}" for state in _STATES if one.counts.get(state)]
    brought = f"; {', '.join(words)}" if words else ""
    return f"{kind.value}{more}: {one.listed} listed, {one.marked} marked{brought}"


def reasons(tally: Iterable[tuple[str, int]]) -> str:
    """Say why articles were not taken, the most frequent reasons first; empty without any."""
    told = [f"{count} {reason}" for reason, count in tally if count][:MOST_REASONS]
    return ", ".join(told)


def status_lines(followed: Iterable[Followed]) -> Iterator[Text]:
    """Say for each watch what it brought, and name the sources that cannot be used."""
    for one in followed:
        yield Text(f"watch    {safe(one.watch.url)}: {safe(watch_summary(one))}")
        for source in one.sources:
            if source.told:
                yield Text(f"         {safe(source.told)}", style=_TROUBLE)


def source_lines(one: Followed, *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Say all of one watch: each source with what it listed, why what it listed was not taken, and its next look."""
    yield Text.assemble((safe(one.watch.url), "bold"), f"  {safe(watch_summary(one))}")
    yield from (Text(f"    {safe(words)}") for words in _rules(one.watch))
    for source in one.sources:
        yield Text(f"    {source.kind.value:<13} {safe(source.url)}")
        if source.reads:
            yield Text(f"        {safe(_listed_words(source))}")
        if source.told:
            yield Text(f"        {safe(source.told)}", style=_TROUBLE)
        if source.next_look is not None:
            at = clock(source.next_look, zone, now=now)
            yield Text(f"        next look {at}, {away(source.next_look, now=now)}: {safe(source.why)}", style="dim")
    yield from (Text(f"    {safe(words)}", style="dim") for words in map(_trust, one.trust))


def _listed_words(source: Source) -> str:
    if source.kind is SourceKind.SITEMAP_INDEX:
        return f"{source.seen} sitemaps, of which those with the newest articles are followed"
    why = reasons(source.tally)
    return f"{source.seen} listed, {source.marked} marked" + (f": {why}" if why else "")


def _rules(watch: WatchSettings) -> Iterator[str]:
    lists = {name: getattr(watch, name) for name in ("keywords", "include", "exclude", "tags")}
    words = [f"take = {watch.take.value}"] if watch.take is not Take.MARKED else []
    words += [f"{name} = {', '.join(values)}" for name, values in lists.items() if values]
    if words:
        yield "; ".join(words)


def _trust(one: HintCount) -> str:
    return f"dates of {one.host} ({one.kind.value}): {one.kept} told of a change, {one.broken} of none"


def preview_lines(answer: Mapping[str, JSON], *, dry_run: bool) -> Iterator[Text]:
    """Say what was found at a place, from the answer of the verb `discover`."""
    for source in _objects(answer.get("sources")):
        yield Text(f"{safe(str(source['kind'])):<13} {safe(str(source['url']))}")
        tally = source.get("tally")
        why = (
            reasons(tuple((name, int(str(count))) for name, count in tally.items())) if isinstance(tally, dict) else ""
        )
        if source["told"]:
            yield Text(f"    {safe(str(source['told']))}", style=_TROUBLE)
        if source["listed"] and source["kind"] != SourceKind.SITEMAP_INDEX.value:
            told = f"    {source['listed']} listed, {source['marked']} marked"
            yield Text(told + (f": {safe(why)}" if why else ""))
    yield from _article_lines(answer)
    unread = answer.get("unread")
    if unread:
        verb = "would be read" if dry_run else "are left to read"
        yield Text(f"{unread} more {verb}, at the pace that their hosts allow")
    unasked = len(_listed(answer.get("unasked")))
    if unasked:
        yield Text(f"{unasked} more source{'s were' if unasked > 1 else ' was'} not asked")


def is_unreadable(answer: Mapping[str, JSON]) -> bool:
    """Tell whether the place that was asked for gave nothing that could be read, from the answer of `discover`."""
    return all(source["kind"] == SourceKind.NAMED.value for source in _objects(answer.get("sources")))


def _article_lines(answer: Mapping[str, JSON]) -> Iterator[Text]:
    told = [one for one in _objects(answer.get("articles")) if one["marker"] or one["article"]]
    for one in told:
        marker = one["marker"]
        words = f"“{marker['phrase']}”, {marker['where']}" if isinstance(marker, dict) else str(one["reason"])
        number = f"{one['article']}  " if one["article"] else ""
        yield Text(f"{number}{safe(str(one['headline'] or one['url']))}: {safe(words)}", style="bold")
        yield Text(f"    {safe(str(one['url']))}")
    sources = _objects(answer.get("sources"))
    if not told and (not sources or any(source["listed"] for source in sources)):
        yield Text("none of what it lists says by itself that it will be updated")


def _objects(value: JSON) -> list[dict[str, JSON]]:
    return [one for one in _listed(value) if isinstance(one, dict)]


def _listed(value: JSON) -> list[JSON]:
    return value if isinstance(value, list) else []


def watch_json(one: Followed) -> dict[str, JSON]:
    """Write a watch as `watches` and `status` print it."""
    return {
        "url": one.watch.url,
        "take": one.watch.take.value,
        "article": one.article,
        "listed": one.listed,
        "marked": one.marked,
        "candidates": {state.value: one.counts.get(state, 0) for state in CandidateState},
        "sources": [source_json(source) for source in one.sources],
        "hints": [
            {"host": trust.host, "kind": trust.kind.value, "kept": trust.kept, "broken": trust.broken}
            for trust in one.trust
        ],
    }


def source_json(source: Source) -> dict[str, JSON]:
    """Write a source as `watches` and `status` print it."""
    return {
        "url": source.url,
        "kind": source.kind.value,
        "title": source.title,
        "listed": source.seen,
        "marked": source.marked,
        "tally": tally_json(source.tally),
        "told": source.told,
        "last_look": time_json(source.last_look),
        "next_look": time_json(source.next_look),
        "why": source.why,
    }


def tally_json(tally: Iterable[tuple[str, int]]) -> dict[str, JSON]:
    """Write how many articles were not read, by reason."""
    return dict(tally)
