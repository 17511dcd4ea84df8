from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.extract.picture_identity import picture_identity

PICTURE = "https://valley.example/uploads/2026/03/harbour-wall-breach.jpg"
SAME = [
    "https://cdn2.valley.example/uploads/2026/03/harbour-wall-breach.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach-1024x768.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach-1024x768@2x.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach_1200x.webp",
    "https://valley.example/uploads/2026/03/harbour-wall-breach-scaled.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach-e1772440000123.jpeg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach.jpg.webp",
    "https://valley.example/uploads/2026/03/harbour-wall-breach.jpg!large",
    "https://valley.example/uploads/2026/03/harbour-wall-breach.jpg:large",
    "https://valley.example/uploads/2026/03/harbour-wall-breach_w1200_r1.778_fpx50_fpy45.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-breach.avif?w=1200&h=630&fit=crop&s=0f1e",
    "http://valley.example/1200x630/smart/uploads/harbour-wall-breach.jpg",
    "https://valley.example/resizer/v2/uploads/harbour-wall-breach.jpg?auth=3f&width=800",
    "https://valley.example/image/upload/w_1200,h_630,c_fill/f_auto/harbour-wall-breach.png",
    "https://valley.example/unsafe/fit-in/800x0/filters:format(webp)/valley.example/harbour-wall-breach.jpg",
    "https://valley.example/cdn-cgi/image/width=800,quality=75/https://cdn.example/harbour-wall-breach.jpg",
    "https://valley.example/_next/image?url=%2Fuploads%2Fharbour-wall-breach.jpg&w=1920&q=75",
    f"https://images.example/?url={quote(PICTURE + '?w=3', safe='')}&w=100",
    f"https://images.example/proxy/s/{quote(PICTURE, safe='')}",
    "https://img.example/x/rs:fit:800/aHR0cHM6Ly9hLmV4YW1wbGUvaGFyYm91ci13YWxsLWJyZWFjaC5qcGc.webp",
    "https://valley.example/{width}x{height}/harbour-wall-breach.jpg",
    "https://valley.example/cache/1536x864_harbour-wall-breach.jpg",
    "https://valley.example/cache/840_472_harbour-wall-breach.jpg",
    "https://valley.example/harbour-wall-breach-758x531@valley.jpg",
    "https://valley.example/harbour%252Dwall%252Dbreach.jpg",
    "https://valley.example/harbour-wall-breach/920x920.jpg",
    "https://valley.example/harbour-wall-breach/rawImage.jpg",
]
OTHER = [
    "https://valley.example/uploads/2026/03/harbour-wall-breach-2.jpg",
    "https://valley.example/uploads/2026/03/harbour-wall-mended.jpg",
    "https://valley.example/photo.php?id=12",
]


@pytest.mark.parametrize("address", SAME)
def test_one_picture_is_known_at_every_address(address: str) -> None:
    assert picture_identity(address) == "harbour-wall-breach"


@pytest.mark.parametrize("address", OTHER)
def test_another_picture_is_another(address: str) -> None:
    assert picture_identity(address) != picture_identity(PICTURE)


def test_a_name_that_says_little_is_told_apart_by_its_folders() -> None:
    assert picture_identity("https://a.example/2026/03/1.jpg?w=2") == "2026/03/1"
    assert picture_identity("https://a.example/2026/04/1.jpg") == "2026/04/1"
    assert picture_identity("https://a.example/fire-at-the-quay/image.jpg") == "fire-at-the-quay/image"


def test_a_picture_kept_as_a_folder_is_one_at_all_its_sizes() -> None:
    folder = "https://i.example/media/0123456789abcdef0123456789abcdef"
    assert picture_identity(f"{folder}/0_100_3000_1800/master/3000.jpg") == "0123456789abcdef0123456789abcdef"
    assert picture_identity(f"{folder}/500.jpg") == "0123456789abcdef0123456789abcdef"
    assert picture_identity(f"{folder}/16x9/640@60.jpg") == "0123456789abcdef0123456789abcdef"
    assert picture_identity("https://a.example/id-77,width-640,quality-75/photo.jpg") == "id-77,/photo"
    assert picture_identity("https://a.example/id-77,width-90/photo.jpg") == "id-77,/photo"


def test_a_script_is_asked_by_its_query() -> None:
    assert picture_identity("https://a.example/photo.php?id=12&w=300") == "photo.php?id=12"
    assert picture_identity("https://a.example/photo.php?w=900&id=13") == "photo.php?id=13"


@pytest.mark.parametrize("address", ["", "https://a.example/", "https://[", "data:", "?", "//", "https://a.example/%"])
def test_an_address_of_nothing_is_no_error(address: str) -> None:
    assert picture_identity(address) in ("", "%")


NAMES = st.from_regex(r"[a-z]{6,12}-[a-z]{6,12}", fullmatch=True)
SIZES = st.integers(100, 4000)


@st.composite
def renditions(draw: st.DrawFn) -> tuple[str, str]:
    """Two addresses of one picture that image servers and content systems make."""
    name, width, height = draw(NAMES), draw(SIZES), draw(SIZES)
    plain = f"https://a.example/media/{name}.jpg"
    sized = draw(
        st.sampled_from(
            (
                f"https://b.example/media/{name}-{width}x{height}.jpg",
                f"https://b.example/{width}x{height}/media/{name}.webp",
                f"https://b.example/w_{width},h_{height},c_fill/{name}.avif",
                f"https://b.example/fit-in/{width}x{height}/media/{name}.jpg",
                f"https://b.example/resize/{width}/media/{name}.jpg",
                f"https://b.example/media/{name}@2x.png",
                f"https://b.example/media/{name}.jpg?w={width}&h={height}&crop={width},{height},0,0",
                f"https://b.example/proxy?url={quote(plain, safe='')}&w={width}",
                f"https://b.example/proxy/{width}/{quote(plain, safe='')}",
            )
        )
    )
    return plain, sized


@given(renditions())
def test_sizes_never_change_the_identity(pair: tuple[str, str]) -> None:
    assert picture_identity(pair[0]) == picture_identity(pair[1])


@given(NAMES, NAMES, SIZES)
def test_another_name_always_does(one: str, other: str, width: int) -> None:
    addresses = (f"https://a.example/{width}x0/media/{name}.jpg?w={width}" for name in (one, other))
    identities = [picture_identity(address) for address in addresses]
    assert (identities[0] == identities[1]) == (one == other)


@given(st.text(max_size=200))
def test_any_text_has_an_identity_or_none(text: str) -> None:
    assert isinstance(picture_identity(text), str)
