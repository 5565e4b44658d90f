"""The HTML document that Streamlit serves, with what the atlas adds to its head."""

from geo.bundle import Bundle

# The map's modules import each other; named here they load together, beside Streamlit's own.
MODULES = ("mount.js", "stage.js", "controls.js", "stepping.js", "strip.js", "map.js", "leaflet.js")
SHAPES = ("land.json", "chain.json", "islands.json", "reach.json")
TITLE = "Four Islands: an atlas of the talks on the southern Kurils / Northern Territories"


def with_atlas_head(document: str, bundle: Bundle) -> str:
    """The document with the atlas's title, styles, and early loading of the map's files.

    Addresses are relative, as Streamlit's own are, so that they hold behind any base path.
    """
    base = f"./{bundle.address}"
    links = [
        f'<link rel="stylesheet" href="{base}atlas.css" data-atlas>',
        *(f'<link rel="modulepreload" href="{base}{name}">' for name in MODULES),
        *(f'<link rel="preload" as="fetch" crossorigin href="{base}{name}">' for name in SHAPES),
    ]
    return document.replace("<title>Streamlit</title>", f"<title>{TITLE}</title>", 1).replace(
        "</head>", "\n".join([*links, "</head>"]), 1
    )
