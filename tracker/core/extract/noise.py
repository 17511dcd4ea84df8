"""What on a page is not the story: by the names of its boxes, and by whole lines of their text."""

from __future__ import annotations

import re
from functools import lru_cache

from selectolax.lexbor import LexborNode

SILENT_TAGS = frozenset(
    "script style noscript template svg iframe button input select textarea nav dialog object embed canvas video audio"
    " head map math datalist option label amp-ad gpt-ad ins-ad".split()
)
ASIDE_TAGS = frozenset(("aside", "footer", "nav"))
SILENT_ROLES = frozenset(
    (
        "navigation",
        "dialog",
        "alertdialog",
        "complementary",
        "banner",
        "contentinfo",
        "search",
        "menu",
        "toolbar",
        "tablist",
    )
)

BOX_WORDS = (
    "ad ads adv adbox adslot adunit adsense adsbygoogle adwrap advert advertise advertisement advertising advertorial sponsor sponsored sponsors"
    " promo promos promoted promotion promobox outbrain taboola zergnet dfp gpt mpu leaderboard skyscraper affiliate"
    " related relateds relatedposts jp-relatedposts recirc recirculation recommend recommended recommendation recommendations readmore"
    " trending popular mostread mostpopular newsletter newsletters subscribe subscription subscriptions signup"
    " share shares sharing sharebar sharedaddy sharebuttons social socials addtoany mashsb comment comments disqus breadcrumb breadcrumbs"
    " tag tags taglist topics keywords sidebar rail widget widgets cookie cookies consent gdpr regwall toolbar tools follow"
    " authorbox authorbio author-bio author-box about-author bio pagination pager sr-only screen-reader-text visually-hidden visuallyhidden"
    " modal popup overlay toast banner menu navbar nav navigation footer masthead ticker carousel slider teaser teasers upnext"
    " byline dateline timestamp article-meta post-meta entry-meta metadata rating ratings poll quiz countdown donate donation donations login"
).split()
BOX_PAIRS = (
    r"read[-_]?(?:more|next|also)|more[-_](?:on|from|stories|news|articles)|most[-_](?:read|viewed|popular|recent)|sign[-_]?up|tag[-_]list"
    r"|author[-_]?(?:box|bio|info|card|about|profile|details)|about[-_](?:the[-_])?author|next[-_](?:article|post|story)|prev(?:ious)?[-_](?:article|post|next)"
    r"|up[-_]next|also[-_](?:like|read)|see[-_]also|post[-_]ad|zox-author|article[-_](?:tools|tags|share|footer|meta|info)|print[-_]only|inline[-_](?:related|promo|newsletter)"
    r"|card[-_]list|story[-_]list|article[-_]list|latest[-_](?:news|posts|articles|stories)|ad[-_](?:slot|unit|wrap|wrapper|container|label|placeholder)|div-gpt-ad"
    r"|call[-_]to[-_]action|cta|paywall[-_](?:prompt|box|overlay|banner|message|teaser)|reading[-_]time|share[-_](?:count|bar|buttons)|skip[-_]link"
)
BOX = re.compile(
    rf"(?:^|[\s_-])(?:{'|'.join(sorted(BOX_WORDS, key=len, reverse=True))}|{BOX_PAIRS})(?=$|[\s_-]|\d)", re.IGNORECASE
)
STORY_BOX = re.compile(
    r"article[-_]{0,2}(?:body|content|text|main)|story[-_]{0,2}(?:body|content|text)|(?:entry|post)[-_]{0,2}(?:content|body|text)|rich[-_]?text"
    r"|body[-_]?(?:copy|text|content)|content[-_]{0,2}body|main[-_]?content|text[-_]?long|correction|editors?[-_]?note|clarification",
    re.IGNORECASE,
)

LABELS = (
    r"[-–—]?\s?advert(?:isement|ising|isment)?s?\s?[-–—]?|ads?(?: by \w+)?|sponsored(?: content| by.{0,30})?|paid (?:content|post)|promoted"
    r"|anzeige|werbung|publicit[ée]|publicidade?|pubblicit[àa]|advertentie|реклама|реклама 18\+|reklama|reklame|reklám|annons|annonse|annonce|mainos|ilan"
    r"|広告|광고|广告|廣告|إعلان|اعلان|פרסומת|iklan|quảng cáo|विज्ञापन|โฆษณา|διαφήμιση"
    r"|(?:advertisement\W{1,3})?scroll (?:down )?(?:to|for) (?:continue|more)[^.]{0,40}|advertisement\W+scroll to continue(?: reading)?"
    r"|(?:advert\w*\W{1,5})?(?:the )?(?:article|story) continues(?: (?:below|after)(?: (?:this |the )?(?:ad\w*|video|promo\w*))?)?(?:\W{1,3}advertisement)?"
    r"|continue reading(?: below)?|continues below|artikel wird nach der anzeige fortgesetzt|la suite après (?:la|cette) publicité|continúa (?:leyendo|después)[^.]{0,40}"
    r"|loading\W*|more (?:on|from)\b.{0,40}|image(?: source| caption| credit)?|getty images|video|photos?|watch(?: live| now)?|(?:listen|watch)(?: now| to (?:this |the )?(?:article|story|video))?(?:\W*\d+ ?(?:min(?:ute)?s?|sec(?:ond)?s?|[ms])\b\.?)*|play|close|menu|search|next|previous"
    r"|log ?in|sign ?in|skip to.{0,20}|skip (?:advertisement|ad)|(?:\d+ )?min(?:ute)?s? read|\d+ minutes? to read|reading time.{0,20}|top|back to top|comments?|share|tweet|pin ?it|print|e-?mail|save|copy|copy link|link copied!?"
    r"|whatsapp|facebook|twitter|x|telegram|linkedin|reddit|flipboard|pinterest|bluesky|threads|messenger|instagram|teilen|drucken|merken|mailen|kommentare|partager|imprimer|commenter|compartir|comentar|condividi|delen|dela|jaa"
    r"|share (?:this|on|via|to|article|story).{0,30}|(?:read|see|show|view|load|learn) (?:more|all|full.{0,20})|related(?: (?:articles?|stories|content|topics|coverage|news|posts?|links?))?"
    r"|recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|enjoy)|most (?:read|popular|viewed|recent)|trending(?: now| stories)?|popular(?: now)?|latest(?: news| stories)?|top stories"
    r"|in this (?:article|story)|topics?|tags?|filed under|follow us.{0,40}|about the author|written by|newsletter|subscribe.{0,60}|sign up.{0,80}|mehr zum thema|lesen sie auch|auch interessant|das könnte (?:sie|dich) auch interessieren"
    r"|à lire aussi|lire aussi|sur le même sujet|te puede interesar|noticias relacionadas|relacionad[ao]s?|leia (?:também|mais)|leggi anche|lees ook|läs också|les også|læs også|関連記事|続きを読む|相关新闻|相關新聞|관련기사"
)
CREDIT = r"(?:photo|photograph|foto|image|imagen|bild|picture|illustration|graphic|credit|crédito|courtesy|copyright)s?(?: (?:credit|by|courtesy|copyright)s?)?(?: of)?\s?[:/©|].{1,60}|©.{1,60}|courtesy of.{1,50}"
LABEL = re.compile(rf"\W*(?:{LABELS}|{CREDIT})\W*", re.IGNORECASE)
EMBEDDED = re.compile(
    r"extern(?:e[rns]?|al) (?:inhalte?|content)|eingebettete[rn]? inhalte?|embedded content|contenu (?:externe|intégré|embarqué)|contenido (?:externo|incrustado)|contenut[oi] estern[oi]|conteúdo externo|ingesloten inhoud",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"klick|einwillig|zustimm|datenschutz|aktivier|anzeigen|consent|cookies|click|accept|consentement|aceptar|consenso|toestemming",
    re.IGNORECASE,
)
LONGEST_EMBEDDED = 700
LONGEST_LABEL = 110

POINTER = re.compile(
    r"\W*(?:read (?:more|also|next|the full|our)|also read|see also|must read|more:|more on|related:|related stor|watch:|listen:|don.t miss|click here|editor.s picks?|recommended:|up next"
    r"|lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu)|lire (?:aussi|également)|à lire (?:aussi|également)|voir aussi|lee(?:r)? (?:también|más)|te puede interesar|vea también|leggi anche|leia (?:também|mais)|veja também"
    r"|lees ook|läs (?:mer|också|även)|les også|læs også|lue myös|czytaj (?:też|także|więcej)|zobacz (?:też|także)|читайте (?:также|ещё|еще|нас)|смотрите также|читайте також|baca juga|ayrıca okuyun|اقرأ أيض|קראו (?:גם|עוד)|関連記事|あわせて読みたい"
    r"|follow .{2,60} on (?:twitter|x|facebook|instagram)|get (?:the latest|breaking|all the) .{3,80}|download (?:the|our) .{0,40}app)",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"\b(?:sign up (?:for|to|here|now)|subscribe (?:to|now|today|for|here)|newsletters?|(?:your|an) (?:e-?mail )?inbox|delivered (?:to|straight|direct)|(?:daily|morning|evening|weekly) (?:briefing|digest|email)"
    r"|breaking news alerts?|download (?:the|our)|our (?:free )?app|join our|whatsapp channel|telegram channel|follow us|push notifications?|support (?:our|independent|local) journalism|become a (?:member|subscriber)"
    r"|create (?:a free |an? )?account|(?:sign|log) in\b|(?:your|my) e-?mail address|privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|(?:©|copyright)|all rights reserved|recaptcha"
    r"|preferred source|turn on notifications|datenschutz\w*|anmeldung|registrier\w+|alle rechte vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|todos os direitos|abonnier\w*|newsletter|abonnez-vous|inscrivez-vous|suscríbe(?:te|ase)|iscriviti|inscreva-se|assine|meld je aan|schrijf je in|zapisz się|prenumerera|tilmeld dig|tilaa|подпи[шс]\w+|підпи[шс]\w+)",
    re.IGNORECASE,
)
LONGEST_APPEAL = 300
CUES_OF_APPEAL = 2
LETTER = re.compile(r"\w")
MONTH = (
    r"jan\w*|feb\w*|m(?:ar|är|rz)\w*|mars|apr\w*|av(?:r|ril)\w*|ma[iyj]o?|maggio|jun\w*|jui\w*|jul\w*|aug\w*|ago\w*|août|sep\w*|set\w*|o[ck]t\w*|out\w*|nov\w*|de[csz]\w*|déc\w*|dic\w*|ene\w*|gen\w*|lug\w*|giu\w*|mag\w*"
    r"|янв\w*|фев\w*|мар\w*|апр\w*|мая|май|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*"
)
STAMP_WORD = (
    r"last|first|(?:updated?|published|posted|modified|edited|original(?:ly)?|created|issued|stand|aktualisiert|veröffentlicht|erstellt|publié|mis|jour|modifié|actualizado|publicado|actualización|aggiornato|pubblicato|atualizado|uppdaterad|publicerad|oppdatert|publisert|opdateret|bijgewerkt|gepubliceerd|zaktualizowano|opublikowano|обновлено|опубликовано)"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|a|p|m|am|pm|uhr|hrs?|h|st|nd|rd|th|[a-z]{1,4}[ds]?t|gmt|utc|ist|at|on|um|am|den|le|à|el|de|del|las|às|kl|г|в|date"
)
STAMP_TOKEN = re.compile(rf"{MONTH}|{STAMP_WORD}", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
CLOCK_OR_DATE = re.compile(
    rf"\d[:.h]\d\d\b|\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?(?:\d\d){{1,2}}|(?:{MONTH})\W{{0,2}}\d|\d\W{{0,2}}(?:de )?(?:{MONTH})|\d年",
    re.IGNORECASE,
)
LONGEST_STAMP = 110


@lru_cache(maxsize=20_000)
def is_noise_name(names: str) -> bool:
    """Whether the id and classes of an element name a box that is not the story."""
    return bool(BOX.search(names)) and not STORY_BOX.search(names)


@lru_cache(maxsize=20_000)
def is_story_name(names: str) -> bool:
    """Whether the id and classes of an element name the story's own box."""
    return bool(STORY_BOX.search(names))


def names_of(attributes: dict[str, str | None]) -> str:
    """Give an element's id and classes as one line."""
    return f"{attributes.get('id') or ''} {attributes.get('class') or ''}".strip()


def is_out_of_sight(attributes: dict[str, str | None]) -> bool:
    """Whether an element says that it is hidden, or is no part of the text by its role."""
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or attributes.get("role") in SILENT_ROLES


def is_label(text: str) -> bool:
    """Whether a whole line is a label of the page: an ad's, a button's, a list's."""
    return not LETTER.search(text) or (len(text) <= LONGEST_LABEL and bool(LABEL.fullmatch(text)))


def is_stamp(text: str) -> bool:
    """Whether a whole line is a date line such as `Updated 19 Nov. 2019, 8:21 am ET`: told elsewhere, and no edit when it moves."""
    if len(text) > LONGEST_STAMP or not CLOCK_OR_DATE.search(text):
        return False
    return all(STAMP_TOKEN.fullmatch(word) for word in WORD.findall(text))


def is_pointer(text: str) -> bool:
    """Whether a line begins as one that points to another story."""
    return bool(POINTER.match(text))


def is_appeal(text: str) -> bool:
    """Whether a line asks the reader to subscribe, follow, download, or to let an embedded content in."""
    if len(text) < LONGEST_APPEAL and len({found.group().lower() for found in APPEAL.finditer(text)}) >= CUES_OF_APPEAL:
        return True
    return len(text) < LONGEST_EMBEDDED and bool(EMBEDDED.search(text)) and bool(ASKS.search(text))


def speaks_of_appeal(text: str) -> bool:
    """Whether a line holds at least one such wording: enough for the heading of an appeal."""
    return bool(APPEAL.search(text))


def link_share(node: LexborNode, length: int) -> float:
    """Give the share of an element's text that stands in links."""
    return sum(len(link.text()) for link in node.css("a")) / length if length else 0.0


CARD_HEADS = "h2 a,h3 a,h4 a,h5 a,a h2,a h3,a h4,a h5"
HEADINGS = frozenset(("h2", "h3", "h4", "h5"))
LEAST_CARDS = 3
LONGEST_CARD = 450


def is_card_list(node: LexborNode) -> bool:
    """Whether an element is a list of three or more sibling cards, each headed by a link, whatever its class names.

    A card holds a headline and a teaser; what holds more under each linked heading is a text in sections.
    """
    if len(node.css(CARD_HEADS)) < LEAST_CARDS:
        return False
    cards: dict[str, list[int]] = {}
    for child in node.iter():
        if child.css_first(CARD_HEADS) is not None:
            cards.setdefault(child.tag or "", []).append(len(child.text()))
    for tag, sizes in cards.items():
        # Where the headings stand free, what lies between them is theirs.
        whole = len(node.text()) if tag in HEADINGS else sum(sizes)
        if len(sizes) >= LEAST_CARDS and whole <= LONGEST_CARD * len(sizes):
            return True
    return False
