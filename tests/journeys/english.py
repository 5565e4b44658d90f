"""What of a page is English: the rule by which pages in other languages are read."""

import re
from functools import cache
from typing import Any

from babel.messages.pofile import read_po
from conftest import Visit

from geo.edition import shipped_catalogue, shipped_edition
from geo.languages import CATALOGUES, Language
from geo.model import InLanguages, Record

# Latin letters with what stands between them in a name: "Press TV, via GlobalSecurity.org".
LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9 .,'’&/()\-]*")
_EDGES = " .,/()-"
WORD = re.compile("[A-Za-z]{3}")
# Those who make the base maps and the script that shows them.
MAKERS = ("OpenStreetMap", "OpenStreetMap Mapnik", "OpenTopoMap", "SRTM", "Leaflet", "CC-BY-SA")
# Text that is seen or read out, outside links to sources and what is marked as English.
READ = """() => {
  const found = [];
  // Streamlit's own names for parts of its widgets, which it has in English only.
  const WIDGETS =
    "[data-testid=stSidebar], [data-testid=stMultiSelect] *, [data-testid=stSlider] *";
  const STREAMLIT = /^(Sidebar|Clear all|Open|Remove .*|.* — (start|end))$/;
  for (const it of document.querySelectorAll("details")) it.open = true;
  const isShown = (it) => it.checkVisibility({ visibilityProperty: true });
  const note = (text, at) => {
    if (!/[A-Za-z]{3}/.test(text)) return;
    if (at.closest("a[target=_blank], a[href='#stMain'], script, style, noscript")) return;
    if (at.closest("[data-testid=stIconMaterial], code")) return; // identifiers
    const spoken = at === document.documentElement ? "" : at.closest("[lang]")?.lang;
    if (spoken === "en" || spoken === "ain") return; // Ainu names are written in Latin letters
    found.push([text.replace(/\\s+/g, " ").trim(), `${at.tagName} ${at.id || at.className}`]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (isShown(parentElement.closest("select") ?? parentElement)) note(data, parentElement);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const it of document.querySelectorAll(`[${name}]`)) {
      const isStreamlits = STREAMLIT.test(it.getAttribute(name)) && it.matches(WIDGETS);
      if (isShown(it) && !isStreamlits) note(it.getAttribute(name), it);
    }
  }
  note(document.title, document.documentElement);
  return found;
}"""


def english_in(visit: Visit) -> list[tuple[str, str]]:
    """The English that is on the page, and the element that it is in."""
    read = visit.page.evaluate(READ)
    return [(text, at) for text, at in read if is_english(text, visit.language)]


def is_english(text: str, language: Language) -> bool:
    """Whether a text holds Latin words that neither a translation nor a name has."""
    allowed = latin_of(language)
    return any(
        WORD.search(part) and part not in allowed
        for run in runs_of(text)
        if run not in allowed
        for part in parts_of(run)
    )


def runs_of(text: str) -> list[str]:
    """The stretches of Latin letters in a text."""
    return [run.strip(_EDGES) for run in LATIN.findall(text)]


def parts_of(run: str) -> list[str]:
    """What may stand side by side in a stretch: the items of a list, and what a bracket adds."""
    return [part.strip(_EDGES) for part in re.split(r", |\. |/| \(", run)]


@cache
def latin_of(language: Language) -> frozenset[str]:
    """What is in Latin letters in the translations, and the names that have no translation."""
    texts = [*MAKERS, *_messages(language)]
    edition = shipped_edition()
    parts = {
        **vars(shipped_catalogue()),
        "expectations": edition.expectations,
        "changes": dict(enumerate(edition.changes)),
    }
    for records in parts.values():
        for record in records.values():
            texts += _texts(record, language)
    return frozenset(run for text in texts for run in runs_of(text))


def _messages(language: Language) -> list[str]:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        messages = [it.string for it in read_po(file, locale=language) if it.id]
    texts = [text for it in messages for text in ([it] if isinstance(it, str) else it)]
    return [re.sub(r"%\(\w+\)[sd]|<[^>]*>", "\n", text) for text in texts]


def _texts(value: Any, language: Language) -> list[str]:
    """The translated texts within a record, outlets, and how names are written in Latin letters."""
    if isinstance(value, InLanguages):
        return [getattr(value, language) or ""]
    if isinstance(value, tuple):
        return [text for item in value for text in _texts(item, language)]
    if not isinstance(value, Record):
        return []
    fields = [
        text for name in type(value).model_fields for text in _texts(getattr(value, name), language)
    ]
    return [*fields, *filter(None, (getattr(value, name, None) for name in ("outlet", "latin")))]
