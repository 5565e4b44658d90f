"""Small drawings of the islands as SVG path data, for where there is no Leaflet."""

from math import asinh, radians, tan
from typing import TypedDict

from shapely import box
from shapely.geometry.base import BaseGeometry

from geo.geometry import outlines_of, read_layer

INSET_WIDTH = 300
INSET_BOX = (144.9, 43.2, 149.15, 45.75)


class Inset(TypedDict):
    """An SVG drawing: its size in pixels, and path data by island id, `land` for the rest."""

    width: int
    height: int
    paths: dict[str, str]


def inset_of() -> Inset:
    """The four islands and the shores beside them, in the Mercator projection of the map."""
    west, south, east, north = INSET_BOX
    scale = INSET_WIDTH / (east - west)
    top = _mercator(north)
    height = round((top - _mercator(south)) * scale)

    def path(geometry: BaseGeometry) -> str:
        rings = [
            part.exterior.simplify(0.01) if part.area > 0.002 else part.exterior
            for part in getattr(geometry, "geoms", [geometry])
            if part.geom_type == "Polygon"
        ]
        return "".join(
            "M"
            + "L".join(
                f"{(longitude - west) * scale:.1f} {(top - _mercator(latitude)) * scale:.1f}"
                for longitude, latitude in ring.coords[:-1]
            )
            + "Z"
            for ring in rings
        )

    frame = box(*INSET_BOX).buffer(0.05)
    shores = [*read_layer("land").geometry, *read_layer("chain").geometry]
    land = "".join(path(shore.intersection(frame)) for shore in shores if shore.intersects(frame))
    outlines = outlines_of(read_layer("islands")).geometry
    return {
        "width": INSET_WIDTH,
        "height": height,
        "paths": {"land": land, **{str(id): path(outlines[id]) for id in outlines.index}},
    }


def _mercator(latitude: float) -> float:
    """Mercator northing in degrees of longitude at the equator."""
    return asinh(tan(radians(latitude))) * 57.29577951308232
