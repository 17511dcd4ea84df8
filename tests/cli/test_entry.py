from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path

import click
import pytest

import tracker.config
from tracker import errors
from tracker.cli import main
from tracker.errors import ConfigurationError, StoreBusyError, StoreDamagedError, TrackerError, UsageError

EXIT_CODES = {UsageError: 2, ConfigurationError: 2, StoreBusyError: 75}
EVERY = [
    error
    for _, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, TrackerError) and error is not ConfigurationError
]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[BaseException], int]:
    """Call a verb that fails with an error as soon as it reads its settings."""
    monkeypatch.chdir(tmp_path)

    def call(error: BaseException) -> int:
        def load(**_: object) -> None:
            raise error

        monkeypatch.setattr(tracker.config, "load", load)
        return main(["list"])

    return call


@pytest.mark.parametrize("error", EVERY)
def test_every_error_is_one_sentence_and_its_exit_code(
    fails: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str], error: type[TrackerError]
) -> None:
    assert fails(error("it rained; take an umbrella")) == EXIT_CODES.get(error, 1)
    assert capsys.readouterr() == ("", "tracker: it rained; take an umbrella\n")


def test_all_mistakes_of_a_configuration_are_told_at_once(
    fails: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert fails(ConfigurationError("config.toml", ("a: is missing", "b: is unknown"))) == 2
    assert capsys.readouterr().err == "tracker: config.toml: 2 mistakes\n  a: is missing\n  b: is unknown\n"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("\x1b[2J\x1b]52;c;ZXZpbA==\x07", "tracker: ␛[2J␛]52;c;ZXZpbA==␇\n"),
        ("https://a.example/\u202egpj.exe", "tracker: https://a.example/⟨U+202E⟩gpj.exe\n"),
        ("half \ud800 a character", "tracker: half ⟨U+D800⟩ a character\n"),
        ("one\r\ntracker: all is well", "tracker: one\ntracker: all is well\n"),
        ("", "tracker: failed\n"),
    ],
)
def test_what_a_page_put_into_an_error_steers_nothing(
    fails: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str], words: str, shown: str
) -> None:
    assert fails(StoreDamagedError(words)) == 1
    assert capsys.readouterr().err == shown


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_no_failure_and_no_traceback(
    fails: Callable[[BaseException], int], capsys: pytest.CaptureFixture[str], error: BaseException
) -> None:
    assert fails(error) == 130

    out, err = capsys.readouterr()
    assert out == ""
    assert err.split() == ["interrupted"]


def test_a_bug_is_not_hidden(fails: Callable[[BaseException], int]) -> None:
    with pytest.raises(ZeroDivisionError):
        fails(ZeroDivisionError())


def test_no_verb_at_all_is_answered_with_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) in (0, 2)
    out, err = capsys.readouterr()
    assert "Usage: tracker" in out + err
