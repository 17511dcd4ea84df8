"""What a newsroom says about its own text: corrections, clarifications, editor's notes, update lines, notices."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

from tracker.core.extract.phrases import NO_RULES, promise_in
from tracker.core.text.equality import folded
from tracker.model import NoteKind, ReadingRules

CORRECTION = (
    r"(?:this|the|our) (?:story|article|post|piece|report|page) (?:was|has been|is|had been) "
    r"(?:retracted|withdrawn|removed|taken down|unpublished)\b"
    r"|[^.:]{0,50}\b(?:has|have) (?:retracted|withdrawn) (?:this|its|our) (?:story|article|report)\b"
    r"|retraction\b\s?[:.–—-]|"
    r"corrections?\b(?:\s*\(.{0,40}\))?\s*(?:[:.–—-]|\bto\b|$)|corrected\b.{0,40}:|(?:an?|the) "
    r"(?:earlier|previous|original|prior) versions? of (?:this|the|our)"
    r"|(?:this|the) (?:story|article|post|piece|report|sentence|headline|page|caption) (?:was|has "
    r"been|is being|had been) corrected|korrektur\b|berichtigung\b|richtigstellung\b|in einer "
    r"früheren (?:version|fassung)"
    r"|rectificati(?:f|on)\b|erratum\b|errata\b|dans une (?:précédente |première )?version "
    r"(?:précédente|antérieure|initiale)?|correction\s?:|fe de (?:erratas?|errores)\b|corrección\b|"
    r"una versión anterior"
    r"|errata corrige|correzione\b|una versione precedente|correção\b|uma versão anterior|"
    r"rectificatie\b|correctie\b|rättelse\b|rettelse\b|oikaisu\b|sprostowanie\b|oprava\b|"
    r"исправление\b|виправлення\b|düzeltme\b|訂正|更正|정정|תיקון|تصحيح"
)
CLARIFICATION = (
    r"clarifications?\b(?:\s*\(.{0,40}\))?\s*(?:[:.–—-]|$)|(?:this|the) (?:story|article|post|piece|"
    r"report|headline) (?:was|has been) (?:clarified|amended)"
    r"|klarstellung\b|précision\s?:|aclaración\b|precisazione\b|esclarecimento\b|verduidelijking\b|"
    r"förtydligande\b|presisering\b|præcisering\b|уточнение\b|уточнення\b"
)
EDITORS_NOTE = (
    r"editor.{0,2}s?.{0,2}\s?note\b|editors?[’'] note|note (?:from|to) (?:the editor|readers)|"
    r"\(?ed(?:itor)?\.? note|hinweis(?: der redaktion)?\s?:|anm(?:erkung|\.)?\s?d(?:er|\.)?\s?red|in "
    r"eigener sache|transparenzhinweis"
    r"|note de la rédaction|ndlr\b|nota del? (?:editor|la redacción|redacción)|nota dell?.?(?:editore|"
    r"a redazione)|nota d[ao] (?:redação|editor)|noot van de redactie|redaktionens? (?:anm|kommentar)|"
    r"od redakcji|от редакции|від редакції|編集部注|編者按|编者按|편집자 주"
)
UPDATE = (
    r"(?:\[|\()?updates?\b(?: \d+)?(?:\s?[\w ,./]{0,40}?\d[\w ,.:/]{0,30})?\s?(?:[:|–—-]|\]|\))|"
    r"updated\b.{0,40}:|(?:this|the) (?:story|article|post|piece|report|page) (?:was|has been|is) "
    r"(?:being )?updated|update (?:von|vom) .{3,40}:"
    r"|mise à jour\b.{0,40}:|actualización\b.{0,40}:|actualizado\b.{0,40}:|aggiornamento\b.{0,40}:|"
    r"atualização\b.{0,40}:|atualizad[ao]\b.{0,40}:|uppdatering\b.{0,30}:|oppdatering\b.{0,30}:|"
    r"opdatering\b.{0,30}:|обновлено\b.{0,30}:|оновлено\b.{0,30}:|güncelleme\b.{0,30}:"
)
PATTERNS = tuple(
    (kind, re.compile(rf"\W{{0,4}}(?:{pattern})", re.IGNORECASE))
    for kind, pattern in (
        (NoteKind.CORRECTION, CORRECTION),
        (NoteKind.CLARIFICATION, CLARIFICATION),
        (NoteKind.EDITORS_NOTE, EDITORS_NOTE),
        (NoteKind.UPDATE, UPDATE),
    )
)
LONGEST = 1200
LEAST_IN_BOX = 40
WORDS_OF_NEWSROOM = frozenset((NoteKind.CORRECTION, NoteKind.CLARIFICATION, NoteKind.EDITORS_NOTE))


@lru_cache(maxsize=8192)
def note_kind(text: str, rules: ReadingRules = NO_RULES) -> NoteKind | None:
    """Say which kind of note a block is; None for the story's own text.

    A block that promises updates, in our words or a person's own, is a notice, whatever it is headed with.
    """
    if len(text) > LONGEST:
        return None
    if promise_in(text, rules):
        return NoteKind.NOTICE
    return next((kind for kind, pattern in PATTERNS if pattern.match(text)), None)


def holds_note(node: LexborNode) -> bool:
    """Whether a box that is passed over by its tag or name holds a newsroom's word about its text, and no more."""
    text = folded(node.text()) if node.css_first("a a, form, ul, ol") is None else ""
    return LEAST_IN_BOX <= len(text) <= LONGEST and note_kind(text) in WORDS_OF_NEWSROOM
