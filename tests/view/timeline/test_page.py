from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.view.hostile import HOSTILE
from tests.view.letters import ARTICLE, SEEN, story
from tests.view.outline import Outline, faults
from tests.view.timeline.examples import STORIES, life, steps, version, versions_of, visit
from tracker.model import (
    BlockChange,
    Confidence,
    Diff,
    Event,
    EventKind,
    Fact,
    FactKind,
    Kept,
    Outcome,
    PageState,
    Story,
    Tombstone,
)
from tracker.view.history import Beside
from tracker.view.timeline import Life, Step, timeline_page

VERSIONS = versions_of(STORIES)
BREAKING_OUT = [
    HOSTILE,
    "</style></title></p></div></details><script>alert(1)</script><img src=x onerror=alert(1)>",
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "}body{background:url(https://evil.example/x)} /* --> <!-- */",
    "@import 'https://evil.example/x.css';",
    '" style="position:fixed" onmouseover="alert(1)" x=\'',
    "{{ 7*7 }}{% raw %}{# comment #}",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "]]><svg/onload=alert(1)><!--",
    "&lt;script&gt;&#60;script&#62;",
]


def page(stories: tuple[Story, ...] = STORIES, **changes: object) -> str:
    versions = versions_of(stories)
    return timeline_page(replace(life(versions), **changes), steps(stories, versions))  # type: ignore[arg-type]


def test_the_page_runs_nothing_loads_nothing_and_allows_no_more() -> None:
    assert faults(page()) == []
    assert "<script" not in page().lower()


def test_versions_stand_newest_first_with_their_bracket_and_their_facts() -> None:
    outline = Outline(page())

    titles = [element.words.strip() for element in outline.all("h3")]
    assert titles == ["Version 3", "Version 2", "Version 1"]
    times = [element.words for element in outline.all("time")]
    assert times == [
        "changed 22 Nov 2026, between 17:02 and 17:07 CET (16:02 and 16:07 UTC)",
        "changed 22 Nov 2026, between 16:02 and 16:07 CET (15:02 and 15:07 UTC)",
        "first seen 22 Nov 2026, 15:07 CET (14:07 UTC)",
    ]
    assert outline.all("time")[0].attributes["datetime"] == "2026-11-22T16:07:00+00:00"
    assert "12 → 45 people (injured)" in outline.words
    assert "The first version that was seen." in outline.words


def test_only_the_newest_diff_is_open() -> None:
    details = Outline(page()).all("details")
    changes = details[0::2]

    assert ["open" in element.attributes for element in changes[:2]] == [True, False]
    assert [("open" in element.attributes) for element in details[1::2]] == [False] * len(details[1::2])


def test_each_headline_stands_once_with_the_version_that_brought_it() -> None:
    outline = Outline(page())

    (headlines,) = [one for one in outline.elements if one.attributes.get("aria-labelledby") == "headlines"]
    assert "Ferry sinks v3, 22 Nov 2026, 17:07 CET (16:07 UTC)" in outline.words
    assert outline.words.count("v1, 22 Nov 2026") == 1
    assert headlines.tag == "section"
    assert [element.words for element in outline.all("h1")] == ["Ferry sinks"]


def test_one_headline_needs_no_history() -> None:
    assert 'id="headlines"' not in page(STORIES[:2])


def test_hashes_and_the_way_to_verify_stand_on_the_page() -> None:
    words = Outline(page()).words

    for one in VERSIONS:
        assert one.body_sha256 in words
        assert one.text_sha256 in words
        assert one.chain_hash in words
        assert f"tracker cite 12 {one.number}" in words
    assert "tracker verify 12" in words
    assert "1f2e3d4c" in words
    assert "The article’s words belong to its publisher" in words


def test_unchanged_paragraphs_are_folded() -> None:
    long = tuple(f"Paragraph {number} of a quiet report." for number in range(50))
    told = page((story("Fire", "One dead in the fire.", *long), story("Fire", "Two dead in the fire.", *long)))

    assert "49 unchanged paragraphs" in told
    assert "Paragraph 30 of" not in told


def test_what_came_and_went_is_not_told_by_colour_alone() -> None:
    outline = Outline(page())

    assert len(outline.all("ins")) == len([one for one in outline.classed("said") if "added" in one.words]) > 1
    assert len(outline.all("del")) == len([one for one in outline.classed("said") if "removed" in one.words]) > 1
    assert "text-decoration: underline" in outline.style
    assert "text-decoration: line-through" in outline.style


def test_the_page_can_be_walked_by_keys_and_by_landmarks() -> None:
    outline = Outline(page())

    assert outline.all("a")[0].attributes == {"class": "skip", "href": "#timeline"}
    assert [len(outline.all(tag)) for tag in ("header", "main", "footer", "nav")] == [1, 1, 1, 1]
    ids = {one.attributes["id"] for one in outline.elements if "id" in one.attributes}
    assert {one.attributes["href"][1:] for one in outline.all("a") if one.attributes["href"][0] == "#"} <= ids
    assert {one.attributes["aria-labelledby"] for one in outline.elements if "aria-labelledby" in one.attributes} <= ids
    levels = [int(one.tag[1]) for one in outline.elements if one.tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_light_dark_and_print_have_their_styles() -> None:
    style = Outline(page()).style

    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style
    assert "color-scheme: light dark" in style


@pytest.mark.parametrize(
    ("language", "tag", "runs"), [("ar-EG", "ar-EG", "rtl"), ("de", "de", "ltr"), ("", "", "auto")]
)
def test_the_language_and_direction_are_those_of_the_story(language: str, tag: str, runs: str) -> None:
    told = timeline_page(life(VERSIONS, language=language), steps(STORIES, VERSIONS, language=language))
    outline = Outline(told)

    assert outline.all("html")[0].attributes == {"lang": "en", "dir": "ltr"}
    assert outline.all("h1")[0].attributes == {"lang": tag, "dir": runs}
    assert {one.attributes["lang"] for one in outline.classed("changes")} == {tag}
    assert {one.attributes["dir"] for one in outline.all("h4")} == {runs}


def test_the_way_to_the_article_is_a_link_only_where_it_leads_to_the_web() -> None:
    (link,) = [one for one in Outline(page()).all("a") if one.attributes["href"].startswith("http")]

    assert link.attributes == {"href": ARTICLE.url, "rel": "noopener noreferrer nofollow external"}
    for url in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"):
        told = page(article=replace(ARTICLE, url=url))
        assert f'href="{url}' not in told
        assert url in Outline(told).words


def test_what_was_redacted_is_said_and_not_shown() -> None:
    versions = [VERSIONS[0], replace(VERSIONS[1], kept=Kept.REDACTED, headline=""), VERSIONS[2]]
    stone = Tombstone(
        article_id=12,
        number=2,
        what=Kept.REDACTED,
        after=3,
        reason="court order",
        written=SEEN,
        previous="",
        chain_hash="",
    )
    words = Outline(timeline_page(life(versions, beside=Beside(tombstones=(stone,))), steps(STORIES, versions))).words

    assert "redacted, and not shown: version 2" in words
    assert "The words of version 2 were taken out of the record." in words
    assert "Redacted: version 2" in words
    assert "court order" in words
    assert "45 people" not in words


def test_what_was_pruned_keeps_its_text_and_says_so() -> None:
    versions = [VERSIONS[0], replace(VERSIONS[1], kept=Kept.PRUNED), VERSIONS[2]]
    words = Outline(timeline_page(life(versions), steps(STORIES, versions))).words

    assert "of version 2 the page’s bytes were pruned; text and hashes are kept" in words
    assert "page pruned, text kept" in words
    assert "45 people" in words


def test_labels_tell_what_is_to_be_known_of_a_version() -> None:
    change = replace(VERSIONS[2].change, layout=True, teaser=True)
    versions = [*VERSIONS[:2], replace(VERSIONS[2], change=change)]
    told = timeline_page(life(versions, beside=Beside(dismissed=frozenset({3}))), steps(STORIES, versions))

    assert [one.words.strip() for one in Outline(told).classed("label")] == [
        "dismissed as noise",
        "only a paywall's teaser",
        "layout changed",
    ]


def test_facts_that_are_not_sure_say_so_and_many_are_counted() -> None:
    facts = tuple(
        Fact(kind=FactKind.HEDGE, text=f"hedge {number}", place="headline", confidence=Confidence.UNSURE)
        for number in range(20)
    )
    step = replace(steps(STORIES, VERSIONS)[0], facts=facts)
    words = Outline(timeline_page(life(VERSIONS), [step])).words

    assert "hedge 0 (headline) (unsure)" in words
    assert "hedge 12" not in words
    assert "and 8 more" in words


def test_an_article_that_never_changed_has_a_page_too() -> None:
    told = page(STORIES[:1])

    assert faults(told) == []
    assert "1 version, the first seen" in told
    assert "<nav" not in told


def test_a_step_that_changed_nothing_to_be_seen_has_no_diff() -> None:
    told = page((STORIES[0], STORIES[0]))

    assert "What changed" not in told
    assert "form only" in told


def test_looks_and_gaps_are_counted_and_named() -> None:
    visits = [
        visit(0, Outcome.FIRST),
        visit(30, Outcome.FAILED, state=PageState.BLOCKED, reason="HTTP 403 <b>"),
        visit(65, looks=7),
    ]
    words = Outline(page(visits=tuple(visits))).words

    assert "looked at 9 times" in words
    assert "Not seen" in words
    assert "HTTP 403 <b>" in words
    assert "22 Nov 2026, between 14:37 and 15:12 CET (13:37 and 14:12 UTC)" in words


@pytest.mark.parametrize("words", BREAKING_OUT)
def test_no_word_of_a_page_breaks_out(words: str) -> None:
    stories = (story(words, "A quiet sea.", language=words), story(f"{words} 2", "A quiet sea.", f"So {words} it is."))
    versions = [
        version(number, told.headline, url=f"https://lantern.example/{words}", status_line=f"HTTP/1.1 200 {words}")
        for number, told in enumerate(stories, start=1)
    ]
    beside = Beside(
        events=(Event(kind=EventKind.NOTICE, state=words, reason=words, began=SEEN, ended=SEEN),),
        tombstones=(
            Tombstone(
                article_id=12,
                number=1,
                what=Kept.PRUNED,
                after=1,
                reason=words,
                written=SEEN,
                previous="",
                chain_hash="",
            ),
        ),
    )
    whole = replace(
        life(
            versions,
            visits=[visit(1, Outcome.HELD, reason=words), visit(2, Outcome.FAILED, state=PageState.GONE, reason=words)],
            beside=beside,
            article=replace(ARTICLE, host=words, url=f"https://lantern.example/{words}", headline=words),
            language=words,
        ),
        record=words,
        program=words,
    )
    fact = Fact(kind=FactKind.NUMBER, text=words, before=words, after=words, place=words)
    found = [replace(step, facts=(*step.facts, fact)) for step in steps(stories, versions, language=words)]
    refused = Step(before=versions[0], after=replace(versions[1], number=3), why=words)

    told = timeline_page(whole, [refused, *found])

    assert faults(told) == []
    assert "49" not in Outline(told).all("title")[0].words


@given(st.text(max_size=200), st.text(min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=40, deadline=None)
def test_any_text_at_all_stays_text(headline: str, paragraph: str) -> None:
    told = page((story("Fire", "A quiet sea."), story(headline, "A quiet sea.", paragraph)))

    assert faults(told) == []


def test_long_lives_are_bounded_and_say_what_is_left_out() -> None:
    versions = [version(number, "Ferry") for number in range(1, 181)]
    asked: list[int] = []

    def lazily() -> Iterator[Step]:
        for one in reversed(versions):
            asked.append(one.number)
            yield Step(before=versions[one.number - 2] if one.number > 1 else None, after=one)

    told = timeline_page(life(versions), lazily(), most_versions=80)
    outline = Outline(told)

    assert len(asked) == 80
    assert [one.words.strip() for one in outline.all("h3")][-2:] == ["99 versions left out: 2 to 100", "Version 1"]
    assert len([one for one in outline.all("a") if one.attributes["href"].startswith("#v")]) == 60
    assert faults(told) == []


def test_diffs_that_are_too_long_are_cut_and_say_so() -> None:
    long = [f"Paragraph {number} {'of a long report ' * 12}{number}." for number in range(400)]
    other = [f"Another {number} {'in quite different words ' * 12}{number}." for number in range(400)]
    told = page((story("Fire", *long), story("Fire", *other)))

    assert len(told.encode()) < 200_000
    assert "more changes, too long for here" in told
    assert faults(told) == []


def test_the_diffs_of_many_versions_stay_within_their_bound_together() -> None:
    long = tuple(f"Paragraph {number} {'of a long report ' * 12}{number}." for number in range(120))
    other = tuple(f"Another {number} {'in quite different words ' * 12}{number}." for number in range(120))
    (_, once) = steps((story("Fire", *long), story("Fire", *other)), [version(1, "Fire"), version(2, "Fire")])[::-1]
    versions = [version(number, "Fire") for number in range(1, 21)]
    found = [replace(once, after=one) for one in reversed(versions)]
    bare = timeline_page(life(versions), [replace(one, diff=None) for one in found])

    told = timeline_page(life(versions), found, most_bytes=100_000)

    # Words for screen readers and names of classes come on top of what was bounded.
    assert 70_000 < len(told.encode()) - len(bare.encode()) < 140_000
    newest, next_one, oldest = (told.index(f'id="v{number}"') for number in (20, 19, 2))
    assert next_one - newest > 3 * (told.index('id="v1"') - oldest)
    assert "more changes, too long for here" in told


def test_a_diff_that_is_coarse_or_strange_is_drawn_all_the_same() -> None:
    laid = steps(STORIES, VERSIONS)[1].diff
    assert laid is not None
    blocks = tuple(block._replace(change=BlockChange.REWRITTEN) for block in laid.blocks)
    strange = Diff(fields=laid.fields, blocks=blocks, coarse=True)

    told = timeline_page(life(VERSIONS, zone=UTC), [replace(steps(STORIES, VERSIONS)[1], diff=strange)])

    assert faults(told) == []


def test_a_life_is_a_value() -> None:
    assert isinstance(life(VERSIONS), Life)
    assert life(VERSIONS) == life(VERSIONS)
