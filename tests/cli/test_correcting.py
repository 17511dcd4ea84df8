"""What a person says back to the tracker, and what `log` and `status` tell beside versions."""

from __future__ import annotations

from tests.app.pages import EDITED, FIRE, page
from tests.edges.store.older import keep_older_record
from tests.program import Program
from tests.servers.http import Newsroom as Site
from tracker.demo.newsroom import Newsroom

PROMOTION = "Get the evening letter with everything that moved our readers today, delivered free of charge."


def promoted(program: Program, site: Site) -> None:
    """Watch a page until a promotion on it has become version 2."""
    program.configure(site.place)
    site.publish("/fire", page())
    program("add", site.url("/fire"))
    site.publish("/fire", page(*FIRE, PROMOTION))
    assert program("poll", "1", "--json").objects[0]["version"] == 2


def test_a_dismissed_version_is_said_in_a_line_and_marked_in_the_log(program: Program) -> None:
    with Site() as site:
        promoted(program, site)
        said = program("dismiss", "1", "2")
        log = program("log", "1")
        versions = program("log", "1", "--json").objects

    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "1  Fire in the harbour of Aldern: version 2 dismissed; 1 alert withdrawn; known as the site's: 1 line\n"
    )
    assert "[dismissed]" in next(line for line in log.out.splitlines() if line.startswith("v2"))
    assert [version["dismissed"] for version in versions] == [False, True]


def test_dismiss_as_json_says_the_article_and_what_came_of_it(program: Program) -> None:
    with Site() as site:
        promoted(program, site)
        (answer,) = program("dismiss", "1", "2", "--json").objects

    assert (answer["id"], answer["dismissed"], answer["lines"], answer["withdrawn"]) == (1, 2, 1, 1)


def test_the_first_version_is_no_change_to_dismiss(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    first, missing = program("dismiss", "1", "1"), program("dismiss", "1", "2")

    assert (first.code, missing.code) == (2, 1)
    assert missing.err == "tracker: article 1 has no change 2 to dismiss: it has none yet\n"


def test_reteach_says_where_the_text_stands(program: Program, newsroom: Newsroom) -> None:
    program("add", newsroom.url)
    said = program("reteach", "1")
    (answer,) = program("reteach", "1", "--json").objects

    assert (said.code, said.err) == (0, "")
    first, second = said.out.splitlines()
    assert first.startswith("1  no change")
    assert second == f"    its text stands in {answer['container']}"
    assert answer["container"]
    assert (answer["version"], answer["outcome"]) == (None, "no change")
    assert len(program("log", "1", "--json").objects) == 1


def test_verbs_that_correct_want_something_that_is_watched(program: Program) -> None:
    for words in (("dismiss", "1", "2"), ("reteach", "1")):
        said = program(*words)
        assert said.code == 1
        assert "nothing is watched in" in said.err


def test_the_log_of_visits_tells_rungs_and_states_of_the_page_with_their_ends(program: Program) -> None:
    with Site() as site:
        program.configure(site.place)
        site.publish("/fire", page())
        program("add", site.url("/fire"))
        site.publish("/fire", "no", status=403)
        program("poll", "1")
        site.publish("/fire", page(*EDITED))
        program("poll", "1")
        told = program("log", "1", "--visits", "--json").objects
        log = program("log", "1").out

    visits = [one for one in told if "outcome" in one]
    events = [one for one in told if "event" in one]
    assert [one["rung"] for one in visits] == ["full reading", None, "full reading"]
    assert [(one["event"], one["state"], one["ended"] is None) for one in events] == [
        ("page state", "article", False),
        ("page state", "blocked", False),
        ("page state", "article", True),
    ]
    assert [one["ended"] for one in events[:-1]] == [one["began"] for one in events[1:]]
    assert "HTTP 403" in next(line for line in log.splitlines() if "blind" in line)


def test_status_counts_looks_by_the_rung_they_ended_on(program: Program) -> None:
    with Site() as site:
        program.configure(site.place)
        site.publish("/fire", page())
        program("add", site.url("/fire"))
        program("poll", "1")
        site.publish("/fire", page().replace("<body>", "<body class='x'>"))
        program("poll", "1")
        (told,) = program("status", "--json").objects
        said = program("status").out

    assert told["rungs"] == {"full reading": 1, "identical bytes": 1, "quick test": 1}
    assert told["sites"] == []
    assert "looks    " in said
    assert "1 quick test" in said


def test_a_record_of_an_older_tracker_is_listed_and_never_called_damaged(program: Program) -> None:
    data = program.folder / "snapshots"
    keep_older_record(data)
    said = program("list", "--data", str(data))
    log = program("log", "1", "--data", str(data))

    assert (said.code, said.err) == (0, "")
    assert "Bridge closed" in said.out
    assert (log.code, log.err) == (0, "")
    assert "blind" in log.out
    assert (data / "archive-r0001.backup.db").exists()
