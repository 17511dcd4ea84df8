"""Noise for the last judgement: other words and shapes again than `bench/other_noise.py`; no rule is written after it.

    ../shared/eval/extract/replay.py --driver bench/replay_driver.py --noise bench/more_noise.py

What is fair as noise is said in `bench/other_noise.py`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.insertion import (
    TAG,
    Operation,
    Page,
    before,
    behind,
    box,
    in_text,
    line,
    over_headline,
    paragraphs,
    second,
    under_headline,
)

BOXES: Final[dict[str, Operation]] = {
    "crossword_teaser": box(
        "<section><h4>Take a break</h4><p>Today's mini crossword has {few} clues and one trap.</p>"
        "<a href='/play'>Play</a></section>",
        "<section><h4>Rätsel des Tages</h4><p>Schaffen Sie das Sudoku in {few} Minuten?</p></section>",
    ),
    "recipe_card": box(
        "<table><tr><td><a href='/cook/{id}'>Tonight: leek tart with walnuts</a></td><td>{few} min</td></tr></table>",
        "<table><tr><td>Dagens recept: linssoppa med citron</td><td>{few} min</td></tr></table>",
    ),
    "currency_table": box(
        "<dl><dt>USD</dt><dd>{rate}</dd><dt>EUR</dt><dd>{rate}</dd><dt>GBP</dt><dd>{rate}</dd></dl>",
        "<ul><li>Dolar {rate} ₺</li><li>Euro {rate} ₺</li><li>Altın {many} ₺</li></ul>",
        "<ul><li>Курс доллара {rate} ₽</li><li>Курс евро {rate} ₽</li></ul>",
    ),
    "traffic_line": line(
        "Roads now: A{few} slow for {few} km, last measured at {clock}",
        "Trafikken akkurat nå: {few} minutter forsinkelse inn mot sentrum",
        "현재 시내 평균 속도 시속 {few}km",
    ),
    "air_quality": line(
        "Air quality index {few}, moderate", "Indice de qualité de l'air : {few}", "当前空气质量指数{few}，良"
    ),
    "lottery_numbers": line(
        "Saturday's numbers: {few}, {few}, {few}, {few} and {few}. Bonus ball {few}.",
        "Lottozahlen: {few} - {few} - {few} - {few}",
        "Оформите подписку и получите {few} билетов в подарок",
    ),
    "reading_time": line(
        "Lesezeit {few} Min", "Tempo di lettura: {few} min", "阅读需{few}分钟", "{few} dk okuma", put=before
    ),
    "text_size": box("<div><button>A-</button><button>A</button><button>A+</button> Text size</div>", put=before),
    "save_for_later": line(
        "Save for later", "Merken", "Guardar para después", "Spara artikeln", "Kaydet", put=under_headline
    ),
    "registration_meter": line(
        "You have read {few} of your 60 free stories this month. <a href='/join'>Create an account</a>",
        "Je hebt nog {few} gratis artikelen",
        "Du har läst {few} artiklar den här månaden. Skapa ett konto",
    ),
    "gift_link": line(
        "Subscribers can give this story to {few} friends. <a href='/gift'>Copy a gift link</a>",
        "Artikel verschenken: noch {few} Links in diesem Monat",
        put=second,
    ),
    "jobs_box": box(
        "<div><h5>Jobs near you</h5><ol><li>Tram driver, depot east</li><li>Night nurse, {few} hours</li></ol></div>",
        "<div><h5>Stellenmarkt</h5><ol><li>Elektriker (m/w/d)</li><li>Pflegefachkraft, {few} Std.</li></ol></div>",
    ),
    "deaths_and_births": line(
        "Family notices: {few} new announcements today", "Traueranzeigen: {few} neue Einträge", "Necrologie: {few}"
    ),
    "folded_faq": box(
        "<details><summary>Why can you trust us?</summary><p>Every story is read by two editors before it goes out.</p>"
        "</details>",
        "<details><summary>Bize neden güvenebilirsiniz?</summary>"
        "<p>Her haber iki editör tarafından okunur.</p></details>",
    ),
    "bare_text": box(
        "Story continues after the picture",
        "Der Beitrag geht nach der Werbung weiter ({few} Sekunden)",
        "Artikkelen fortsetter under annonsen",
        "Haberin devamı reklamdan sonra",
    ),
    "up_next": box(
        "<hr><h2>Up next</h2><h3><a href='/n/{id}'>The lighthouse that was sold twice</a></h3>"
        "<p>Two brothers, one deed and"
        " a very long winter: how a keeper's cottage came to have two owners.</p>",
        "<hr><h2>Nästa artikel</h2><h3><a href='/n/{id}'>Fyren som såldes två gånger</a></h3>"
        "<p>Två bröder och en mycket"
        " lång vinter.</p>",
        put=behind,
    ),
    "contact_reporter": line(
        "Do you know more? Write to us in confidence at tips@paper.example or call 0{id}.",
        "Haben Sie Hinweise? Schreiben Sie uns vertraulich.",
        "Знаете больше? Напишите нам",
        put=behind,
    ),
    "rating_stars": line("★★★★☆ {rate} / 5 ({many} ratings)", "Bewertung: {rate} von 5", "별점 {rate}", put=behind),
    "open_house_banner": box(
        "<div><a href='/open'>Open day at our printing works, {few} places left</a></div>", put=over_headline
    ),
}


def _rewritten(page: Page, pattern: str, new: str) -> str | None:
    text = re.sub(pattern, new, page.html)
    return text if text != page.html else None


def sentences_in_spans(page: Page) -> str | None:
    """Put each stretch of text into a span with a number of its own."""
    return in_text(
        page, lambda text: f'<span data-s="{page.rng.randint(1, 10**6)}">{text}</span>' if text.strip() else text
    )


def paragraphs_by_threes(page: Page) -> str | None:
    """Group touching paragraphs in sections of up to three."""
    found, text = paragraphs(page), page.html
    groups = [found[at : at + 3] for at in range(0, len(found), 3)]
    for group in reversed(groups):
        start, end = group[0][0], group[-1][1]
        if not TAG.sub("", re.sub(r"<p\b.*?</p>", "", text[start:end], flags=re.DOTALL)).strip():
            balanced = text[start:end].count("<div") == text[start:end].count("</div")
            text = f"{text[:start]}<section>{text[start:end]}</section>{text[end:]}" if balanced else text
    return text if text != page.html else None


def comments_in_text(page: Page) -> str | None:
    """Leave a machine's comments in the text."""
    return in_text(page, lambda text: text.replace(" ", f"<!-- {page.rng.randint(1, 999)} --> ", 1))


def named_quotes(page: Page) -> str | None:
    """Write the same curly quotes and dashes by their names."""
    names = {
        "“": "&ldquo;",
        "”": "&rdquo;",
        "’": "&rsquo;",
        "‘": "&lsquo;",
        "–": "&ndash;",
        "—": "&mdash;",
        "…": "&hellip;",
    }
    return in_text(page, lambda text: re.sub("[“”’‘–—…]", lambda found: names[found.group()], text))


def capital_tags(page: Page) -> str | None:
    """Write the paragraphs' tags in capitals."""
    return _rewritten(page, r"<(/?)p(?=[ >])", r"<\1P")


def picture_elements(page: Page) -> str | None:
    """Offer each picture in a second format."""
    new = r'<picture><source type="image/avif" srcset="\2.avif">\1</picture>'
    return _rewritten(page, r'(<img\b[^<>]{0,600}?\ssrc="(https?:[^"?]{1,600})[^"]{0,300}"[^<>]{0,900}>)', new)


def outer_wrapper(page: Page) -> str | None:
    """Put the whole page into two more elements."""
    opened = re.sub(r"(<body\b[^>]{0,2000}>)", r'\1<div id="shell"><div class="view">', page.html, count=1)
    return opened.replace("</body>", "</div></div></body>") if "</body>" in opened else None


def article_ids(page: Page) -> str | None:
    """Name every paragraph of the article, anew with each rendering."""
    text = page.html
    for start, _ in reversed(paragraphs(page)):
        text = f'{text[: start + 2]} data-key="{page.rng.randint(1, 10**9):x}" dir="auto"{text[start + 2 :]}'
    return text


RENDERINGS: Final[dict[str, Operation]] = {
    operation.__name__: operation
    for operation in (
        sentences_in_spans,
        paragraphs_by_threes,
        comments_in_text,
        named_quotes,
        capital_tags,
        picture_elements,
        outer_wrapper,
        article_ids,
    )
}
NOISE: Final[dict[str, Operation]] = {**BOXES, **RENDERINGS}
