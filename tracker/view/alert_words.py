"""The words in which alerts are told, by language: all that a reader of a mail or a chat sees of our own.

Another language is another mapping with the same keys and its rule for plurals. Words in braces are filled in; what
counts something is a tuple of its forms, in the order in which the language's rule chooses them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

Words = Mapping[str, str | tuple[str, ...]]
"""Phrases by their keys; those that count have several forms."""

_ENGLISH: Final[Words] = MappingProxyType(
    {
        # Times and amounts.
        "months": "January February March April May June July August September October November December",
        "time.date": "{day} {month} {year}",
        "time.day": "{day} {month}",
        "time.on": "{date}, {time}",
        "time.utc": "{words} ({utc} UTC)",
        "time.between": "{date}, between {begin} and {end} {zone}",
        "time.between_utc": "{words} ({begin} and {end} UTC)",
        "time.over_days": "between {begin_date}, {begin} and {end_date}, {end} {zone}",
        "duration.seconds": ("{count} second", "{count} seconds"),
        "duration.minutes": ("{count} minute", "{count} minutes"),
        "duration.hours": ("{count} hour", "{count} hours"),
        "duration.days": ("{count} day", "{count} days"),
        "list.pair": "{first} {second}",
        "list.and": "{first}; {second}",
        "quoted": "“{words}”",
        # Labels of the rows under the first line.
        "label.site": "Site",
        "label.story": "Story",
        "label.changed": "Changed",
        "label.publisher": "Publisher",
        "label.versions": "Versions",
        "label.old_text": "Old text",
        "label.meanwhile": "Meanwhile",
        "label.address": "Address",
        "label.seen": "Seen",
        "label.before": "Before",
        "label.also": "Also",
        "label.kept": "Kept",
        # One story that changed.
        "change.nothing_said": "the text changed",
        "change.headline_now": "Headline now: “{words}”",
        "change.flip": "{what}, and changed back",
        "change.flip_row": "for {duration} it read otherwise: struck words stood before and stand again, "
        "underlined ones stood only meanwhile",
        "change.flip_declared": "The text of version {after} is that of version {before} again.",
        "change.more_facts": ("and {count} more", "and {count} more"),
        "change.first_seen": "first seen {moment}",
        "change.modified": "modified {moment}",
        "change.published": "published {moment}",
        "change.first_version": "{after}, the first",
        "change.one_version": "{before} → {after}",
        "change.many_versions": (
            "{first} to {last}, {count} version in {duration}",
            "{first} to {last}, {count} versions in {duration}",
        ),
        "change.old_stood": "version {number} was seen for {duration}, since {moment}",
        # Whether the publisher declared it.
        "declared.no": "Not declared: no date, update line or note moved with this change.",
        "declared.compared": "Compared: {words}.",
        "declared.yes": "Declared: {what}.",
        "declared.date_stayed": "The page's own date stayed at {moment}.",
        "declared.no_date": "The page gives no date of its own, so whether it declares this change cannot be told.",
        "declared.date": "the page's own date moved to {moment}",
        "declared.correction": "a correction was added",
        "declared.clarification": "a clarification was added",
        "declared.note": "a note was added",
        "declared.update": "its update line was renewed",
        # Where to look further.
        "link.open": "Open the article",
        "commands.title": "In the terminal",
        "command.diff": "tracker diff {article} {before} {last}",
        "command.diff.for": "this change",
        "command.show": "tracker show {article} {after}",
        "command.show.for": "the whole text",
        "command.log": "tracker log {article}",
        "command.log.for": "all versions",
        "command.why": "tracker why {article}",
        "command.why.for": "when the next look is, and why",
        "command.poll": "tracker poll {article}",
        "command.poll.for": "look again now",
        "command.pause": "tracker pause {article}",
        "command.pause.for": "stop watching this article",
        "command.resume": "tracker resume {article}",
        "command.resume.for": "watch it again",
        "command.mute": "tracker alerts mute {article} --to {recipient}",
        "command.mute.for": "no more alerts of this story to you",
        "command.explain": "tracker alerts explain {delivery}",
        "command.explain.for": "why this came, and why now",
        "command.alerts": "tracker alerts",
        "command.alerts.for": "what was sent, what waits and what failed",
        "command.status": "tracker status",
        "command.status.for": "how the tracker fares",
        "command.check": "tracker check",
        "command.check.for": "what is wrong with configuration, store or mail",
        "command.list": "tracker list",
        "command.list.for": "all articles under watch",
        # Why it came.
        "reason.change": "You get this because {rule}.",
        "reason.unsaid": "the tracker is told to send news of its watch to {recipient}",
        "reason.watch": "the tracker watches article {article} and is told to send its changes to {recipient}",
        "reason.mute": "To mute this story, run “{command}”, or ask whoever runs the tracker.",
        "reason.stop": "To stop these, leave {kind} out of the kinds of your rule, or ask whoever runs the tracker.",
        "reason.digest": "To be told less or otherwise, change the rule in the configuration, or mute single stories.",
        # Why several alerts came as one.
        "held.burst": (
            "{count} alert waited while the story kept changing",
            "{count} alerts waited while the story kept changing",
        ),
        "held.quiet hours": (
            "{count} alert waited for your quiet hours to end",
            "{count} alerts waited for your quiet hours to end",
        ),
        "held.cap": (
            "{count} alert was above your cap of messages an hour",
            "{count} alerts were above your cap of messages an hour",
        ),
        "held.digest": (
            "{count} alert is of a kind that your rule gathers",
            "{count} alerts are of kinds that your rule gathers",
        ),
        "held.why": "Gathered: {reasons}.",
        # Many stories in one mail.
        "digest.subject": "Digest: {changes} in {stories}, {day}",
        "digest.subject_news": "Digest: {news}, {day}",
        "digest.changes": ("{count} change", "{count} changes"),
        "digest.stories": ("{count} story", "{count} stories"),
        "digest.news": ("{count} piece of news", "{count} pieces of news"),
        "digest.lead": "{changes} in {stories}",
        "digest.lead_with": "{lead}: {first}",
        "digest.first": "“{headline}”: {what}",
        "digest.when": "between {begin} and {end}",
        "digest.more_places": ("… {count} more place changed", "… {count} more places changed"),
        "digest.left_out": (
            "… {count} more change in {stories}: see the text of this mail, or the terminal.",
            "… {count} more changes in {stories}: see the text of this mail, or the terminal.",
        ),
        "part.headline": "Headline",
        "part.dek": "Standfirst",
        "part.byline": "Byline",
        "too_long": "The change is too long to be shown here: see the text of this mail, or the terminal.",
        # What befell an article, or the tracker: what it is, what it means, what to do.
        "news.opened": "Now watched: {headline}",
        "news.opened.means": "The tracker found this article and keeps its versions from now on.",
        "news.opened.do": "Nothing is needed. If it is none of your stories, pause it.",
        "news.notice removed": "The notice that it would be updated is gone",
        "news.notice removed.means": "The page said that the story was still developing, and says so no more: the "
        "newsroom may hold it for finished. It is watched on, more rarely with time.",
        "news.notice removed.do": "Nothing is needed.",
        "news.gone": "The article is gone",
        "news.gone.means": "The site answers that the page is not there. All versions seen until then are kept; the "
        "tracker comes back more and more rarely to see whether it returns.",
        "news.gone.do": "Open the address to see for yourself. If it was moved by hand, add the new address.",
        "news.moved": "The article has moved to another address",
        "news.moved.means": "The site sends readers on to another address for good. The tracker follows, and the "
        "story's versions go on under the same number.",
        "news.moved.do": "Nothing is needed, unless the new address is another story: then pause it.",
        "news.blocked": "The tracker cannot read the article",
        "news.blocked.means": "The site answers with something that is not the article, such as a wall, a refusal or "
        "an empty page. Changes made meanwhile are seen only once it can be read again; no version is made of "
        "what came instead.",
        "news.blocked.do": "Look at the page yourself until you hear that it is back. A site that blocks for days may "
        "want to be asked more rarely, or to know who asks: see the fetch settings.",
        "news.back": "The article can be read again",
        "news.back.means": "What stood in the way is over. If the text changed meanwhile, you are told so, with the "
        "two times between which it happened.",
        "news.back.do": "Nothing is needed.",
        "news.ended": "The watch has ended",
        "news.ended.means": "The article has not changed for so long that it is not looked at any more. All its "
        "versions are kept. A site that says that it has changed reopens the watch.",
        "news.ended.do": "Nothing is needed. To go on with it, add its address again.",
        "news.well": "The tracker is well again",
        "news.well.means": "What it told you of itself is over. Changes that happened meanwhile are told as they are "
        "seen, with the two times between which they happened.",
        "news.well.do": "Nothing is needed.",
        "news.blind": "The tracker sees nothing of some of its articles",
        "news.blind.means": "For longer than you allow, no look at them brought a text. Changes made meanwhile are not "
        "lost where they still stand when it sees again, but what came and went in between is.",
        "news.blind.do": "See which sites are concerned and what they answer.",
        "news.offline": "The tracker is offline",
        "news.offline.means": "Nearly every site fails at once: it is this machine's way to the network, not the "
        "sites. No article is called gone or blocked for it, and looks go on by themselves once there is a way.",
        "news.offline.do": "Check the network of the machine that runs the tracker.",
        "news.mail stuck": "Mail does not leave",
        "news.mail stuck.means": "Alerts have waited for longer than you allow because no mail could be handed over. "
        "They are kept and sent once the server takes them; until then nobody hears of changes by mail.",
        "news.mail stuck.do": "See what the mail server says, then correct the mail settings or the server.",
        "news.daily": "Still watching",
        "news.daily.means": "This line comes once a day. If it stays away, the tracker, its machine or its mail has "
        "stopped.",
        "news.daily.do": "Nothing is needed.",
        "news.test": "A test: alerts reach you",
        "news.test.means": "Somebody asked the tracker to send this, to see whether its messages arrive.",
        "news.test.do": "Nothing is needed. If it lay among unwanted mail, tell your mail program that it is wanted.",
        "news.kept": ("{count} version", "{count} versions"),
        "news.said": "{what}: {detail}",
        "news.what_to_do": "What to do: {words}",
        "news.earlier": "{moment}: {what}",
        "subject.tracker": "Tracker: {what}",
        "chat.with_site": "{site}: {what}",
    }
)

ALERT_WORDS: Final[Mapping[str, Words]] = MappingProxyType({"en": _ENGLISH})
"""All words by language."""

PLURALS: Final[Mapping[str, Callable[[int], int]]] = MappingProxyType({"en": lambda count: int(count != 1)})
"""Which of the forms of a phrase tells a count, by language."""
