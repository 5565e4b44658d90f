"""oEmbed 1.0 (oembed.com): what a content management system makes of a link to the atlas."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape as escape_xml

from geo.addresses import Screen, query_of, screen_from_query
from geo.catalogue import Catalogue
from geo.languages import Language, translations
from geo.share.home import Home
from geo.share.sizes import WIDTHS, height_of
from geo.share.tags import card_address

SIZE = (800, 600)
CACHED_SECONDS = 86400
MEDIA_TYPES = {"json": "application/json", "xml": "text/xml"}
_ILL_FORMED = {code: None for code in range(0x20) if code not in (0x9, 0xA, 0xD)}


@dataclass(eq=False)
class Refused(Exception):
    """A request that is not answered: with which status, and why."""

    status: int
    reason: str


def oembed(
    asked: Mapping[str, str],
    catalogue: Catalogue,
    pages: Collection[str],
    home: Home,
    version: str,
    preferred: Language,
) -> tuple[str, str]:
    """The answer to a request with these parameters, and its media type.

    `preferred` is the language of the title where the link asks for none. Raises `Refused`: 400
    where a parameter is missing or no number, 404 where the link is not one of the atlas's own, 501
    for formats other than JSON and XML.
    """
    format = asked.get("format") or "json"
    if format not in MEDIA_TYPES:
        raise Refused(501, "The format is json or xml.")
    room = (_limit(asked, "maxwidth"), _limit(asked, "maxheight"))
    fields = _fields(asked.get("url", ""), room, catalogue, pages, home, version, preferred)
    text = _xml(fields) if format == "xml" else json.dumps(fields, ensure_ascii=False)
    return text, MEDIA_TYPES[format]


def _fields(
    address: str,
    room: tuple[int | None, int | None],
    catalogue: Catalogue,
    pages: Collection[str],
    home: Home,
    version: str,
    preferred: Language,
) -> dict[str, Any]:
    if not address:
        raise Refused(400, "The parameter url is missing.")
    found = home.within(address)
    if found is None or found[0] not in pages:
        raise Refused(404, "The address is not one of this atlas.")
    page, query = found[0], dict(parse_qsl(found[1]))
    if query.get("event") and query["event"] not in catalogue.events:
        raise Refused(404, "There is no such event in this atlas.")
    screen = screen_from_query(query, catalogue, preferred)
    name = translations(screen.language).gettext("Four Islands")
    title = catalogue.events[screen.event].title.text_in(screen.language)
    width, height = (min(side, most or side) for side, most in zip(SIZE, room, strict=True))
    return {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": name,
        "provider_url": home.base,
        "cache_age": CACHED_SECONDS,
        "width": width,
        "height": height,
        "html": embed_code(screen, page, catalogue, home, width, height),
        **_thumbnail(screen.event, screen.language, room, home, version),
    }


def embed_address(screen: Screen, page: str, home: Home) -> str:
    """The absolute address of a screen as it is embedded in other pages."""
    return home.to(f"{page}?{urlencode({**query_of(screen), 'embed': 'true'})}")


def embed_code(
    screen: Screen, page: str, catalogue: Catalogue, home: Home, width: int | str, height: int
) -> str:
    """The HTML of an embedded screen; `width` in pixels or as a percentage, `height` in pixels."""
    title = catalogue.events[screen.event].title.text_in(screen.language)
    name = translations(screen.language).gettext("Four Islands")
    return (
        f'<iframe src="{escape(embed_address(screen, page, home))}" width="{width}" '
        f'height="{height}" title="{escape(f"{title} · {name}")}" style="border:0;max-width:100%" '
        'loading="lazy" allow="clipboard-write; fullscreen"></iframe>'
    )


def _thumbnail(
    event: str,
    language: Language,
    room: tuple[int | None, int | None],
    home: Home,
    version: str,
) -> dict[str, Any]:
    """The largest card that fits; the specification wants none rather than too large a one."""
    for width in WIDTHS:
        height = height_of(width)
        if width <= (room[0] or width) and height <= (room[1] or height):
            return {
                "thumbnail_url": home.to(card_address(event, language, version, width)),
                "thumbnail_width": width,
                "thumbnail_height": height,
            }
    return {}


def _limit(asked: Mapping[str, str], name: str) -> int | None:
    text = asked.get(name, "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise Refused(400, f"The parameter {name} is a number of pixels, from 1.")
    return int(text)


def _xml(fields: Mapping[str, Any]) -> str:
    items = "".join(
        f"<{key}>{escape_xml(str(value).translate(_ILL_FORMED))}</{key}>\n"
        for key, value in fields.items()
    )
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{head}\n<oembed>\n{items}</oembed>\n"
