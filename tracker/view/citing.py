"""A version cited: for people, as JSON, and for the programs that keep references."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tracker.model import Article, BodyForm, Capture, Circumstances, ClockState, DayRoot, Kept, Version
from tracker.view.records import JSON, day_json, time_json, version_json
from tracker.view.safe import safe

_FORMS = {
    BodyForm.WIRE: "of the bytes as they came over the wire",
    BodyForm.DECODED: "of the bytes after Content-Encoding was undone",
}


def citation_lines(article: Article, version: Version, known: Circumstances) -> Iterator[str]:
    """Write a citation for people, a fact a line; all times in UTC."""
    capture = known.capture
    gone = version.kept is Kept.REDACTED
    title = "[redacted]" if gone else f"“{safe(version.headline or article.headline)}”"
    yield f"{title}, {safe(article.host)}, version {version.number}"
    yield safe(version.url)
    yield ""
    yield from map(_row, _times(version))
    yield from map(_row, _answer(version, capture))
    yield _row(("kept by", f"breaking-news-tracker {safe(known.program)}, record {known.store}, article {article.id}"))
    form = _FORMS[capture.body_form] if capture else "of the page's bytes"
    yield _row(("page sha256", f"{version.body_sha256} ({form})"))
    yield _row(("text sha256", f"{version.text_sha256} (of headline, standfirst, byline, text and notes as read)"))
    if known.capture_sha256:
        yield _row(("capture sha256", f"{known.capture_sha256} (of how it was asked for and answered)"))
    yield _row(("chain hash", f"{version.chain_hash} (binds it to all versions before it)"))
    yield from map(_row, _day(known.day))
    if known.copy is not None:
        yield _row(("copy", safe(known.copy.told)))
    yield _row(("to verify", f"tracker verify {article.id}; docs/evidence.md says what this proves and what not"))


def _row(words: tuple[str, str]) -> str:
    return f"{words[0]:<15} {words[1]}"


def _times(version: Version) -> Iterator[tuple[str, str]]:
    if version.last_seen_old is not None:
        yield "changed between", f"{_utc(version.last_seen_old)} (the text before it was last seen)"
        yield "            and", f"{_utc(version.first_seen)} (this one was first seen)"
    else:
        yield "first seen", _utc(version.first_seen)
    yield "last seen", _utc(version.last_seen)
    if version.published:
        yield "published", f"{_utc(version.published)}, by the page's own word"
    if version.modified:
        yield "modified", f"{_utc(version.modified)}, by the page's own word"


def _answer(version: Version, capture: Capture | None) -> Iterator[tuple[str, str]]:
    yield "answer", safe(version.status_line)
    if capture is None:
        gone = version.kept is Kept.REDACTED
        yield "capture", "redacted: its words were taken out of the record" if gone else "not kept any more"
        return
    if capture.redirects:
        yield "redirected", " → ".join(safe(place) for place in [*(hop.url for hop in capture.redirects), capture.url])
    yield "server", safe(capture.address) or "not noted"
    yield "certificate", f"sha256 {capture.certificate_sha256}" if capture.certificate_sha256 else _uncertified(capture)
    yield "clock", clock_words(capture)
    yield "asked with", "; ".join(f"{safe(name)}: {safe(value)}" for name, value in capture.request_headers)


def _uncertified(capture: Capture) -> str:
    return "none: asked without TLS" if capture.url.startswith("http:") else "not noted"


def clock_words(capture: Capture) -> str:
    """Say how far the clock is to be trusted by which the times were read."""
    if capture.clock is ClockState.SYNCHRONIZED and capture.clock_error is not None:
        return f"synchronized, off by {capture.clock_error:.3f} s at most by the system's own word"
    return {
        ClockState.SYNCHRONIZED: "synchronized",
        ClockState.UNSYNCHRONIZED: "not synchronized: the times are this machine's own",
        ClockState.UNKNOWN: "whether it was synchronized is not known",
    }[capture.clock]


def _day(day: DayRoot | None) -> Iterator[tuple[str, str]]:
    if day is None:
        yield "day", "not hashed yet: the daemon does so after midnight UTC"
        return
    yield "day", f"{day.day}, hash {day.chain_hash}"
    if day.stamp:
        yield "timestamp", f"{_utc(day.stamp.at)}, by RFC 3161, on the day's hash"


def _utc(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def citation_json(article: Article, version: Version, known: Circumstances) -> dict[str, JSON]:
    """Write a citation for programs."""
    capture = known.capture
    headers: list[JSON] = [[name, value] for name, value in capture.request_headers] if capture else []
    hops: list[JSON] = [hop.url for hop in capture.redirects] if capture else []
    return {
        **version_json(version),
        "publisher": article.host,
        "store": known.store,
        "program": known.program,
        "requested": capture.requested if capture else None,
        "redirects": hops,
        "address": (capture.address or None) if capture else None,
        "certificate_sha256": capture.certificate_sha256 if capture else None,
        "clock": capture.clock.value if capture else None,
        "clock_error": capture.clock_error if capture else None,
        "body_form": capture.body_form.value if capture else None,
        "request_headers": headers,
        "capture_sha256": known.capture_sha256,
        "day": day_json(known.day),
        "archived": known.copy.address if known.copy else None,
    }


def bibtex(article: Article, version: Version) -> str:
    """Write an entry for BibTeX."""
    fields = {
        "title": f"{{{_tex(version.headline or article.headline)}}}",
        "organization": _tex(article.host),
        "year": f"{(version.published or version.first_seen):%Y}",
        "url": "".join(_safe_url(version.url)),
        "urldate": f"{version.first_seen:%Y-%m-%d}",
        "note": _tex(_note(version)),
    }
    inner = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{tracker-{article.id}-{version.number},\n{inner}\n}}"


def csl_json(article: Article, version: Version) -> dict[str, JSON]:
    """Write an item of CSL-JSON, as Zotero and others read it."""
    item: dict[str, JSON] = {
        "id": f"tracker-{article.id}-{version.number}",
        "type": "article-newspaper",
        "title": version.headline or article.headline,
        "container-title": article.host,
        "URL": version.url,
        "accessed": _date_parts(version.first_seen),
        "version": str(version.number),
        "note": _note(version),
    }
    return item | ({"issued": _date_parts(version.published)} if version.published else {})


def _date_parts(moment: datetime) -> JSON:
    return {"date-parts": [[moment.year, moment.month, moment.day]]}


def _note(version: Version) -> str:
    seen = f"version {version.number}, first seen {time_json(version.first_seen)}"
    return f"{seen}, page sha256 {version.body_sha256}, chain hash {version.chain_hash}"


_TEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {sign: f"\\{sign}" for sign in "&%$#_"}


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in " ".join(safe(text).split()))


def _safe_url(url: str) -> Iterator[str]:
    # A brace or a backslash of a page's address must not end the field.
    return (f"%{ord(sign):02X}" if sign in "{}\\" else sign for sign in safe(url))
