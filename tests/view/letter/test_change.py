from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest

from tests.view.letters import AFTER, ARTICLE, BEFORE, DELIVERY, NEW, OLD, SEEN, letter, story
from tracker.core.diff import diff
from tracker.core.facts import facts, summary
from tracker.edges.email import compose
from tracker.model import AlertKind, Confidence, Fact, FactKind, HoldReason, Message
from tracker.view.contrast import contrast
from tracker.view.letter import MOST_HTML_BYTES, Step

ALLOWED = {"html", "head", "meta", "title", "style", "body", "div", "p", "h2", "table", "tr", "td", "span", "a"}
ALLOWED |= {"ins", "del", "s", "br"}
HOSTILE = [
    "=?utf-8?q?a=0D=0ABcc=3A_e@x?=",
    "Fire\r\nBcc: e@x",
    "Fire\0\x1b]0;title\x07\x1b[2J",
    "\u202eerif\u2066",
    "</style></title></p></div><script>alert(1)</script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "{{ 7*7 }}{% raw %}",
    "&lt;script&gt;",
    "Fire \ud800 ice",
    "x" * 5_000,
]


class Outline(HTMLParser):
    """What a mail program would make of the HTML: its elements with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def told_everywhere(words: str) -> Message:
    """A mail with the same words wherever a page or a server could have put them."""
    return letter(
        story("Ferry", "A quiet sea."),
        story("Ferry", "A quiet sea.", f"So {words} it is."),
        article=replace(ARTICLE, host=f"host {words}", url=f"https://lantern.example/{words}"),
        new=replace(NEW, headline=words),
        delivery=replace(DELIVERY, thread_subject=words),
        happened=tuple(
            Fact(kind=FactKind.NUMBER, text=f"fact {number} {words}", place=words, before=words, after=words)
            for number in range(3)
        ),
        line=f"summary {words}",
    )


def test_the_first_line_says_what_changed_in_text_and_html() -> None:
    message = letter()
    assert message.text.splitlines()[0] == "12 → 45 people (injured)"
    assert (
        Outline(message.html)
        .words.split("</style>")[-1]
        .split("\n}\n")[-1]
        .strip()
        .startswith("12 → 45 people (injured)")
    )


@pytest.mark.parametrize(
    ("kinds", "first"),
    [
        ((FactKind.MOVED,), "1 paragraph moved"),
        ((FactKind.ADDED, FactKind.UNDECLARED), "1 paragraph added · no date, update line or note moved"),
        ((), "The text changed"),
    ],
)
def test_a_first_line_of_nothing_but_counts_is_said_in_words(kinds: tuple[FactKind, ...], first: str) -> None:
    texts = {FactKind.MOVED: "1 paragraph moved", FactKind.ADDED: "1 paragraph added"}
    happened = tuple(Fact(kind=kind, text=texts.get(kind, kind.value), after="1") for kind in kinds)
    assert letter(happened=happened).text.splitlines()[0] == first


def test_the_text_says_all_that_a_reader_needs_in_its_order() -> None:
    assert letter().text == (
        "12 → 45 people (injured)\n"
        "1 paragraph edited\n"
        "\n"
        "Site       lantern.example\n"
        "Changed    22 November 2026, between 14:02 and 14:07 CET (13:02 and\n"
        "           13:07 UTC)\n"
        "Publisher  modified 14:05 CET (13:05 UTC)\n"
        "Versions   3 → 4\n"
        "Old text   version 3 was seen for 23 minutes, since 13:39 CET\n"
        "Address    https://lantern.example/ferry\n"
        "\n"
        "------------------------------------------------------------------------\n"
        "\n"
        "  Headline: Ferry strikes breakwater\n"
        "\n"
        "~ At least [-12-]{+45+} people were injured, the harbour office said.\n"
        "\n"
        "  The sea is rough.\n"
        "\n"
        "------------------------------------------------------------------------\n"
        "\n"
        "Declared: the page's own date moved to 14:05 CET.\n"
        "\n"
        "tracker diff 12 3 4       this change\n"
        "tracker show 12 4         the whole text\n"
        "tracker log 12            all versions\n"
        "tracker why 12            when the next look is, and why\n"
        "tracker alerts explain 1  why this came, and why now\n"
        "\n"
        "You get this because the tracker watches article 12 and is told to send\n"
        "its changes to desk@example.org.\n"
        "To mute this story, run “tracker alerts mute 12 --to desk@example.org”,\n"
        "or ask whoever runs the tracker.\n"
    )


def test_the_html_says_what_the_text_says() -> None:
    message = letter()
    words = set(Outline(message.html).words.replace("·", " ").split())
    marks = re.sub(r"\[-|-\]|\{\+|\+\}|-{3,}|^~", " ", message.text, flags=re.MULTILINE)
    said = marks.replace("Address    https://lantern.example/ferry", "").replace("Headline: ", "")
    assert set(said.split()) - words == set()


def test_the_subject_is_that_of_the_thread_and_the_identifiers_are_the_deliverys() -> None:
    message = letter(new=replace(NEW, headline="Another headline by now"))
    assert message.subject == "Ferry strikes breakwater"
    assert message.message_id == DELIVERY.message_id
    assert (message.in_reply_to, message.references) == (DELIVERY.in_reply_to, DELIVERY.references)
    assert (message.sender, message.recipient) == ("Tracker <tracker@example.org>", "desk@example.org")
    assert message.headers == (
        ("List-Id", "<article-12.tracker.example.org>"),
        ("X-Tracker-Story", "12"),
        ("X-Tracker-Version", "4"),
        ("X-Tracker-Kind", "changed"),
    )


def test_a_reader_in_utc_is_told_each_time_once() -> None:
    text = letter(zone=UTC).text
    assert "Changed    22 November 2026, between 13:02 and 13:07 UTC\n" in text
    assert "Publisher  modified 13:05 UTC\n" in text


def test_a_short_bracket_has_seconds_and_one_over_midnight_both_days() -> None:
    short = replace(NEW, last_seen_old=SEEN - timedelta(seconds=9))
    assert "between 14:06:51 and 14:07:00 CET (13:06:51 and 13:07:00 UTC)" in " ".join(letter(new=short).text.split())
    over = replace(NEW, last_seen_old=SEEN - timedelta(days=1))
    assert "Changed between 21 November 2026, 14:07 and 22 November 2026, 14:07 CET" in " ".join(
        letter(new=over).text.split()
    )


def test_a_time_of_another_day_has_its_date() -> None:
    text = letter(new=replace(NEW, modified=SEEN - timedelta(days=3))).text
    assert "Publisher  modified 19 November 2026, 14:07 CET (13:07 UTC)" in text


@pytest.mark.parametrize("claimed", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_a_date_at_the_end_of_all_calendars_is_told_as_it_is_claimed(claimed: datetime) -> None:
    for zone in ("Asia/Tokyo", "America/New_York"):
        text = letter(new=replace(NEW, modified=claimed), zone=ZoneInfo(zone)).text
        assert f"{claimed.day} {claimed:%B} {claimed.year}" in text


def test_a_first_version_is_told_without_one_before_it() -> None:
    text = letter(story(""), old=None, new=replace(NEW, number=1, last_seen_old=None)).text
    assert "Changed    first seen 22 November 2026, 14:07 CET (13:07 UTC)\n" in text
    assert "Versions   1, the first\n" in text
    assert "tracker diff" not in text


@pytest.mark.parametrize(
    ("kinds", "modified", "words"),
    [
        ((FactKind.UNDECLARED,), OLD.modified, "Not declared: no date, update line or note moved with this change."),
        ((), NEW.modified, "Declared: the page's own date moved to 14:05 CET."),
        ((FactKind.CORRECTION_ADDED,), OLD.modified, "Declared: a correction was added."),
        (
            (FactKind.UPDATE_NOTED,),
            NEW.modified,
            "the page's own date moved to 14:05 CET; its update line was renewed.",
        ),
        ((), OLD.modified, "The page's own date stayed at 13:37 CET."),
        ((), None, "The page gives no date of its own"),
    ],
)
def test_it_says_whether_the_publisher_declared_the_change(
    kinds: tuple[FactKind, ...], modified: None, words: str
) -> None:
    happened = tuple(Fact(kind=kind, text=kind.value) for kind in kinds)
    message = letter(new=replace(NEW, modified=modified), happened=happened)
    assert words in " ".join(message.text.split())
    assert words in Outline(message.html).words


def test_what_was_compared_is_said_where_nothing_moved() -> None:
    compared = "dateModified 2031-05-01 14:02 UTC, no update line, 1 note"
    happened = (Fact(kind=FactKind.UNDECLARED, text=FactKind.UNDECLARED.value, place=compared),)
    text = " ".join(letter(happened=happened).text.split())
    assert f"Not declared: no date, update line or note moved with this change. Compared: {compared}." in text


def test_what_is_unsure_is_in_no_mail() -> None:
    happened = (
        Fact(kind=FactKind.HEDGE, text="“allegedly” removed", confidence=Confidence.UNSURE),
        Fact(kind=FactKind.REWRITTEN, text="1 paragraph rewritten", after="1"),
    )
    message = letter(happened=happened, line="≈1 paragraph")
    assert message.text.splitlines()[0] == "1 paragraph rewritten"
    assert "allegedly" not in message.text + message.html


def test_facts_that_the_first_line_left_out_follow_it() -> None:
    happened = tuple(
        Fact(kind=FactKind.NUMBER, text=f"{number} → {number + 1} boats", place="dek") for number in range(14)
    )
    lines = letter(happened=happened, line="0 → 1 boats · 13 more").text.splitlines()
    assert lines[0] == "0 → 1 boats · 13 more"
    assert lines[1] == "1 → 2 boats (dek)"
    assert lines[9] == "and 5 more"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_everywhere_stay_words(words: str) -> None:
    harmless, hostile = told_everywhere("harmless"), told_everywhere(words)
    usual, found = Outline(harmless.html), Outline(hostile.html)
    links = [element for element in found.elements if element[0] == "a"]
    assert [e for e in found.elements if e[0] != "a"] == [e for e in usual.elements if e[0] != "a"]
    assert all(str(dict(attributes)["href"]).startswith("https://lantern.example/") for _, attributes in links)
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", hostile.html + hostile.text
    )
    assert len(hostile.html.encode()) <= MOST_HTML_BYTES


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_everywhere_add_no_header(words: str) -> None:
    head = compose(told_everywhere(words)).partition(b"\r\n\r\n")[0]
    names = [line.split(b":")[0].decode() for line in head.split(b"\r\n") if line[:1] not in (b" ", b"\t")]
    assert sorted(names) == [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "In-Reply-To",
        "List-Id",
        "MIME-Version",
        "Message-ID",
        "References",
        "Subject",
        "To",
        "X-Auto-Response-Suppress",
        "X-Tracker-Kind",
        "X-Tracker-Story",
        "X-Tracker-Version",
    ]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x", "", "http://[x"]
)
def test_only_http_addresses_become_links(url: str) -> None:
    message = letter(article=replace(ARTICLE, url=url))
    assert "<a " not in message.html
    assert "Address" not in message.text


def test_the_html_holds_nothing_that_runs_or_loads() -> None:
    outline = Outline(letter(story("Old", "one two three."), story("New", "four five six.", "seven.")).html)
    used = {tag for tag, _ in outline.elements}
    assert used <= ALLOWED
    for _, attributes in outline.elements:
        for name, value in attributes:
            assert not name.startswith("on")
            assert name not in {"src", "srcset", "background", "action"}
            assert "url(" not in (value or "")
    assert "url(" not in outline.words
    assert "@import" not in outline.words


def test_a_change_of_two_thousand_paragraphs_fits_and_the_text_is_complete() -> None:
    before = story(
        "Long", *(f"Paragraph {number} says that some of the people were counted." for number in range(2_000))
    )
    after = story("Long", *(f"Paragraph {number} says that all of the people were counted." for number in range(2_000)))
    message = letter(before, after)
    assert len(message.html.encode()) <= MOST_HTML_BYTES
    assert re.search(r"… \d+ more changes", message.html)
    assert all(f"Paragraph {number} says" in message.text for number in range(2_000))
    assert "tracker alerts mute 12 --to desk@example.org" in message.html


def test_one_line_of_a_hundred_thousand_characters_fits() -> None:
    message = letter(story("x " * 50_000), story("y " * 50_000))
    assert len(message.html.encode()) <= MOST_HTML_BYTES


def test_every_colour_of_the_diff_has_its_dark_counterpart() -> None:
    """The template answers by their inline styles for the pieces that the renderer draws."""
    moved = story("A", "One goes down.", *(f"Number {number} stays in its place." for number in range(6)), "Gone now.")
    after = story("A", *(f"Number {number} stays in its place." for number in range(6)), "One goes down.", "Comes new.")
    html = letter(moved, after).html
    style, body = html.split("</style>")
    diff = body.split("</table>")[1].split('class="box')[0]
    inks = set(re.findall(r"(?:color:|background:)(#[0-9a-f]{6})", diff))
    edges = set(re.findall(r"solid (#[0-9a-f]{6})", diff))
    in_ins_and_del = {"#d6ebff", "#003f73", "#ffe6d1", "#8a3b00"}
    ruled = {*re.findall(r"#[0-9a-f]{6}", style), "#5b2a9d"}
    assert inks - in_ins_and_del <= ruled
    assert {edge for edge in edges - ruled if contrast(edge, "#14171b") < 3.0} == set()


MERGED = tuple(replace(NEW, number=4 + row, first_seen=SEEN + timedelta(minutes=row * 2.4)) for row in range(6))


def test_versions_that_were_merged_are_told_from_a_to_z() -> None:
    text = " ".join(letter(new=MERGED[-1], versions=MERGED, delivery=replace(DELIVERY, version=9)).text.split())
    assert "Versions 4 to 9, 6 versions in 12 minutes" in text
    assert "Changed 22 November 2026, between 14:02 and 14:19 CET (13:02 and 13:19 UTC)" in text
    assert "Old text version 3 was seen for 23 minutes, since 13:39 CET" in text
    assert "tracker diff 12 3 9 this change" in text


def test_a_flip_is_told_as_changed_and_changed_back_with_what_it_said_meanwhile() -> None:
    step = diff(BEFORE, AFTER)
    happened = facts(BEFORE, AFTER, step)
    meanwhile = Step(diff=step, facts=happened, summary=summary(happened))
    back = letter(BEFORE, BEFORE, new=MERGED[1], versions=MERGED[:2], meanwhile=meanwhile)
    text = " ".join(back.text.split())
    assert back.text.splitlines()[0] == "12 → 45 people (injured), and changed back"
    assert "Versions 4 to 5, 2 versions in 2 minutes" in text
    assert "Meanwhile for 2 minutes it read otherwise" in text
    assert "At least [-12-]{+45+} people were injured" in text
    assert "The text of version 5 is that of version 3 again." in text
    assert "tracker diff 12 3 4 this change" in text
    assert "<del" in back.html
    assert "Old text" not in text


def test_a_flip_of_which_nothing_is_known_is_still_told() -> None:
    text = letter(BEFORE, BEFORE, new=MERGED[1], versions=MERGED[:2]).text
    assert text.splitlines()[0] == "The text changed, and changed back"


def test_why_it_came_and_why_now_is_said() -> None:
    held = (HoldReason.BURST, HoldReason.BURST, HoldReason.QUIET, None)
    owed = tuple(replace(DELIVERY, id=number, held_for=reason) for number, reason in enumerate(held, start=1))
    text = " ".join(letter(deliveries=owed, reason="your rule asks for tolls.").text.split())
    assert "You get this because your rule asks for tolls. To mute" in text
    assert "Gathered: 2 alerts waited while the story kept changing; 1 alert was kept back in your quiet hours." in text
    assert "tracker alerts explain 4" in text


def test_other_news_of_the_story_gets_a_line() -> None:
    notice = replace(DELIVERY, kind=AlertKind.NOTICE_REMOVED, created=SEEN - timedelta(minutes=3))
    text = " ".join(letter(deliveries=(notice, DELIVERY)).text.split())
    assert "Also 14:04 CET: The notice that it would be updated is gone" in text


def test_a_change_of_paragraphs_in_arabic_keeps_our_arrows_from_turning_round() -> None:
    """`12 → 45` read from the right would be `45 → 12`: our own lines run to the right, the page's as it says."""
    html = letter(text_language="ar").html
    assert '<div lang="ar" dir="rtl"' in html
    assert "border-right:3px solid" in html
    assert '<span dir="ltr">12 → 45 people (injured)</span>' in html


def test_a_repeat_has_the_same_words() -> None:
    assert letter().html == letter(delivery=replace(DELIVERY, attempts=9)).html


def test_what_a_shell_would_read_in_an_address_is_quoted() -> None:
    text = " ".join(letter(delivery=replace(DELIVERY, recipient="desk;reboot@example.org")).text.split())
    assert "tracker alerts mute 12 --to 'desk;reboot@example.org'" in text
