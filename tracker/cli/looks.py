"""How a diff is to look: the options that diff and compare share, and what they make of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any, TypeVar, cast

import click

from tracker.errors import UsageError
from tracker.model import DiffLayout, DisplaySettings

Verb = TypeVar("Verb", bound=Callable[..., Any])


class Form(StrEnum):
    """What a diff is written as."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    PATCH = "patch"
    HTML = "html"
    FACTS = "facts"
    OLD = "old"
    NEW = "new"


class Part(StrEnum):
    """How much of what changed is shown."""

    STAT = "stat"
    WORDS = "words"
    SENTENCES = "sentences"


# In these a part may be shown; numbers as text and as JSON alone.
_WITH_PARTS = frozenset((Form.TEXT, Form.PLAIN, Form.HTML))
_WITH_NUMBERS = frozenset((Form.TEXT, Form.PLAIN, Form.JSON))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The options as they were given; None where one was not.

    Attributes:
        context: unchanged paragraphs around each change.
        beside: side by side, or inline.
        width: columns to fill.
    """

    form: Form | None = None
    part: Part | None = None
    context: int | None = None
    beside: bool | None = None
    width: int | None = None

    def settled(self, display: DisplaySettings, *, as_json: bool, drawn: bool) -> Looks:
        """Fill in what was not given.

        Args:
            display: what is usual for this user.
            as_json: whether --json was given.
            drawn: whether the output is for eyes: a terminal, or coloured.

        Raises:
            UsageError: two options contradict each other.
        """
        if as_json and self.form not in (None, Form.JSON):
            raise UsageError(f"--json and --format {self.form} are two formats: give one of them")
        laid_out = self.width is not None or self.beside is not None
        form = Form.JSON if as_json else self.form or (Form.TEXT if drawn or laid_out else Form.PLAIN)
        self._check(form, laid_out=laid_out)
        usual = display.context if form is not Form.PATCH else None
        return Looks(
            form=form,
            part=self.part,
            context=self.context if self.context is not None else usual,
            beside=display.layout is DiffLayout.SIDE_BY_SIDE if self.beside is None else self.beside,
            width=self.width,
        )

    def _check(self, form: Form, *, laid_out: bool) -> None:
        if self.part is not None and form not in (_WITH_NUMBERS if self.part is Part.STAT else _WITH_PARTS):
            raise UsageError(f"--{self.part} has no form as {form}: leave one of the two out")
        if laid_out and (form is not Form.TEXT or self.part is Part.STAT):
            name = "--width" if self.beside is None else "--side-by-side or --inline"
            raise UsageError(f"{name} is for --format text: leave one of the two out")


def look_options(verb: Verb) -> Verb:
    """Take the options of how a diff looks, and give them to the verb as `looks`."""

    @wraps(verb)
    def packed(*arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - click's
        names = ("form", "context_lines", "beside", "width")
        form, context, beside, width = (options.pop(name) for name in names)
        parts = [part for part in Part if options.pop(part.value)]
        if len(parts) > 1:
            raise UsageError(f"{' and '.join(f'--{part}' for part in parts)} exclude each other: give one of them")
        looks = Looks(
            form=Form(form) if form else None,
            part=parts[0] if parts else None,
            context=context,
            beside=beside,
            width=width,
        )
        return verb(*arguments, looks=looks, **options)

    found: Callable[..., Any] = packed
    for option in reversed(_OPTIONS):
        found = option(found)
    return cast("Verb", found)


_OPTIONS = (
    click.option("--stat", is_flag=True, help="Only how much changed, in numbers."),
    click.option("--words", is_flag=True, help="Only the words that changed, with a few around them."),
    click.option("--sentences", is_flag=True, help="Only the sentences that changed, whole."),
    click.option(
        "--context",
        "-U",
        "context_lines",
        type=click.IntRange(min=0),
        metavar="N",
        help="Unchanged paragraphs around each change [1; 3 in a patch].",
    ),
    click.option(
        "--side-by-side/--inline",
        "-y/",
        "beside",
        default=None,
        help="The two texts beside each other, or as one [inline]; from 110 columns on.",
    ),
    click.option(
        "--width", "-W", type=click.IntRange(min=20, max=1000), metavar="COLUMNS", help="Columns to fill [100 at most]."
    ),
    click.option(
        "--format",
        "form",
        type=click.Choice([form.value for form in Form]),
        help="What to write [text on a terminal, else plain]; old and new: the texts that the patch is between.",
    ),
)
