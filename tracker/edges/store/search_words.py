"""What a person asks for, as an expression that FTS5 takes: nothing that is typed reaches the database bare.

Words in a row must all stand in one passage. `"death toll"` is a phrase, `flood*` begins a word; `a OR b`, `a NOT b`
and brackets are what they are elsewhere, with operators in capitals. Anything else is a word.

Source: https://sqlite.org/fts5.html, section 3 (a string in double quotes, its quotes doubled, is never syntax).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.errors import UsageError

SEPARATOR = "\x1f"
OPENS, CLOSES = "\x02", "\x03"
MOST_WORDS = 64
DEEPEST = 16
LONGEST = 2000

# Written without spaces between words: ideographs, kana, Hangul (whose endings hang on their words), Thai, Lao,
# Myanmar, Khmer. Each sign of theirs is a word to the index, and a word of theirs a phrase of signs.
_UNSPACED = (
    "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u17dc-\u17dd\u1100-\u11ff\u3005\u3007\u3040-\u30ff\u3130-\u318f"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_BESIDE_ONE = re.compile(f"(?<=[^ \x1f])(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])(?=[^ \x1f])")
_CONTROLS = str.maketrans(dict.fromkeys((0, ord(OPENS), ord(CLOSES), ord(SEPARATOR)), " "))
_TOKEN = re.compile(r'"(?P<phrase>[^"]*)"?(?P<begins>\*?)|(?P<bracket>[()])|(?P<word>[^\s"()]+)')
_OPERATORS = frozenset({"AND", "OR", "NOT"})
_CLEAR = re.compile(r'["()*]|\b(?:AND|OR|NOT)\b')


def separated(text: str) -> str:
    """Give text as it is indexed: signs of scripts without spaces parted by U+001F, four controls become spaces."""
    text = text.translate(_CONTROLS)
    return _BESIDE_ONE.sub(SEPARATOR, text) if _UNSPACED_SIGN.search(text) else text


def joined(text: str) -> str:
    """Give indexed text as it stood on the page."""
    return text.replace(SEPARATOR, "")


def question(arguments: Sequence[str]) -> str:
    """Give a command line's arguments as one question.

    The shell takes quotes away: an argument of several plain words was quoted there, and is a phrase.
    """
    return " ".join(f'"{one}"' if " " in one.strip() and not _CLEAR.search(one) else one for one in arguments)


def expression(asked: str) -> str:
    """Give the FTS5 expression of a question.

    Raises:
        UsageError: it holds no word, nothing but what is to be left out, or too much.
    """
    if len(asked) > LONGEST:
        raise UsageError(f"that is too much to search for: {len(asked)} characters, {LONGEST} are the most")
    tokens = _tokens(asked)
    if sum(token.text != "" for token in tokens) > MOST_WORDS:
        raise UsageError(f"that is too much to search for: give {MOST_WORDS} words at most")
    found = _Reader(tokens=tokens).alternatives(0)
    if found.unwanted and not found.wanted:
        raise UsageError("only what is to be left out was named: give a word to search for before NOT")
    if not found.wanted:
        raise UsageError(f"there is no word to search for in {_quoted(asked)}: give a word, or a phrase in quotes")
    return found.whole()


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or phrase ready for FTS5, or else (`text` empty) a sign: an operator or a bracket."""

    text: str
    sign: str = ""


def _tokens(asked: str) -> list[_Token]:
    depth, found = 0, []
    for token in (_token(one) for one in _TOKEN.finditer(asked)):
        # A bracket that closes nothing is passed over.
        if (not token.text and not token.sign) or (token.sign == ")" and depth == 0):
            continue
        depth += {"(": 1, ")": -1}.get(token.sign, 0)
        found.append(token)
    return found


def _token(found: re.Match[str]) -> _Token:
    if found["bracket"] or found["word"] in _OPERATORS:
        return _Token("", found["bracket"] or found["word"])
    if found["phrase"] is not None:
        return _Token(_term(found["phrase"], begins=bool(found["begins"])))
    word = found["word"]
    return _Token(_term(word.rstrip("*"), begins=word.endswith("*")))


def _term(words: str, *, begins: bool) -> str:
    indexed = separated(words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")).strip(f" {SEPARATOR}")
    # What holds no letter and no figure is no word to the index.
    if not any(letter.isalnum() for letter in indexed):
        return ""
    return f'"{indexed}"' + ("*" if begins else "")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a part of a question wants and what it leaves out, as expressions; each may be empty."""

    wanted: str = ""
    unwanted: str = ""

    def whole(self) -> str:
        """Give it as one expression; empty where nothing is wanted."""
        return f"({self.wanted} NOT {self.unwanted})" if self.wanted and self.unwanted else self.wanted


@dataclass(slots=True)
class _Reader:
    """Reads tokens from left to right: alternatives of rows of words, in brackets again.

    What makes no sense is passed over: an operator without words beside it, a bracket without its other half, an
    alternative that only leaves out.
    """

    tokens: list[_Token]
    at: int = field(default=0)

    def alternatives(self, depth: int) -> _Asked:
        """Read up to the bracket that closes, or the end."""
        if depth > DEEPEST:
            raise UsageError(f"that is too much to search for: {DEEPEST} brackets within each other are the most")
        rows = [self._row(depth)]
        while self._passed("OR"):
            rows.append(self._row(depth))
        named = [row for row in rows if row.wanted] or [row for row in rows if row.unwanted]
        if len(named) == 1:
            return named[0]
        return _Asked(_together([row.whole() for row in named], "OR"), _together(_left_out(named), "AND"))

    def _row(self, depth: int) -> _Asked:
        wanted: list[str] = []
        unwanted: list[str] = []
        while (token := self._next()) is not None and token.sign not in ("OR", ")"):
            if token.sign == "AND":
                self.at += 1
                continue
            negated = self._passed("NOT")
            part = self._one(depth)
            if negated:
                # What is left out of what is left out is wanted.
                unwanted.append(part.whole())
                wanted.append("" if part.wanted else part.unwanted)
            else:
                wanted.append(part.whole())
                unwanted.append("" if part.wanted else part.unwanted)
        return _Asked(_together(wanted, "AND"), _together(unwanted, "OR"))

    def _one(self, depth: int) -> _Asked:
        token = self._next()
        if token is None or token.sign in ("OR", "AND", ")", "NOT"):
            return _Asked()
        self.at += 1
        if token.sign != "(":
            return _Asked(token.text)
        inner = self.alternatives(depth + 1)
        self._passed(")")
        return inner

    def _next(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _passed(self, sign: str) -> bool:
        token = self._next()
        if token is None or token.sign != sign:
            return False
        self.at += 1
        return True


def _together(parts: Sequence[str], operator: str) -> str:
    known = [part for part in parts if part]
    return known[0] if len(known) == 1 else f"({f' {operator} '.join(known)})" if known else ""


def _left_out(rows: Sequence[_Asked]) -> list[str]:
    """Give what rows leave out where they want nothing: whoever leaves out one or the other leaves out both at once."""
    return [row.unwanted for row in rows if not row.wanted]


def _quoted(asked: str) -> str:
    return repr(asked if len(asked) <= 60 else asked[:57] + "...")
