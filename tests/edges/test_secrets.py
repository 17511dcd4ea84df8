from __future__ import annotations

from pathlib import Path

import pytest

from tracker.edges.secrets import is_named, read_secret, without
from tracker.errors import TemporaryDeliveryError
from tracker.model import Secret


def read(secret: Secret) -> str:
    return read_secret(secret, what="the secret of desk", setting="webhook.secret")


def test_it_is_the_first_line_of_a_file_a_variable_or_what_a_command_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("open sesame\nnot this\n")
    monkeypatch.setenv("KEY_OF_DESK", "open sesame\n")
    assert read(Secret(file=tmp_path / "key")) == "open sesame"
    assert read(Secret(env="KEY_OF_DESK")) == "open sesame"
    assert read(Secret(command="printf 'open sesame\\n'")) == "open sesame"


def test_it_is_read_anew_each_time(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("old")
    assert read(Secret(file=file)) == "old"
    file.write_text("new")
    assert read(Secret(file=file)) == "new"


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        (Secret(), "is missing: name one of webhook.secret_file, secret_env or secret_command"),
        (Secret(file=Path("/no/such/file")), "(No such file or directory): check webhook.secret_file"),
        (Secret(file=Path("/dev/null")), "the secret of desk is empty: check its source in webhook"),
        (Secret(env="NO_SUCH_VARIABLE"), "set the variable NO_SUCH_VARIABLE or correct webhook.secret_env"),
        (Secret(command="/no/such/command"), "webhook.secret_command failed (FileNotFoundError): run it by hand"),
        (Secret(command="sh -c 'echo topsecret; exit 3'"), "exit code 3"),
        (Secret(command="printf '\\377'"), "UnicodeDecodeError"),
        (Secret(command="'"), "ValueError"),
    ],
)
def test_what_cannot_be_read_says_the_cure_and_never_the_secret(secret: Secret, words: str) -> None:
    with pytest.raises(TemporaryDeliveryError) as told:
        read(secret)
    assert words in str(told.value)
    assert "topsecret" not in str(told.value)
    assert told.value.__cause__ is None


def test_only_what_is_named_can_be_read() -> None:
    assert not is_named(Secret())
    assert is_named(Secret(env="X"))
    assert is_named(Secret(command="x"))
    assert is_named(Secret(file=Path("x")))


def test_longer_secrets_are_taken_out_before_what_they_contain() -> None:
    assert without("key abc, key abcdef", "abc", "abcdef", "") == "key …, key …"
