"""What the browser needs for the map, under one address named by its content."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.geometry import outlines_of, pacific_centred, reach_of, read_layer
from geo.map_module import module_of
from geo.maps import build_map

WEB = Path(__file__).parent.parent / "assets" / "web"
MAP_SCRIPTS = (
    "navigator.js",
    "event-list.js",
    "lifecycle.js",
    "view.js",
    "stage.js",
    "targets.js",
    "controls.js",
    "stepping.js",
    "timeline.js",
    "axis.js",
)
PAGE_SCRIPTS = ("chronicle.js",)
STYLES = (
    "colours.css",
    "frame.css",
    "card.css",
    "map.css",
    "reading.css",
    "articles.css",
    "islands.css",
    "timeline.css",
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


def build_bundle(catalogue: Catalogue) -> Bundle:
    """Leaflet, the atlas's scripts and styles, the map's module, and the shapes it asks for."""
    files = {
        "leaflet.js": (WEB / "leaflet" / "leaflet.js").read_bytes(),
        "atlas.css": b"\n".join(
            [
                (WEB / "leaflet" / "leaflet.css").read_bytes(),
                *((WEB / "atlas" / name).read_bytes() for name in STYLES),
            ]
        ),
        "map.js": module_of(build_map(catalogue), catalogue).encode(),
        **{name: (WEB / "atlas" / name).read_bytes() for name in (*MAP_SCRIPTS, *PAGE_SCRIPTS)},
        **{f"{name}.json": shapes.encode() for name, shapes in _shapes().items()},
    }
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name] + b"\0")
    return Bundle(files, digest.hexdigest()[:16])


def _shapes() -> dict[str, str]:
    islands = outlines_of(read_layer("islands"))
    layers = {
        "islands": islands,
        "reach": reach_of(islands),
        **{name: read_layer(name).set_index("id") for name in ("chain", "land")},
    }
    return {name: _geojson(layer) for name, layer in layers.items()}


def _geojson(layer: gpd.GeoDataFrame) -> str:
    """A layer as GeoJSON in the Pacific-centred view, with features named by the layer's index."""
    features = [
        {"type": "Feature", "id": id, "properties": {}, "geometry": _drawn(geometry)}
        for id, geometry in layer.geometry.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))


def _drawn(geometry: BaseGeometry) -> dict[str, Any]:
    drawn = mapping(pacific_centred(geometry))
    return {"type": drawn["type"], "coordinates": _rounded(drawn["coordinates"])}


def _rounded(coordinates: Any) -> Any:
    # Shifting a longitude by 360 leaves digits that its source never had.
    if isinstance(coordinates, float):
        return round(coordinates, 5)
    return [_rounded(part) for part in coordinates]
