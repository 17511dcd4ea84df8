"""What shells and `man` know of the program, made from its verbs and options."""

from __future__ import annotations

import os

import click

from tracker.cli.call import shared_options
from tracker.cli.output import standard_output

SHELLS = ("bash", "zsh", "fish")
ASKED = "_TRACKER_COMPLETE"
"""The variable by which a shell asks what may come next."""
_NAME = "tracker"


def completion_script(shell: str) -> str:
    """Give the script by which a shell offers verbs and options: it asks the program itself, which knows them."""
    from click.shell_completion import get_completion_class

    from tracker.cli.verbs import tracker

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completions for {shell}: give one of {', '.join(SHELLS)}")
    made = found(tracker, {}, _NAME, ASKED)
    # Not by its `source`: that asks the bash of this machine for its version, and the script is for any.
    return made.source_template % made.source_vars()


def answer_shell(group: click.Group) -> int | None:
    """Answer a shell that asks what may come next; None where none asks."""
    asked = os.environ.get(ASKED)
    if not asked:
        return None
    from click.shell_completion import shell_complete

    return shell_complete(group, {}, _NAME, ASKED, asked)


@click.command()
@click.argument("what", type=click.Choice([*SHELLS, "man"]))
@shared_options
def completions_verb(what: str) -> None:
    """Print what makes a shell offer verbs and options at the Tab key, or the page for `man`.

    bash: tracker completions bash > ~/.local/share/bash-completion/completions/tracker

    zsh: tracker completions zsh > a folder of your $fpath, as _tracker

    fish: tracker completions fish > ~/.config/fish/completions/tracker.fish

    man: tracker completions man > ~/.local/share/man/man1/tracker.1
    """
    from tracker.cli.manual import manual_page

    text = manual_page() if what == "man" else completion_script(what)
    with standard_output():
        click.echo(text, nl=False)
