"""What bench/mta.sh sends and how it reads a server's answer; the servers themselves are started there."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from bench.mta import DIGESTS, HEADLINES, VERSIONS, Found, shuffled, whole, written


def test_the_mails_of_a_story_and_of_a_day_hang_together_by_their_identifiers_and_subjects() -> None:
    mails = written()
    assert len(mails) == len(HEADLINES) * VERSIONS + DIGESTS
    for subject, count in ((HEADLINES[0], VERSIONS), (HEADLINES[2], VERSIONS), ("Digest, 14 March", DIGESTS)):
        first, *others = [mail for mail in mails if mail.subject == subject]
        assert len(others) == count - 1
        assert (first.in_reply_to, first.references) == (None, ())
        for before, mail in zip([first, *others], others, strict=False):
            assert mail.in_reply_to == before.message_id
            assert mail.references[0] == first.message_id
            assert mail.references[-1] == before.message_id


def test_they_leave_out_of_order_without_one_root_and_some_more_than_once() -> None:
    mails = written()
    going = shuffled(mails, seed=1)
    assert set(mails) - set(going) == {mails[1]}
    assert mails[1].in_reply_to is None
    assert max(Counter(going).values()) > 1
    assert sorted(going, key=lambda mail: mail.date) != going


def test_an_answer_is_cut_at_its_outermost_parentheses() -> None:
    assert whole("(2)(3 6 (4 23)(44 7 96))((1)(5))") == ["(2)", "(3 6 (4 23)(44 7 96))", "((1)(5))"]


def test_a_story_in_two_threads_and_two_in_one_are_seen() -> None:
    one, two, three, day = Counter("1111"), Counter("22"), Counter("3"), Counter({"digest": 2})
    assert Found(name="", threads=[one, two, three, day], mails=9).holds
    assert not Found(name="", threads=[one, two, three], mails=7).holds
    assert not Found(name="", threads=[one, two + three, day], mails=9).holds
    assert not Found(name="", threads=[one, Counter("2"), Counter("2"), three, day], mails=9).holds
    assert not Found(name="", threads=[one, two + three, three, day], mails=10).holds


@pytest.mark.skipif(os.geteuid() != 0, reason="who is not root is told something else")
def test_where_no_package_can_be_had_it_is_skipped_with_a_sentence(project: Path, tmp_path: Path) -> None:
    for name in ("apt-get", "dpkg-query"):
        (tmp_path / name).write_text("#!/bin/sh\necho 'nothing to be had' >&2\nexit 100\n")
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "bench/mta.sh"], cwd=project, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "skipped: the packages postfix dovecot-imapd notmuch cannot be had here\n"
