from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.alert_record import ANNE, FAILED, HELD, MERGED, MUTED, RETRIED, SENT, fill
from tests.program import Program

RULES = """
[[recipient]]
address = "anne@example.org"
kinds = ["toll"]

[[recipient]]
address = "bob@example.org"
sites = ["elsewhere.example"]
"""


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program beside a record in which alerts stand in every state."""
    made = Program(tmp_path)
    made.configure("127.0.0.1:9", more=RULES)
    fill(tmp_path / "snapshots")
    return made


def test_the_list_says_how_each_alert_stands(program: Program) -> None:
    said = program("alerts")
    rows = {int(line.split()[0]): line for line in said.out.splitlines()}

    assert (said.code, said.err) == (0, "")
    assert list(rows) == [8, 7, 6, 5, 4, 3, 2, 1]
    assert rows[8].endswith("pending    blind (no look saw a text) to anne@example.org: leaves with the next round")
    assert "failed     version 6 of 1 “Bridge closed” to anne@example.org: tried once: 550 no such␛[31m user" in rows[5]
    assert "for quiet hours" in rows[HELD]
    assert "muted      version 5 of 1" in rows[MUTED]
    assert rows[MERGED].endswith("told by alert 2 (sent 2026-03-14 12:09)")


def test_the_list_is_bounded_and_says_how_much_more_there_is(program: Program) -> None:
    said = program("alerts", "-n", "2", "--by-state")

    assert [line.split()[0] for line in said.out.splitlines()] == ["5", "8"]
    assert said.err == "6 more: -n 0 shows all\n"
    assert len(program("alerts", "-n", "0").out.splitlines()) == 8


def test_the_list_as_json_has_an_object_an_alert(program: Program) -> None:
    held, muted = program("alerts", "--state", "held", "--state", "muted", "--json").objects[::-1]

    assert (held["id"], held["state"], held["held_for"], held["channel"]) == (HELD, "held", "quiet hours", "mail")
    assert (held["article"], held["version"], held["created"]) == (1, 4, "2026-03-14T12:03:00.000Z")
    assert (muted["id"], muted["told"]) == (MUTED, "your rule asks for correction")
    (merged,) = program("alerts", "--state", "merged", "--json").objects
    assert merged["merged_into"] == SENT


def test_nothing_that_is_so_is_said(program: Program, tmp_path: Path) -> None:
    none = program("alerts", "--state", "withdrawn")
    fresh = program("alerts", "--data", str(tmp_path / "fresh"))

    assert (none.code, none.out, none.err) == (0, "", "no alerts are kept that are so\n")
    assert (fresh.code, fresh.out) == (0, "")
    assert not (tmp_path / "fresh").exists()


def test_one_alert_is_explained_in_sentences_and_as_json(program: Program) -> None:
    said = program("alerts", "explain", str(MERGED))
    (told,) = program("alerts", "explain", str(SENT), "--json").objects

    assert said.code == 0
    assert said.out.splitlines()[0] == "alert 1  version 2 of 1 “Bridge closed” to anne@example.org by mail"
    assert "Alert 2 tells it" in said.out
    assert (told["id"], told["tells"], told["told_by"]) == (SENT, [MERGED], None)
    assert told["rule"][0] == "It asks for toll."
    assert told["sentences"]
    assert told["message_id"] in str(told["sentences"])


def test_what_failed_is_tried_again_and_said_to_leave(program: Program) -> None:
    said = program("alerts", "retry", str(FAILED))

    assert (said.code, said.out) == (0, "5  to anne@example.org: leaves now\n")
    assert said.err == "no tracker runs: what is to leave does so with `tracker run`\n"
    assert program("alerts", "--state", "failed").out == ""


def test_of_several_that_are_retried_those_that_cannot_be_are_named(program: Program) -> None:
    some = program("alerts", "retry", str(RETRIED), str(SENT))
    none = program("alerts", "retry", str(SENT), "99")

    assert (some.code, some.out) == (3, "6  to anne@example.org: leaves now\n")
    assert "alert 2 was sent on 2026-03-14" in some.err
    assert none.code == 1


def test_a_mute_is_made_listed_and_ended(program: Program) -> None:
    made = program("alerts", "mute", "1", "--to", ANNE, "--for", "2h", "--reason", "too \x1b[31mmuch")
    listed = program("alerts", "mute", "--list")
    (told,) = program("alerts", "mute", "--list", "--json").objects
    ended = program("alerts", "unmute", str(told["mute"]))

    assert made.code == 0
    assert made.out.startswith("mute 1  1 “Bridge closed” to anne@example.org, until ")
    assert made.out.endswith("(in 2 h): too ␛[31mmuch\n")
    assert listed.out == made.out.removeprefix("mute ")
    assert (told["article"], told["recipient"], told["holds"]) == (1, ANNE, True)
    assert (ended.code, ended.out) == (0, "mute 1 is over\n")
    assert program("alerts", "mute", "--list").err == "nothing is muted\n"


def test_a_test_is_sent_and_the_words_of_the_other_side_are_said(program: Program) -> None:
    said = program("alerts", "test", "Anne@example.org")
    (told,) = program("alerts", "test", ANNE, "--json").objects

    assert said.code == 0
    assert said.out.startswith(f"taken for {ANNE}: written as ")
    assert set(told) == {"recipient", "channel", "message_id", "told"}
    assert len(list((program.folder / "snapshots" / "mail" / "new").iterdir())) == 2


def test_a_preview_shows_each_recipient_with_counts(program: Program) -> None:
    said = program("alerts", "preview", "--since", "2026-03-14")
    days = program("alerts", "preview", "--since", "2026-03-14", "--counts", "--json").objects

    assert (said.code, said.err) == (0, "")
    anne, bob = said.out.split("\n\n")[:2]
    assert anne.startswith("anne@example.org, since 2026-03-14")
    assert "03-14 12:02  told      version 3 of 1 “Bridge closed”: " in anne
    assert "2026-03-14: " in anne
    assert bob.splitlines()[-1].strip() == "Nothing happened that this rule could tell."
    assert [(one["recipient"], one["day"]) for one in days] == [(ANNE, "2026-03-14")]
    assert days[0]["muted"] == 1


@pytest.mark.parametrize(
    ("words", "code", "why"),
    [
        (("explain", "99"), 1, "there is no alert 99"),
        (("explain", "x"), 2, "not a valid integer"),
        (("shout",), 2, "No such command 'shout'"),
        (("--state", "lost"), 2, "is not one of"),
        (("--state", "held", "explain", "1"), 2, "put it behind"),
        (("--recipient", "carl"), 2, "there are anne@example.org, bob@example.org"),
        (("--article", "zzz"), 1, "no article is called 'zzz'"),
        (("--since", "soon"), 2, "is no time"),
        (("mute",), 2, "name an article, a --recipient"),
        (("mute", "1", "--all"), 2, "not both"),
        (("mute", "1", "--list"), 2, "leave the rest out"),
        (("mute", "1", "--for", "ever"), 2, "--for needs a duration"),
        (("mute", "1", "--recipient", "carl"), 2, "nobody in the settings"),
        (("unmute", "9"), 1, "there is no mute 9"),
        (("retry", "2"), 2, "was sent on"),
        (("test", "carl"), 2, "nobody in the settings"),
        (("preview", "--recipient", "carl"), 2, "nobody in the settings"),
        (("preview", "--since", "x"), 2, "is no time"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    program: Program, words: tuple[str, ...], code: int, why: str
) -> None:
    said = program("alerts", *words)

    assert (said.code, said.out) == (code, "")
    assert why in said.err


def test_a_folder_where_nothing_is_watched_is_left_alone(program: Program, tmp_path: Path) -> None:
    fresh = str(tmp_path / "fresh")

    for words in (("retry", "1"), ("mute", "1"), ("unmute", "1")):
        said = program("alerts", *words, "--data", fresh)
        assert said.code == 1
        assert "nothing is watched in" in said.err
    assert not Path(fresh).exists()


def test_status_counts_alerts_by_state_and_names_the_one_that_is_stuck(program: Program) -> None:
    said = program("status").out
    (told,) = program("status", "--json").objects

    assert "told     1 failed, 1 held, 1 merged, 1 muted, 3 pending, 1 sent; `tracker alerts` lists them" in said
    assert f"stuck    alert {RETRIED} to anne@example.org was owed " in said
    assert f"alert    {FAILED}  1 version 6 to anne@example.org failed: 550 no such␛[31m user" in said
    assert told["stuck"]["id"] == RETRIED


def test_check_names_a_rule_that_matches_nothing(program: Program) -> None:
    said = program("check")

    assert said.code == 1
    assert '✗ alerts to bob@example.org: no watched article is on the site "elsewhere.example"' in said.out
