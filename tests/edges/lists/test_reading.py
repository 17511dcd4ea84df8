"""Lists of other programs, honest and hostile."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tracker.edges.lists import Listed, Unlisted, read_list
from tracker.errors import NotFoundError, UsageError

PLAIN = """\
# the desk's list
https://news.example/one
https://news.example/two  the flood

|cat /etc/passwd
"""
OPML = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Floods &amp; fires">
  <outline type="rss" text="A" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/>
  <outline type="link" text="B" url="https://b.example/story" category="/north"></outline>
</outline>
<outline type="rss" text="C"/>
</body></opml>
"""
URLWATCH = """\
name: "One"
url: "https://news.example/one"
filter:
- css: article
headers:
  Authorization: secret
---
kind: url
url: https://news.example/two
enabled: false
tags: [flood, north]
---
command: rm -rf /
---
navigate: https://news.example/three
"""
ANCHORED = """\
---
url: https://news.example/one
<<: &mine
  filter: [html2text]
---
"""
CHANGEDETECTION = {
    "watching": {
        "11111111-aaaa": {
            "url": "https://news.example/one",
            "tags": ["t1"],
            "include_filters": ["article"],
            "headers": {"Cookie": "secret"},
            "fetch_backend": "html_webdriver",
            "method": "GET",
            "paused": True,
        },
        "22222222-bbbb": {"url": "source:https://news.example/two", "tag": "old, older"},
        "33333333-cccc": {"title": "nothing"},
    },
    "settings": {"application": {"tags": {"t1": {"title": "flood"}}}},
}


def given(folder: Path, content: str | bytes) -> Path:
    place = folder / "given"
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return place


def zipped(*members: tuple[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def test_a_plain_list_is_an_address_a_line_and_its_commands_are_never_run(tmp_path: Path) -> None:
    assert read_list(given(tmp_path, PLAIN)).parts == (
        Listed(where="line 2", url="https://news.example/one"),
        Listed(where="line 3", url="https://news.example/two", lost=("words after the address",)),
        Unlisted(where="line 5", why="a command, which is never run"),
    )


def test_opml_gives_links_and_feeds_and_its_folders_as_tags(tmp_path: Path) -> None:
    assert read_list(given(tmp_path, OPML)).parts == (
        Listed(where="line 4", url="https://a.example/feed?x=1&y=2", tags=("Floods & fires",)),
        Listed(where="line 5", url="https://b.example/story", tags=("Floods & fires", "north")),
        Unlisted(where="line 7", why="an outline of type rss without an address"),
    )


def test_jobs_give_addresses_and_name_what_is_lost_without_its_values(tmp_path: Path) -> None:
    found = read_list(given(tmp_path, URLWATCH)).parts

    assert found == (
        Listed(where="line 1", url="https://news.example/one", lost=("filter", "headers")),
        Listed(where="line 8", url="https://news.example/two", tags=("flood", "north"), paused=True),
        Unlisted(where="line 13", why="a command, which is never run"),
        Listed(where="line 15", url="https://news.example/three", lost=("navigate (a browser)",)),
    )
    assert "secret" not in repr(found)


def test_anchors_that_share_keys_are_read_one_step_deep(tmp_path: Path) -> None:
    (found,) = read_list(given(tmp_path, ANCHORED)).parts

    assert found == Listed(where="line 2", url="https://news.example/one", lost=("filter",))


@pytest.mark.parametrize("packed", [False, True])
def test_changedetection_gives_tags_by_name_and_what_is_paused(packed: bool, tmp_path: Path) -> None:
    text = json.dumps(CHANGEDETECTION)
    content = zipped(("url-watches.json", text.encode()), ("11111111-aaaa/history.txt", b"")) if packed else text

    assert read_list(given(tmp_path, content)).parts == (
        Listed(
            where="watch 11111111",
            url="https://news.example/one",
            tags=("flood",),
            paused=True,
            lost=("include_filters", "headers", "fetch_backend"),
        ),
        Listed(where="watch 22222222", url="https://news.example/two", tags=("old", "older"), lost=("source:",)),
        Unlisted(where="watch 33333333", why="a watch without an address"),
    )


def test_a_backup_with_a_file_for_each_watch_is_read(tmp_path: Path) -> None:
    watch = json.dumps({"url": "https://news.example/one", "tags": ["t1"]}).encode()
    general = json.dumps({"settings": CHANGEDETECTION["settings"]}).encode()

    found = read_list(given(tmp_path, zipped(("changedetection.json", general), ("4444-d/watch.json", watch))))

    assert found.parts == (Listed(where="watch 4444-d", url="https://news.example/one", tags=("flood",)),)


def test_utf_16_and_a_declared_encoding_are_read(tmp_path: Path) -> None:
    assert len(read_list(given(tmp_path, PLAIN.encode("utf-16"))).parts) == 3
    latin = OPML.replace("UTF-8", "ISO-8859-1").replace("Floods", "Überflutung").encode("latin-1")
    first = read_list(given(tmp_path, latin)).parts[0]
    assert isinstance(first, Listed)
    assert first.tags == ("Überflutung & fires",)


LAUGHS = '<?xml version="1.0"?><!DOCTYPE opml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><opml>&b;</opml>'
DEEP = "<opml>" + "<outline text='a'>" * 100 + "</opml>"
ALIASES = "a: &a [x,x]\n" + "".join(f"k{n}: &k{n} [*a,*a]\n" for n in range(9)) + "url: ''\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LAUGHS, "it declares entities"),
        (DEEP, "nested deeper than 64"),
        ("<opml><outline url='https://a.example/'>", "it is cut"),
        ("<html><body>Hello</body></html>", "no OPML"),
        ("url: !!python/object/apply:os.system ['id']\n", "python/object/apply:os.system to be made"),
        ("url: " + "[" * 40 + "]" * 40, "nested or long beyond all use"),
        ("url: [unclosed\n", "no sound YAML"),
        (ALIASES, "a job without url"),
        ("url: x\n" + "# y\n" * 1_100_000, "YAML of more than 4 MB"),
        ("report:\n  email: {}\n", "settings, which hold no addresses"),
        ("{" * 100_000, "no sound JSON"),
        ('{"a": 1}', "not of changedetection.io"),
        ("", "holds no address"),
        ("# nothing\n", "holds no address"),
        ("caf\xe9".encode("latin-1"), "no text in utf-8"),
        (b"SQLite format 3\0", "it is no text"),
        (b"<?xml version='1.0' encoding='rot13'?><opml/>", "its encoding rot13"),
        (b"PK\3\4garbage", "the zip does not read"),
        (zipped(("../../etc/cron.d/x", b"")), "outside of itself"),
        (zipped(("/etc/passwd", b"")), "outside of itself"),
        (zipped(("readme.txt", b"")), "holds no url-watches.json"),
        (zipped(("url-watches.json", b" " * (33 * 2**20))), "unpacks to more than 32 MB"),
        (b"a" * (32 * 2**20 + 1), "larger than 32 MB"),
    ],
)
def test_what_is_no_list_or_made_to_do_harm_is_refused_in_one_sentence(
    content: str | bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as error:
        read_list(given(tmp_path, content))

    assert told in str(error.value)
    assert len(str(error.value).splitlines()) == 1


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no ordinary file"):
        read_list(tmp_path)
    with pytest.raises(NotFoundError):
        read_list(tmp_path / "none")
