"""A forger's tools: exports rewritten with every hash made anew that can be made anew."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from tests.edges.store.examples import at
from tracker.edges.export.lines import Line, Sheet
from tracker.edges.export.verify_lines import Check
from tracker.edges.export.verify_records import members
from tracker.edges.export.wacz import WaczFile

Records = list[bytes]


def digest(data: bytes) -> bytes:
    return sha256(data).hexdigest().encode()


def rewritten_lines(target: Path, change: Callable[[list[Line]], list[Line]]) -> None:
    """Change the lines of a file, and seal all of it anew, its manifest too."""
    kept = [json.loads(line) for line in target.read_bytes().splitlines()]
    bare = [{key: value for key, value in line.items() if key not in ("before", "last", "sha256")} for line in kept]
    sheet = Sheet()
    target.write_bytes(b"".join([*map(sheet.next, change(bare)), sheet.end()]))


def rewritten_records(raw: bytes, change: Callable[[Records], Records]) -> bytes:
    """Change the records of a WARC, and make digests, lengths and the manifest anew."""
    kept = [one.raw for one in members(BytesIO(raw), "forged", Check())]
    records = [mended(one) for one in change(kept[:-1])]
    links = sum(b"WARC-Type: metadata" in one.partition(b"\r\n\r\n")[0] for one in records)
    running = sha256(b"".join(sha256(one).digest() for one in records)).hexdigest()
    terms = {"records": len(records), "links": links, "sha256": running}
    head = kept[-1].partition(b"\r\n\r\n")[0]
    last = mended(head + b"\r\n\r\n" + json.dumps(terms, separators=(",", ":")).encode() + b"\r\n\r\n")
    return b"".join(packed(one) for one in [*records, last])


def mended(record: bytes) -> bytes:
    head, _, rest = record.partition(b"\r\n\r\n")
    block = rest[:-4]
    payload = block.partition(b"\r\n\r\n")[2] if b"application/http" in head else block
    head = re.sub(rb"(Content-Length: )\d+", rb"\g<1>%d" % len(block), head)
    head = re.sub(rb"(Block-Digest: sha256:)\w+", rb"\g<1>" + digest(block), head)
    if b"WARC-Type: revisit" not in head:
        head = re.sub(rb"(Payload-Digest: sha256:)\w+", rb"\g<1>" + digest(payload), head)
    return head + b"\r\n\r\n" + block + b"\r\n\r\n"


def packed(record: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def rewritten_package(target: Path, path: str, change: Callable[[bytes], bytes]) -> None:
    """Change one file of a WACZ, and make its zip and the list of its files anew."""
    with ZipFile(target) as archive:
        title = json.loads(archive.read("datapackage.json"))["title"]
        files = {name: archive.read(name) for name in archive.namelist() if not name.startswith("datapackage")}
    files[path] = change(files.get(path, b""))
    with target.open("wb") as file:
        package = WaczFile(file)
        for name, content in files.items():
            package.add(name, content)
        package.finish(title=title, now=at(9))
