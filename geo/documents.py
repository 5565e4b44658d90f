"""The HTML document that Streamlit serves, with what the atlas adds to its head."""

from geo.bundle import MAP_SCRIPTS, Bundle

# The map's modules import each other; named here they load together, beside Streamlit's own.
MODULES = (*MAP_SCRIPTS, "map.js", "leaflet.js")
SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")
# Every page lies directly under the root of the app. Told so, Streamlit does not try the page's own
# address first, which would cost a round trip and two errors in the console.
_ROOT = """<script>
window.__streamlit ??= { BACKEND_BASE_URL: new URL("./", location.href).href };
</script>"""
TITLE = "Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"


def with_atlas_head(document: str, bundle: Bundle, *, has_map: bool) -> str:
    """The document with the atlas's title and styles, and early loading of the map's files.

    Addresses are relative, as Streamlit's own are, so that they hold behind any base path.
    """
    base = f"./{bundle.address}"
    links = [
        _ROOT,
        f'<link rel="stylesheet" href="{base}atlas.css" data-atlas>',
    ]
    if has_map:
        links += [f'<link rel="modulepreload" href="{base}{name}">' for name in MODULES]
        links += [
            f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">' for name in SHAPES
        ]
    return document.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1).replace(
        "</head>", "\n".join([*links, "</head>"]), 1
    )
