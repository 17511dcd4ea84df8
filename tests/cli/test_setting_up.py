from __future__ import annotations

from tests.program import Program


def test_init_writes_a_file_that_works(program: Program) -> None:
    (program.folder / "config.toml").unlink()

    said = program("init", "--yes")

    assert said.code == 0
    assert (program.folder / "config.toml").exists()
    assert program("check").code == 0


def test_init_asks_and_puts_the_answers_in_their_places(program: Program) -> None:
    (program.folder / "config.toml").unlink()
    answers = "desk@example.org\nalerts@example.org\nmail.example.org\nhttps://news.example.org/\n"

    said = program("init", stdin=answers)

    written = (program.folder / "config.toml").read_text()
    assert said.code == 0
    assert 'contact = "desk@example.org"' in written
    assert 'address = "alerts@example.org"' in written
    assert 'host = "mail.example.org"' in written
    assert 'url = "https://news.example.org/"' in written


def test_init_overwrites_nothing(program: Program) -> None:
    before = (program.folder / "config.toml").read_text()

    said = program("init", "--yes")

    assert said.code == 2
    assert (program.folder / "config.toml").read_text() == before


def test_init_with_a_mistaken_answer_writes_nothing(program: Program) -> None:
    (program.folder / "config.toml").unlink()

    said = program("init", stdin="desk@example.org\nno address\n\n\n")

    assert said.code == 2
    assert "recipient" in said.err
    assert not (program.folder / "config.toml").exists()


def test_check_names_a_missing_mail_server_and_the_cure(program: Program) -> None:
    program.configure(
        "127.0.0.1:9",
        more='[mail]\ntransport = "smtp"\n[mail.smtp]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n',
    )

    said = program("check")

    assert said.code == 1
    assert "✗ mail: " in said.out
    assert "127.0.0.1" in said.out
    assert "✓ store: " in said.out


def test_help_names_every_verb(program: Program) -> None:
    from tracker.cli.verbs import VERBS

    said = program("--help")

    assert all(verb in said.out for verb in VERBS)
    for verb in VERBS:
        assert program(verb, "--help").code == 0
