"""The lists of changedetection.io: its url-watches.json, and the zip that its backup makes. Nothing is unpacked."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tracker.edges.lists.entries import AddressList, Listed, Unlisted, refused

_KIND = "a list of changedetection.io"
_LARGEST, _LARGEST_TOGETHER, _MOST = 32 * 2**20, 128 * 2**20, 100_000
# What a watch says that this program does otherwise; each with the values that say nothing.
_LOST = (
    "include_filters", "css_filter", "subtractive_selectors", "ignore_text", "trigger_text", "extract_text",
    "text_should_not_be_present", "headers", "body", "browser_steps", "webdriver_js_execute_code", "proxy",
    "notification_urls", "conditions",
)  # fmt: skip
_USUAL = {"method": "GET", "fetch_backend": "system html_requests", "processor": "text_json_diff"}

Json = Mapping[str, object]


def from_settings(text: str) -> AddressList:
    """Read url-watches.json.

    Raises:
        UsageError: it is no JSON, or another program's.
    """
    content = _parsed(text)
    watching = content.get("watching")
    if not isinstance(watching, dict):
        raise refused("it is JSON, but not of changedetection.io", "give its url-watches.json")
    titles = _titles(content)
    return AddressList(kind=_KIND, parts=tuple(_watch(key, watch, titles) for key, watch in watching.items()))


def from_backup(data: bytes) -> AddressList:
    """Read the zip that a backup of changedetection.io is.

    Raises:
        UsageError: it is no such backup, or made to do harm.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            _expect_modest(archive)
            return _backup(archive)
    except (BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise refused(f"the zip does not read ({error})", "make the backup anew") from error


def _expect_modest(archive: ZipFile) -> None:
    names = archive.namelist()
    if len(names) > _MOST:
        raise refused(f"the zip holds more than {_MOST} files", "give url-watches.json out of it")
    for name in names:
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name[:3]:
            raise refused(f"the zip names a file outside of itself ({name})", "it was made to do harm: do not use it")


def _backup(archive: ZipFile) -> AddressList:
    names = archive.namelist()
    if "url-watches.json" in names:
        return from_settings(_member(archive, "url-watches.json"))
    single = [name for name in names if name.count("/") == 1 and name.endswith("/watch.json")]
    if single:
        return AddressList(kind=_KIND, parts=tuple(_single(archive, single, names)))
    raise refused("the zip holds no url-watches.json", "give a backup that changedetection.io made")


def _single(archive: ZipFile, single: list[str], names: list[str]) -> Iterator[Listed | Unlisted]:
    general = "changedetection.json"
    titles = _titles(_parsed(_member(archive, general))) if general in names else {}
    together = 0
    for name in single:
        text = _member(archive, name)
        together += len(text)
        if together > _LARGEST_TOGETHER:
            raise refused("the zip unpacks to more than a list can be", "give url-watches.json out of it")
        yield _watch(name.partition("/")[0], _parsed(text), titles)


def _member(archive: ZipFile, name: str) -> str:
    # Never more is unpacked than may be, whatever the zip says of itself.
    with archive.open(name) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise refused(f"{name} in the zip unpacks to more than {_LARGEST // 2**20} MB", "it was made to do harm")
    return data.decode("utf-8")


def _parsed(text: str) -> Json:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        words = " ".join(str(error).split())[:100]
        raise refused(f"it is no sound JSON ({words})", "give url-watches.json as it is") from error
    if not isinstance(content, dict):
        raise refused("it is JSON, but not of changedetection.io", "give its url-watches.json")
    return content


def _titles(content: Json) -> dict[str, str]:
    """Give the names of tags by their ids."""
    found: object = content
    for name in ("settings", "application", "tags"):
        found = found.get(name) if isinstance(found, dict) else None
    tags = found if isinstance(found, dict) else {}
    return {key: str(tag.get("title", "")) for key, tag in tags.items() if isinstance(tag, dict)}


def _watch(key: str, watch: object, titles: Mapping[str, str]) -> Listed | Unlisted:
    where = f"watch {key[:8]}"
    if not isinstance(watch, dict) or not isinstance(watch.get("url"), str) or not watch["url"].strip():
        return Unlisted(where=where, why="a watch without an address")
    url = watch["url"].strip()
    lost = [name for name in _LOST if watch.get(name)]
    lost += [name for name, usual in _USUAL.items() if str(watch.get(name) or "") not in ("", *usual.split())]
    if url.startswith("source:"):
        url, lost = url.removeprefix("source:"), [*lost, "source:"]
    return Listed(
        where=where,
        url=url,
        tags=_tags(watch, titles),
        paused=watch.get("paused") is True,
        lost=tuple(lost),
    )


def _tags(watch: Json, titles: Mapping[str, str]) -> tuple[str, ...]:
    named = watch.get("tags")
    ids = [str(one) for one in named] if isinstance(named, list) else []
    older = str(watch.get("tag") or "").split(",")
    return tuple(
        dict.fromkeys(word for word in (*(titles.get(one, "") for one in ids), *map(str.strip, older)) if word)
    )
