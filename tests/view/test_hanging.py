from __future__ import annotations

from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tracker.view.hanging import Hanging, hanging, hung


def drawn(what: Hanging, width: int, *, colored: bool = False) -> list[str]:
    system = "standard" if colored else None
    console = Console(file=StringIO(), width=width, color_system=system, force_terminal=colored, highlight=False)  # type: ignore[arg-type]
    console.print(what)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue().splitlines()


def test_what_fits_stands_in_one_line() -> None:
    assert drawn(hanging("v1 │ ", Text("The river rose.")), 20) == ["v1 │ The river rose."]


def test_what_does_not_fit_goes_on_under_the_text() -> None:
    assert drawn(hanging("v1 │ ", Text("The river rose by two metres.")), 20) == [
        "v1 │ The river rose",
        "     by two metres.",
    ]


def test_a_line_feed_of_ours_begins_a_line_under_the_text() -> None:
    assert drawn(hanging("v1 │ ", Text("45 are dead.\nbefore: 12 are dead.")), 40) == [
        "v1 │ 45 are dead.",
        "     before: 12 are dead.",
    ]


@pytest.mark.parametrize("width", [16, 25, 40, 80])
def test_letters_of_two_cells_are_folded_within_the_width_and_none_is_lost(width: int) -> None:
    words = "北京发布暴雨红色预警" * 6

    shown = drawn(hanging("v1 │ ", Text(words)), width)

    assert all(cell_len(line) <= width for line in shown)
    assert "".join(line[5:] for line in shown) == words


def test_a_lead_that_leaves_no_room_leads_and_the_text_goes_on_at_the_left() -> None:
    shown = drawn(hanging("between 12:50 and 13:00  ", Text("The river rose.")), 28)

    assert " ".join(" ".join(shown).split()) == "between 12:50 and 13:00 The river rose."
    assert all(len(line) <= 28 for line in shown)


def test_the_first_columns_of_a_line_lead_it_and_styles_stay() -> None:
    line = Text.assemble(("v2   ", "bold"), ("between 12:50 and 13:00", "dim"), "  headline changed")

    assert drawn(hung(line, 5), 30) == ["v2   between 12:50 and 13:00", "     headline changed"]
    assert "\x1b[1m" in drawn(hung(line, 5), 30, colored=True)[0]
