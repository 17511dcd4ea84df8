"""Check an export of the breaking news tracker: python3 verify.py FILE...

Reads JSON lines, .warc.gz and .wacz; needs nothing but Python 3.8 or newer. Makes every hash again: of bytes, texts,
headers, records, and the chain that binds each version to those before it. Names what does not hold and exits 1.
A hash proves something to others where it was published elsewhere: compare the heads that are printed at the end.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

EXPECTED: dict[str, str] = {}  # the hash of each whole file that this copy of the script came with
GENESIS = "0" * 64
COVERED = ("url", "number", "first_seen", "last_seen_old", "status_line", "headers_sha256")
STONE = ("what", "number", "after", "reason", "written")
CHUNK = 1 << 20
# What a zip says of each file in an export: stored on 1 January 1980, made on Unix by version 2.0, rights 0644.
FIRST_DAY, MADE_BY, RIGHTS = 33, (3 << 8) | 20, 0o644 << 16
LARGEST_PLAIN = 0xF0000000
UNREADABLE = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, KeyError, RuntimeError, EOFError, OSError)


class Check:
    """What was found so far: problems in words, versions counted, and the newest link of each article."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.remarks: list[str] = []
        self.versions = 0
        self.heads: dict[int, dict[str, Any]] = {}
        self.captured: dict[str, str] = {}

    def expect(self, holds: bool, problem: str) -> None:
        """Note a problem where something does not hold."""
        if not holds:
            self.problems.append(problem)


def digest(data: bytes) -> str:
    """Give the SHA-256 of bytes in hex."""
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """Give the JSON that hashes cover: keys sorted, no spaces, UTF-8."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def encoded(line: dict[str, Any]) -> bytes:
    """Give a line as an export writes it."""
    try:
        return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(line, separators=(",", ":")).encode("utf-8")


def check_line(raw: bytes, where: str, check: Check) -> None:
    """Check one version or tombstone: its own hash, what it holds, and its place in the chain."""
    try:
        line = json.loads(raw)
        own = {name: value for name, value in line.items() if name != "sha256"}
        check.expect(encoded(line) == raw and digest(encoded(own)) == line["sha256"], f"{where}: the line was changed")
        what = f"{where} (article {line['article']}, version {line['number']})"
        check.expect(link_hash(line) == line["chain_hash"], f"{what}: the chain hash is not that of what it covers")
        check_chain(line, what, check)
        if "tombstone" not in line:
            check.versions += 1
            check_content(line, what, check)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        check.problems.append(f"{where}: it does not read ({error!r})")


def link_hash(line: dict[str, Any]) -> str:
    """Make the chain hash of a line again."""
    if "tombstone" in line:
        line = dict(line, what=line["tombstone"])
        return digest(b"\n".join([line["previous_hash"].encode(), canonical({name: line[name] for name in STONE})]))
    hashes = [line[name].encode() for name in ("previous_hash", "body_sha256", "text_sha256")]
    return digest(b"\n".join([*hashes, canonical({name: line[name] for name in COVERED})]))


def check_chain(line: dict[str, Any], what: str, check: Check) -> None:
    """Check that a line stands on the one before it."""
    before = check.heads.get(line["article"])
    if before is not None:
        check.expect(before["chain_hash"] == line["previous_hash"], f"{what}: it does not stand on the one before it")
    elif line["number"] == 1 and "tombstone" not in line:
        check.expect(line["previous_hash"] == GENESIS, f"{what}: the first version stands on nothing")
    else:
        check.remarks.append(f"{what}: what came before it is not in this export")
    check.heads[line["article"]] = line


def check_content(line: dict[str, Any], what: str, check: Check) -> None:
    """Check bytes, text and headers against their hashes, as far as they are in the export."""
    if line["body_base64"] is not None:
        body = base64.b64decode(line["body_base64"], validate=True)
        check.expect(digest(body) == line["body_sha256"], f"{what}: the bytes are not those of the hash")
    if line["story"] is not None:
        check.expect(digest(text_of(line["story"])) == line["text_sha256"], f"{what}: the text is not that of the hash")
    if line["capture"] is not None and not line["redacted_headers"]:
        headers = canonical(line["capture"].get("headers", []))
        check.expect(digest(headers) == line["headers_sha256"], f"{what}: the headers are not those of the hash")
    if line["keeping"] != "whole":
        check.remarks.append(f"{what}: {line['keeping']}: {line['why']}")


def text_of(story: dict[str, Any]) -> bytes:
    """Give what the text's hash covers."""
    fields: dict[str, Any] = {name: story.get(name, "") for name in ("headline", "dek", "byline")}
    for name in ("blocks", "notes"):
        fields[name] = [[one["kind"], one["text"]] for one in story.get(name, [])]
    return canonical(fields)


def check_lines(file: IO[bytes], name: str, check: Check) -> None:
    """Check a file of JSON lines."""
    for place, raw in enumerate(file, start=1):
        check.expect(raw.endswith(b"\n"), f"{name}, line {place}: it is cut")
        check_line(raw[:-1] if raw.endswith(b"\n") else raw, f"{name}, line {place}", check)


def check_warc(file: IO[bytes], name: str, check: Check) -> None:
    """Check a WARC file, one gzip member a record."""
    place = 0
    try:
        for place, raw in enumerate(members(file, name, check), start=1):
            check_record(raw, f"{name}, record {place}", check)
    except (zlib.error, ValueError, KeyError) as error:
        check.problems.append(f"{name}, record {place + 1}: it does not read ({error!r})")


def members(file: IO[bytes], name: str, check: Check) -> Iterator[bytes]:
    """Yield the content of each gzip member. What no checksum covers, its head and unused bits, must be as written."""
    first, data = b"", file.read(CHUNK)
    while data:
        unpacker, content, packed = zlib.decompressobj(31), [], []
        while not unpacker.eof:
            if not data:
                raise ValueError("the file is cut")
            content.append(unpacker.decompress(data))
            packed.append(data[: len(data) - len(unpacker.unused_data)])
            data = unpacker.unused_data or file.read(CHUNK)
        member, raw = b"".join(packed), b"".join(content)
        first = first or member[:10]
        plain = member[:10] == first == first[:4] + bytes(4) + first[8:] and not has_stray_bit(member, raw)
        check.expect(plain, f"{name}: a gzip member that begins with {raw[:60]!r} was changed")
        yield raw


def has_stray_bit(member: bytes, raw: bytes) -> bool:
    """Tell whether a bit is set behind the end of the packed data, where packers leave zeros."""
    last = member[-9]
    cleared = last & ~(1 << last.bit_length() - 1) if last else last
    try:
        return bool(last) and zlib.decompress(member[:-9] + bytes([cleared]) + member[-8:], 31) == raw
    except zlib.error:
        return False


def check_record(raw: bytes, where: str, check: Check) -> None:
    """Check one record: its length, its digests, and what it says of a version."""
    head, _, rest = raw.partition(b"\r\n\r\n")
    lines = head.decode("utf-8").split("\r\n")
    fields = {key.lower(): value for key, _, value in (line.partition(": ") for line in lines[1:])}
    block = rest[: int(fields["content-length"])]
    check.expect(lines[0] == "WARC/1.1" and rest == block + b"\r\n\r\n", f"{where}: its length is not as it says")
    check.expect(fields["warc-block-digest"] == f"sha256:{digest(block)}", f"{where}: its block was changed")
    kind = fields["warc-type"]
    if kind in ("response", "revisit") and "warc-truncated" not in fields:
        payload = block.partition(b"\r\n\r\n")[2]
        told = fields["warc-payload-digest"]
        check.expect(kind == "revisit" or told == f"sha256:{digest(payload)}", f"{where}: its payload was changed")
        check.captured[fields["warc-record-id"]] = f"{told} {fields['warc-target-uri']}"
    if kind == "metadata" and fields["content-type"] == "application/json":
        check_line(block, where, check)
        check_captured(json.loads(block), fields.get("warc-refers-to", ""), where, check)


def check_captured(line: dict[str, Any], record_id: str, where: str, check: Check) -> None:
    """Check that the record of a version's bytes holds the bytes of its hash."""
    if record_id:
        found = check.captured.pop(record_id, "")
        check.expect(found == f"sha256:{line['body_sha256']} {line['url']}", f"{where}: its capture is another's")


def check_wacz(file: IO[bytes], name: str, check: Check) -> None:
    """Check a WACZ: its zip, the hashes of its files, and its WARC."""
    try:
        check_zip(file, name, check)
        with zipfile.ZipFile(file) as archive:
            package = archive.read("datapackage.json")
            told = {"path": "datapackage.json", "hash": f"sha256:{digest(package)}"}
            check.expect(json.loads(archive.read("datapackage-digest.json")) == told, f"{name}: its list was changed")
            listed = {one["path"]: one["hash"] for one in json.loads(package)["resources"]}
            own = {"datapackage.json", "datapackage-digest.json"}
            check.expect(set(archive.namelist()) == {*listed, *own}, f"{name}: its files are not those of its list")
            for path, expected in listed.items():
                with archive.open(path) as member:
                    check.expect(f"sha256:{file_digest(member)}" == expected, f"{name}: {path} was changed")
            for path in listed:
                if path.startswith("archive/"):
                    with archive.open(path) as member:
                        check_warc(member, f"{name}/{path}", check)
    except UNREADABLE as error:
        check.problems.append(f"{name}: it does not read ({error!r})")


def check_zip(file: IO[bytes], name: str, check: Check) -> None:
    """Check what no checksum of a zip covers: its heads must be, to the byte, those that an export writes."""
    with zipfile.ZipFile(file) as archive:
        found = archive.infolist()
    place, central = 0, []
    if sum(one.file_size for one in found) >= LARGEST_PLAIN:
        check.remarks.append(f"{name}: it is so large that the heads of its zip are not checked")
        return
    for one in found:
        path = one.orig_filename.encode()
        terms = (20, 0, 0, 0, FIRST_DAY, one.CRC, one.file_size, one.file_size, len(path), 0)
        head = struct.pack("<4s5H3I2H", b"PK\3\4", *terms) + path
        file.seek(place)
        check.expect(file.read(len(head)) == head, f"{name}: the head of {one.orig_filename} was changed")
        central.append(struct.pack("<4s6H3I5H2I", b"PK\1\2", MADE_BY, *terms, 0, 0, 0, RIGHTS, place) + path)
        place += len(head) + one.file_size
    count, size = len(found), sum(map(len, central))
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, size, place, 0)
    file.seek(place)
    check.expect(file.read() == b"".join(central) + end, f"{name}: the end of its zip was changed")


def file_digest(file: IO[bytes]) -> str:
    """Give the SHA-256 of a file in hex, read piece by piece."""
    found = hashlib.sha256()
    for piece in iter(lambda: file.read(CHUNK), b""):
        found.update(piece)
    return found.hexdigest()


def check_file(path: Path, check: Check) -> None:
    """Check one file by what it begins with."""
    name = path.name
    with path.open("rb") as file:
        if name in EXPECTED:
            check.expect(file_digest(file) == EXPECTED[name], f"{name}: it is not the file that was exported")
            file.seek(0)
        begin = file.read(2)
        file.seek(0)
        reader = {b"PK": check_wacz, b"\x1f\x8b": check_warc}.get(begin, check_lines)
        reader(file, name, check)


def main(arguments: list[str]) -> int:
    """Check the files that are named, or the ones that this copy came with; gives the exit code."""
    here = Path(sys.argv[0]).resolve().parent
    paths = [Path(name) for name in arguments] or [here / name for name in EXPECTED]
    if not paths:
        sys.stderr.write("name the export to check: python3 verify.py FILE\n")
        return 2
    check = Check()
    for path in paths:
        try:
            check_file(path, check)
        except OSError as error:
            check.problems.append(f"{path}: it cannot be read ({error.strerror})")
    for words in [*check.problems, *(f"note: {remark}" for remark in check.remarks)]:
        sys.stdout.write("".join(sign if sign.isprintable() else "?" for sign in words) + "\n")
    for article, head in sorted(check.heads.items()):
        sys.stdout.write(f"article {article}: head {head['chain_hash']}\n")
    verdict = f"{len(check.problems)} problems" if check.problems else "all of it holds"
    sys.stdout.write(f"{check.versions} versions of {len(check.heads)} articles: {verdict}\n")
    return 1 if check.problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
