from __future__ import annotations

from dataclasses import replace

import pytest

from tests.jobs.outbox import owed
from tests.view.letters import ARTICLE, PARIS
from tracker.model import AlertKind
from tracker.view.letter import OtherNews, news_message
from tracker.view.payload import plain_message


@pytest.mark.parametrize(
    ("article", "words"),
    [(None, "The tracker is well again: sites"), (ARTICLE, "The article can be read again: sites")],
)
def test_its_own_recovery_is_not_told_as_that_of_an_article(article: object, words: str) -> None:
    about = ARTICLE if article is ARTICLE else None
    told = owed(1, article=about.id if about else None, kind=AlertKind.BACK)
    told = replace(told, detail="sites answer again, after 2 h")
    mail = news_message(article=about, deliveries=(told,), sender="t@example.org", zone=PARIS, now=told.created)
    chat = plain_message(news=(OtherNews(article=about, deliveries=(told,)),), delivery=told, zone=PARIS)

    assert mail.text.startswith(words)
    assert words in chat
