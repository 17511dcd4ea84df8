"""What `check` says of the rules: those that match nothing, bound nothing or contradict themselves, with the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.edges.chat import INSTALL, can_be_sent
from tracker.edges.secrets import is_named, read_secret
from tracker.errors import TrackerError
from tracker.jobs.recipients import Told, told
from tracker.model import Article, Channel, Chat, NewsKind, Pace, Rule, Settings, Webhook
from tracker.model.rules import UNASKED

_WITHOUT_WORDS = frozenset({NewsKind.PHOTOGRAPH, NewsKind.LINK, NewsKind.FORM, NewsKind.REARRANGED})
_CANNOT_STAND = (
    ({"keywords", "keywords_added", "keywords_removed"}, _WITHOUT_WORDS, "no words come or go"),
    ({"keywords_added"}, _WITHOUT_WORDS | {NewsKind.REMOVED}, "no words come"),
    ({"keywords_removed"}, _WITHOUT_WORDS | {NewsKind.ADDED, NewsKind.ENTRIES}, "no words go"),
)
"""Where keywords are looked for, kinds of news that have none there, and why."""
_OF_THE_TRACKER = frozenset({NewsKind.BLIND, NewsKind.OFFLINE, NewsKind.MAIL_STUCK, NewsKind.DAILY})
_MOST_WORDS = 3
_DAY = timedelta(days=1)
_NEARLY_A_DAY = timedelta(hours=23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing to be said of a rule; `good`: it works, and may still not be what was meant."""

    whose: str
    good: bool
    words: str


def remarks(
    settings: Settings, articles: Iterable[Article], *, stands: Callable[[str], bool] = lambda _: True
) -> Iterator[Remark]:
    """Say of each rule what about it matches nothing, bounds nothing or contradicts itself.

    Args:
        articles: that are watched; where none is, nothing is said of sites, tags and words.
        stands: whether a word or phrase stands, or stood, in any version that is kept; True where that is not known.
    """
    watched = tuple(articles)
    for one in told(settings):
        if watched and (words := _unheard(one, stands)):
            yield Remark(whose=one.name, good=True, words=words)
        for look in _LOOKS:
            yield from (Remark(whose=one.name, good=good, words=words) for good, words in look(one, watched))
        yield from (Remark(whose=one.name, good=False, words=words) for words in _unreadable(one))
    yield from _fallback(settings)
    yield from _archive(settings, watched)


Said = Iterator[tuple[bool, str]]


def _sites(rule: Rule, watched: tuple[Article, ...]) -> Said:
    for site in rule.sites if watched else ():
        if not any(_is_of(article, site) for article in watched):
            yield False, f'no watched article is on the site "{site}": correct it in sites, or take it out'


def _tags(rule: Rule, watched: tuple[Article, ...]) -> Said:
    known = {tag for article in watched for tag in article.tags}
    for tag in rule.tags if watched else ():
        if tag not in known:
            yield False, f'no watched article has the tag "{tag}": `tracker tag ARTICLE {tag}` gives it to one'


def _together(rule: Rule, watched: tuple[Article, ...]) -> Said:
    if not watched or not (rule.sites or rule.tags):
        return
    count = sum(_matches(rule, article) for article in watched)
    if count == len(watched):
        yield True, f"its sites and tags match all {count} watched articles: they bound nothing"
    elif not count and rule.sites and rule.tags:
        yield False, "no watched article is on one of its sites and has one of its tags too: it is told of none"


def _kinds(rule: Rule, _watched: tuple[Article, ...]) -> Said:
    left_out = [kind for kind in rule.breakthrough if rule.kinds and kind not in rule.kinds]
    silent = [kind for kind in rule.breakthrough if kind in UNASKED and kind not in rule.kinds]
    if silent:
        words = f"{_listed(silent)} stands in breakthrough alone, and is told only where kinds names it: add it there"
        yield False, words
    also = [kind for kind in left_out if kind not in silent]
    if also:
        yield True, f"breakthrough names {_listed(also)}, which kinds leaves out: it is told all the same"
    if rule.pace is Pace.NEVER and not rule.breakthrough:
        yield False, 'its pace is "never" and breakthrough names no kind: it is told nothing; name one, or set a pace'
    if set(rule.kinds) == set(NewsKind):
        yield True, "its kinds are all that there are: they bound nothing"


def _keywords(rule: Rule, _watched: tuple[Article, ...]) -> Said:
    if not rule.kinds or not _words_of(rule):
        return
    changes = frozenset(rule.kinds) - _OF_THE_TRACKER
    if not changes:
        yield True, f"news of {_listed(rule.kinds)} have no text in which its keywords could stand: take them out"
        return
    for places, kinds, why in _CANNOT_STAND:
        if _words_of(rule) <= places and changes <= kinds:
            words = f"it asks for {_listed(sorted(changes))}, with which {why}, and for such words"
            yield False, f"{words}: hardly anything is both; ask for other kinds, or set keywords_text instead"
            return


def _unheard(rule: Rule, stands: Callable[[str], bool]) -> str:
    """Say that a rule's keywords matched nothing so far: they may be meant for what is to come, or be mistyped."""
    every = list(dict.fromkeys(word for name in sorted(_words_of(rule)) for word in getattr(rule, name)))
    if not every or any(map(stands, every)):
        return ""
    shown = ", ".join(f"“{word}”" for word in every[:_MOST_WORDS])
    return f"in no version kept so far stands one of its keywords ({shown}): it would have been told of no change"


def _words_of(rule: Rule) -> set[str]:
    names = ("keywords", "keywords_added", "keywords_removed", "keywords_text")
    return {name for name in names if getattr(rule, name)}


def _hours(rule: Rule, _watched: tuple[Article, ...]) -> Said:
    if rule.quiet is None:
        return
    begins, ends = rule.quiet.begins, rule.quiet.ends
    anchor = date(2026, 1, 1)
    length = (datetime.combine(anchor, ends) - datetime.combine(anchor, begins)) % _DAY
    hours = f"{begins:%H:%M} to {ends:%H:%M}"
    if length >= _NEARLY_A_DAY:
        yield True, f"it is quiet from {hours}, nearly all day: almost everything waits for one message at {ends:%H:%M}"
    digests = [at for at in rule.digest_at if _falls_in(at, begins, ends)]
    gathers = _gathers(rule)
    if gathers and rule.digest_at and len(digests) == len(rule.digest_at):
        yield True, f"all its digests fall into its quiet hours: they leave at {ends:%H:%M} instead"


def _digests(rule: Rule, _watched: tuple[Article, ...]) -> Said:
    if rule.digest_at and not _gathers(rule):
        yield True, 'its digest_at says nothing: neither its pace nor its live_entries is "digest"'


def _gathers(rule: Rule) -> bool:
    return rule.pace is Pace.DIGEST or (rule.pace is not Pace.NEVER and rule.live_entries is Pace.DIGEST)


def _falls_in(at: time, begins: time, ends: time) -> bool:
    return begins <= at < ends if begins < ends else at >= begins or at < ends


_LOOKS: tuple[Callable[[Rule, tuple[Article, ...]], Said], ...] = (
    *(_sites, _tags, _together, _kinds, _keywords),
    *(_hours, _digests),
)


def _unreadable(one: Told) -> Iterator[str]:
    """Read each secret as it will be read, and tell nothing of it but whether it can be."""
    try:
        if isinstance(one, Webhook) and is_named(one.secret):
            read_secret(one.secret, what=f"the secret of webhook {one.name}", setting="webhook.secret")
        elif isinstance(one, Chat):
            read_secret(one.url, what=f"the address of chat {one.name}", setting="chat.url")
    except TrackerError as error:
        yield str(error)
    if isinstance(one, Chat) and not can_be_sent():
        yield f"alerts to chats need one package more: {INSTALL}"


def _fallback(settings: Settings) -> Iterator[Remark]:
    name = settings.alerts.fallback
    if any(one.name == name and one.channel is Channel.MAIL for one in told(settings)):
        words = "alerts.fallback is told by mail too, and is to be told that mail is stuck: name a webhook or a chat"
        yield Remark(whose=name, good=False, words=words)


def _archive(settings: Settings, watched: tuple[Article, ...]) -> Iterator[Remark]:
    archive = settings.archive
    if not archive.enabled:
        return
    rule = Rule(sites=archive.sites, tags=archive.tags)
    for look in (_sites, _tags):
        yield from (Remark(whose="archive", good=good, words=words) for good, words in look(rule, watched))
    try:
        read_secret(archive.keys, what="your keys of archive.org", setting="archive.keys")
    except TrackerError as error:
        yield Remark(whose="archive", good=False, words=str(error))


def _matches(rule: Rule, article: Article) -> bool:
    on_site = not rule.sites or any(_is_of(article, site) for site in rule.sites)
    return on_site and (not rule.tags or bool(set(rule.tags) & set(article.tags)))


def _is_of(article: Article, site: str) -> bool:
    name = article.host.partition(":")[0]
    return name == site or name.endswith(f".{site}")


def _listed(kinds: Iterable[NewsKind]) -> str:
    return ", ".join(kind.value for kind in kinds)
