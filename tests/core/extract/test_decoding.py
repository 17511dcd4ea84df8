from __future__ import annotations

import pytest

from tracker.core.extract import decode, decode_page
from tracker.errors import ReadingError

TEXT = "<p>Größe, naïve, “quoted” – and plain words to dilute them</p>"


def test_a_byte_order_mark_comes_first() -> None:
    assert decode(TEXT.encode("utf-8-sig"), charset="iso-8859-1") == TEXT
    assert decode(TEXT.encode("utf-16"), charset="utf-8") == TEXT


def test_sound_utf_8_beats_a_declaration() -> None:
    assert decode(TEXT.encode(), charset="iso-8859-1") == TEXT
    assert decode(b"<meta charset=iso-8859-15>" + TEXT.encode()).endswith(TEXT)


def test_the_bytes_are_given_along_where_they_are_the_page_in_utf_8_and_nowhere_else() -> None:
    assert decode_page(TEXT.encode(), charset="iso-8859-1") == (TEXT, TEXT.encode())
    for other in (TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"), TEXT.encode("cp1252")):
        assert decode_page(other, charset="windows-1252") == (TEXT, None)


def test_the_header_comes_before_the_page() -> None:
    body = b"<meta charset=koi8-r>" + TEXT.encode("cp1252")
    assert decode(body, charset="windows-1252").endswith(TEXT)


def test_the_page_is_believed_where_the_header_is_silent() -> None:
    body = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + "Новость дополняется".encode(
        "cp1251"
    )
    assert decode(body).endswith("Новость дополняется")


def test_latin_1_is_read_as_browsers_read_it() -> None:
    assert decode("“quoted”".encode("cp1252"), charset="iso-8859-1") == "“quoted”"


def test_undeclared_bytes_that_are_no_utf_8_are_windows_1252() -> None:
    assert decode("Größe".encode("cp1252")) == "Größe"


def test_an_unknown_charset_is_as_none() -> None:
    assert decode(TEXT.encode(), charset="x-unheard-of") == TEXT
    assert decode(TEXT.encode(), charset="base64") == TEXT


def test_a_few_broken_characters_are_borne() -> None:
    assert decode(TEXT.encode() * 5 + b"\xff", charset="utf-8").count("\ufffd") == 1


def test_a_page_in_a_wrong_charset_is_a_failed_reading() -> None:
    with pytest.raises(ReadingError, match="broken"):
        decode("Новость дополняется, следите за обновлениями".encode("cp1251"), charset="utf-8")
