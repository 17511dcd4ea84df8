from __future__ import annotations

from tests.program import Program
from tracker.demo.newsroom import Newsroom


def with_versions(program: Program, newsroom: Newsroom, last: int) -> None:
    program("add", newsroom.url)
    for edition in range(2, last + 1):
        newsroom.publish(edition)
        program("poll", "1")


def test_blame_says_since_when_each_sentence_of_the_page_stands(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 3)

    said = program("blame", "1")
    objects = program("blame", "1", "--json").objects
    blocks = program("show", "1", "--json").objects[0]["blocks"]

    assert said.code == 0
    assert said.out.splitlines()[0].endswith("version 3")
    assert {one["state"] for one in objects} == {"stands"}
    assert {one["appeared"]["number"] for one in objects} <= {1, 2, 3}
    assert any(one["last_changed"]["number"] > one["appeared"]["number"] for one in objects)
    assert all(one["text"] in blocks[one["block"]]["text"] for one in objects if one["block"] is not None)


def test_blame_of_an_older_version_knows_nothing_of_later_ones(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 2)

    objects = program("blame", "1", "1", "--json").objects

    assert {(one["version"], one["appeared"]["number"]) for one in objects} == {(1, 1)}


def test_blame_of_a_version_that_is_not_there_or_was_redacted_is_one_sentence(
    program: Program, newsroom: Newsroom
) -> None:
    with_versions(program, newsroom, 2)
    program("redact", "1", "1", "--reason", "court order")

    missing, redacted, later = program("blame", "1", "9"), program("blame", "1", "1"), program("blame", "1")

    assert (missing.code, missing.out) == (1, "")
    assert "it has 1 to 2" in missing.err
    assert (redacted.code, len(redacted.err.splitlines())) == (1, 1)
    assert "court order" in redacted.err
    assert later.code == 0
    assert "version 1 cannot be read" in later.err
    assert "v1-2" in later.out


def test_facts_tell_numbers_corrections_and_every_step_of_a_life(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 4)

    said = program("facts", "1")
    (found,) = program("facts", "1", "--json").objects

    assert said.code == 0
    assert "12 → 45 people" in said.out
    assert "Correction: " in said.out
    assert [step["version"] for step in found["steps"]] == [2, 3, 4]
    assert len(found["headlines"]) == 2
    assert [one["kind"] for one in found["corrections"]] == ["correction added"]


def test_facts_since_a_moment_are_those_of_later_steps(program: Program, newsroom: Newsroom) -> None:
    with_versions(program, newsroom, 2)

    (all_of_it,) = program("facts", "1", "--since", "1h", "--json").objects
    (nothing,) = program("facts", "1", "--since", "2100-01-01", "--json").objects
    wrong = program("facts", "1", "--since", "soon")

    assert [step["version"] for step in all_of_it["steps"]] == [2]
    assert (nothing["steps"], nothing["headlines"], nothing["numbers"]) == ([], [], [])
    assert (wrong.code, wrong.out) == (2, "")
