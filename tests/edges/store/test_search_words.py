from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.edges.store.schema_search import CREATE_WORDS
from tracker.edges.store.search_words import expression, joined, question, separated
from tracker.errors import UsageError


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("flood", '"flood"'),
        ("death toll", '("death" AND "toll")'),
        ('"death toll"', '"death toll"'),
        ('"death toll', '"death toll"'),
        ("flood*", '"flood"*'),
        ('"death to"*', '"death to"*'),
        ("flood OR storm", '("flood" OR "storm")'),
        ("a b OR c", '(("a" AND "b") OR "c")'),
        ("(flood OR storm) bridge", '(("flood" OR "storm") AND "bridge")'),
        ("flood AND bridge", '("flood" AND "bridge")'),
        ("flood NOT bridge", '("flood" NOT "bridge")'),
        ("flood NOT (bridge OR dam)", '("flood" NOT ("bridge" OR "dam"))'),
        ("or and not", '("or" AND "and" AND "not")'),
        ("OR flood AND", '"flood"'),
        ("flood ) bridge", '("flood" AND "bridge")'),
        ("((flood", '"flood"'),
        ("headline:flood", '"headline:flood"'),
        ("^flood +NEAR -x", '("^flood" AND "+NEAR" AND "-x")'),
        ("fl\0od", '"fl od"'),
        ("北京", '"北\x1f京"'),
        ("flood -- ; !!", '"flood"'),
        ("NOT ferry bridge", '("bridge" NOT "ferry")'),
        ("(NOT ferry) bridge", '("bridge" NOT "ferry")'),
        ("(NOT ferry OR NOT dam) bridge", '("bridge" NOT ("ferry" AND "dam"))'),
        ("NOT ferry OR bridge", '"bridge"'),
        ("bridge OR NOT ferry", '"bridge"'),
        ("NOT (NOT ferry)", '"ferry"'),
        ("bridge NOT (NOT ferry)", '("bridge" AND "ferry")'),
        ("bridge NOT \U0001f6a2", '"bridge"'),
        ("bridge NOT NOT ferry", '("bridge" NOT "ferry")'),
        ("\U0001f6a2 bridge", '"bridge"'),
        ("and", '"and"'),
    ],
)
def test_a_question_becomes_an_expression_of_quoted_words(asked: str, expected: str) -> None:
    assert expression(asked) == expected


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "there is no word to search for in '': give a word, or a phrase in quotes"),
        ('"" () *', "there is no word to search for in '\"\" () *': give a word, or a phrase in quotes"),
        ("AND OR", "there is no word to search for in 'AND OR': give a word, or a phrase in quotes"),
        ("AND", "there is no word to search for in 'AND': give a word, or a phrase in quotes"),
        ('"', "there is no word to search for in '\"': give a word, or a phrase in quotes"),
        ("\U0001f6a2", "there is no word to search for in '\U0001f6a2': give a word, or a phrase in quotes"),
        ("(NOT flood)", "only what is to be left out was named: give a word to search for before NOT"),
        ("NOT flood OR NOT dam", "only what is to be left out was named: give a word to search for before NOT"),
        ("NOT flood", "only what is to be left out was named: give a word to search for before NOT"),
        ("a " * 65, "that is too much to search for: give 64 words at most"),
        ("a" * 2001, "that is too much to search for: 2001 characters, 2000 are the most"),
        ("(" * 30 + "a", "that is too much to search for: 16 brackets within each other are the most"),
    ],
)
def test_what_cannot_be_searched_for_is_said_in_a_sentence(asked: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        expression(asked)
    assert str(error.value) == told


@given(
    asked=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(['"', "(", ")", "*", "AND", "OR", "NOT", "a", "北", "\0", "'", ":", "^", "NEAR("])
        ).map(" ".join),
        st.text('"()* ANDORTabNOT', max_size=60),
    )
)
def test_no_question_is_an_error_of_the_database(asked: str) -> None:
    try:
        words = expression(asked)
    except UsageError:
        return
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE passage (id INTEGER PRIMARY KEY, text)")
        connection.execute(CREATE_WORDS)
        connection.execute("INSERT INTO passage_words (rowid, text) VALUES (1, 'a 北')")
        connection.execute("SELECT rowid FROM passage_words WHERE passage_words MATCH ?", (words,)).fetchall()


@given(text=st.text(st.characters(exclude_characters="\0\x02\x03\x1f")))
def test_text_is_the_same_again_once_its_signs_are_joined(text: str) -> None:
    assert joined(separated(text)) == text


def test_signs_of_scripts_without_spaces_are_parted_and_no_others() -> None:
    assert separated("Flood in 北京市 2024年") == "Flood in 北\x1f京\x1f市 2024\x1f年"
    assert separated("Überschwemmung – बाढ़ فيضان") == "Überschwemmung – बाढ़ فيضان"


def test_what_the_shell_had_in_quotes_is_a_phrase() -> None:
    assert question(["death toll"]) == '"death toll"'
    assert question(["death", "toll"]) == "death toll"
    assert question(["death toll", "bridge"]) == '"death toll" bridge'
    assert question(["death OR toll"]) == "death OR toll"
    assert question(['say "death toll" again']) == 'say "death toll" again'


@given(junk=st.lists(st.sampled_from(['"', "(", ")", "*", "AND", "OR", "NOT", "dam", "\U0001f6a2", "'"]), max_size=15))
def test_a_question_that_begins_with_a_word_always_searches_for_it(junk: list[str]) -> None:
    assert '"bridge"' in expression(" ".join(("bridge", *junk)))
