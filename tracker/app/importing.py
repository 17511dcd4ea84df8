"""Lists of addresses put under watch: what each address is to us, before any is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from tracker.app.requests import Desk
from tracker.app.upgrading import current_record
from tracker.config.values import tag
from tracker.core.links import canonical_address, host_of
from tracker.edges.lists import AddressList, Listed, Unlisted, read_list
from tracker.errors import TrackerError, UsageError
from tracker.model import ArticleState, Settings
from tracker.view.records import JSON


class Import(StrEnum):
    """What becomes of one part of a list."""

    WANTED = "would be added"
    ADDED = "added"
    WATCHED = "watched already"
    REPEATED = "repeated"
    LEFT_OUT = "left out"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a list, and what becomes of it.

    Attributes:
        where: it stands in the list.
        url: in the form in which it is kept; empty where it is no address, which `reason` quotes.
        id: the article's, where there is one.
        reason: why it was left out or failed, else what is special about its page.
        lost: names of what the list says of it and the tracker does otherwise.
    """

    where: str
    outcome: Import
    url: str = ""
    tags: tuple[str, ...] = ()
    paused: bool = False
    lost: tuple[str, ...] = ()
    id: int | None = None
    reason: str = ""


def parts_of(path: Path, settings: Settings, *, tags: Sequence[str] = ()) -> tuple[str, list[Part]]:
    """Read a list and say of each part whether it is to be added; gives the list's kind too. Nothing is asked for.

    Args:
        tags: more tags for every address.

    Raises:
        NotFoundError, UsageError: the file is no list that can be taken.
        StoreError: the record cannot be read.
    """
    found = read_list(path)
    return found.kind, list(_judged(found, _watched(settings), tuple(_tag(word) for word in tags)))


def _watched(settings: Settings) -> dict[str, int]:
    articles = current_record(settings).articles()
    return {article.url: article.id for article in articles if article.state is not ArticleState.RETIRED}


def _judged(found: AddressList, watched: dict[str, int], tags: tuple[str, ...]) -> Iterator[Part]:
    seen = set[str]()
    for part in found.parts:
        if isinstance(part, Unlisted):
            yield Part(where=part.where, outcome=Import.LEFT_OUT, reason=part.why)
            continue
        judged = _address(part, watched, tags)
        if judged.outcome is Import.FAILED:
            yield judged
            continue
        yield Part(where=part.where, outcome=Import.REPEATED, url=judged.url) if judged.url in seen else judged
        seen.add(judged.url)


def _address(listed: Listed, watched: dict[str, int], more: tuple[str, ...]) -> Part:
    try:
        url = canonical_address(listed.url)
    except UsageError as error:
        return Part(where=listed.where, outcome=Import.FAILED, reason=str(error))
    if url in watched:
        return Part(where=listed.where, outcome=Import.WATCHED, url=url, id=watched[url])
    tags, spoiled = _sound_tags(listed.tags)
    return Part(
        where=listed.where,
        outcome=Import.WANTED,
        url=url,
        tags=tuple(dict.fromkeys((*tags, *more))),
        paused=listed.paused,
        lost=(*listed.lost, *(f"the tag {word!r}" for word in spoiled)),
    )


def _sound_tags(words: Sequence[str]) -> tuple[list[str], list[str]]:
    sound, spoiled = list[str](), list[str]()
    for word in words:
        try:
            sound.append(tag(word))
        except ValueError:
            spoiled.append(word)
    return sound, spoiled


def _tag(word: str) -> str:
    try:
        return tag(word)
    except ValueError as error:
        raise UsageError(f"{word!r} is no tag: give a printable word without a comma") from error


def by_turns(parts: Sequence[Part]) -> list[Part]:
    """Put the parts of different hosts by turns, so that one host's pause is spent on the others."""
    of_host = defaultdict[str, list[Part]](list)
    for part in parts:
        of_host[host_of(part.url)].append(part)
    return [part for row in zip_longest(*of_host.values()) for part in row if part is not None]


def add_part(desk: Desk, part: Part, *, kind: str, anyway: bool) -> Part:
    """Put one part under watch as `tracker add` does; a failure is told in the part that is given back."""
    wanted: dict[str, JSON] = {"url": part.url, "kind": kind, "anyway": anyway, "tags": [*part.tags]}
    try:
        answer = desk.perform("add", wanted)
        article = answer if isinstance(answer, dict) else {}
        if part.paused:
            desk.perform("pause", {"article": str(article["id"])})
    except TrackerError as error:
        return _became(part, Import.FAILED, reason=str(error))
    number, remarks = article.get("id"), article.get("remarks")
    words = "; ".join(str(one) for one in remarks) if isinstance(remarks, list) else ""
    return _became(part, Import.ADDED, reason=words, number=number if isinstance(number, int) else None)


def _became(part: Part, outcome: Import, *, reason: str, number: int | None = None) -> Part:
    return Part(
        where=part.where,
        outcome=outcome,
        url=part.url,
        tags=part.tags,
        paused=part.paused,
        lost=part.lost,
        id=number,
        reason=reason,
    )
