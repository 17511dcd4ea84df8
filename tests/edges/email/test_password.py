from __future__ import annotations

from pathlib import Path

import pytest

from tracker.edges.email.password import read_password
from tracker.errors import TemporaryDeliveryError
from tracker.model import SmtpSettings


def test_it_is_the_first_line_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("open sesame\nnot this\n")
    assert read_password(SmtpSettings(password_file=file)) == "open sesame"


def test_it_is_a_variable_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "open sesame")
    assert read_password(SmtpSettings(password_env="MAIL_PASSWORD")) == "open sesame"


def test_it_is_what_a_command_prints() -> None:
    assert read_password(SmtpSettings(password_command="printf 'open sesame\\n'")) == "open sesame"


def test_it_is_read_anew_each_time(tmp_path: Path) -> None:
    file = tmp_path / "password"
    settings = SmtpSettings(password_file=file)
    file.write_text("old")
    assert read_password(settings) == "old"
    file.write_text("new")
    assert read_password(settings) == "new"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SmtpSettings(), "name one of mail.smtp.password_file, password_env or password_command"),
        (SmtpSettings(password_file=Path("/no/such/file")), "No such file or directory"),
        (SmtpSettings(password_env="NO_SUCH_VARIABLE"), "set the variable NO_SUCH_VARIABLE"),
        (SmtpSettings(password_command="/no/such/command"), "run it by hand"),
        (SmtpSettings(password_command="sh -c 'echo secret; exit 3'"), "exit code 3"),
        (SmtpSettings(password_command="'"), "run it by hand"),
        (SmtpSettings(password_command="true"), "empty"),
        (SmtpSettings(password_command="printf sécret"), "not plain ASCII"),
    ],
)
def test_what_cannot_be_read_says_the_cure_and_never_the_secret(settings: SmtpSettings, words: str) -> None:
    with pytest.raises(TemporaryDeliveryError) as told:
        read_password(settings)
    assert words in str(told.value)
    assert "cret" not in str(told.value)
    assert told.value.__cause__ is None
