from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.edges.store.examples import NOON, capture, story
from tracker.edges.store.columns import storable
from tracker.edges.store.encoding import (
    LONGEST_KNOWN,
    canonical,
    canonical_without,
    decoded,
    flat_words,
    plain,
    text_fields,
)
from tracker.errors import StoreDamagedError
from tracker.model import (
    Block,
    BlockKind,
    Capture,
    Change,
    ChangeKind,
    Entry,
    Heat,
    Memory,
    Note,
    NoteKind,
    Photograph,
    Story,
)

texts = st.text(st.characters(), max_size=40)
moments = st.datetimes(timezones=st.just(UTC))
blocks = st.builds(Block, kind=st.sampled_from(BlockKind), text=texts)
notes = st.builds(Note, kind=st.sampled_from(NoteKind), text=texts)
stories = st.builds(
    Story,
    headline=texts,
    dek=texts,
    byline=texts,
    section=texts,
    language=texts,
    published=st.none() | moments,
    modified=st.none() | moments,
    blocks=st.lists(blocks, max_size=5).map(tuple),
    notes=st.lists(notes, max_size=2).map(tuple),
    marker=st.none(),
)


@given(stories)
def test_any_story_reads_back_as_it_was(told: Story) -> None:
    assert decoded(Story, canonical(told)) == told


@given(texts)
def test_any_text_becomes_one_that_a_database_takes(text: str) -> None:
    cleaned = storable(text)
    assert "\0" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert storable(cleaned) == cleaned


def test_ordinary_text_is_stored_as_it_is() -> None:
    assert storable("174 → 177 killed – naïve 🔴") == "174 → 177 killed – naïve 🔴"
    assert storable("a\0b\ud800c") == "a�b�c"


def test_canonical_json_is_the_same_for_equal_values() -> None:
    change = Change(kinds=frozenset({ChangeKind.TEXT, ChangeKind.DEK}), reason="two places")
    written = b'{"confirmed":false,"kinds":["dek","text"],"layout":false,"reason":"two places","teaser":false}'
    assert canonical(change) == written
    assert decoded(Change, canonical(change)) == change


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters(), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(), max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(json_values)
def test_canonical_json_is_what_anyone_can_make_again_with_a_library_for_json(value: object) -> None:
    made = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == made.encode("utf-8", "surrogatepass")
    assert plain(value) == value


@given(stories)
def test_the_text_hash_covers_what_anyone_can_make_again_with_a_library_for_json(told: Story) -> None:
    made = json.dumps(json.loads(text_fields(told)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text_fields(told) == made.encode("utf-8", "surrogatepass")
    assert json.loads(made)["blocks"] == [[block.kind.value, block.text] for block in told.blocks]


def test_signs_that_json_writes_in_its_own_way_are_written_so() -> None:
    written = b'["a \\"b\\" c\\\\d","one\\ntwo\\u0001","\x7f \xc3\xa9 \xed\xa0\x80",true,-7,0.5,null]'
    assert canonical(('a "b" c\\d', "one\ntwo\x01", "\x7f é \ud800", True, -7, 0.5, None)) == written


def test_text_is_written_so_however_long_it_is() -> None:
    for length in (LONGEST_KNOWN - 1, LONGEST_KNOWN, LONGEST_KNOWN + 1):
        text = "\n" + '"' * (length - 1)
        assert canonical(text) == canonical(text) == b'"\\n' + b'\\"' * (length - 1) + b'"'


def test_a_capture_without_its_body_is_written_as_one_that_has_none() -> None:
    bodiless = replace(capture(b"<html>", NOON), body=None)
    assert canonical_without(Capture, "body")(capture(b"<html>", NOON)) == canonical(bodiless)
    assert decoded(Capture, canonical(bodiless)) == bodiless


def test_values_of_all_kinds_read_back() -> None:
    seen = capture(None, datetime(2026, 3, 14, 12, 0, 0, 250_000, tzinfo=UTC))
    heat = Heat(at=seen.began, born=seen.began, fast=0.25)
    assert decoded(Capture, canonical(seen)) == seen
    assert decoded(Story, canonical(story())) == story()
    assert decoded(Heat, canonical(heat)) == heat


def test_a_key_of_a_later_model_is_passed_over_and_a_missing_one_takes_its_default() -> None:
    assert decoded(Memory, b'{"selector":"article","taught_by":"a later tracker"}') == Memory(selector="article")


def test_a_story_kept_before_entries_and_photographs_were_known_reads_back() -> None:
    kept = decoded(Story, b'{"headline":"Fire","blocks":[{"kind":"paragraph","text":"It burns."}]}')
    assert kept == Story(headline="Fire", blocks=(Block(kind=BlockKind.PARAGRAPH, text="It burns."),))
    assert (kept.entries, kept.photograph, kept.teaser, kept.blocks[0].entry) == ((), None, False, "")
    entry = Entry(id="b1", headline="Fire", published=datetime(2026, 3, 14, 12, tzinfo=UTC))
    told = replace(kept, entries=(entry,), photograph=Photograph(identity="fire", url="https://a.example/fire.jpg"))
    assert decoded(Story, canonical(told)) == told


def test_a_memory_keeps_the_photograph_and_the_place_in_data() -> None:
    memory = Memory(
        selector="article",
        embedded='["script#1","body"]',
        photograph=Photograph(identity="fire", url="https://a.example/fire.jpg"),
        pictures=("fire", "smoke"),
    )
    assert decoded(Memory, canonical(memory)) == memory
    assert decoded(Memory, b'{"selector":"article"}').photograph is None


@pytest.mark.parametrize("data", [b"{}", b"[]", b"not json", b'{"headline":"x","blocks":7}', b"\xff"])
def test_what_does_not_read_is_told_as_damage(data: bytes) -> None:
    with pytest.raises(StoreDamagedError, match="a Story in the record does not read"):
        decoded(Story, data)


def test_the_text_hash_covers_what_a_reader_reads_and_nothing_else() -> None:
    assert text_fields(story("A.")) == (
        b'{"blocks":[["paragraph","A."],["note","This is a breaking news story and will be updated."]],'
        b'"byline":"By A. Writer","dek":"Traffic is diverted.","headline":"Bridge closed",'
        b'"notes":[["notice","This is a breaking news story and will be updated."]]}'
    )


def test_what_is_no_value_of_the_model_is_refused() -> None:
    with pytest.raises(TypeError, match="PurePosixPath is not a value of the model"):
        canonical(PurePosixPath("/"))


finite = st.floats(allow_nan=False, allow_infinity=False)
heats = st.builds(
    Heat,
    at=moments,
    born=moments,
    fast=finite,
    slow=finite,
    looks=st.integers(0, 10**6),
    changed_at=st.none() | moments,
    beat=finite,
    until=st.none() | moments,
    run_changes=finite,
    live_odds=finite,
    was_live=st.booleans(),
)


@given(heats)
def test_flat_words_are_canonical_json(heat: Heat) -> None:
    assert flat_words(heat).encode() == canonical(heat)
    assert decoded(Heat, flat_words(heat)) == heat
