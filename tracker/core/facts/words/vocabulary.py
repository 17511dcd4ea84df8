"""What is to be known of a language before facts can be told in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

NOTHING: frozenset[str] = frozenset()
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePatterns:
    """What sentences look like in which a newsroom speaks of its own text; each is matched at the start.

    Attributes:
        notice: searched for anywhere.
        most_notice_words: a longer sentence is no notice.
        stamp: a line that says when the text was published or read again.
        boilerplate: the words in which a correction is clothed, in lower case: they say nothing of what it corrects.
        made: what was done to a text when a note was made: a date behind it is the note's own.
        natures: words of a note, and the kind of change that they announce: `number`, `date`, `age`, `name`.
    """

    correction: re.Pattern[str] = NEVER
    clarification: re.Pattern[str] = NEVER
    editors_note: re.Pattern[str] = NEVER
    update: re.Pattern[str] = NEVER
    notice: re.Pattern[str] = NEVER
    most_notice_words: int = 30
    stamp: re.Pattern[str] = NEVER
    boilerplate: frozenset[str] = NOTHING
    made: frozenset[str] = NOTHING
    natures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimWords:
    """Words by which a sentence that else stands claims something else, in lower case.

    Attributes:
        negations: what denies, word by word; `contracted`: words with a negation in them, and what is left without.
        auxiliaries: verbs in front of which or behind which a negation denies the sentence; `supports`: those that
            come and go with it (`did not enter`, `entered`); `denied`: words that one stands in front of.
        around_fate: words that may come and go with what befell people (`died`, `were seriously injured`).
        not_before_fate: words behind which it is no predicate (`the missing boat`); `not_fates`: nouns for a fate.
        offences, of_offences: what people are charged with, and what stands in front of it; `charged`: words that
            say that they are.
        verdicts: words for how far the law has come with somebody, and what they mean; `behind_verdict`: words behind
            them that change with them (`charged with`, `convicted of`).
        opposites: matters, each with the words that claim something of it and the side they stand on.
        qualifiers: words in front of a number that say how exact it is, and their meaning.
        none: words that count nothing (`no injuries`).
        nobody: words by themselves for no people at all; `persons` is what they count none of, and `no one` too.
    """

    negations: frozenset[tuple[str, ...]] = frozenset()
    contracted: Mapping[str, str] = field(default_factory=dict)
    auxiliaries: frozenset[str] = NOTHING
    supports: frozenset[str] = NOTHING
    denied: frozenset[str] = NOTHING
    lessening: frozenset[str] = NOTHING
    around_fate: frozenset[str] = NOTHING
    not_before_fate: frozenset[str] = NOTHING
    not_fates: frozenset[str] = NOTHING
    offences: frozenset[str] = NOTHING
    of_offences: frozenset[str] = NOTHING
    charged: frozenset[str] = NOTHING
    verdicts: Mapping[str, str] = field(default_factory=dict)
    behind_verdict: frozenset[str] = NOTHING
    opposites: tuple[Mapping[str, int], ...] = ()
    qualifiers: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    none: frozenset[str] = NOTHING
    nobody: frozenset[str] = NOTHING
    persons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TollLinks:
    """Words that tie what befell people to those counted; without any, all that stands near is told of them.

    Attributes:
        leads: what may stand between it and the number behind (`killed at least 12`).
        nouns: words for it of which a number is told by a verb between them, `moves` (`deaths in Karsk rose to 12`).
        parting: what ends this; `tallies`: words for a number that make such a noun of any (`the number of killed`).
        joining: what stands between two of which one befell some and one the others (`killed and wounded 12`).
        behind: what may stand between those counted and what befell them (`12 people were later killed`).
        places: what leads to a place between them; `passive`: verbs that say it befell them, and they did it to nobody.
        objects: what begins the words for those to whom they did it (`12 soldiers killed a boy`).
        alone: what nobody does to others (`died`); `finite`: those of them that are verbs with a subject of their own.
        prepositions: what leads to those of whom the verb behind them does not tell (`the leader of 12 men died`).
        between: what may stand between them; `groups`: of what the number is all (`a group of 12 died`).
    """

    leads: frozenset[str] = NOTHING
    nouns: frozenset[str] = NOTHING
    moves: frozenset[str] = NOTHING
    parting: frozenset[str] = NOTHING
    tallies: frozenset[str] = NOTHING
    joining: frozenset[str] = NOTHING
    behind: frozenset[str] = NOTHING
    places: frozenset[str] = NOTHING
    passive: frozenset[str] = NOTHING
    objects: frozenset[str] = NOTHING
    alone: frozenset[str] = NOTHING
    finite: frozenset[str] = NOTHING
    prepositions: frozenset[str] = NOTHING
    between: frozenset[str] = NOTHING
    groups: frozenset[str] = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """One language, all words in lower case.

    Attributes:
        language: its BCP 47 tag; empty for the words that stand for a language that we do not know.
        decimal: the sign of the decimal fraction; the other one of `.` and `,` parts thousands.
        spaced: whether a blank may part thousands.
        joiner: the word between tens and units (`treinta y cuatro`); empty where there is none.
        ones: words that count one only in front of people and victims, and are articles or pronouns elsewhere.
        agreeing: words that agree with the number of what they tell of, each as it is in the singular.
        articles: what makes a number of the scale behind it (`a hundred`, `une douzaine`).
        and_words: what stands between a hundred and the rest (`two hundred and five`).
        clause_ends: words at which one thing that is told ends and the next begins (`two died and six were injured`).
        clause_begins: those of them that surely begin another clause (`two died when a boat with six aboard sank`).
        toll_acts: what those who are counted before them do to others (`3,000 people, killing dozens`).
        toll_links: words that tie what befell people to those counted.
        toll_denied, toll_feared: before what befell people, it is denied, or no more than feared.
        hundreds_follow: whether a number may go on behind its scale (`two hundred five`).
        money: currencies written as words or signs behind their number, and their sign.
        noun_words: how many words a counted noun has at most; `noun_capitals`: whether it begins with a capital.
        befell: endings by which a word behind a noun says what befell it (`houses burned`).
        age: what one token is that tells an age, its number as the group `years`.
        age_behind: words behind the number of an age; `age_leads`, `age_pairs`: words in front of it.
        day_month: words that may stand between a day and its month.
        capitals: whether only names begin with a capital: where nouns do too, a name is not told by its letter.
        capital_days: whether months and weekdays begin with one.
        measures: units of time and space: what they count is no toll, and a hyphen may bind them to a number.
        parents: of whom a number counts the children (`a mother of two was killed`).
        years: years behind a number that are an age where a person stands in front of it (`un homme de 34 ans`).
        hedge_phrases: hedges of several words, and their stem.
        hedges: the word, and the stem by which it is the same word in another form.
        not_hedges: words behind a hedge with which it hedges nothing (`claimed responsibility`).
        same_measures: the names of measures, each with the one name of all that mean the same.
        toll: what befalls people; its groups name what is not the same: `dead`, `hurt`, `missing`, `held`, `saved`.
        signs: what a sign behind a number makes of it, where words are not parted by blanks: `date`, `time`, `age`.
        titles: what stands in front of names and is no part of them.
        no_names: words with a capital that are no names.
        rough: words that give a number roughly (`dozens`); `rough_with_of`: those that do so only in front of `of`.
        shares: parts of a whole by name, and into how many it is cut; `halves`: words for one of two, which also stand
            in front of what is in `half_before`, and are no share behind what is in `not_before_half`.
        part_of: words between a share or a rough number and its noun; `one_in`, `every`: those of `one in every ten`.
        manner: an adverb that says how something befell those whom a number counts, and is no noun.
        scored: words beside which two numbers with a dash between them are a score or a vote.
    """

    language: str
    units: Mapping[str, int] = field(default_factory=dict)
    tens: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    suffixes: Mapping[str, int] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    ordinal_ends: frozenset[str] = NOTHING
    decimal: str = "."
    spaced: bool = False
    joiner: str = ""
    ones: frozenset[str] = NOTHING
    agreeing: Mapping[str, str] = field(default_factory=dict)
    articles: frozenset[str] = NOTHING
    and_words: frozenset[str] = NOTHING
    clause_ends: frozenset[str] = NOTHING
    clause_begins: frozenset[str] = NOTHING
    toll_acts: frozenset[str] = NOTHING
    toll_denied: frozenset[str] = NOTHING
    toll_feared: frozenset[str] = NOTHING
    toll_links: TollLinks = field(default_factory=TollLinks)
    before_pronoun: frozenset[str] = NOTHING
    range_words: frozenset[str] = NOTHING
    range_ands: frozenset[str] = NOTHING
    between: frozenset[str] = NOTHING
    change_from: frozenset[str] = NOTHING
    percent: frozenset[str] = frozenset("%")
    percent_pairs: frozenset[tuple[str, str]] = frozenset()
    money: Mapping[str, str] = field(default_factory=dict)
    purposes: frozenset[str] = NOTHING
    of: str = ""
    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    named_days: frozenset[str] = NOTHING
    date_leads: frozenset[str] = NOTHING
    day_month: frozenset[str] = NOTHING
    capital_days: bool = True
    day_halves: frozenset[str] = NOTHING
    clock_words: frozenset[str] = NOTHING
    zones: frozenset[str] = NOTHING
    age: re.Pattern[str] = NEVER
    age_behind: frozenset[tuple[str, ...]] = frozenset()
    age_leads: frozenset[str] = NOTHING
    age_pairs: frozenset[tuple[str, str]] = frozenset()
    measures_before: frozenset[str] = NOTHING
    measures: frozenset[str] = NOTHING
    years: frozenset[str] = NOTHING
    people: frozenset[str] = NOTHING
    parents: frozenset[str] = NOTHING
    skipped_before_noun: frozenset[str] = NOTHING
    noun_ends: frozenset[str] = NOTHING
    noun_words: int = 1
    noun_capitals: bool = False
    befell: tuple[str, ...] = ()
    same_measures: Mapping[str, str] = field(default_factory=dict)
    toll: re.Pattern[str] = NEVER
    signs: Mapping[str, str] = field(default_factory=dict)
    capitals: bool = False
    hedges: Mapping[str, str] = field(default_factory=dict)
    hedge_phrases: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    not_hedges: frozenset[str] = NOTHING
    titles: frozenset[str] = NOTHING
    no_names: frozenset[str] = NOTHING
    scored: frozenset[str] = NOTHING
    rough: Mapping[str, int] = field(default_factory=dict)
    rough_with_of: frozenset[str] = NOTHING
    shares: Mapping[str, int] = field(default_factory=dict)
    halves: frozenset[str] = NOTHING
    half_before: frozenset[str] = NOTHING
    not_before_half: frozenset[str] = NOTHING
    part_of: frozenset[str] = NOTHING
    one_in: frozenset[str] = NOTHING
    every: frozenset[str] = NOTHING
    manner: re.Pattern[str] = NEVER
    claims: ClaimWords = field(default_factory=ClaimWords)
    notes: NotePatterns = field(default_factory=NotePatterns)


@cache
def number_words(language: Words) -> frozenset[str]:
    """The plain words with which a number, a date or a time may begin: at all others nothing need be looked for."""
    listed = (language.units, language.tens, language.ordinals, language.months, language.weekdays)
    return language.articles.union(*listed, language.rough, language.halves)


_MONTHS_ABROAD = """
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
januari februari mars april maj juni juli augusti september oktober november december
januar februar marts april maj juni juli august september oktober november desember
stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
"""
_SIGNS_ABROAD = {
    "date": "年 月 日 号 號 년 월 일",
    "time": "時 时 分 시 분 點 点",
    "age": "歳 岁 歲 세",
    "ordinal": "位 回 次",
}

UNKNOWN = Words(
    language="",
    months={
        name: number
        for line in _MONTHS_ABROAD.strip().splitlines()
        for number, name in reversed(list(enumerate(line.split(), start=1)))
    },
    day_month=frozenset(("de", "di", ".")),
    capital_days=False,
    signs={sign: kind for kind, listed in _SIGNS_ABROAD.items() for sign in listed.split()},
)
"""For a language of which we know no word: figures alone are read, and the months of many languages."""
