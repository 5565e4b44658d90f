"""What the head of a document tells programs that show links: Open Graph, Twitter, canonical."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from geo.addresses import Screen
from geo.catalogue import Catalogue
from geo.languages import LANGUAGES, LOCALES, Language, translations
from geo.share.canonical import canonical_address
from geo.share.home import Home
from geo.share.sizes import CARD_SIZE

OEMBED_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


@dataclass(frozen=True)
class Shared:
    """What is told of a screen where its address is shared.

    `address` is its canonical address, relative to the root of the atlas.
    """

    event: str
    address: str
    title: str
    description: str
    language: Language


def shared_of(catalogue: Catalogue, screen: Screen, page: str, asked: Mapping[str, str]) -> Shared:
    """What is told of a screen that was asked for with these parameters."""
    event = catalogue.events[screen.event]
    return Shared(
        event.id,
        canonical_address(screen, page, asked),
        event.title.text_in(screen.language),
        event.summary.text_in(screen.language),
        screen.language,
    )


def card_address(event: str, language: Language, version: str, width: int = CARD_SIZE[0]) -> str:
    """The address of a card, relative to the root; it changes when what is on the card does."""
    size = "" if width == CARD_SIZE[0] else f".{width}"
    return f"share/{event}.{language}{size}.png?v={version}"


def share_tags(shared: Shared, home: Home, version: str) -> list[str]:
    """The tags of a document, each one line; `version` is that of the cards."""
    say = translations(shared.language).gettext
    address = home.to(shared.address)
    card = home.to(card_address(shared.event, shared.language, version))
    picture = say("Map: %(title)s") % {"title": shared.title}
    width, height = CARD_SIZE
    properties = [
        ("og:type", "article"),
        ("og:site_name", say("Four Islands")),
        ("og:title", shared.title),
        ("og:description", shared.description),
        ("og:url", address),
        ("og:locale", LOCALES[shared.language]),
        *(("og:locale:alternate", LOCALES[it]) for it in LANGUAGES if it != shared.language),
        ("og:image", card),
        ("og:image:type", "image/png"),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", picture),
    ]
    names = [
        ("twitter:card", "summary_large_image"),
        ("twitter:title", shared.title),
        ("twitter:description", shared.description),
        ("twitter:image", card),
        ("twitter:image:alt", picture),
    ]
    found = [f'<link rel="canonical" href="{escape(address)}">']
    found += [f'<meta property="{key}" content="{escape(text)}">' for key, text in properties]
    found += [f'<meta name="{key}" content="{escape(text)}">' for key, text in names]
    for format, media_type in OEMBED_TYPES.items():
        endpoint = home.to(f"oembed?{urlencode({'url': address, 'format': format})}")
        found.append(
            f'<link rel="alternate" type="{media_type}" href="{escape(endpoint)}" '
            f'title="{escape(shared.title)}">'
        )
    return found
