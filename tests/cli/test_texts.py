from __future__ import annotations

import json

from tests.program import Program
from tracker.demo.newsroom import Newsroom
from tracker.demo.story import EDITIONS, NOTICE


def with_versions(program: Program, newsroom: Newsroom, *editions: int) -> None:
    program("add", newsroom.url)
    for edition in editions:
        newsroom.publish(edition)
        program("poll", "1")


def test_show_has_the_story_and_none_of_the_noise(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    (shown,) = program("show", "1", "--json").objects

    texts = [block["text"] for block in shown["blocks"]]
    assert shown["headline"] == EDITIONS[0].headline
    assert shown["dek"] == EDITIONS[0].dek
    assert [text for text in texts if text in EDITIONS[0].paragraphs] == list(EDITIONS[0].paragraphs)
    assert NOTICE in texts
    assert len(texts) <= len(EDITIONS[0].paragraphs) + 3


def test_show_gives_an_older_version(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 1)

    assert program("show", "1", "1", "--json").objects[0]["headline"] == EDITIONS[0].headline
    assert program("show", "1", "--json").objects[0]["headline"] == EDITIONS[1].headline
    assert program("show", "1", "3").code == 1


def test_diff_says_the_facts_first_and_then_the_words(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 2)

    said = program("diff", "1")
    (found,) = program("diff", "1", "--json").objects

    assert said.code == 0
    assert found["summary"] in said.out
    assert "[-" in said.out
    assert "{+" in said.out
    assert (found["before"]["number"], found["after"]["number"]) == (1, 2)


def test_diff_exits_1_on_a_difference_where_asked(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 2)

    assert program("diff", "1", "--exit-code").code == 1
    assert program("diff", "1", "2", "2", "--exit-code").code == 0


def test_one_version_has_no_difference_yet(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    said = program("diff", "1")

    assert said.code == 1
    assert "one version so far" in said.err


def test_extract_reads_as_a_poll_does(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    shown = program("show", "1", "--json").objects[0]
    page = newsroom.page(newsroom.url.split("/", 3)[3].join("/ ").strip())
    assert page is not None
    (program.folder / "page.html").write_bytes(page)

    (read,) = program("extract", "page.html", "--url", newsroom.url, "--json").objects

    for key in ("headline", "dek", "byline", "blocks", "notes", "marker"):
        assert read[key] == shown[key]


def test_extract_reads_standard_input(program: Program, newsroom: Newsroom) -> None:
    page = newsroom.page(newsroom.url.removeprefix(f"http://{newsroom.address}"))
    assert page is not None

    (read,) = program("extract", "-", "--json", stdin=page.decode()).objects

    assert read["headline"] == EDITIONS[0].headline


def test_compare_takes_pages_and_what_extract_prints(program: Program, newsroom: Newsroom) -> None:
    path = newsroom.url.removeprefix(f"http://{newsroom.address}")
    for edition in (0, 2):
        newsroom.publish(edition)
        page = newsroom.page(path)
        assert page is not None
        (program.folder / f"{edition}.html").write_bytes(page)
    story = program("extract", "0.html", "--json").out
    (program.folder / "0.json").write_text(story)

    (pages,) = program("compare", "0.html", "2.html", "--json").objects
    (mixed,) = program("compare", "0.json", "2.html", "--json").objects
    same = program("compare", "0.html", "0.json", "--exit-code")

    assert pages["summary"] == mixed["summary"]
    assert pages["summary"]
    assert same.code == 0
    assert same.err == "no difference that a reader would see\n"
    assert json.loads(story)["headline"] == EDITIONS[0].headline


def test_a_missing_file_is_told(program: Program) -> None:
    said = program("extract", "nowhere.html")

    assert said.code == 1
    assert said.err.startswith("tracker: nowhere.html: ")


def test_extract_explains_a_reading(program: Program, newsroom: Newsroom) -> None:
    page = newsroom.page(newsroom.url.removeprefix(f"http://{newsroom.address}"))
    assert page is not None
    (program.folder / "page.html").write_bytes(page)

    said = program("extract", "page.html", "--explain")
    (told,) = program("extract", "-", "--explain", "--json", stdin=page.decode()).objects

    assert said.code == 0
    assert said.out.splitlines()[0] == EDITIONS[0].headline
    assert "container:  " in said.out
    assert told["story"]["headline"] == EDITIONS[0].headline
    assert told["selector"]
    assert told["teacher_share"] > 0.8


def test_what_is_no_page_is_not_explained(program: Program) -> None:
    said = program("extract", "-", "--explain", stdin="%PDF-1.7")

    assert said.code == 1
    assert "it is a PDF, not a page" in said.err
