from __future__ import annotations

import re
import subprocess

from rich.cells import cell_len

from tests.cli.terminal import in_terminal
from tests.program import Program
from tracker.demo.newsroom import Newsroom


def with_two_versions(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    newsroom.publish(2)
    program("poll", "1")


def test_an_empty_list_says_which_store_it_looked_into(program: Program) -> None:
    said = program("list")

    assert said.code == 0
    assert said.out == ""
    assert said.err == f"nothing is watched in {program.folder / 'snapshots'}: `tracker add URL` begins\n"


def test_list_shows_every_headline_whole_in_80_columns(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    headlines = [one["headline"] for one in program("list", "--json").objects]

    said = program("list", COLUMNS="80")

    folded = " ".join(said.out.split())
    assert all(headline in folded for headline in headlines)


def test_options_are_taken_before_and_after_the_verb(program: Program, newsroom: Newsroom) -> None:
    config, elsewhere = str(program.folder / "config.toml"), str(program.folder / "elsewhere")
    program("add", newsroom.url, "--config", config, "--data", elsewhere)

    before = program("--config", config, "--data", elsewhere, "--json", "list")
    after = program("list", "--config", config, "--data", elsewhere, "--json")

    assert before.objects == after.objects
    assert len(after.objects) == 1
    assert program("list", "--json").objects == []


def test_log_shows_versions_newest_first_with_their_bracket(program: Program, newsroom: Newsroom) -> None:
    with_two_versions(program, newsroom)

    said = program("log", "1")
    objects = program("log", "1", "--json").objects

    rows = [line for line in said.out.splitlines() if line.startswith("v")]
    assert [row[:2] for row in rows] == ["v2", "v1"]
    assert "first seen" in rows[1]
    assert [one["number"] for one in objects] == [1, 2]
    assert objects[0]["last_seen_old"] is None
    assert objects[1]["last_seen_old"] <= objects[1]["first_seen"]


def test_log_names_the_gap_in_the_watch(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url + "-gone", "--anyway")

    said = program("log", "1")

    assert "blind " in said.out
    assert "HTTP 404" in said.out


def test_log_of_visits_shows_each_look(program: Program, newsroom: Newsroom) -> None:
    with_two_versions(program, newsroom)

    said = program("log", "1", "--visits")
    objects = program("log", "1", "--visits", "--json").objects

    assert "new version" in said.out
    assert [one["outcome"] for one in objects if "outcome" in one] == ["first version", "new version"]


def test_why_says_when_and_why(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    said = program("why", "1")

    assert "next look" in said.out
    assert "the notice still stands" in said.out


def test_status_says_how_it_fares(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    said = program("status")
    (found,) = program("status", "--json").objects

    assert said.code == 0
    assert "not running" in said.out
    assert found["daemon"]["running"] is False
    assert found["versions"] == 1
    assert sum(found["articles"].values()) == 1
    assert found["hosts"][0]["host"] == newsroom.address


def test_an_article_is_named_by_a_part_of_its_headline(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    first = program("list", "--json").objects[0]

    assert program("why", first["headline"][:18].upper(), "--json").objects[0]["id"] == first["id"]


def test_a_part_that_fits_several_headlines_is_a_usage_error(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)

    said = program("why", "e")

    assert said.code == 2
    assert "give the id" in said.err


def test_a_closed_pipe_ends_quietly(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    piped = subprocess.Popen(
        program.command("show", "1"),
        cwd=program.folder,
        env=program.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert piped.stdout is not None
    assert piped.stderr is not None
    piped.stdout.close()

    errors = piped.stderr.read()
    piped.wait(60)
    piped.stderr.close()

    assert errors == b""


def test_no_escape_sequence_reaches_a_pipe_unless_asked_for(program: Program, newsroom: Newsroom) -> None:
    with_two_versions(program, newsroom)

    assert "\x1b" not in program("diff", "1").out
    assert "\x1b" in program("diff", "1", "--color", "always").out
    assert "\x1b" not in program("diff", "1", "--color", "never").out


def test_a_mistake_in_the_configuration_is_told_with_its_path(program: Program) -> None:
    (program.folder / "config.toml").write_text('[fetch]\ncontakt = "a"\ngap = "soon"\n')

    said = program("list")

    assert said.code == 2
    assert "fetch.contakt" in said.err
    assert "contact" in said.err
    assert "fetch.gap" in said.err


def test_a_folder_that_cannot_be_made_is_one_sentence(program: Program, newsroom: Newsroom) -> None:
    (program.folder / "file").write_text("in the way")

    said = program("add", newsroom.url, "--data", str(program.folder / "file" / "data"))

    assert said.code == 1
    assert str(program.folder / "file") in said.err
    assert len(said.err.splitlines()) == 1


def test_a_store_of_another_program_is_refused_and_left_alone(program: Program, newsroom: Newsroom) -> None:
    data = program.folder / "snapshots"
    data.mkdir()
    (data / "archive.db").write_bytes(b"not a database, but somebody's letter" * 100)

    said = program("add", newsroom.url)

    assert said.code == 1
    assert "archive.db" in said.err
    assert (data / "archive.db").read_bytes() == b"not a database, but somebody's letter" * 100


def test_list_shows_the_activity_of_a_day_in_signs_that_any_pipe_takes(program: Program, newsroom: Newsroom) -> None:
    with_two_versions(program, newsroom)

    header, row = program("list").out.splitlines()

    assert "24 h" in header
    assert "." * 23 + "1" in row
    assert row.isascii()


def test_on_a_terminal_list_and_log_draw_blocks_within_its_width(program: Program, newsroom: Newsroom) -> None:
    with_two_versions(program, newsroom)

    for verb in (("list",), ("log", "1")):
        code, shown = in_terminal(program, *verb, "--color", "never", columns=80)
        assert code == 0
        assert "▁" in shown or "▂" in shown
        assert all(cell_len(line) <= 80 for line in shown.splitlines())


def test_log_draws_the_life_of_an_article_and_how_long_ago_each_version_came(
    program: Program, newsroom: Newsroom
) -> None:
    with_two_versions(program, newsroom)

    said = program("log", "1")

    assert re.search(r"(?m)^    [.12]+  versions since .*, a sign is 1 min$", said.out)
    assert all(re.search(r" (now|\d+ s ago)  ", line) for line in said.out.splitlines() if line.startswith("v"))
