"""What befell those that are counted: said beside the number, or carried on from the one before it."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind
from tracker.model import FactKind


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The blast killed 12 people in Sarn and at least 9 in Brae.",
         "The blast killed 12 people in Sarn and at least 14 in Brae.", "toll"),
        ("The search for the missing lasted 12 hours in Sarn.", "The search for the missing lasted 14 hours in Sarn.",
         "count"),
        ("The fire in the 12-storey house killed Aldo Renn.", "The fire in the 14-storey house killed Aldo Renn.",
         "count"),
    ],
)  # fmt: skip
def test_a_number_is_a_toll_where_it_counts_whom_something_befell(before: str, after: str, kind: str) -> None:
    (fact,) = of_kind(FactKind.NUMBER, before, after)
    assert fact.number == kind
