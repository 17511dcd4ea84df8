"""The words of the house: immutable values, aware UTC times, tuples and frozensets. No I/O."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.model.alert import (
        AlertKind,
        Batch,
        Burst,
        Channel,
        Decision,
        Delivery,
        DeliveryState,
        HoldReason,
        Message,
        Mute,
        Owed,
        Silenced,
        Telling,
        Waiting,
    )
    from tracker.model.article import (
        Article,
        ArticleState,
        Claim,
        DekSource,
        Elsewhere,
        Heat,
        Held,
        Host,
        HostClaim,
        Memory,
        Plan,
        WatchKind,
    )
    from tracker.model.capture import BodyForm, Capture, ClockState, PageState, Redirect, Request, Validators
    from tracker.model.day import Circumstances, DayRoot, Head, Stamp
    from tracker.model.diff import BlockChange, BlockDiff, Diff, FieldDiff, Op, Span
    from tracker.model.edits import LinkChange, Repetition
    from tracker.model.entry_diff import EntryDiff, EntryFate
    from tracker.model.explanation import Explanation, LeftOut, Sources
    from tracker.model.fact import Confidence, Fact, FactKind
    from tracker.model.kept import Keeping, KeptGap, KeptLink, KeptTombstone, KeptVersion
    from tracker.model.outlook import Outlet, Outlook, Silence, Unsent
    from tracker.model.record import (
        Event,
        EventKind,
        HostEvent,
        Kept,
        Opening,
        Outcome,
        Report,
        Rung,
        Tombstone,
        Version,
        Visit,
    )
    from tracker.model.rules import (
        AlertSettings,
        ArchiveSettings,
        Chat,
        FeedSettings,
        NewsKind,
        Pace,
        QuietHours,
        Recipient,
        Rule,
        Secret,
        Webhook,
    )
    from tracker.model.search import Passage, Question, SearchResult
    from tracker.model.sentence_edit import Part, SentenceEdit, SentenceOp
    from tracker.model.settings import (
        DetectSettings,
        DiffLayout,
        DisplaySettings,
        EvidenceSettings,
        FetchSettings,
        MailSettings,
        MirrorSettings,
        RetentionSettings,
        RunSettings,
        ScheduleSettings,
        Security,
        Settings,
        SmtpSettings,
        Transport,
        WatchSettings,
    )
    from tracker.model.site_settings import MarkerSettings, ReadingRules, SiteSettings
    from tracker.model.story import Block, BlockKind, Story
    from tracker.model.story_parts import Entry, Link, Marker, MarkerKind, Note, NoteKind, Photograph, Strength
    from tracker.model.verdict import (
        Change,
        ChangeKind,
        Collapse,
        Doubt,
        Flip,
        Hold,
        SeenLine,
        Sighting,
        Surroundings,
        Verdict,
    )

__all__ = [
    "AlertKind",
    "AlertSettings",
    "ArchiveSettings",
    "Article",
    "ArticleState",
    "Batch",
    "Block",
    "BlockChange",
    "BlockDiff",
    "BlockKind",
    "BodyForm",
    "Burst",
    "Capture",
    "Change",
    "ChangeKind",
    "Channel",
    "Chat",
    "Circumstances",
    "Claim",
    "ClockState",
    "Collapse",
    "Confidence",
    "DayRoot",
    "Decision",
    "DekSource",
    "Delivery",
    "DeliveryState",
    "DetectSettings",
    "Diff",
    "DiffLayout",
    "DisplaySettings",
    "Doubt",
    "Elsewhere",
    "Entry",
    "EntryDiff",
    "EntryFate",
    "Event",
    "EventKind",
    "EvidenceSettings",
    "Explanation",
    "Fact",
    "FactKind",
    "FeedSettings",
    "FetchSettings",
    "FieldDiff",
    "Flip",
    "Head",
    "Heat",
    "Held",
    "Hold",
    "HoldReason",
    "Host",
    "HostClaim",
    "HostEvent",
    "Keeping",
    "Kept",
    "KeptGap",
    "KeptLink",
    "KeptTombstone",
    "KeptVersion",
    "LeftOut",
    "Link",
    "LinkChange",
    "MailSettings",
    "Marker",
    "MarkerKind",
    "MarkerSettings",
    "Memory",
    "Message",
    "MirrorSettings",
    "Mute",
    "NewsKind",
    "Note",
    "NoteKind",
    "Op",
    "Opening",
    "Outcome",
    "Outlet",
    "Outlook",
    "Owed",
    "Pace",
    "PageState",
    "Part",
    "Passage",
    "Photograph",
    "Plan",
    "Question",
    "QuietHours",
    "ReadingRules",
    "Recipient",
    "Redirect",
    "Repetition",
    "Report",
    "Request",
    "RetentionSettings",
    "Rule",
    "RunSettings",
    "Rung",
    "ScheduleSettings",
    "SearchResult",
    "Secret",
    "Security",
    "SeenLine",
    "SentenceEdit",
    "SentenceOp",
    "Settings",
    "Sighting",
    "Silence",
    "Silenced",
    "SiteSettings",
    "SmtpSettings",
    "Sources",
    "Span",
    "Stamp",
    "Story",
    "Strength",
    "Surroundings",
    "Telling",
    "Tombstone",
    "Transport",
    "Unsent",
    "Validators",
    "Verdict",
    "Version",
    "Visit",
    "Waiting",
    "WatchKind",
    "WatchSettings",
    "Webhook",
]

# Where each word is at home. Making all of them takes longer than comparing two stories: each is made when asked for.
_HOMES = {
    "alert": (
        "AlertKind Batch Burst Channel Decision Delivery DeliveryState HoldReason Message Mute Owed Silenced Telling "
        "Waiting"
    ),
    "article": "Article ArticleState Claim DekSource Elsewhere Heat Held Host HostClaim Memory Plan WatchKind",
    "capture": "BodyForm Capture ClockState PageState Redirect Request Validators",
    "day": "Circumstances DayRoot Head Stamp",
    "diff": "BlockChange BlockDiff Diff FieldDiff Op Span",
    "edits": "LinkChange Repetition",
    "entry_diff": "EntryDiff EntryFate",
    "explanation": "Explanation LeftOut Sources",
    "fact": "Confidence Fact FactKind",
    "kept": "Keeping KeptGap KeptLink KeptTombstone KeptVersion",
    "outlook": "Outlet Outlook Silence Unsent",
    "record": "Event EventKind HostEvent Kept Opening Outcome Report Rung Tombstone Version Visit",
    "rules": ("AlertSettings ArchiveSettings Chat FeedSettings NewsKind Pace QuietHours Recipient Rule Secret Webhook"),
    "search": "Passage Question SearchResult",
    "sentence_edit": "Part SentenceEdit SentenceOp",
    "settings": (
        "DetectSettings DiffLayout DisplaySettings EvidenceSettings FetchSettings MailSettings "
        "MirrorSettings RetentionSettings RunSettings ScheduleSettings Security Settings SmtpSettings Transport "
        "WatchSettings"
    ),
    "site_settings": "MarkerSettings ReadingRules SiteSettings",
    "story": "Block BlockKind Story",
    "story_parts": "Entry Link Marker MarkerKind Note NoteKind Photograph Strength",
    "verdict": "Change ChangeKind Collapse Doubt Flip Hold SeenLine Sighting Surroundings Verdict",
}
_HOME_OF = {word: home for home, words in _HOMES.items() for word in words.split()}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Make the words of a part of the house at the first time that one of them is asked for."""
        home = _HOME_OF.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{home}"), name)
        globals()[name] = value
        return value
