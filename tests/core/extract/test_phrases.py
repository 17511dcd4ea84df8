from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.extract import phrases
from tracker.core.extract.phrase_table import END, START
from tracker.core.extract.phrases import (
    CUES,
    ENDED,
    HEADLINE_HINT,
    HEADLINE_OVER,
    LABEL_LINE,
    LANGUAGES,
    LONGEST_PROMISE,
    PREFIX,
    VETO,
    promise_in,
    says_it_is_over,
)
from tracker.model import ReadingRules

PROMISES: dict[str, tuple[str, ...]] = {
    "en": (
        "This is a breaking news story and will be updated.",
        "This is a developing story. Check back.",
        "Editor’s note: This story will be updated as more becomes known.",
        "The article will continue to be updated.",
        "This breaking news story is being updated and more details will be published shortly.",
        "More to follow.",
        "Aldern (AP) — More details to come.",
        "Details to follow.",
        "More information to follow shortly.",
        "Check back here for updates.",
        "Please refresh the page for the fullest version.",
        "We’ll bring you more on this as we get it.",
        "We will update this story when we know more.",
        "Updates to follow!",
        "This is a live blog.",
    ),
    "de": (
        "Der Artikel wird laufend aktualisiert.",
        "Diese Meldung wird ergänzt.",
        "Weitere Informationen folgen in Kürze.",
        "+++ Mehr in Kürze +++",
        "In Kürze mehr dazu.",
        "Wir aktualisieren diesen Artikel.",
    ),
    "fr": (
        "Plus d’informations à venir.",
        "Article en cours de rédaction",
        "Cet article sera mis à jour.",
        "Informations à suivre...",
    ),
    "es": (
        "((HABRÁ AMPLIACIÓN))",
        "Noticia en desarrollo.",
        "En breve, más información.",
        "Ampliaremos la información.",
    ),
    "pt": ("Notícia em atualização", "Esta reportagem está sendo atualizada.", "Mais informações em instantes."),
    "it": ("Notizia in aggiornamento", "Segue aggiornamento", "(in aggiornamento)", "In aggiornamento"),
    "nl": ("Dit artikel wordt aangevuld.", "Meer informatie volgt."),
    "sv": ("Artikeln uppdateras.",),
    "no": ("Saken oppdateres.", "Vi oppdaterer saken."),
    "da": ("Artiklen opdateres.", "Mere følger."),
    "is": ("Fréttin verður uppfærð.",),
    "pl": (
        "Więcej informacji wkrótce",
        "Wkrótce więcej informacji.",
        "Tekst jest aktualizowany.",
        "Szczegóły wkrótce.",
    ),
    "cs": ("Zprávu aktualizujeme.", "Podrobnosti připravujeme."),
    "sk": ("Článok priebežne aktualizujeme.",),
    "sl": ("Novica se dopolnjuje.", "Več sledi."),
    "hr": ("Vijest se nadopunjuje.", "Opširnije uskoro."),
    "sr": ("Вест се допуњује.", "Опширније ускоро."),
    "bg": ("Новината се допълва.", "Очаквайте подробности."),
    "mk": ("Веста се дополнува.",),
    "uk": ("Новина доповнюється.", "Подробиці згодом."),
    "ru": ("Новость дополняется", "Материал дополняется", "Подробности позже."),
    "lt": ("Straipsnis papildomas.",),
    "lv": ("Ziņa tiks papildināta.",),
    "fi": ("Uutista päivitetään.", "Juttu päivittyy."),
    "et": ("Uudist täiendatakse.",),
    "hu": ("Cikkünk folyamatosan frissül.",),
    "el": ("Περισσότερα σε λίγο.", "Το άρθρο ενημερώνεται."),
    "ro": ("Știre în curs de actualizare",),
    "ca": ("Notícia en actualització", "Hi haurà ampliació"),
    "sq": ("Lajm në përditësim",),
    "tr": ("Haber güncelleniyor", "Ayrıntılar birazdan..."),
    "ar": ("الخبر قيد التحديث", "التفاصيل لاحقا", "سيتم تحديث هذا الخبر", "(يتبع)"),
    "fa": ("این خبر تکمیل می‌شود", "جزئیات بیشتر به زودی"),
    "ur": ("یہ خبر اپ ڈیٹ کی جا رہی ہے",),
    "he": ("הידיעה מתעדכנת", "פרטים נוספים בהמשך"),
    "hi": ("यह खबर लगातार अपडेट हो रही है", "विस्तृत खबर जल्द"),
    "bn": ("খবরটি আপডেট করা হচ্ছে", "বিস্তারিত আসছে..."),
    "ja": (
        "随時更新します",
        "続報が入り次第お伝えします",
        "詳細は分かり次第お伝えします",
        "この記事は随時更新されます",
    ),
    "ko": ("자세한 내용은 곧 전합니다", "이 기사는 계속 업데이트됩니다", "속보 이어집니다"),
    "zh": ("本文将持续更新。", "消息持续更新中", "详情稍后报道", "稍后更新"),
    "th": ("ข่าวนี้กำลังอัปเดต",),
    "id": ("Berita ini akan terus diperbarui",),
    "vi": ("Bài viết tiếp tục được cập nhật", "Tiếp tục cập nhật..."),
    "sw": ("Taarifa zaidi zitakujia",),
}
OTHER_WORDS = (
    "",
    "This story was updated on Monday to add a name.",
    "This article has been updated throughout.",
    "We will update this story if the operator responds.",
    "This story will be updated when the ministry responds to our questions.",
    "The report will be updated every year, the ministry said.",
    "There is more to come in the spring.",
    "The team has won three titles, with more to come.",
    "He said that he had more to come home for.",
    "“This is a developing situation,” Sheriff Dale Marrow said.",
    "This is an ongoing situation, police said on Monday.",
    '"This is a developing story," the minister told his party with a smile.',
    "The fans always come back for more.",
    "Give us the details to follow the money.",
    "She covers breaking news for the paper.",
    "She is a breaking news reporter who joined the paper in 2020.",
    "Sign up to get breaking news stories and more in your inbox.",
    "Get the latest on every developing story, more every morning.",
    "He broke the developing story of the port.",
    "The situation on the bridge is calm.",
    "The developing world pays twice.",
    "Die Software wird laufend aktualisiert.",
    "Der Artikel wurde aktualisiert.",
    "Der Artikel wird ergänzt, sobald die Firma antwortet.",
    "In Kürze mehr Züge auf der Strecke nach Aldern.",
    "Der Bericht wird jährlich aktualisiert.",
    "L’article 5 est complété par un alinéa.",
    "L’article a été mis à jour à 12 h.",
    "La empresa tiene la información en desarrollo propio desde marzo.",
    "La nota fue actualizada a las 12.",
    "La app está en actualización.",
    "A matéria foi atualizada às 12h.",
    "Il sistema operativo è in aggiornamento da ieri.",
    "Meer dan honderd mensen volgden het debat.",
    "Wkrótce więcej osób dostanie pomoc.",
    "Saken ble oppdatert klokka 12.",
    "Uygulama güncelleniyor.",
    "تم تحديث التطبيق",
    "האפליקציה מתעדכנת",
    "वह अपना ऐप अपडेट कर रहा है",
    "该公司将持续更新软件。",
    "警方稍后报道了更多细节。",
    "ソフトウェアを更新しました",
    "자세한 내용은 추후 발표할 예정이다.",
    "Ứng dụng sẽ được cập nhật.",
    "Aplikasi ini akan diperbarui.",
    "This story will be updated." + " And so on." * 40,
)


@pytest.mark.parametrize("language", [language.language for language in LANGUAGES])
def test_the_promises_of_every_language_are_found(language: str) -> None:
    assert [text for text in PROMISES[language] if not promise_in(text)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("This is a developing story. Check back.", "This is a developing story"),
        ("More to follow.", "More to follow"),
        ("Dieser Artikel wird laufend aktualisiert.", "Artikel wird laufend aktualisiert"),
        ("Informação: Notícia em atualização", "Notícia em atualização"),
        ("本文将持续更新。", "本文将持续更新"),
    ],
)
def test_the_words_of_a_promise_are_given_as_they_stand(text: str, words: str) -> None:
    assert promise_in(text) == words


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_other_words_promise_nothing(text: str) -> None:
    assert promise_in(text) == ""


def test_a_promise_that_stands_in_quotes_by_itself_is_one() -> None:
    assert promise_in("“This is a developing story.”") == "This is a developing story"
    assert promise_in("The “Star Ferry” has sunk. This story will be updated.") == "This story will be updated"


def test_every_language_is_told_once_and_every_phrase_is_sound() -> None:
    names = [language.language for language in LANGUAGES]
    assert len(names) == len(set(names)) >= 40
    assert all(language.seen or language.unverified for language in LANGUAGES)
    assert all(re.compile(phrase) for one in LANGUAGES for phrase in (*one.seen, *one.unverified, *one.vetoes))
    assert all(cue == cue.lower() for cue in CUES)


EACH = [(one.cues, phrase) for one in LANGUAGES for phrase in (*one.seen, *one.unverified)]


@settings(max_examples=10)
@given(st.data())
@pytest.mark.parametrize(("cues", "phrase"), EACH)
def test_whatever_a_phrase_matches_holds_a_cue_of_its_own_language(
    cues: tuple[str, ...], phrase: str, data: st.DataObject
) -> None:
    # What stands around it is no word of it, and hard to hit upon.
    text = data.draw(st.from_regex(phrase.replace(START, "").replace(END, ""), fullmatch=True))
    assert any(cue in text.lower() for cue in cues)


@pytest.mark.parametrize(
    "text",
    [
        "Cette page est régulièrement mise à jour.",
        "Details will follow shortly.",
        "We'll have the latest as soon as there is any.",
    ],
)
def test_a_notice_without_a_word_that_other_notices_share_is_found(text: str) -> None:
    assert promise_in(text)


def test_a_phrase_of_one_s_own_is_met_whatever_its_case_space_and_quotes() -> None:
    rules = ReadingRules(phrases=("we’re on it",), vetoes=("not true",))
    assert promise_in("Hear this: WE'RE   on it!", rules) == "we're on it"
    assert promise_in("We’re on iteration two.", rules) == ""
    assert promise_in("We’re on it (not true).", rules) == ""
    assert promise_in("We’re on it.", ReadingRules()) == ""
    assert promise_in("This story was updated. We’re on it.", rules) == "we're on it"
    assert promise_in("本社記者が現地へ向かっています", ReadingRules(phrases=("現地へ向かって",))) == "現地へ向かって"


@pytest.mark.parametrize("sign", ["(", "[a-z]+", "a|b", "^", "\\"])
def test_a_phrase_of_one_s_own_is_no_pattern(sign: str) -> None:
    rules = ReadingRules(phrases=(f"word {sign}",))
    assert promise_in(f"A word {sign} here", rules) == f"word {sign}"
    assert promise_in("A word b here", rules) == ""


@pytest.mark.parametrize(
    ("headline", "announces"),
    [
        ("BREAKING: Bridge closed", True),
        ("Live updates: Bridge closed", True),
        ("+++ Liveticker +++", True),
        ("DIRECT. Le pont est fermé", True),
        ("عاجل | الجسر مغلق", True),
        ("[속보] 다리 폐쇄", True),
        ("ब्रेकिंग न्यूज: पुल बंद", True),
        ("突发：大桥关闭", True),
        ("Breaking bread in Marrow", False),
        ("Breaking Bad: the last season", False),
        ("Live music returns to the harbour", False),
        ("Direct trains return", False),
        ("Urgent care centre opens", False),
    ],
)
def test_a_prefix_needs_its_sign(headline: str, announces: bool) -> None:
    assert bool(PREFIX.search(headline)) is announces


@pytest.mark.parametrize(
    ("headline", "hints"),
    [
        ("Council vote live: mayor speaks", True),
        ("Council vote – live", True),
        ("Where people live", False),
        ("Record-breaking heat", False),
        ("The latest phone", False),
        ("Storm latest: bridge closed", True),
        ("Coast braces - live", True),
        ("People who live by the river", False),
        ("Alive and well", False),
    ],
)
def test_a_hint_of_a_headline_stands_before_a_sign_or_at_the_end(headline: str, hints: bool) -> None:
    assert bool(HEADLINE_HINT.search(headline)) is hints


def test_a_label_is_the_whole_line() -> None:
    assert LABEL_LINE.fullmatch("Breaking News")
    assert LABEL_LINE.fullmatch("• LIVE")
    assert not LABEL_LINE.fullmatch("Live music")


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("This live blog is now closed.", True),
        ("Our live coverage has come to an end.", True),
        ("Der Liveticker ist beendet.", True),
        ("To koniec naszej relacji.", True),
        ("The road is now closed.", False),
        ("This live blog is about the closed road.", False),
    ],
)
def test_a_live_page_says_when_it_is_over(text: str, over: bool) -> None:
    assert says_it_is_over(text) is over


@given(st.text('thisory wilbeupdat.,“" \n-more', max_size=LONGEST_PROMISE))
def test_any_text_is_judged_without_a_failure(text: str) -> None:
    assert promise_in(text) in text


@pytest.mark.parametrize(
    "pattern",
    [*(found for _, found in phrases.PROMISES), VETO, ENDED, PREFIX, HEADLINE_HINT, HEADLINE_OVER],
    ids=str,
)
@pytest.mark.parametrize(
    "unit",
    ["get ", "updated ", "this story is ", "+++ ", ". ", "\u2013", "breaking story ", "check back here ", "tin "],
)
def test_hostile_text_costs_no_more_than_its_length(pattern: re.Pattern[str], unit: str) -> None:
    def cost(length: int) -> float:
        text = unit * (length // len(unit))
        began = time.process_time()
        pattern.search(text)
        return time.process_time() - began

    # Quadratic work would take a hundred times as long for ten times the text, and seconds.
    assert cost(40_000) < 1.5
