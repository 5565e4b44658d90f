"""The HTML document that Streamlit serves, with what the atlas adds to it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import quote

from geo.bundle import MAP_SCRIPTS, WEB, Bundle
from geo.languages import SOURCE_LANGUAGE, Language
from geo.share.tags import Shared

# The map's modules import each other; named here they load together, beside Streamlit's own.
MODULES = (*MAP_SCRIPTS, "draw.js", "atlas.js", "leaflet.js")
SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")
_FONT = re.compile(r'href="(\./static/media/SourceSans[^"]*\.woff2)"')
# Every page lies directly under the root of the app. Told so, Streamlit does not try the page's own
# address first, which would cost a round trip and two errors in the console. And it would load its
# icon font (375 kB) at once, of which the atlas shows two arrows, drawn in `frame.css`; an icon
# that is shown still loads it.
_BEFORE_STREAMLIT = """<script>
window.__streamlit ??= { BACKEND_BASE_URL: new URL("./", location.href).href };
{
  const load = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...text) =>
    font.includes("Material Symbols") ? Promise.resolve([]) : load(font, ...text);
}
</script>"""
# What starts Streamlit: its scripts, and the styles that its own elements need.
_STREAMLIT = re.compile(
    r'[ \t]*(?:<script type="module"[^>]*></script>'
    r'|<link rel="(?:modulepreload|stylesheet)"[^>]*>)\n?'
)
# The first view is painted before the app begins to load: its hundred files would share the line
# and the processor with that. A second after the load for browsers that do not say what they paint.
START_APP = """
{
  const start = () => document.head.append(document.getElementById("app").content);
  new PerformanceObserver(start).observe({ type: "paint", buffered: true });
  addEventListener("load", () => setTimeout(start, 1000));
}
"""
TITLE = "Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"


@dataclass(frozen=True)
class FirstView:
    """What a document shows before the app has started: `body` is HTML, the others are text.

    `alternates` are the addresses of the same screen by language; `shared` is what links to it
    tell.
    """

    title: str
    description: str
    body: str
    has_map: bool
    language: Language
    alternates: Mapping[str, str]
    shared: Shared | None = None


def with_first_view(
    document: str, first: FirstView | None, bundle: Bundle, tags: Sequence[str] = ()
) -> str:
    """The document with the atlas's styles, and where there is one with its first view.

    With a first view, what loads the app waits in a template until that is painted; `START_APP`
    is the inline script that sees to it. Addresses are relative, as Streamlit's own are, so that
    they hold behind any base path.
    """
    styles = f'<link rel="stylesheet" href="./{bundle.address}atlas.css" data-atlas>'
    head = [_BEFORE_STREAMLIT, _font_face(document), styles]
    if not first:
        return _filled(document, TITLE, SOURCE_LANGUAGE, head)
    head.append(f'<meta name="description" content="{escape(first.description)}">')
    head += [
        f'<link rel="alternate" hreflang="{code}" href="{escape(address)}">'
        for code, address in first.alternates.items()
    ]
    head += tags
    app = "\n".join([*_early(first, bundle), *map(str.strip, _STREAMLIT.findall(document))])
    after = f'<template id="app">\n{app}\n</template>\n<script>{START_APP}</script>'
    without = _STREAMLIT.sub("", document)
    return _filled(without, first.title, first.language, head, first.body, after)


def _filled(
    document: str,
    title: str,
    language: Language,
    head: Sequence[str],
    before: str = "",
    after: str = "",
) -> str:
    """The document with these lines in its head, and text before and after the app's root."""
    lines = "\n".join([f"<title>{escape(title)}</title>", *head])
    return (
        document.replace('<html lang="en">', f'<html lang="{language}">', 1)
        .replace('href="./favicon.png"', f'href="{_icon()}"', 1)
        # Before Streamlit's own, so that the browser meets these first.
        .replace("<title>Streamlit</title>", lines, 1)
        .replace('<div id="root"></div>', f'{before}\n<div id="root"></div>\n{after}', 1)
    )


def _early(first: FirstView, bundle: Bundle) -> list[str]:
    """The elements that load what the first view's script and the map need, before Streamlit's."""
    base = f"./{bundle.address}"
    elements = []
    if first.has_map:
        modules = (*MODULES, f"words.{first.language}.js")
        elements += [f'<link rel="modulepreload" href="{base}{name}">' for name in modules]
        elements += [
            f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">' for name in SHAPES
        ]
    # Without `async` it would wait until Streamlit's own modules have run.
    return [*elements, f'<script type="module" async src="{base}first.js"></script>']


@cache
def _icon() -> str:
    """The icon of the atlas, as the address that holds it: Streamlit sets it only at its start."""
    return f"data:image/svg+xml,{quote((WEB / 'icon.svg').read_text('utf-8').strip())}"


def _font_face(document: str) -> str:
    """Streamlit preloads its font, but says what it is for only when its scripts have run."""
    if not (font := _FONT.search(document)):
        return ""
    return (
        f'<style>@font-face{{font-family:"Source Sans";src:url("{font[1]}") format("woff2");'
        "font-weight:200 900;font-display:swap}</style>"
    )
