"""Small drawings of the islands as SVG path data, for where there is no Leaflet."""

from math import asinh, radians, tan
from typing import TypedDict

from shapely import box
from shapely.geometry.base import BaseGeometry

from geo.geometry import outlines_of, reach_of, read_layer

INSET_WIDTH = 300
INSET_BOX = (144.9, 43.2, 149.15, 45.75)


class Inset(TypedDict):
    """An SVG drawing: its size in pixels, and path data.

    `land` are the shores beside the islands; `islands` are drawn and `reach` is where a click
    means an island, both by island id.
    """

    width: int
    height: int
    land: str
    islands: dict[str, str]
    reach: dict[str, str]


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
    outlines = outlines_of(read_layer("islands"))
    return {
        "width": INSET_WIDTH,
        "height": height,
        "land": land,
        "islands": {str(id): path(shape) for id, shape in outlines.geometry.items()},
        "reach": {str(id): path(shape) for id, shape in reach_of(outlines).geometry.items()},
    }


def _mercator(latitude: float) -> float:
    """Mercator northing in degrees of longitude at the equator."""
    return asinh(tan(radians(latitude))) * 57.29577951308232
