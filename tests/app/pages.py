"""Pages of an invented paper, written by hand: small enough to hold in the head, large enough to be an article."""

from __future__ import annotations

NOTICE = "This is a breaking news story and will be updated."
FIRE = (
    "A fire broke out in the old harbour of Aldern on Monday morning and spread to two warehouses before noon.",
    "Twelve people were taken to hospital, the fire brigade said shortly after nine o'clock on the quay.",
    "The cause was not known, and police asked everyone to stay away from the quays until the evening.",
    "Ferries to the islands were held back, and the school on Ropewalk Street sent its pupils home early.",
)
EDITED = (*FIRE[:1], FIRE[1].replace("Twelve", "Nineteen"), *FIRE[2:])


def page(*paragraphs: str, headline: str = "Fire in the harbour of Aldern") -> str:
    """Give an article's page; without paragraphs, the fire."""
    text = "\n".join(f"<p>{paragraph}</p>" for paragraph in (*(paragraphs or FIRE), NOTICE))
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{headline} - The Aldern Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="{headline}"></head>
<body><header><a href="/">The Aldern Post</a></header>
<main><article><h1>{headline}</h1>
{text}
</article></main>
<footer><p>The Aldern Post, Quay 1, Aldern</p></footer></body></html>
"""


SHRUNK = page(FIRE[0])
"""Most of the text is gone: nobody believes that at once."""
