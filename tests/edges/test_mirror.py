from __future__ import annotations

from pathlib import Path

import pytest

from tracker.edges.fault_points import arm
from tracker.edges.mirror import MirrorFolder, article_folder


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://www.example.org/2026/03/bridge-closed.html", "www.example.org/7-bridge-closed"),
        ("https://example.org/", "example.org/7"),
        ("https://example.org/news/?id=3", "example.org/7-news"),
        ("http://localhost:8080/a", "localhost_8080/7-a"),
        ("http://[::1]:8080/a", "1_8080/7-a"),
        ("https://xn--mnchen-3ya.example/stra%C3%9Fe-in-m%C3%BCnchen", "xn--mnchen-3ya.example/7-strae-in-munchen"),
        ("https://example.org/%E5%8C%97%E4%BA%AC", "example.org/7"),
        ("https://example.org/..%2F..%2Fetc%2Fpasswd", "example.org/7-passwd"),
        ("https://../a", "_/7-a"),
        ("https://con/a", "_con/7-a"),
        ("https://nul.example/a", "_nul.example/7-a"),
        ("https://example.org/" + "a" * 300, "example.org/7-" + "a" * 60),
    ],
)
def test_a_folder_is_named_by_id_and_address_on_every_platform(url: str, folder: str) -> None:
    assert article_folder(7, url) == Path(folder)


def test_a_write_that_fails_leaves_the_file_as_it_was_and_nothing_half(tmp_path: Path) -> None:
    mirror, folder = MirrorFolder(tmp_path), Path("example.org/7-a")
    mirror.write(folder, 1, "old\n")

    for point in ("mirror.write.before", "mirror.rename.before"):
        with arm(point), pytest.raises(OSError, match="injected"):
            mirror.write(folder, 1, "new\n")

    assert mirror.read(folder, 1) == "old\n"
    assert [file.name for file in (tmp_path / "text" / folder).iterdir()] == ["1.md"]


def test_forgotten_versions_are_removed_with_folders_that_are_empty_then(tmp_path: Path) -> None:
    mirror = MirrorFolder(tmp_path)
    for article_id, number in ((7, 1), (7, 2), (71, 1)):
        mirror.write(Path(f"example.org/{article_id}-a"), number, "text")
    (tmp_path / "text/example.org/7-a/.2.md.99.unfinished").write_text("half")

    assert mirror.forget(7, [2]) == 2
    assert sorted(map(str, mirror.files())) == ["example.org/7-a/1.md", "example.org/71-a/1.md"]
    assert mirror.forget(7, None) == 1
    assert not (tmp_path / "text/example.org/7-a").exists()
    assert sorted(map(str, mirror.files())) == ["example.org/71-a/1.md"]


def test_only_files_with_names_of_the_mirror_are_its_files(tmp_path: Path) -> None:
    mirror = MirrorFolder(tmp_path)
    mirror.write(Path("example.org/7-a"), 1, "text")
    for name in ("example.org/7-a/notes.txt", "example.org/7-a/01.md", "example.org/mine/1.md", "readme.md"):
        (tmp_path / "text" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "text" / name).write_text("mine")
    (tmp_path / "elsewhere/8-b").mkdir(parents=True)
    (tmp_path / "elsewhere/8-b/1.md").write_text("mine")
    (tmp_path / "text/link").symlink_to(tmp_path / "elsewhere")

    assert mirror.files() == [Path("example.org/7-a/1.md")]
