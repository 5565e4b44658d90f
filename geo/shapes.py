"""The shapes as the browser loads them: GeoJSON in the Pacific-centred view."""

import json
from typing import Any

import geopandas as gpd
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo.geometry import outlines_of, pacific_centred, reach_of, read_layer


def shapes() -> dict[str, str]:
    """Each layer of the map as GeoJSON: `islands`, `reach`, `chain` and `land`."""
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
