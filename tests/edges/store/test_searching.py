from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.by_hand import by_hand
from tests.edges.store.examples import NOON, at, story
from tests.edges.store.searched import add_version, texts, told, watch
from tracker.edges.store import Record, Store
from tracker.errors import StoreError
from tracker.model import Question

TOLL = "The death toll rose to 12, officials said."


def test_a_paragraph_is_found_by_its_words_in_any_case_and_with_any_accent(store: Store, record: Record) -> None:
    watch(store, told("Die Brücke in Köln ist gesperrt.", TOLL))

    assert texts(record, "KOLN brucke") == ["Die Brücke in Köln ist gesperrt."]
    assert texts(record, '"death toll"') == [TOLL]
    assert texts(record, '"toll death"') == []
    assert texts(record, "offici*") == [TOLL]
    assert texts(record, "toll NOT officials") == []
    assert texts(record, "gesperrt OR toll") == ["Die Brücke in Köln ist gesperrt.", TOLL]


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("北京市周三遭遇洪水,12人死亡。", "洪水"),
        ("東京で大きな地震がありました。", "地震"),
        ("น้ำท่วมกรุงเทพมหานครทำให้มีผู้เสียชีวิต", "กรุงเทพ"),
        ("ارتفع عدد القتلى إلى ١٢ في الفيضانات", "القتلى"),
        ("बाढ़ में मरने वालों की संख्या 12 हो गई", "संख्या"),
        ("서울에서 홍수로 12명이 숨졌다", "홍수"),
        ("Число погибших выросло до 12", "погибших"),
        ("Ο αριθμός των νεκρών αυξήθηκε", "νεκρών"),
        ("មនុស្ស១២នាក់បានស្លាប់ដោយទឹកជំនន់", "ទឹកជំនន់"),
    ],
)
def test_a_word_of_any_script_finds_its_paragraph(store: Store, record: Record, paragraph: str, words: str) -> None:
    watch(store, told(paragraph, "Another paragraph."))

    (found,) = record.search(Question(words=words)).passages
    assert found.text == paragraph
    assert len(found.matches) == 1
    begin, end = found.matches[0]
    assert len(found.text[begin:end]) == len(words)


def test_a_passage_is_one_row_with_the_versions_it_stood_in_and_the_times_between(store: Store, record: Record) -> None:
    article_id = watch(store, told("It began.", headline="Flood"))
    add_version(store, article_id, told("It began.", TOLL, headline="Flood"), 10)
    add_version(store, article_id, told("It goes on.", TOLL, headline="Flood"), 20)
    add_version(store, article_id, told("It goes on.", headline="Flood"), 30)
    add_version(store, article_id, told("It goes on.", TOLL, headline="Flood"), 40)
    add_version(store, article_id, told("It goes on.", headline="Flood"), 50)

    (found,) = record.search(Question(words="death toll")).passages

    assert (found.first, found.last, found.gaps) == (2, 5, ((4, 4),))
    assert found.came_by == at(10)
    assert found.left_by == at(50)
    assert found.left_after is not None
    assert at(39) < found.left_after <= at(40)
    assert (found.kind, found.headline, found.host, found.article_id) == (
        "paragraph",
        "Flood",
        "news.example",
        article_id,
    )
    assert [found.text[begin:end] for begin, end in found.matches] == ["death", "toll"]
    (standing,) = record.search(Question(words='"goes on"')).passages
    assert (standing.first, standing.last, standing.left_after, standing.left_by) == (3, None, None, None)


def test_headlines_deks_bylines_and_notes_are_searched_too(store: Store, record: Record) -> None:
    watch(store, story(headline="Bridge closed after flood"))

    found = {
        words: record.search(Question(words=words)).passages for words in ("flood", "diverted", "Writer", "updated")
    }
    assert {words: [one.kind for one in passages] for words, passages in found.items()} == {
        "flood": ["headline"],
        "diverted": ["dek"],
        "Writer": ["byline"],
        "updated": ["note"],
    }


def test_lines_of_the_site_are_not_found(store: Store, record: Record) -> None:
    line = told("Subscribe to our newsletter.").blocks[0]._replace(site=True)
    watch(store, replace(told(TOLL), blocks=(*told(TOLL).blocks, line)))

    assert texts(record, "newsletter") == []


def test_the_newest_stand_first_and_the_count_tells_of_the_rest(store: Store, record: Record) -> None:
    old = watch(store, told("Flood one."), name="a.example")
    watch(store, told("Flood two."), name="b.example", when=at(5))
    add_version(store, old, told("Flood one.", "Flood three."), 10)

    assert texts(record, "flood") == ["Flood three.", "Flood two.", "Flood one."]
    found = record.search(Question(words="flood", limit=2))
    assert [passage.text for passage in found.passages] == ["Flood three.", "Flood two."]
    assert found.count == 3
    assert len(record.search(Question(words="flood", limit=0)).passages) == 3


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Question(words="flood", since=at(5)), ["b", "c"]),
        (Question(words="flood", site="b.example"), ["b", "c"]),
        (Question(words="flood", site="c.b.example"), ["c"]),
        (Question(words="flood", site="%.example"), []),
        (Question(words="flood", site="_.example"), []),
        (Question(words="flood", article_id=1), ["a"]),
        (Question(words="flood", gone=True), ["a"]),
    ],
)
def test_a_search_is_narrowed_by_time_site_article_and_what_is_gone(
    store: Store, record: Record, asked: Question, found: list[str]
) -> None:
    first = watch(store, told("Flood at a."), name="a.example")
    watch(store, told("Flood at b."), name="b.example", when=at(5))
    watch(store, told("Flood at c."), name="c.b.example:8080", when=at(6))
    add_version(store, first, told("Nothing more."), 10)

    assert sorted(passage.text[-2] for passage in record.search(asked).passages) == found


def test_a_record_that_does_not_exist_has_nothing(tmp_path: Path) -> None:
    assert Record.open(tmp_path).search(Question(words="flood")).passages == ()


def test_a_record_without_an_index_says_so_and_goes_on_keeping(data: Path) -> None:
    Store.open(data, clock=lambda: NOON).close()
    with by_hand(data / "archive.db") as connection:
        connection.execute("DROP TABLE passage_words")
    with Store.open(data, clock=lambda: NOON) as store:
        article_id = watch(store, told(TOLL))
        add_version(store, article_id, told("More."), 10)
        assert store.article(article_id).versions == 2
        assert store.index_older(limit=10) == 0
    with pytest.raises(StoreError, match="has no index of words: its database has no FTS5"):
        Record.open(data).search(Question(words="toll"))
