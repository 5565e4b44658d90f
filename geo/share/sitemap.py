"""The sitemap (sitemaps.org 0.9, with the languages of each address) and `robots.txt`."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode
from xml.sax.saxutils import escape, quoteattr

from geo.addresses import Screen, query_of
from geo.catalogue import Catalogue
from geo.languages import LANGUAGES
from geo.share.home import Home
from geo.stories import sequence_of

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def sitemap(catalogue: Catalogue, pages: Iterable[str], home: Home) -> str:
    """Every page, and every event in each story that tells it, each in every language."""
    screens: list[tuple[str, dict[str, str]]] = [(page, {}) for page in pages]
    screens += [("", query) for query in _events(catalogue)]
    entries = [entry for page, query in screens for entry in _entries(page, query, home)]
    return f"{_HEAD}{''.join(entries)}</urlset>\n"


def _events(catalogue: Catalogue) -> Iterator[dict[str, str]]:
    for story in catalogue.stories:
        for event in sequence_of(catalogue, story).events:
            yield query_of(Screen(event.id, story))


def _entries(page: str, query: dict[str, str], home: Home) -> Iterator[str]:
    """An address without a language and in each, every one naming them all."""
    addresses = {"x-default": _address(page, query, home)}
    addresses |= {it: _address(page, {**query, "lang": it}, home) for it in LANGUAGES}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(address)}/>\n'
        for language, address in addresses.items()
    )
    for address in addresses.values():
        yield f"<url>\n<loc>{escape(address)}</loc>\n{links}</url>\n"


def _address(page: str, query: dict[str, str], home: Home) -> str:
    return home.to(f"{page}?{urlencode(query)}" if query else page)


def robots(home: Home) -> str:
    """Everything may be read, and here is the list of it."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {home.to('sitemap.xml')}\n"
