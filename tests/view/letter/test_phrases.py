from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tracker.model import AlertKind, HoldReason
from tracker.view.alert_words import ALERT_WORDS, PLURALS
from tracker.view.letter.phrases import Phrases

NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)
PROSE = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}")
# Not words for people: styles, formats, the names of fields and of faults in the making.
WRITTEN = ("letter/*.py", "payload.py", "message.py", "templates/mail*.html")


def phrases(zone: str = "Europe/Paris", language: str = "en") -> Phrases:
    return Phrases(zone=ZoneInfo(zone), language=language)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "0 seconds"),
        (timedelta(seconds=-3), "0 seconds"),
        (timedelta(seconds=1), "1 second"),
        (timedelta(seconds=59.7), "1 minute"),
        (timedelta(minutes=12), "12 minutes"),
        (timedelta(hours=1), "1 hour"),
        (timedelta(hours=2, minutes=5), "2 hours 5 minutes"),
        (timedelta(days=1, hours=1), "1 day 1 hour"),
        (timedelta(days=3), "3 days"),
    ],
)
def test_a_span_of_time_is_said_in_its_forms(span: timedelta, words: str) -> None:
    assert phrases().duration(span) == words


def test_a_bracket_says_what_its_ends_share_once() -> None:
    say = phrases().bracket
    assert say(NOON, NOON + timedelta(minutes=5)) == (
        "27 November 2026, between 13:00 and 13:05 CET (12:00 and 12:05 UTC)"
    )
    assert "between 13:00:00 and 13:00:09 CET" in say(NOON, NOON + timedelta(seconds=9))
    assert phrases("UTC").bracket(NOON, NOON + timedelta(days=1)) == (
        "between 27 November 2026, 12:00 and 28 November 2026, 12:00 UTC"
    )


def test_a_short_bracket_names_the_day_only_where_it_is_another() -> None:
    say = phrases().clock_bracket
    assert say(NOON, NOON + timedelta(minutes=5)) == "between 13:00 and 13:05 CET"
    assert say(NOON, NOON + timedelta(days=1)) == "between 27 November 2026, 13:00 CET and 13:00 CET"


def test_braces_in_what_a_page_says_stay_what_they_are() -> None:
    assert phrases().say("quoted", words="{0.__class__} {words}") == "“{0.__class__} {words}”"


def test_a_language_without_words_is_told_in_english() -> None:
    assert phrases(language="xx").count("digest.stories", 2) == "2 stories"
    assert phrases(language="xx").tag == "en"


def test_every_language_has_every_phrase_with_the_same_values_and_all_its_forms() -> None:
    english = ALERT_WORDS["en"]
    assert set(ALERT_WORDS) == set(PLURALS)
    for language, words in ALERT_WORDS.items():
        assert set(words) == set(english)
        forms = 1 + max(PLURALS[language](count) for count in range(1_000))
        for key in english:
            assert len(_forms(words[key])) in {1, forms}
            assert _values(words[key]) == _values(english[key])


def test_every_kind_of_news_and_every_reason_to_wait_has_words() -> None:
    english = ALERT_WORDS["en"]
    kinds = set(AlertKind) - {AlertKind.CHANGED, AlertKind.DIGEST}
    assert [kind for kind in kinds for end in ("", ".means", ".do") if f"news.{kind}{end}" not in english] == []
    assert [reason for reason in HoldReason if f"held.{reason}" not in english] == []


def test_every_phrase_is_used_somewhere(project: Path) -> None:
    view = project / "tracker" / "view"
    text = "".join(path.read_text() for pattern in WRITTEN for path in sorted(view.glob(pattern)))
    made = ("news.", "held.", "command.", "part.", "duration.", "rule.keywords")
    unused = [key for key in ALERT_WORDS["en"] if not key.startswith(made) and f'"{key}"' not in text]
    assert unused == []


def test_no_template_and_no_module_holds_words_of_its_own(project: Path) -> None:
    view = project / "tracker" / "view"
    modules = [path for pattern in WRITTEN[:3] for path in sorted(view.glob(pattern))]
    assert len(modules) > 8
    found = {path.name: [text for text in _texts(path) if PROSE.search(text)] for path in modules}
    assert {name: texts for name, texts in found.items() if texts} == {}
    for path in sorted(view.glob(WRITTEN[3])):
        bare = re.sub(
            r"<style>.*?</style>|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&[a-z]+;", " ", path.read_text(), flags=re.DOTALL
        )
        assert re.findall(r"[A-Za-z]+", bare) == [], path.name


def _forms(phrase: str | tuple[str, ...]) -> tuple[str, ...]:
    return (phrase,) if isinstance(phrase, str) else phrase


def _values(phrase: str | tuple[str, ...]) -> set[str]:
    parsed = (piece for one in _forms(phrase) for piece in string.Formatter().parse(one))
    return {name for _, name, _, _ in parsed if name}


def _texts(path: Path) -> Iterator[str]:
    """Give every string of a module that is no docstring."""
    tree = ast.parse(path.read_text())
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield re.sub(r"<[^>]*>", "", node.value)
