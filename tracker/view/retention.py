"""What was pruned or redacted, in sentences, and what could not be reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tracker.model import Kept, Tombstone
from tracker.view.records import JSON
from tracker.view.safe import safe
from tracker.view.status import size_words

_ELSEWHERE = (
    "not reached: backups and exports made elsewhere, and copies that a disk or another program keeps of its own"
)


def prune_line(found: Mapping[str, JSON]) -> str:
    """Say what `prune` dropped, or would drop, and what room that gave."""
    pages, articles = _number(found, "pages"), _number(found, "articles")
    if not pages:
        return "no raw page is that old: nothing to drop"
    what = f"{_counted(pages, 'raw page')} of {_counted(articles, 'article')}"
    size = size_words(_number(found, "freed"))
    if found.get("dry_run"):
        return f"would drop {what}, {size} at most; texts and hashes stay"
    room = f"{size_words(_number(found, 'before'))} → {size_words(_number(found, 'after'))}"
    return f"dropped {what}, {size}; texts and hashes stay; archive.db {room}"


def unfinished_lines(stones: Iterable[Tombstone]) -> Iterator[str]:
    """Name the redactions whose words may still stand in files, and say what finishes them."""
    for stone in stones:
        if stone.what is not Kept.REDACTED or stone.complete:
            continue
        which = f"version {stone.number}" if stone.number else "all versions"
        again = f"tracker redact {stone.article_id} {stone.number or '--all'} --reason TEXT"
        yield (
            f"the redaction of {which} of article {stone.article_id} is not finished, and files of the data folder may "
            f"hold its words: a daemon finishes it within ten minutes, else the next verb that writes, such as {again}"
        )


def redact_lines(found: Mapping[str, JSON]) -> Iterator[str]:
    """Say what `redact` took out in a line, then what stays, and what it could not reach."""
    numbers = [str(one) for one in _listed(found, "redacted")]
    which = f"version{'s' * (len(numbers) > 1)} {', '.join(numbers)}" if numbers else "all that was known of it"
    withdrawn = _counted(_number(found, "withdrawn"), "alert")
    if not numbers and (again := _listed(found, "finished")):
        which = f"version{'s' * (len(again) > 1)} {', '.join(map(str, again))}" if all(again) else "all versions"
        yield f"{found.get('id')}  finished: what was redacted before, {which}, is wiped now from file and folder"
    else:
        yield f"{found.get('id')}  redacted {which}: {safe(str(found.get('reason')))}; {withdrawn} withdrawn"
    yield f"stays: number, times, hashes and the address {safe(str(found.get('url')))}, whatever words that holds"
    if found.get("unwiped"):
        yield f"not wiped from the file yet: {safe(str(found['unwiped']))}"
    yield from _mail_lines(found)
    yield from _backup_lines(found)
    if _listed(found, "exports"):
        named = _named(found, "exports", "export or packed file", "exports or packed files")
        yield f"not reached: {named} in the data folder; delete what holds the words"
    if _listed(found, "versions"):
        yield f"the phrase stands yet in {_named(found, 'versions', 'version')}: redact these too"
    if _listed(found, "files"):
        yield f"the phrase stands yet in {_named(found, 'files', 'file')}"
    yield _ELSEWHERE


def _mail_lines(found: Mapping[str, JSON]) -> Iterator[str]:
    sent, erased = _number(found, "sent"), _number(found, "mails")
    if erased:
        yield f"{_counted(erased, 'mail')} erased from the mail folder"
    if sent > erased:
        yield f"not reached: {_counted(sent - erased, 'mail')} about it that had been sent"


def _backup_lines(found: Mapping[str, JSON]) -> Iterator[str]:
    if _listed(found, "deleted"):
        yield f"deleted {_named(found, 'deleted', 'copy', 'copies')} of the record"
    elif _listed(found, "backups"):
        yield (
            f"not reached: {_named(found, 'backups', 'copy', 'copies')} of the record in the data folder; "
            "delete what holds the words, or give --delete-backups the next time"
        )


def _named(found: Mapping[str, JSON], key: str, one: str, many: str = "") -> str:
    names = [safe(str(name)) for name in _listed(found, key)]
    return f"{one if len(names) == 1 else many or one + 's'} {', '.join(names)}"


def _listed(found: Mapping[str, JSON], key: str) -> list[JSON]:
    value = found.get(key)
    return value if isinstance(value, list) else []


def _number(found: Mapping[str, JSON], key: str) -> int:
    value = found.get(key)
    return value if isinstance(value, int) else 0


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'s' * (count != 1)}"
