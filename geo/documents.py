"""The HTML document that Streamlit serves, with what the atlas adds to it."""

import re
from dataclasses import dataclass
from html import escape

from geo.bundle import MAP_SCRIPTS, Bundle

# The map's modules import each other; named here they load together, beside Streamlit's own.
MODULES = (*MAP_SCRIPTS, "draw.js", "wording.js", "leaflet.js")
SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")
# Every page lies directly under the root of the app. Told so, Streamlit does not try the page's own
# address first, which would cost a round trip and two errors in the console.
_FONT = re.compile(r'href="(\./static/media/SourceSans[^"]*\.woff2)"')
_ROOT = """<script>
window.__streamlit ??= { BACKEND_BASE_URL: new URL("./", location.href).href };
</script>"""
TITLE = "Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"


@dataclass(frozen=True)
class FirstView:
    """What a document shows before the app has started: `body` is HTML, the others are text."""

    title: str
    description: str
    body: str
    has_map: bool


def with_first_view(document: str, first: FirstView | None, bundle: Bundle) -> str:
    """The document with the atlas's styles, and where there is one with its first view.

    Addresses are relative, as Streamlit's own are, so that they hold behind any base path.
    """
    base = f"./{bundle.address}"
    head = [
        _ROOT,
        _font_face(document),
        f'<link rel="stylesheet" href="{base}atlas.css" data-atlas>',
    ]
    title, body, script = TITLE, "", ""
    if first:
        title, body = first.title, first.body
        head.append(f'<meta name="description" content="{escape(first.description)}">')
        # Without `async` it would wait until Streamlit's own modules have run.
        script = f'<script type="module" async src="{base}first.js"></script>'
    if first and first.has_map:
        head += [f'<link rel="modulepreload" href="{base}{name}">' for name in MODULES]
        head += [
            f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">' for name in SHAPES
        ]
    return (
        document.replace("<title>Streamlit</title>", f"<title>{escape(title)}</title>", 1)
        .replace("</head>", "\n".join([*head, "</head>"]), 1)
        .replace('<div id="root"></div>', f'{body}\n<div id="root"></div>\n{script}', 1)
    )


def _font_face(document: str) -> str:
    """Streamlit preloads its font, but says what it is for only when its scripts have run."""
    if not (font := _FONT.search(document)):
        return ""
    return (
        f'<style>@font-face{{font-family:"Source Sans";src:url("{font[1]}") format("woff2");'
        "font-weight:200 900;font-display:swap}</style>"
    )
