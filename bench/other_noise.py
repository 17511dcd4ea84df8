"""Noise in other words and shapes than the replay's own.

    ../shared/eval/extract/replay.py --driver bench/replay_driver.py --noise bench/other_noise.py

What counts as noise here: a reader of the article would not say that the article changed. Boxes and lines of the site
between its paragraphs, counters and clocks, and the same text rendered in another way. Lines stand in whatever
language: sites mix them, and a page does not say its own to this module.

Left out, for a reader may well call it a change: quotes and apostrophes straightened or curled (an edit in our tracker
unless the whole page changes so), links added in the text, a kicker such as "LIVE", a summary in the text, captions
that say something else. Nothing here takes a word of the article away.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.insertion import (
    Operation,
    at_the_end,
    before,
    behind,
    between,
    box,
    line,
    over_headline,
    second,
    under_headline,
)
from bench.rendering import RENDERINGS

LINES: Final[dict[str, Operation]] = {
    "app_promotion": line(
        "Never miss a headline: <a href='/app'>download our free app</a> for iPhone and Android",
        "Mit unserer App sind Sie immer auf dem Laufenden. <a href='/app'>Jetzt kostenlos laden</a>",
        "Descarga nuestra aplicación y recibe las alertas en tu móvil",
        "Pobierz naszą aplikację i bądź zawsze na bieżąco",
        "アプリで最新ニュースをいち早くチェック",
    ),
    "messenger_channel": line(
        "Join us on WhatsApp: <a href='/wa'>follow the channel</a> and turn on the bell",
        "Folgen Sie uns auf WhatsApp - hier geht es zu unserem Kanal",
        "Siga o nosso canal no WhatsApp e receba notícias no celular",
        "Iscriviti al nostro canale Telegram",
        "تابعوا قناتنا على واتساب",
        "हमारे व्हाट्सऐप चैनल से जुड़ें",
    ),
    "podcast_line": line(
        "🎧 In today's episode of The Long Table: who pays for the tram? <a href='/pod'>Listen here</a> ({few} min)",
        "Podcast: Hören Sie die neue Folge von „Am Küchentisch“ ({few} Minuten)",
        "Écoutez notre podcast « La Semaine en clair », épisode {few}",
        "Beluister hier onze podcast De Lange Tafel, aflevering {few}",
    ),
    "listen_to_article": line(
        "Listen to this article ({few} min)",
        "Artikel anhören ({few} Min.)",
        "Écouter l'article - {few} min",
        "Escuchar este artículo · {few} minutos",
        "Luister naar dit artikel {few} min",
        "この記事を音声で聴く（{few}分）",
        put=before,
    ),
    "jump_to_comments": line(
        "<a href='#comments'>Jump to comments ({few})</a>",
        "<a href='#kommentare'>{few} Kommentare</a> · Jetzt mitdiskutieren",
        "<a href='#c'>Ir a los comentarios</a> ({few})",
        "<a href='#c'>Przejdź do komentarzy</a> {few}",
        put=second,
    ),
    "support_appeal": box(
        "<div><p><strong>Independent journalism needs you</strong></p><p>We have no owner and no paywall. If everyone"
        " who reads this gave £{few}, our newsroom would be paid for until the spring.</p><p><a href='/give'>Give"
        " now</a> Remind me in June</p></div>",
        "<div><p>Unabhängiger Journalismus kostet Geld. Unterstützen Sie uns mit {few} Euro im Monat.</p>"
        "<p><a href='/abo'>Jetzt unterstützen</a></p></div>",
        "<div><p>Soutenez une presse libre : faites un don à partir de {few} €.</p></div>",
    ),
    "donation_thermometer": line(
        "£{many} of £90,000 raised so far - <a href='/give'>help us get there</a>",
        "Schon {many} € von 90.000 € gespendet",
        "Ya somos {many} socios. <a href='/socios'>Únete</a>",
        put=between,
    ),
    "event_tickets": line(
        "Our editors live on stage in the old corn exchange: <a href='/tickets'>last {few} tickets</a>",
        "Leserabend in der Stadthalle: Noch {few} Karten erhältlich",
        "Rencontrez la rédaction : réservez votre place",
    ),
    "sponsored_line": line(
        "Presented by Harbour Mutual. <a href='/partner/{id}'>Why are you seeing this?</a>",
        "Anzeige: So sparen Hausbesitzer bis zu {few} Prozent Heizkosten",
        "Contenu sponsorisé - Nos conseils pour bien choisir sa mutuelle",
        "Publicidad",
        "Materiał sponsorowany",
        "إعلان",
    ),
    "stock_line": line(
        "FTSE 100 {many} (+{rate}%) · Brent ${few}.{few} · £1 = ${rate}",
        "DAX +{rate} % · MDAX -{rate} % · Euro {rate} $",
        "IBEX 35 +{rate}% | Euro/dólar {rate}",
        "日経平均 {many}円（+{rate}%）",
    ),
    "weather_line": line(
        "Now in your area: {few}°C, light rain at {clock}",
        "Aktuell {few} °C, Regenrisiko {few} %",
        "Tempo agora: {few}°C, sensação de {few}°C",
        "Pogoda: {few}°C, wiatr {few} km/h",
    ),
    "score_line": line(
        "LIVE: Ostbury Rovers 1-2 Kingsmead ({few}')",
        "Directo · Villalba 0 - 3 Montalto (min. {few})",
        "Diretta: Montalto-Villalba 2-2, {few}° minuto",
    ),
    "poll_of_the_day": box(
        "<div><p>Poll of the day</p><p>Should shops close on Sundays?</p><ul><li>Yes {few}%</li><li>No {few}%</li>"
        "<li>Do not know</li></ul><p>{many} votes</p></div>",
        "<div><p>Umfrage</p><p>Nutzen Sie noch Bargeld?</p><ul><li>Ja, täglich</li><li>Selten</li><li>Nie</li></ul>"
        "<p>{many} Stimmen</p></div>",
        "<div><p>Sondaggio: andrai in vacanza quest'anno?</p><ul><li>Sì {few}%</li><li>No {few}%</li></ul></div>",
    ),
    "trending_topics": box(
        "<div><p>Trending now</p><ul><li><a href='/t/1'>Rail strike</a></li><li><a href='/t/2'>Heat pumps</a></li>"
        "<li><a href='/t/{id}'>Transfer window</a></li></ul></div>",
        "<ul><li><a href='/t/1'>Temas del día</a></li><li><a href='/t/{id}'>Precio de la luz</a></li><li><a"
        " href='/t/3'>Lotería</a></li></ul>",
        "<p>Im Trend: <a href='/t/1'>Bahnstreik</a>, <a href='/t/2'>Mieten</a>, <a href='/t/{id}'>Pokal</a></p>",
    ),
    "watching_now": line(
        "{many} people are watching this story",
        "{few} Leser sind gerade auf dieser Seite",
        "{many} personas están leyendo esto ahora",
        "{few} lezers bekijken dit nu",
        put=second,
    ),
    "cookie_hint": line(
        "This content is hosted by a third party. To see it you must allow marketing cookies. <a href='#'>Settings</a>",
        "An dieser Stelle finden Sie externe Inhalte. Ich bin damit einverstanden, dass sie angezeigt werden.",
        "Ce contenu est bloqué car vous n'avez pas accepté les traceurs. <a href='#'>Gérer mes choix</a>",
    ),
    "reader_survey": line(
        "Tell us what you think: our reader survey takes {few} minutes and you could win a £50 voucher.",
        "War dieser Artikel hilfreich? Ja {few} Nein {few}",
        "¿Te ha sido útil este artículo? Responde a {few} preguntas",
        put=behind,
    ),
    "how_we_report": box(
        "<div><p>How we report</p><p>We name our sources where we can, check what we are told, and put mistakes right"
        " where they were made. <a href='/standards'>Read our standards and corrections policy</a>.</p></div>",
        "<p>Fehler gefunden? <a href='/fehler'>Schreiben Sie uns</a>. So arbeitet unsere Redaktion.</p>",
        "<p>Nos journalistes s'engagent : lisez notre charte de déontologie et de correction des erreurs.</p>",
        put=behind,
    ),
    "trust_line": line(
        "A member of the Fair Press Trust. <a href='/trust'>What this means</a>",
        "Conforme a los criterios del Consejo de Prensa",
        "Onze journalistiek voldoet aan de Code van de Persraad",
    ),
    "related_sentence": line(
        "See also our explainer <a href='/x/{id}'>How a reservoir is drained, and who decides it</a>",
        "Lesen Sie auch: <a href='/x/{id}'>Warum die Brücke so lange gesperrt bleibt</a>",
        "Lire aussi : <a href='/x/{id}'>Le port veut doubler ses quais d'ici dix ans</a>",
        "Leia também: <a href='/x/{id}'>Como fica o tempo no feriado</a>",
        "Czytaj także: <a href='/x/{id}'>Nowa linia tramwajowa coraz bliżej</a>",
        "関連記事：<a href='/x/{id}'>駅前広場の工事、来春に完成へ</a>",
        "اقرأ أيضا: <a href='/x/{id}'>خطة جديدة لتوسعة الميناء</a>",
        "यह भी पढ़ें: <a href='/x/{id}'>नए पुल का काम अगले साल पूरा होगा</a>",
    ),
    "video_line": line(
        "Video: A morning at the fish market ({few}:{few})",
        "Video · {few} Sek. · So funktioniert das neue Stellwerk",
        "Vidéo - Le marché aux fleurs en images (2:{few})",
    ),
    "gallery_counter": line(
        "1 / {few} photos", "Bild 1 von {few}", "Photo 1 sur {few}", "Galería: {few} imágenes", "写真 1/{few}枚"
    ),
    "ai_disclaimer": line(
        "The audio and translation of this page are made by machine and may contain mistakes. <a href='/ai'>More</a>",
        "Die Zusammenfassung auf dieser Seite wurde mit KI erstellt und von der Redaktion geprüft.",
        "Este resumen fue generado con inteligencia artificial. ¿Qué te parece?",
        put=before,
    ),
    "print_offer": line(
        "Try the weekend paper at your door: first {few} issues for £1. <a href='/print'>Subscribe</a>",
        "Jetzt {few} Wochen die gedruckte Zeitung testen, endet automatisch",
        "Abonnez-vous : {few} mois pour 1 €",
        "Suscríbete por {rate} € al mes",
        "Abbonati: {few} settimane a 1 euro",
    ),
    "translate_widget": box(
        "<div><span>Read in:</span> <a href='?l=es'>Español</a> <a href='?l=pl'>Polski</a>"
        " <a href='?l=ar'>العربية</a></div>",
        "<div><select><option>English</option><option>हिन्दी</option><option>日本語</option></select> Translate</div>",
        put=before,
    ),
    "first_in_newsletter": line(
        "This article first appeared in our Tuesday letter The Ledger. <a href='/letters'>Have it sent to you</a>",
        "Dieser Text stand zuerst in unserem Newsletter. Hier können Sie ihn bestellen.",
        put=behind,
    ),
    "results_countdown": line(
        "{few} days, {few} hours until polls close: follow every result with our <a href='/vote'>interactive map</a>",
        "Noch {few} Tage bis zur Wahl: Alle Ergebnisse in unserer interaktiven Karte",
        "Faltan {few} días para las elecciones: consulta aquí todos los resultados",
    ),
    "author_follow": line(
        "Follow the author to get an e-mail when the next piece appears. {many} followers",
        "Autor folgen ({few})",
        "Suivre cet auteur",
        "Seguir al autor +",
        put=under_headline,
    ),
    "region_picker": box(
        "<div><label>Your region</label><ul><li>North</li><li>Midlands</li><li>South coast</li></ul><p>Showing news for"
        " postcode {id}</p></div>",
        "<div>Meine Region: Bitte wählen <ul><li>Nord</li><li>Mitte</li><li>Süd</li></ul></div>",
    ),
    "ago_in_languages": line(
        "vor {few} Minuten",
        "hace {few} minutos",
        "il y a {few} minutes",
        "há {few} minutos",
        "{few} minuti fa",
        "{few} minuten geleden",
        "{few} minut temu",
        "{few}分前",
        "قبل {few} دقيقة",
        "{few} मिनट पहले",
        put=under_headline,
    ),
    "view_count": line(
        "{many} views", "{many} Aufrufe", "{many} vues", "{many} lecturas", "Wyświetlenia: {many}", put=under_headline
    ),
    "comment_count": line(
        "💬 {few}", "{few} reacties", "{few} commenti", "Commentaires ({few})", "コメント {few}件", put=under_headline
    ),
    "breadcrumbs": box(
        "<div><a href='/'>Home</a> › <a href='/n'>News</a> › <a href='/n/{id}'>Region</a></div>", put=over_headline
    ),
    "readers_comments": box(
        "<div><h3>Readers' comments ({few})</h3><ul><li>Tin Whistle, {few} minutes ago: My aunt lives two streets away"
        " and heard nothing of it until lunch.</li><li>Old Hand: They said the same in the year of the flood, and look"
        " how that went. {few} likes</li></ul></div>",
        "<div><h3>Kommentare ({few})</h3><p>Gartenfreund: Das war doch seit Jahren abzusehen. Antworten</p>"
        "<p>Moni_{few}: Gut, dass es endlich jemand schreibt.</p></div>",
        put=at_the_end,
    ),
}


NOISE: Final[dict[str, Operation]] = {**LINES, **RENDERINGS}
