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

    Addresses are relative, as Streamlit's own are, so that they hold behind any base path.
    """
    base = f"./{bundle.address}"
    head = [
        _BEFORE_STREAMLIT,
        _font_face(document),
        f'<link rel="stylesheet" href="{base}atlas.css" data-atlas>',
    ]
    title, language, body, script = TITLE, SOURCE_LANGUAGE, "", ""
    if first:
        title, language, body = first.title, first.language, first.body
        head.append(f'<meta name="description" content="{escape(first.description)}">')
        head += [
            f'<link rel="alternate" hreflang="{code}" href="{escape(address)}">'
            for code, address in first.alternates.items()
        ]
        head += tags
        # Without `async` it would wait until Streamlit's own modules have run.
        script = f'<script type="module" async src="{base}first.js"></script>'
    if first and first.has_map:
        modules = (*MODULES, f"words.{language}.js")
        head += [f'<link rel="modulepreload" href="{base}{name}">' for name in modules]
        head += [
            f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">' for name in SHAPES
        ]
    return (
        document.replace('<html lang="en">', f'<html lang="{language}">', 1)
        .replace('href="./favicon.png"', f'href="{_icon()}"', 1)
        # Before Streamlit's own scripts, or the browser would fetch those 60 first.
        .replace(
            "<title>Streamlit</title>", "\n".join([f"<title>{escape(title)}</title>", *head]), 1
        )
        .replace('<div id="root"></div>', f'{body}\n<div id="root"></div>\n{script}', 1)
    )


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
