"""What the browser needs for the map, under one address named by its content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.atlas import facts_of, words_of
from geo.catalogue import Catalogue
from geo.languages import LANGUAGES
from geo.plates import Plates

# How a file may be cached whose address changes with its content.
IMMUTABLE = "public, max-age=31536000, immutable"
WEB = Path(__file__).parent.parent / "assets" / "web"
MAP_SCRIPTS = (
    "address.js",
    "announcer.js",
    "details.js",
    "embed.js",
    "first.js",
    "first-view.js",
    "folding.js",
    "navigator.js",
    "event-list.js",
    "label.js",
    "language.js",
    "framing.js",
    "lifecycle.js",
    "links.js",
    "view.js",
    "sharing.js",
    "sheet.js",
    "skipping.js",
    "source.js",
    "stage.js",
    "swiping.js",
    "targets.js",
    "twin.js",
    "controls.js",
    "stepping.js",
    "timeline.js",
    "axis.js",
)
PAGE_SCRIPTS = ("chronicle.js",)
STYLES = (
    "colours.css",
    "frame.css",
    "first.css",
    "card.css",
    "map.css",
    "reading.css",
    "articles.css",
    "islands.css",
    "timeline.css",
    "taking.css",
    "embed.css",
    "phone.css",
    "access.css",
    "print.css",
)
MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/geo+json"}


@dataclass(frozen=True)
class Bundle:
    """Files by name, and the hash of all of them together: a change of one changes the address."""

    files: Mapping[str, bytes]
    hash: str

    @property
    def address(self) -> str:
        """The folder of the files, relative to the root of the app, ending in a slash."""
        return f"atlas/{self.hash}/"

    def media_type(self, name: str) -> str:
        """The media type of one of the files."""
        return MEDIA_TYPES[Path(name).suffix]


def build_bundle(catalogue: Catalogue, plates: Plates) -> Bundle:
    """Leaflet, the atlas's scripts and styles, the plates, and the words that go with them."""
    files = {
        "leaflet.js": (WEB / "leaflet" / "leaflet.js").read_bytes(),
        "atlas.css": b"\n".join(
            [
                (WEB / "leaflet" / "leaflet.css").read_bytes(),
                *((WEB / "atlas" / name).read_bytes() for name in STYLES),
            ]
        ),
        "atlas.js": facts_of(catalogue, plates).encode(),
        **{
            f"words.{language}.js": words_of(catalogue, language).encode() for language in LANGUAGES
        },
        **plates.files,
        **{name: (WEB / "atlas" / name).read_bytes() for name in (*MAP_SCRIPTS, *PAGE_SCRIPTS)},
    }
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return Bundle(files, digest.hexdigest()[:16])
