"""The list of verbs, and what is asked of all of them. A verb's module is imported when the verb is called."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click

from tracker import __version__
from tracker.cli.call import Call, call_of, shared_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

VERBS: dict[str, tuple[str, str]] = {
    "init": ("setting_up", "Write a commented config.toml."),
    "check": ("setting_up", "Say what is wrong with configuration, store or mail, and the cure."),
    "run": ("running", "Watch until told to leave: the daemon."),
    "demo": ("running", "See it all at work against a newsroom on this machine."),
    "add": ("watching", "Put articles under watch."),
    "discover": ("discovering", "Find articles at a feed, sitemap, section page or site."),
    "watches": ("discovering", "Show what the configuration names, and what was found there."),
    "remove": ("watching", "Stop watching articles; what was kept stays."),
    "pause": ("watching", "Look at articles no more until they are resumed."),
    "resume": ("watching", "Look at paused articles again."),
    "tag": ("watching", "Give an article its tags."),
    "poll": ("watching", "Look at articles now, whatever the plan."),
    "reteach": ("watching", "Learn anew where an article's text stands."),
    "dismiss": ("watching", "Say that a version was noise."),
    "prune": ("keeping", "Drop raw pages that are older than a span; texts and hashes stay."),
    "redact": ("keeping", "Take words out of the record for good, and say what cannot be reached."),
    "list": ("listing", "Show the articles under watch."),
    "log": ("listing", "Show an article's versions, doubts and gaps, newest first."),
    "why": ("planning", "Say when the next look is, and why then."),
    "plan": ("planning", "Show what will be looked at when and why."),
    "status": ("listing", "Say how the tracker fares."),
    "health": ("health", "Say in a word whether all is well, and why not: for health checks."),
    "alerts": ("alerts", "Show what is told to whom; explain, retry, mute, test, preview."),
    "show": ("texts", "Show a version's text."),
    "diff": ("texts", "Show what changed."),
    "facts": ("lives", "Tell all that happened: numbers and headlines through an article's life."),
    "blame": ("lives", "Show since when each sentence stands, and what was removed."),
    "view": ("viewing", "Walk through articles and their versions on one screen."),
    "search": ("searching", "Search the text of all versions."),
    "mirror": ("mirroring", "Write the text files beside the record anew."),
    "verify": ("proving", "Prove that what is kept is what was recorded."),
    "head": ("proving", "Print one line that stands for the whole record, to publish."),
    "cite": ("proving", "Cite a version with all that makes it evidence."),
    "backup": ("portability", "Copy the whole record into one file, also beside a daemon."),
    "restore": ("portability", "Put a backup back where no record is."),
    "export": ("portability", "Write versions for archives and programs, or as pages for readers."),
    "import": ("importing", "Put the addresses of a list under watch."),
    "completions": ("completing", "Print what makes a shell offer verbs and options, or the page for man."),
    "extract": ("pages", "Show what is read from a page in a file."),
    "compare": ("pages", "Show what differs between two pages in files."),
}
GROUPS = (
    ("Begin", ("demo", "init", "check", "completions")),
    ("Watch", ("add", "discover", "watches", "run", "poll", "pause", "resume", "tag", "reteach", "dismiss", "remove")),
    (
        "Read",
        ("list", "log", "show", "diff", "view", "facts", "blame", "search", "cite", "why", "plan", "status", "health"),
    ),
    ("Tell", ("alerts",)),
    ("Keep", ("backup", "restore", "export", "import", "mirror", "prune", "redact", "verify", "head")),
    ("Pages in files", ("extract", "compare")),
)


class Verbs(click.Group):
    """A group whose verbs are imported when they are called, and listed without importing any."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        if cmd_name not in VERBS:
            return None
        found = getattr(_loaded(f"tracker.cli.{VERBS[cmd_name][0]}"), f"{cmd_name}_verb")
        return found if isinstance(found, click.Command) else None

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer verbs and options at the Tab key, without importing any verb."""
        from click.shell_completion import CompletionItem

        found = [CompletionItem(name, help=words) for name, (_, words) in VERBS.items() if name.startswith(incomplete)]
        return found + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of verbs, grouped by what they are for."""
        for title, names in GROUPS:
            with formatter.section(title):
                formatter.write_dl([(name, VERBS[name][1]) for name in names])


def _loaded(name: str) -> ModuleType:
    """Import a verb's module, once, without looking for garbage in what is imported: all of it stays."""
    if name in sys.modules or not gc.isenabled():
        return import_module(name)
    gc.disable()
    try:
        module = import_module(name)
        gc.freeze()
    finally:
        gc.enable()
    return module


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@shared_options
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def tracker(context: click.Context) -> None:
    """Watch breaking news articles, keep every version, and say what changed.

    Exit codes: 0 done, 1 failed, 2 usage or configuration, 3 some of several failed, 75 another process holds the
    store, 130 interrupted.
    """
    call_of(context)


__all__ = ["Call", "Path", "tracker"]
