from __future__ import annotations

from rich.cells import cell_len

from tests.cli.terminal import in_terminal
from tests.program import Program
from tracker.demo.newsroom import Newsroom


def test_plan_shows_what_comes_with_its_reason_and_how_the_host_stands(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    said = program("plan", "--hours", "24")
    objects = program("plan", "--hours", "24", "--json").objects
    assert said.code == 0
    assert "2 looks planned for the next 24 hours" in said.out
    assert said.out.count("changes an hour to be expected") + said.out.count("changes a day to be expected") == 2
    assert ", gap 0 s" in said.out
    assert [one["id"] for one in objects[:2]] in ([1, 2], [2, 1])
    assert objects[2]["host"] == newsroom.address
    assert objects[2]["over_subscribed"] is False


def test_a_plan_fits_the_screen(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    for width in (80, 160):
        code, shown = in_terminal(program, "plan", "--hours", "24", "--color", "never", columns=width)
        assert code == 0
        assert all(cell_len(line) <= width for line in shown.splitlines())


def test_the_plan_of_one_article_draws_its_watch(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    newsroom.publish(2)
    program("poll", "1")
    said = program("plan", "1")
    (told,) = program("plan", "1", "--json").objects
    assert "a change can stay unseen for" in said.out
    assert [line.split()[0] for line in said.out.splitlines()[-5:-2]] == ["heat", "looks", "changes"]
    assert (sum(told["looks"]), sum(told["changes"])) == (2, 1)
    assert told["blind_seconds"] > 0


def test_why_says_how_long_a_change_can_stay_unseen(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    said = program("why", "1").out
    assert "a change can stay unseen for" in said
    assert said.endswith("no daemon runs: nothing is looked at by itself until `tracker run`\n")
    (told,) = program("why", "1", "--json").objects
    assert told["expected"] == told["next_look"]
    program("pause", "1")
    assert "unseen" not in program("why", "1").out


def test_a_plan_of_nothing_is_a_plan(program: Program) -> None:
    said = program("plan")
    assert said.code == 0
    assert said.out.startswith("0 looks planned for the next 3 hours")
    assert said.out.endswith("nothing is watched: `tracker add URL` begins\n")
