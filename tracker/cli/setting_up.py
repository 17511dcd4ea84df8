"""The verbs for setting up: init and check."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tracker.cli.call import Call, call_of, shared_options
from tracker.cli.output import note
from tracker.errors import ConfigurationError, TrackerError, UsageError


@click.command()
@click.option("--yes", is_flag=True, help="Take the defaults, ask nothing.")
@shared_options
@click.pass_context
def init_verb(context: click.Context, yes: bool) -> None:
    """Write a commented config.toml: asks for a contact address, where mail goes, and one site."""
    call = call_of(context)
    named = call.config or os.environ.get("TRACKER_CONFIG") or "config.toml"
    target = Path(named).absolute()
    if target.exists():
        raise UsageError(f"{target} stands already: edit it, or give another place with --config FILE")
    text = _asked(target) if not yes else _written({}, target)
    try:
        with target.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise ConfigurationError(str(target), (f"cannot be written: {error.strerror}; give another place",)) from error
    note(f"wrote {target}: `tracker check` says whether it works, `tracker add URL` begins")


def _asked(target: Path) -> str:
    click.echo("A few questions; an empty answer keeps the default.", err=True)
    answers = {
        "contact": "How can a site's owner reach you (an e-mail or web address; sent with every request)?",
        "recipient": "Whom shall alerts be mailed to (an e-mail address; empty: into a folder, to nobody)?",
        "smtp_host": "Through which mail server (host name; empty: into a folder)?",
        "site": "What shall be watched first (the address of an article, section or site)?",
    }
    given: dict[str, str] = {}
    for name, question in answers.items():
        if name == "smtp_host" and not given["recipient"]:
            continue
        given[name] = click.prompt(question, default="", show_default=False, err=True).strip()
    return _written(given, target)


def _written(answers: dict[str, str], target: Path) -> str:
    from tracker.config import parse, written

    text = written(**answers)
    parse(text, source=target, environment=os.environ)  # Nothing is half-written: mistakes are told before a file is.
    return text


@click.command()
@shared_options
@click.pass_context
def check_verb(context: click.Context) -> int:
    """Say what is wrong with the configuration, the store or the mail, and the cure."""
    call = call_of(context)
    from tracker.app.checking import Finding, findings

    found: list[Finding] = list(findings(call.settings))
    if call.out.as_json:
        call.out.json({"subject": one.subject, "good": one.good, "words": one.words} for one in found)
    else:
        call.out.draw(*(_drawn(one.good, f"{one.subject}: {one.words}") for one in found))
    return int(not all(one.good for one in found))


def _drawn(good: bool, words: str) -> str:
    from tracker.view.safe import safe

    return f"{'✓' if good else '✗'} {safe(words)}"


__all__ = ["Call", "TrackerError", "check_verb", "init_verb"]
