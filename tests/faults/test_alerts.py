"""Messages: what hostile words can do to a mail, and what every mail says of itself."""

from __future__ import annotations

import re

import pytest

from tests.edges.email.messages import message
from tests.edges.email.test_compose import HOSTILE, OURS, names, parsed
from tracker.edges.email.compose import compose


def test_mail_9_headers_of_lists_and_of_the_tracker_are_carried() -> None:
    headers = (("List-Id", "<article-12.tracker.example.org>"), ("X-Tracker-Version", "4"))
    mail = parsed(compose(message(headers=headers)))
    assert mail["List-Id"] == "<article-12.tracker.example.org>"
    assert mail["X-Tracker-Version"] == "4"


def test_mail_2_a_mail_is_seven_bit_with_short_lines_and_crlf() -> None:
    data = compose(message(subject="Überschwemmung " * 30, text="ö" * 3_000 + "\n" + "x" * 3_000, html="火" * 9_000))
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(map(len, data.split(b"\r\n"))) <= 998


@pytest.mark.parametrize("words", HOSTILE)
def test_mail_1_a_hostile_headline_adds_no_header_and_stays_one_short_line(words: str) -> None:
    data = compose(message(subject=words))
    subject = parsed(data)["Subject"]
    assert names(data) == OURS
    assert parsed(data).keys() == OURS
    assert 0 < len(subject) <= 180
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]", subject)
    assert parsed(data)["Bcc"] is None


@pytest.mark.parametrize("words", HOSTILE)
def test_mail_2_hostile_words_in_the_text_stay_in_the_text(words: str) -> None:
    data = compose(message(text=f"{words}\n", html=f"<p>{words}</p>\n"))
    assert names(data) == OURS
    assert len(list(parsed(data).iter_parts())) == 2
