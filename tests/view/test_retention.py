from __future__ import annotations

from tests.view.hostile import HOSTILE
from tracker.view.records import JSON
from tracker.view.retention import prune_line, redact_lines
from tracker.view.safe import safe

PRUNED: dict[str, JSON] = {
    "articles": 2,
    "pages": 31,
    "freed": 2_000_000,
    "before": 9_000_000,
    "after": 7_000_000,
    "dry_run": False,
}
REDACTED: dict[str, JSON] = {
    "id": 7,
    "url": "https://news.example/bridge",
    "reason": "court order",
    "redacted": [2, 3],
    "withdrawn": 1,
    "sent": 3,
    "mails": 1,
    "wiped": True,
    "unwiped": "",
    "backups": ["archive-r0001.backup.db"],
    "deleted": [],
    "exports": ["week.jsonl", "week.wacz"],
    "versions": [5],
    "files": ["text/notes.md", "tracker.log"],
}


def test_what_was_dropped_is_one_sentence() -> None:
    assert prune_line(PRUNED) == (
        "dropped 31 raw pages of 2 articles, 1.9 MB; texts and hashes stay; archive.db 8.6 MB → 6.7 MB"
    )
    assert prune_line({**PRUNED, "dry_run": True, "pages": 1}) == (
        "would drop 1 raw page of 2 articles, 1.9 MB at most; texts and hashes stay"
    )
    assert prune_line({**PRUNED, "pages": 0}) == "no raw page is that old: nothing to drop"


def test_what_was_redacted_comes_first_and_then_what_was_not_reached() -> None:
    assert list(redact_lines(REDACTED)) == [
        "7  redacted versions 2, 3: court order; 1 alert withdrawn",
        "stays: number, times, hashes and the address https://news.example/bridge, whatever words that holds",
        "1 mail erased from the mail folder",
        "not reached: 2 mails about it that had been sent",
        "not reached: copy archive-r0001.backup.db of the record in the data folder; "
        "delete what holds the words, or give --delete-backups the next time",
        "not reached: exports or packed files week.jsonl, week.wacz in the data folder; delete what holds the words",
        "the phrase stands yet in version 5: redact these too",
        "the phrase stands yet in files text/notes.md, tracker.log",
        "not reached: backups and exports made elsewhere, and copies that a disk or another program keeps of its own",
    ]


def test_deleted_copies_and_what_waits_to_be_wiped_are_told() -> None:
    told = list(redact_lines({**REDACTED, "deleted": ["a.backup.db", "b.backup.db"], "unwiped": "no room"}))
    assert "deleted copies a.backup.db, b.backup.db of the record" in told
    assert "not wiped from the file yet: no room" in told


def test_an_article_without_versions_is_told_as_such() -> None:
    assert next(redact_lines({**REDACTED, "redacted": []})).startswith("7  redacted all that was known of it: ")


def test_hostile_words_are_made_safe() -> None:
    told = "\n".join(redact_lines({**REDACTED, "reason": HOSTILE, "url": HOSTILE, "files": [HOSTILE]}))
    assert safe(HOSTILE) in told
    assert HOSTILE not in told
