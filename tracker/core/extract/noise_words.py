"""The names of boxes and the wordings of lines that are not the story: data for `noise`, by no site and no theme."""

from __future__ import annotations

import re

SILENT = (
    "script style noscript template svg iframe button input select textarea nav dialog object embed canvas video audio"
    " head map math datalist option label amp-ad gpt-ad"
)
SILENT_TAGS = frozenset(SILENT.split())
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

BOX_NAMES = (
    "ad ads adv adbox adslot adunit adsense adsbygoogle adwrap advert advertise advertisement "
    "advertising advertorial sponsor sponsored sponsors"
    " promo promos promoted promotion promobox outbrain taboola zergnet dfp gpt mpu leaderboard skyscraper affiliate"
    " related relateds relatedposts jp-relatedposts recirc recirculation recommend recommended "
    "recommendation recommendations readmore"
    " trending popular mostread mostpopular newsletter newsletters subscribe subscription subscriptions signup"
    " share shares sharing sharebar sharedaddy sharebuttons social socials addtoany mashsb comment "
    "comments disqus breadcrumb breadcrumbs"
    " tag tags taglist topics keywords sidebar rail widget widgets cookie cookies consent gdpr "
    "regwall toolbar tools follow"
    " authorbox authorbio author-bio author-box about-author bio pagination pager sr-only "
    "screen-reader-text visually-hidden visuallyhidden"
    " modal popup overlay toast banner menu navbar nav navigation footer masthead ticker carousel "
    "slider upnext"
    " byline dateline timestamp article-meta post-meta entry-meta metadata rating ratings poll quiz "
    "countdown donate donation donations login"
)
BOX_WORDS = sorted(BOX_NAMES.split(), key=len, reverse=True)
BOX_PAIRS = (
    r"read[-_]?(?:more|next|also)|more[-_](?:on|from|stories|news|articles)|most[-_](?:read|viewed|"
    r"popular|recent)|sign[-_]?up|tag[-_]list"
    r"|author[-_]?(?:box|bio|info|card|about|profile|details)|about[-_](?:the[-_])?author|"
    r"next[-_](?:article|post|story)|prev(?:ious)?[-_](?:article|post|next)"
    r"|up[-_]next|also[-_](?:like|read)|see[-_]also|post[-_]ad|zox-author|article[-_](?:tools|tags|"
    r"share|footer|meta|info)|print[-_]only|inline[-_](?:related|promo|newsletter)"
    r"|card[-_]list|story[-_]list|article[-_]list|latest[-_](?:news|posts|articles|stories)|"
    r"ad[-_](?:slot|unit|wrap|wrapper|container|label|placeholder)|div-gpt-ad"
    r"|call[-_]to[-_]action|cta|paywall[-_](?:prompt|box|overlay|banner|message|teaser)|"
    r"reading[-_]time|share[-_](?:count|bar|buttons)|skip[-_]link"
)
BOX = re.compile(rf"(?:^|[\s_-])(?:{'|'.join(BOX_WORDS)}|{BOX_PAIRS})(?=$|[\s_-]|\d)", re.IGNORECASE)
TEASER = re.compile(r"(?:^|[\s_-])teasers?(?=$|[\s_-]|\d)", re.IGNORECASE)
STORY_BOX = re.compile(
    r"article[-_]{0,2}(?:body|content|text|main)|story[-_]{0,2}(?:body|content|text)|(?:entry|"
    r"post)[-_]{0,2}(?:content|body|text)|rich[-_]?text"
    r"|body[-_]?(?:copy|text|content)|content[-_]{0,2}body|main[-_]?content|text[-_]?long|correction|"
    r"editors?[-_]?note|clarification",
    re.IGNORECASE,
)

LABELS = (
    r"[-–—]?\s?advert(?:isement|ising|isment)?s?\s?[-–—]?|ads?(?: by \w+)?|sponsored(?: content| "
    r"by.{0,30})?|paid (?:content|post)|promoted"
    r"|anzeige|werbung|publicit[ée]|publicidade?|pubblicit[àa]|advertentie|реклама|реклама 18\+|"
    r"reklama|reklame|reklám|annons|annonse|annonce|mainos|ilan"
    r"|広告|광고|广告|廣告|إعلان|اعلان|פרסומת|iklan|quảng cáo|विज्ञापन|โฆษณา|διαφήμιση"
    r"|(?:advertisement\W{1,3})?scroll (?:down )?(?:to|for) (?:continue|more)[^.]{0,40}|"
    r"advertisement\W+scroll to continue(?: reading)?"
    r"|(?:advert\w*\W{1,5})?(?:the )?(?:article|story) continues(?: (?:below|after)(?: (?:this |the "
    r")?(?:ad\w*|video|promo\w*))?)?(?:\W{1,3}advertisement)?"
    r"|continue reading(?: below)?|continues below|artikel wird nach der anzeige fortgesetzt|la suite "
    r"après (?:la|cette) publicité|continúa (?:leyendo|después)[^.]{0,40}"
    r"|(?:image |photo |foto |bild )?\d{1,3}\s?(?:/|of|von|de|sur|di|van|av|из)\s?/?\s?\d{1,3}"
    r"|loading\W*|more (?:on|from)\b[^.]{0,40}|image(?: source| caption| credit)?|getty images|video|"
    r"photos?|watch(?: live| now)?|(?:listen|watch)(?: now| to (?:this |the )?(?:article|story|"
    r"video))?(?:\W*\d+ ?(?:min(?:ute)?s?|sec(?:ond)?s?|[ms])\b\.?)*|play|close|menu|search|next|"
    r"previous"
    r"|log ?in|sign ?in|skip to.{0,20}|skip (?:advertisement|ad)|(?:\d+ )?min(?:ute)?s? read|\d+ "
    r"minutes? to read|reading time.{0,20}|top|back to top|comments?|share|tweet|pin ?it|print|"
    r"e-?mail|save|copy|copy link|link copied!?"
    r"|whatsapp|facebook|twitter|x|telegram|linkedin|reddit|flipboard|pinterest|bluesky|threads|"
    r"messenger|instagram|teilen|drucken|merken|mailen|kommentare|partager|imprimer|commenter|"
    r"compartir|comentar|condividi|delen|dela|jaa"
    r"|share (?:this|on|via|to|article|story).{0,30}|(?:read|see|show|view|load|learn) (?:more|all|"
    r"full.{0,20})|related(?: (?:articles?|stories|content|topics|coverage|news|posts?|links?))?"
    r"|recommended(?: (?:for you|stories|reading|articles))?|you (?:may|might) (?:also )?(?:like|"
    r"enjoy)|most (?:read|popular|viewed|recent)|trending(?: now| stories)?|popular(?: now)?|"
    r"latest(?: news| stories)?|top stories"
    r"|in this (?:article|story)|topics?|tags?|filed under|follow us.{0,40}|about the author|written "
    r"by|newsletter|subscribe.{0,60}|sign up.{0,80}|mehr zum thema|lesen sie auch|auch interessant|"
    r"das könnte (?:sie|dich) auch interessieren"
    r"|à lire aussi|lire aussi|sur le même sujet|te puede interesar|noticias relacionadas|"
    r"relacionad[ao]s?|leia (?:também|mais)|leggi anche|lees ook|läs också|les også|læs også|関連記事|"
    r"続きを読む|相关新闻|相關新聞|관련기사|table of contents|contents|on this page|jump to|text size|"
    r"read later|caption|inhaltsverzeichnis|auf dieser seite:?|in diesem artikel:?|schriftgröße|weitere "
    r"(?:informationen|videos|themen|artikel)|(?:dieses )?thema im programm:?|schlagwörter(?: zu diesem "
    r"artikel)?|sommaire|en este artículo|índice|índice de contenidos|sommario|indice|inhoud|目次|目录|차례"
    r"|placeholder.{0,20}"
)
CREDIT = (
    r"(?:photo|photograph|foto|image|imagen|bild|picture|illustration|graphic|credit|crédito|courtesy|"
    r"copyright)s?(?: (?:credit|by|courtesy|copyright)s?)?(?: of)?\s?[:/©|].{1,60}|©.{1,60}|courtesy "
    r"of.{1,50}"
)
LABEL = re.compile(rf"\W*(?:{LABELS}|{CREDIT})\W*", re.IGNORECASE)
EMBEDDED = re.compile(
    (
        r"extern(?:e[rns]?|al) (?:inhalte?|content)|eingebettete[rn]? inhalte?|embedded content|contenu "
        r"(?:externe|intégré|embarqué)|contenido (?:externo|incrustado)|contenut[oi] estern[oi]|conteúdo "
        r"externo|ingesloten inhoud"
    ),
    re.IGNORECASE,
)
ASKS = re.compile(
    (
        r"klick|einwillig|zustimm|datenschutz|aktivier|anzeigen|consent|cookies|click|accept|consentement|"
        r"aceptar|consenso|toestemming"
    ),
    re.IGNORECASE,
)
EMBEDDED_STEMS = ("inhalt", "content", "conten", "conteú", "inhoud")
LONGEST_EMBEDDED = 700
LONGEST_LABEL = 110

POINTER = re.compile(
    r"\W*(?:read (?:more|also|next|the full|our)|also read|see also|must read|more:|more on|related:|"
    r"related stor|watch:|listen:|don.t miss|click here|editor.s picks?|recommended:|up next"
    r"|lesen sie (?:auch|hier|mehr|dazu)|mehr (?:zum thema|dazu)|lire (?:aussi|également)|à lire "
    r"(?:aussi|également)|voir aussi|lee(?:r)? (?:también|más)|te puede interesar|vea también|leggi "
    r"anche|leia (?:também|mais)|veja também"
    r"|lees ook|läs (?:mer|också|även)|les også|læs også|lue myös|czytaj (?:też|także|więcej)|zobacz "
    r"(?:też|także)|читайте (?:также|ещё|еще|нас)|смотрите также|читайте також|baca juga|ayrıca "
    r"okuyun|اقرأ أيض|קראו (?:גם|עוד)|関連記事|あわせて読みたい"
    r"|follow .{2,60} on (?:twitter|x|facebook|instagram)|get (?:the latest|breaking|all the) .{3,80}|"
    r"download (?:the|our) .{0,40}app)",
    re.IGNORECASE,
)
APPEAL = re.compile(
    r"\b(?:sign up (?:for|to|here|now)|subscribe (?:to|now|today|for|here)|newsletters?|(?:your|an) "
    r"(?:e-?mail )?inbox|delivered (?:to|straight|direct)|(?:daily|morning|evening|weekly) "
    r"(?:briefing|digest|email)"
    r"|breaking news alerts?|download (?:the|our)|our (?:free )?app|join our|whatsapp channel|"
    r"telegram channel|follow us|push notifications?|support (?:our|independent|local) journalism|"
    r"become a (?:member|subscriber)"
    r"|create (?:a free |an? )?account|(?:sign|log) in\b|(?:your|my) e-?mail address|privacy "
    r"(?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions)|(?:©|copyright)|all rights "
    r"reserved|recaptcha"
    r"|preferred source|turn on notifications|datenschutz\w*|anmeldung|registrier\w+|alle rechte "
    r"vorbehalten|tous droits réservés|todos los derechos|tutti i diritti|todos os direitos|"
    r"abonnier\w*|newsletter|abonnez-vous|inscrivez-vous|suscríbe(?:te|ase)|iscriviti|inscreva-se|"
    r"assine|meld je aan|schrijf je in|zapisz się|prenumerera|tilmeld dig|tilaa|подпи[шс]\w+|"
    r"підпи[шс]\w+|einverstanden|personenbezogene\w* daten|drittplattform\w*|einwilligung\w*|widerruf\w*"
    r"|identifiez-vous|connectez-vous|inicia sesión|abonnés|suscriptores)"
    r"|会員登録|会員限定|有料会員|ログイン|マイページ|ご利用|定期購読|登录|登錄|注册|註冊|订阅|訂閱|로그인|회원가입|구독",
    re.IGNORECASE,
)
STEMS = (
    "sign |subscri|newsletter|inbox|deliver|briefing|digest|email|e-mail|alert|download|app|join|channel|follow|notif"
    "|journalism|become a|account|log in|privacy|terms|©|copyright|rights|recaptcha|preferred|datenschutz|anmeld"
    "|registrier|vorbehalten|réservés|derechos|diritti|direitos|abonn|inscri|suscr|iscri|assine|meld je|schrijf"
    "|zapisz|prenumer|tilmeld|tilaa|подпи|підпи|einverst|personenbez|drittpl|einwillig|widerruf|ifiez-v|ectez-v|sesión"
    "|会員|ログイン|マイページ|ご利用|購読|登录|登錄|注册|註冊|订阅|訂閱|로그인|회원가입|구독"
)
APPEAL_STEMS = tuple(STEMS.split("|"))
LONGEST_APPEAL = 300
CUES_OF_APPEAL = 2
MONTH = (
    r"jan\w*|feb\w*|m(?:ar|är|rz)\w*|mars|apr\w*|av(?:r|ril)\w*|ma[iyj]o?|maggio|jun\w*|jui\w*|jul\w*|"
    r"aug\w*|ago\w*|août|sep\w*|set\w*|o[ck]t\w*|out\w*|nov\w*|de[csz]\w*|déc\w*|dic\w*|ene\w*|gen\w*|"
    r"lug\w*|giu\w*|mag\w*"
    r"|янв\w*|фев\w*|мар\w*|апр\w*|мая|май|июн\w*|июл\w*|авг\w*|сен\w*|окт\w*|ноя\w*|дек\w*"
)
STAMP_WORD = (
    r"last|first|(?:updated?|published|posted|modified|edited|original(?:ly)?|created|issued|stand|"
    r"aktualisiert|veröffentlicht|erstellt|publié|mis|jour|modifié|actualizado|publicado|"
    r"actualización|aggiornato|pubblicato|atualizado|uppdaterad|publicerad|oppdatert|publisert|"
    r"opdateret|bijgewerkt|gepubliceerd|zaktualizowano|opublikowano|обновлено|опубликовано)"
    r"|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|"
    r"jueves|viernes|sábado|domingo"
    r"|a|p|m|am|pm|uhr|hrs?|h|st|nd|rd|th|[a-z]{1,4}[ds]?t|gmt|utc|ist|at|on|um|am|den|le|à|el|de|del|"
    r"las|às|kl|г|в|date"
)
STAMP_TOKEN = re.compile(rf"{MONTH}|{STAMP_WORD}", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")
CLOCK_OR_DATE = re.compile(
    (
        rf"\d[:.h]\d\d\b|\d{{1,2}}[./-]\s?\d{{1,2}}[./-]\s?(?:\d\d){{1,2}}|(?:{MONTH})\W{{0,2}}\d|"
        rf"\d\W{{0,2}}(?:de )?(?:{MONTH})|\d年"
    ),
    re.IGNORECASE,
)
LONGEST_STAMP = 110
