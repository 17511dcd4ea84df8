"""Quotations in all their signs: altered, and only set, trimmed, continued or attributed otherwise."""

from __future__ import annotations

import pytest

from tests.core.facts.telling import of_kind, texts
from tracker.model import FactKind

QUOTE = FactKind.QUOTE


@pytest.mark.parametrize(
    ("language", "before", "after", "old", "new"),
    [
        pytest.param(
            "fr",
            "« Nous n’avons jamais vu une telle tragédie ici », a dit le maire.",
            "« Nous n’avons guère vu une telle tragédie ici », a dit le maire.",
            " Nous n’avons jamais vu une telle tragédie ici ",
            " Nous n’avons guère vu une telle tragédie ici ",
            id="guillemets",
        ),
        pytest.param(
            "de",
            "„Die Brücke war sicher, als wir sie öffneten“, sagte Ilse Moor.",
            "„Die Brücke war nicht sicher, als wir sie öffneten“, sagte Ilse Moor.",
            "Die Brücke war sicher, als wir sie öffneten",
            "Die Brücke war nicht sicher, als wir sie öffneten",
            id="German signs",
        ),
        pytest.param(
            "de",
            "»Die Brücke war sicher, als wir sie öffneten«, sagte Ilse Moor.",
            "»Die Brücke war nicht sicher, als wir sie öffneten«, sagte Ilse Moor.",
            "Die Brücke war sicher, als wir sie öffneten",
            "Die Brücke war nicht sicher, als wir sie öffneten",
            id="guillemets that point inwards",
        ),
        pytest.param(
            "ja",
            "市長は「橋はとても安全であると我々は考えている」と述べた。",
            "市長は「橋はとても安全でないと我々は考えている」と述べた。",
            "橋はとても安全であると我々は考えている",
            "橋はとても安全でないと我々は考えている",
            id="Japanese signs",
        ),
        pytest.param(
            "zh",
            "市长说：“我们认为这座桥今晚非常安全可以通行。”",
            "市长说：“我们认为这座桥今晚不太安全可以通行。”",
            "我们认为这座桥今晚非常安全可以通行。",
            "我们认为这座桥今晚不太安全可以通行。",
            id="Chinese",
        ),
        pytest.param(
            "en",
            "“He told us ‘the bridge is safe’ when we asked him that night,” she said.",
            "“He told us ‘the bridge is unsafe’ when we asked him that night,” she said.",
            "He told us ‘the bridge is safe’ when we asked him that night,",
            "He told us ‘the bridge is unsafe’ when we asked him that night,",
            id="a quotation in a quotation",
        ),
        pytest.param(
            "en",
            "“The water came at night and nobody in the valley slept.",
            "“The water came at night and everybody in the valley slept.",
            "The water came at night and nobody in the valley slept.",
            "The water came at night and everybody in the valley slept.",
            id="one that goes on in the next paragraph",
        ),
    ],
)
def test_other_words_between_the_signs_are_told(language: str, before: str, after: str, old: str, new: str) -> None:
    (fact,) = of_kind(QUOTE, before, after, language)
    assert fact.text == "quote altered"
    assert (fact.before, fact.after) == (old, new)
    assert (fact.place, fact.block) == ("paragraph 1", 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "“We will rebuild every house on this street by spring,” said Ilse Moor.",
            "“We will rebuild every house on this street by spring,” said Aldo Renn.",
            id="another speaker",
        ),
        pytest.param(
            "“We will rebuild every house on this street by spring,” said Ilse Moor.",
            "«We will rebuild every house – on this street – by spring!» said Ilse Moor.",
            id="other signs",
        ),
        pytest.param(
            "“We will rebuild every house on this street by spring,” said Ilse Moor.",
            "“We will rebuild every house on this street,” said Ilse Moor.",
            id="trimmed",
        ),
        pytest.param(
            "“We will rebuild every house on this street,” said Ilse Moor.",
            "“We will rebuild every house on this street. Nobody will be left behind,” said Ilse Moor.",
            id="continued",
        ),
        pytest.param(
            "“Let us be clear: we will rebuild every house on this street,” said Ilse Moor.",
            "“We will rebuild every house on this street. Nobody will be left,” said Ilse Moor.",
            id="trimmed at the head and continued at the foot",
        ),
        pytest.param(
            "“We will rebuild every house on this long street by spring,” said Ilse Moor.",
            "“We will rebuild every house … by spring,” said Ilse Moor.",
            id="words left out with a sign",
        ),
        pytest.param(
            "“I saw him in the harbour on the night of the fire,” said a baker.",
            "“I saw [Aldo Renn] in the harbour on the night of the fire,” said a baker.",
            id="a name set in brackets by the editor",
        ),
        pytest.param(
            "“There were twelve of us in the boat that night,” said a cook.",
            "“There were 12 of us in the boat that night,” said a cook.",
            id="a number written otherwise",
        ),
        pytest.param(
            "“Nobody has organised this march but the nurses,” said a cook.",
            "“Nobody has organized this march but the nurses,” said a cook.",
            id="British and American spelling",
        ),
        pytest.param(
            "“The dam held,” said Ilse Moor, “but nobody in the valley slept.”",
            "“The dam held but nobody in the valley slept,” said Ilse Moor.",
            id="two halves joined",
        ),
        pytest.param(
            "He called it “a good day” for the town of Pell and its people.",
            "He called it “a bad day” for the town and its people.",
            id="too short to be sure among other words",
        ),
        pytest.param(
            "John “Jack” Moor won the race on Friday.", "John “Jock” Moor won the race on Friday.", id="a nickname"
        ),
        pytest.param(
            "He said he was “sorry” and “tired” of it.", "He said he was “tired” and “sorry” of it.", id="swapped"
        ),
        pytest.param(
            "He said it was “very good” on Friday.", "He said it was “good” on Friday.", id="few words trimmed"
        ),
        pytest.param(
            "“We have to leave this town at once,” said the chief of the guard.",
            "“Nobody sleeps tonight in this valley,” said the chief of the guard.",
            id="another quotation",
        ),
    ],
)
def test_the_same_words_are_no_altered_quotation(before: str, after: str) -> None:
    assert texts(QUOTE, before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("He called it “a good day” for the town of Pell.", "He called it “a bad day” for the town of Pell."),
        ("The army called them “terrorists” on Friday.", "The army called them “militants” on Friday."),
        ("He told the court: “I did it.”", "He told the court: “I did not do it.”"),
        ("He said it was “not true” on Friday.", "He said it was “true” on Friday."),
    ],
)
def test_few_words_in_quotes_are_altered_where_nothing_else_of_the_paragraph_is(before: str, after: str) -> None:
    assert texts(QUOTE, before, after) == ["quote altered"]


def test_a_quotation_that_stands_elsewhere_was_moved() -> None:
    said = "“We will rebuild every house on this street by spring,”"
    other = "“We will rebuild every road on this street by spring,”"
    before = f"{said} said Ilse Moor. ¶ {other} said Aldo Renn."
    after = f"{other} said Aldo Renn on Monday. ¶ {said} said Ilse Moor on Monday."
    assert texts(QUOTE, before, after) == []


def test_a_name_inside_of_an_altered_quotation_is_told_by_it() -> None:
    before = "“The man who sold us the ship was Aldo Renn from Pell,” she said."
    after = "“The man who sold us the ship was Aldo Rann from Pell,” she said."
    assert texts(QUOTE, before, after) == ["quote altered"]
    assert texts(FactKind.NAME, before, after) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("'We are devastated by this news,' the family said.", "'We are heartbroken by this news,' the family said.",
         ["quote altered"]),
        ("'We don't want it, and we won't pay for it.' So says Ilse Moor.",
         "'We don't need it, and we won't pay for it.' So says Ilse Moor.", ["quote altered"]),
        ("'We are out of the talks for good, and that is final,' he said.",
         "'We are out of the talks for good,' he said.", []),
        ("In the '90s the firm grew quickly. The workers' fund was started.",
         "In the '80s the firm grew slowly. The workers' fund was closed.", []),
        ("'Tis the season of the dogs' trial, she wrote. The owners' club objected.",
         "'Tis the season of the cats' trial, she wrote. The owners' club agreed.", []),
    ],
)  # fmt: skip
def test_an_apostrophe_sets_off_a_quotation_where_a_sign_stands_before_the_last(
    before: str, after: str, told: list[str]
) -> None:
    assert texts(QUOTE, before, after) == told
