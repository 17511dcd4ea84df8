from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.email.messages import message
from tracker.edges.email.compose import compose, recipient_of, sender_of
from tracker.edges.email.headers import clean
from tracker.errors import PermanentDeliveryError

INJECTION = "=?utf-8?q?a=0D=0ABcc=3A_e@x?="
OURS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
]
# Lone surrogates included: a page may hold them.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)
HOSTILE = [
    INJECTION,
    f"Fire {INJECTION} spreads",
    "=?utf-8?b?DQpCY2M6IGVAeA==?=",
    "=\u200b?utf-8?q?a=0D=0ABcc=3A_e@x?=",
    "==??utf-8?q?a=0D=0ABcc=3A_e@x?=",
    "Fire\r\nBcc: e@x",
    "Fire\nBcc: e@x",
    "Fire\rBcc: e@x",
    "Fire\r\n\r\n<script>alert(1)</script>",
    "Fire\x0bBcc: e@x\x0cX: y\x1c\x1d\x1e\x85\u2028\u2029Bcc: e@x",
    "Fire\0\x1b]0;title\x07\x1b[2J",
    "\u202eerif\u2066 \u200f",
    "Fire \ud800 and \udfff ice",
    "x" * 5_000,
    "ü" * 5_000,
    "火" * 5_000,
    " \t\n",
    "",
]


def parsed(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def names(data: bytes) -> list[str]:
    """The header names as a server sees them: line by line."""
    head = data.partition(b"\r\n\r\n")[0]
    return [line.split(b":")[0].decode() for line in re.split(rb"[\r\n]+", head) if line[:1] not in (b" ", b"\t")]


def test_a_sound_message_has_just_our_headers_and_both_parts() -> None:
    data = compose(message())
    mail = parsed(data)
    assert names(data) == OURS
    assert mail["From"] == "Breaking news tracker <tracker@example.org>"
    assert mail["To"] == "desk@example.org"
    assert mail["Subject"] == "Ferry strikes breakwater"
    assert mail["Date"] == "Sun, 22 Nov 2026 13:07:00 +0000"
    assert mail["Message-ID"] == "<6f1e.12.4@tracker.example.org>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content() for part in mail.iter_parts()] == ["12 → 45 injured\r\n", "<p>12 → 45 injured</p>\r\n"]


def test_a_reply_names_the_mails_it_belongs_to() -> None:
    references = tuple(f"<{number:032x}.12.{number}@tracker.example.org>" for number in range(60))
    mail = parsed(compose(message(in_reply_to=references[-1], references=references)))
    assert mail["In-Reply-To"] == references[-1]
    assert str(mail["References"]).split() == list(references)


def test_the_same_message_is_the_same_bytes_at_every_try() -> None:
    assert compose(message()) == compose(message())


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_in_any_other_header_add_none(words: str) -> None:
    data = compose(message(headers=(("X-Tracker-Note", words),)))
    assert sorted(names(data)) == sorted([*OURS, "X-Tracker-Note"])


def test_the_border_between_the_parts_cannot_be_forged_by_the_text() -> None:
    text = "before\n"
    for _ in range(3):
        border = f"--{parsed(compose(message(text=text))).get_boundary()}"
        text += f"{border}\nContent-Type: text/html\n\n<b>forged</b>\n{border}--\n"
    parts = list(parsed(compose(message(text=text))).iter_parts())
    assert [part.get_content_type() for part in parts] == ["text/plain", "text/html"]
    assert parts[0].get_content().count("forged") == 3


@given(ANY_TEXT)
def test_no_text_at_all_makes_a_header_of_its_own(words: str) -> None:
    data = compose(message(subject=words))
    assert names(data) == OURS
    assert len(parsed(data)["Subject"]) <= 180


@given(ANY_TEXT)
def test_a_cleaned_line_stays_as_it_is_when_cleaned_again(words: str) -> None:
    line = clean(words)
    assert clean(line) == line
    assert len(line) <= 180
    assert all(unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in line)
    assert not any(one.isspace() and other.isspace() for one, other in pairwise(line))
    assert "=?" not in line


@pytest.mark.parametrize(
    "words", ["می\u200cشود", "न\u200dद", "\U0001f469\u200d\U0001f692 hero", "❤\ufe0f\u200d\U0001f525"]
)
def test_joiners_that_are_spelling_stay(words: str) -> None:
    assert clean(words) == words


@pytest.mark.parametrize("words", ["Fi\u200dre", "\u200cFire\u200d", "Fi\u200c\u200cre", "Fi\ufffere\ufdd0\U0010ffff"])
def test_what_hides_in_a_word_goes(words: str) -> None:
    assert clean(words) == "Fire"


def test_a_long_headline_is_cut_between_words() -> None:
    assert clean("word " * 40, most=22) == "word word word word…"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "desk@example.org, other@example.org",
        "desk@example.org\r\nBcc: e@x",
        "-oQ/tmp@example.org",
        "désk@example.org",
        "<>",
        "desk@",
        "@example.org",
        "group: a@x, b@y;",
        '"a b"@example.org',
    ],
)
def test_what_is_not_one_address_is_refused_with_the_cure(address: str) -> None:
    with pytest.raises(PermanentDeliveryError, match=r"recipient\.address .* is not one mail address"):
        compose(message(recipient=address))


def test_the_envelope_holds_bare_addresses() -> None:
    one = message(recipient="The Desk <desk@example.org>")
    assert sender_of(one) == "tracker@example.org"
    assert recipient_of(one) == "desk@example.org"


@pytest.mark.parametrize("name", ["Bcc", "To", "Subject", "Message-ID", "X-Tracker-Note:\r\nBcc", "X Tracker"])
def test_a_message_cannot_set_a_header_that_is_not_its_own(name: str) -> None:
    with pytest.raises(PermanentDeliveryError, match="may not set the header"):
        compose(message(headers=((name, "value"),)))


@pytest.mark.parametrize("identifier", ["", "abc", "<a@b>\r\nBcc: e@x", "<a b@c>", "<a@b> <c@d>"])
def test_an_identifier_of_another_form_is_refused(identifier: str) -> None:
    with pytest.raises(PermanentDeliveryError, match="is not a message identifier"):
        compose(message(message_id=identifier))
