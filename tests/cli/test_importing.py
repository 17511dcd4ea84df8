from __future__ import annotations

import re

from tests.program import Program
from tracker.demo.newsroom import Newsroom


def listed(program: Program, *lines: str) -> str:
    (program.folder / "list.txt").write_text("".join(f"{line}\n" for line in lines))
    return "list.txt"


def test_a_list_is_put_under_watch_and_what_failed_does_not_stop_the_rest(program: Program, newsroom: Newsroom) -> None:
    missing = newsroom.url.rpartition("/")[0] + "/nowhere/at/all"
    name = listed(program, newsroom.url, missing, "ftp://news.example/", newsroom.url, newsroom.second_url)

    said = program("import", name, "--tag", "desk", "--json")

    assert said.code == 3
    assert {one["where"]: one["outcome"] for one in said.objects} == {
        "line 1": "added",
        "line 2": "failed",
        "line 3": "failed",
        "line 4": "repeated",
        "line 5": "added",
    }
    assert [article["tags"] for article in program("list", "--json").objects] == [["desk"], ["desk"]]


def test_a_list_taken_over_twice_adds_nothing_and_is_no_failure(program: Program, newsroom: Newsroom) -> None:
    name = listed(program, newsroom.url)
    program("import", name)

    said = program("import", name)

    assert said.code == 0
    assert said.out == f"line 1: 1  watched already {newsroom.url}\n"


def test_a_dry_run_tells_what_would_be_added_and_asks_nobody(program: Program) -> None:
    (program.folder / "urls.yaml").write_text("url: https://news.example/one\nfilter: [html2text]\nenabled: no\n")

    said = program("import", "urls.yaml", "--dry-run")

    assert said.code == 0
    assert said.out == "line 1: would be added, paused https://news.example/one (not carried over: filter)\n"
    assert not (program.folder / "snapshots").exists()


def test_what_is_paused_there_is_paused_here(program: Program, newsroom: Newsroom) -> None:
    (program.folder / "urls.yaml").write_text(f"url: {newsroom.url}\nenabled: false\n")

    assert program("import", "urls.yaml").code == 0
    assert [article["state"] for article in program("list", "--json").objects] == ["paused"]


def test_a_hostile_list_is_one_sentence_and_nothing_is_made(program: Program) -> None:
    (program.folder / "urls.yaml").write_text("url: !!python/object/apply:os.system ['touch pwned']\n")

    said = program("import", "urls.yaml")

    assert (said.code, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert sorted(one.name for one in program.folder.iterdir()) == ["config.toml", "urls.yaml"]


def test_a_list_comes_on_standard_input_too(program: Program, newsroom: Newsroom) -> None:
    assert program("import", "-", stdin=f"{newsroom.url}\n").code == 0


def test_every_address_that_is_none_is_told_as_what_it_is(program: Program) -> None:
    said = program("import", listed(program, "foo", "bar", "foo", "http://"), "--json")

    assert said.code == 1
    assert [(one["where"], one["outcome"], one["url"]) for one in said.objects] == [
        (f"line {number}", "failed", "") for number in (1, 2, 3, 4)
    ]
    cure = "give one that begins with http:// or https:// and names a host."
    assert [one["reason"] for one in said.objects] == [
        f"'{words}' is no web address: {cure}" for words in ("foo", "bar", "foo", "http://")
    ]


def test_one_that_failed_beside_one_that_did_not_is_exit_code_3(program: Program, newsroom: Newsroom) -> None:
    name = listed(program, "foo", newsroom.url)

    assert program("import", name, "--dry-run").code == 3
    assert program("import", name).code == 3
    # Watched already: it did not fail either.
    assert program("import", name).code == 3


def test_where_every_address_fails_the_exit_code_is_1(program: Program, newsroom: Newsroom) -> None:
    missing = newsroom.url.rpartition("/")[0] + "/nowhere/at/all"

    assert program("import", listed(program, "foo", missing, missing)).code == 1


def test_a_password_in_an_address_is_told_to_nobody(program: Program) -> None:
    lines = ("ftp://ann:geheim@h.example/", "http://ann:gehe/im@h.example/", "https://ann:geheim@h.example/ a")

    for more in (("--json",), ()):
        said = program("import", listed(program, *lines), *more)
        assert said.code == 1
        assert not {"geheim", "gehe", "ann"} & set(re.split(r"\W", said.out + said.err))
