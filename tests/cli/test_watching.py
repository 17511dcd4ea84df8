from __future__ import annotations

import socket

from tests.program import Program
from tracker.demo.newsroom import Newsroom


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_add_says_headline_marker_and_next_look(program: Program, newsroom: Newsroom) -> None:
    said = program("add", newsroom.url)

    assert said.code == 0
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0].startswith("1  ")
    assert newsroom.url in lines[1]
    assert "says: “This is a breaking news story and will be updated.” (promise, " in said.out
    assert "next look " in said.out


def test_add_as_json_gives_an_article(program: Program, newsroom: Newsroom) -> None:
    (article,) = program("add", newsroom.url, "--tag", "harbour", "--json").objects

    assert article["id"] == 1
    assert article["url"] == newsroom.url
    assert article["versions"] == 1
    assert article["marker"]["strength"] == "strong"
    assert article["tags"] == ["harbour"]
    assert article["next_look"].endswith("Z")
    assert article["why"]


def test_an_edit_is_found_by_poll_and_noise_is_not(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, newsroom.second_url)
    quiet = program("poll", "--all", "--json").objects
    newsroom.publish(2)
    lively = program("poll", "--all", "--json").objects

    assert [one["outcome"] for one in quiet] == ["no change", "no change"]
    assert [one["outcome"] for one in lively] == ["new version", "no change"]
    assert [one["version"] for one in lively] == [2, None]


def test_an_address_already_watched_is_told_with_its_id(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    said = program("add", newsroom.url)

    assert said.code == 1
    assert said.out == ""
    assert said.err.startswith("tracker: ")
    assert "1" in said.err
    assert len(said.err.splitlines()) == 1


def test_a_404_is_one_sentence_with_the_cure_and_writes_nothing(program: Program, newsroom: Newsroom) -> None:
    said = program("add", newsroom.url + "-gone")

    assert said.code == 1
    assert said.err.splitlines() == [
        f"tracker: {newsroom.url}-gone: HTTP 404; check the address, or keep it under watch all the same with --anyway"
    ]
    assert program("list", "--json").objects == []


def test_anyway_keeps_a_404_under_watch(program: Program, newsroom: Newsroom) -> None:
    (article,) = program("add", newsroom.url + "-gone", "--anyway", "--json").objects

    assert article["versions"] == 0
    assert article["page_state"] == "gone"
    assert article["next_look"] is not None


def test_a_closed_door_is_told_by_name(program: Program) -> None:
    port = free_port()
    program.configure(f"127.0.0.1:{port}")

    said = program("add", f"http://127.0.0.1:{port}/story")

    assert said.code == 1
    assert f"127.0.0.1:{port}" in said.err
    assert "refused" in said.err


def test_a_private_address_is_refused(program: Program) -> None:
    said = program("add", "http://127.0.0.1:9/story")

    assert said.code == 1
    assert "allow_private" in said.err


def test_what_is_no_address_is_a_usage_error(program: Program) -> None:
    said = program("add", "javascript:alert(1)")

    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_some_of_several_failing_exits_3_and_the_rest_is_done(program: Program, newsroom: Newsroom) -> None:
    said = program("add", newsroom.url, newsroom.url + "-gone", newsroom.second_url)

    assert said.code == 3
    assert len(program("list", "--json").objects) == 2


def test_pause_resume_and_remove(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    paused = program("pause", "1", "--json").objects[0]
    resumed = program("resume", newsroom.url, "--json").objects[0]
    removed = program("remove", "1")

    assert (paused["state"], paused["next_look"]) == ("paused", None)
    assert resumed["next_look"] is not None
    assert removed.code == 0
    assert program("list", "--json").objects == []
    assert len(program("list", "--all", "--json").objects) == 1
    assert len(program("log", "1", "--json").objects) == 1


def test_a_removed_article_can_be_added_again_and_keeps_its_versions(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    program("remove", "1")
    newsroom.publish(1)

    (article,) = program("add", newsroom.url, "--json").objects

    assert article["id"] == 1
    assert article["versions"] == 2
    assert article["state"] != "retired"


def test_poll_wants_names_or_all(program: Program) -> None:
    assert program("poll").code == 2
    assert program("poll", "1", "--all").code == 2


def test_an_unknown_article_is_told(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)

    for verb in ("pause", "poll", "show", "log", "why", "diff"):
        said = program(verb, "77")

        assert said.code == 1
        assert "'77'" in said.err
        assert "tracker list" in said.err
        assert len(said.err.splitlines()) == 1


def test_a_removed_article_cannot_be_paused_resumed_or_polled(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    program("remove", "1")

    for verb in ("pause", "resume", "poll"):
        said = program(verb, "1")

        assert said.code == 1
        assert said.out == ""
        assert said.err.splitlines() == [
            f"tracker: article 1 is not watched any more; `tracker add {newsroom.url}` takes it up again"
        ]


def test_tag_gives_exactly_these_tags_and_without_any_takes_them(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url, "--tag", "harbour")

    tagged = program("tag", "1", "north", "fire")
    cleared = program("tag", "1", "--json")

    assert tagged.code == 0
    assert tagged.out.endswith(": fire, north\n")
    assert cleared.objects[0]["tags"] == []
    assert program("tag", "1").out.endswith(": no tags\n")


def test_a_bad_tag_is_a_usage_error(program: Program, newsroom: Newsroom) -> None:
    said = program("add", newsroom.url, "--tag", "a,b")

    assert said.code == 2
    assert said.err == "tracker: 'a,b' is no tag: give a printable word without a comma\n"
    assert program("list", "--json").objects == []


def test_an_empty_day_is_no_watch_without_an_end(program: Program) -> None:
    said = program("add", "https://news.example.org/fire", "--until", "")
    assert (said.code, said.err) == (2, "tracker: '' is no day: write it as 2026-12-31\n")
