"""Check an export of the breaking news tracker: python3 verify.py [--expect HASH] FILE...

Reads JSON lines, .warc.gz and .wacz; needs nothing but Python 3.8 or newer. Makes every hash again: of bytes, texts,
headers, records, lists, and the chain that binds each version to those before it. Names what does not hold, exits 1.

An export that agrees with itself may still have been rewritten as a whole, all of its hashes with it, and so may the
script beside it. Only a hash that was published elsewhere tells: compare the manifest and the heads that are printed,
or give one with --expect: the manifest, or the SHA-256 of the file. Then the file is that one, whatever its name.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from tracker.edges.export.verify_lines import Check, check_lines, encoded
from tracker.edges.export.verify_package import check_wacz, file_digest
from tracker.edges.export.verify_records import check_warc

EXPECTED: dict[str, str] = {}  # the hash of each whole file that this copy of the script came with
NO_HASH = "--expect needs a SHA-256: 64 digits from 0 to f"
LIMITS = """
This shows that what was checked agrees with itself, and no more. Whoever rewrites an export can make every hash in it
anew, the manifest and the heads too, and the script that came with it. Compare the manifest with one that was published
elsewhere: verify.py --expect HASH FILE. Heads that were published cover each version's address, number, times, status
line, headers, bytes and text. All else is bound by the manifest alone: the article's number and the address it was
added under, the request, redirects, server and certificate, when the page says it was published, the list of changes,
and which versions and articles at the end were left out.
"""


def check_file(path: Path, check: Check, wanted: frozenset[str] = frozenset()) -> None:
    """Check one file by what it begins with.

    Args:
        wanted: hashes of which it must have one, as its manifest or as a whole.
    """
    name, links = path.name, check.links
    check.begun.clear()
    with path.open("rb") as file:
        whole = file_digest(file)
        came = not EXPECTED or whole in EXPECTED.values()
        check.expect(came, f"{name}: it is not the file that was exported with this script ({', '.join(EXPECTED)})")
        file.seek(0)
        begin = file.read(2)
        file.seek(0)
        reader = {b"PK": check_wacz, b"\x1f\x8b": check_warc}.get(begin, check_lines)
        manifest = reader(file, name, check)
    check.expect(check.links > links, f"{name}: nothing in it: no version, no tombstone")
    check.manifests[name] = manifest
    known = not wanted or manifest in wanted or whole in wanted
    check.expect(
        known, f"{name}: it is not what was expected: its manifest is {manifest or 'missing'}, its hash {whole}"
    )


def arguments_of(words: list[str]) -> argparse.Namespace:
    """Read the command line; ends the program with 2 where it says nothing sensible."""
    said, _, more = (__doc__ or "").partition("\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("verify.py", description=said, epilog=more, formatter_class=form)
    parser.add_argument("--expect", action="append", default=[], metavar="HASH", help="a manifest, or a file's SHA-256")
    parser.add_argument("files", nargs="*", metavar="FILE")
    given = parser.parse_args(words)
    given.expect = [one.strip().lower() for one in given.expect]
    if not all(re.fullmatch("[0-9a-f]{64}", one) for one in given.expect):
        parser.error(NO_HASH)
    if not given.files and not EXPECTED:
        parser.error("name the export to check: python3 verify.py FILE")
    return given


def report(check: Check, expected: bool) -> None:
    """Print what was found: problems, notes, manifests, heads and a verdict."""
    for words in [*check.problems, *(f"note: {remark}" for remark in [*check.remarks, *unproven(check)])]:
        tell(words)
    for name, manifest in check.manifests.items():
        tell(f"{name}: manifest {manifest or 'missing'}{' (as expected)' * (expected and not check.problems)}")
    for article, head in sorted(check.heads.items(), key=str):
        tell(f"article {article}: head {head['chain_hash']}")
    problems = f"{len(check.problems)} problem{'s' * (len(check.problems) != 1)}"
    verdict = problems if check.problems else "all of it holds"
    tell(f"{check.versions} versions of {len(check.heads)} articles: {verdict if check.links else 'nothing in it'}")
    if not check.problems and not expected:
        sys.stdout.write(LIMITS)


def unproven(check: Check) -> list[str]:
    """Say what the export leaves out, and what cannot be proven therefore."""
    found = []
    if check.left_out:
        found.append(f"the bytes of {check.left_out} versions were left out when this was exported: not checked")
    if check.hidden:
        session = "the values of session headers were left out, so that the recorded hash of how it was asked for and"
        found.append(
            f"of {check.hidden} versions {session} answered cannot be made again; the manifest binds what is here"
        )
    return found


def tell(words: str) -> None:
    """Print a line; what could steer a terminal becomes a question mark."""
    sys.stdout.write("".join(sign if sign.isprintable() else "?" for sign in words) + "\n")


def main(words: list[str]) -> int:
    """Check the files that are named, or the ones that this copy came with; gives the exit code."""
    given = arguments_of(words)
    here = Path(sys.argv[0]).resolve().parent
    check = Check()
    for path in [Path(name) for name in given.files] or [here / name for name in EXPECTED]:
        try:
            check_file(path, check, frozenset(given.expect))
        except OSError as error:
            check.problems.append(f"{path}: it cannot be read ({error.strerror})")
    try:
        report(check, expected=bool(given.expect))
        sys.stdout.flush()
    except BrokenPipeError:  # such as `| head`: whoever read has enough; what is left is flushed nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1 if check.problems else 0


__all__ = ["EXPECTED", "Check", "check_file", "encoded", "main"]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
