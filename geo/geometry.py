"""Shapes and positions: reading the shipped GeoJSON, areas, and the Pacific-centred view.

Coordinates are WGS 84 degrees in GeoJSON axis order (longitude, latitude). The map shows the
Pacific in its middle: longitudes west of 30° W are drawn 360° further east, so that a line from
Tokyo to San Francisco crosses the Pacific. The shipped shapes are cut along that meridian.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

import geopandas as gpd
from pyproj import Geod
from shapely import orient_polygons
from shapely.affinity import translate
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

SHIPPED_SHAPES = Path(__file__).parent.parent / "assets" / "geo"
SEAM = -30.0
WGS84 = Geod(ellps="WGS84")

Layer = Literal["islands", "chain", "land"]


class Bounds(NamedTuple):
    """A box in the Pacific-centred view: west, south, east, north in degrees.

    West and east lie between -30 and 330, west before east.
    """

    west: float
    south: float
    east: float
    north: float


def read_layer(layer: Layer, folder: Path = SHIPPED_SHAPES) -> gpd.GeoDataFrame:
    """One of the shipped layers: columns `id`, `name`, `group`, `geometry` (EPSG:4326).

    Raises `FileNotFoundError` when the layer has not been built.
    """
    # Not gpd.read_file: it guesses column types, and needs GDAL's drivers for a plain JSON file.
    features = json.loads((folder / f"{layer}.geojson").read_text(encoding="utf-8"))["features"]
    return gpd.GeoDataFrame(
        {
            "id": [feature["id"] for feature in features],
            "name": [feature["properties"].get("name") for feature in features],
            "group": [feature["properties"].get("group") for feature in features],
        },
        geometry=[shape(feature["geometry"]) for feature in features],
        crs="EPSG:4326",
    )


def outlines_of(islands: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """One outline an island: the polygons of a group (Habomai) joined under the group's id.

    Indexed by island id; islets that are only points are left out.
    """
    drawn = islands[islands.geometry.geom_type != "Point"]
    return drawn.assign(id=drawn["group"].fillna(drawn["id"])).dissolve(by="id", sort=False)[
        ["geometry"]
    ]


def reach_of(outlines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """For each outline the area in which a click means it: its convex hull.

    A crescent such as Kunashir and a group such as Habomai are otherwise hard to hit; the hulls
    of the four islands do not overlap.
    """
    return outlines.assign(geometry=outlines.geometry.convex_hull)


def geodesic_area(geometry: BaseGeometry) -> float:
    """The area of a polygon on the WGS 84 ellipsoid, in km² (Karney's method, by pyproj)."""
    # Holes count as holes only when they run the other way.
    oriented = orient_polygons(geometry)
    return float(abs(WGS84.geometry_area_perimeter(oriented)[0]) / 1e6)


def geodesic_line(
    start: tuple[float, float], end: tuple[float, float], *, points: int = 48
) -> list[list[tuple[float, float]]]:
    """Positions (longitude, latitude) along the shortest line between two positions, ends included.

    In the Pacific-centred view: a line that crosses the seam comes as two pieces.
    """
    pieces: list[list[tuple[float, float]]] = [[]]
    for longitude, latitude in (start, *WGS84.npts(*start, *end, points), end):
        position = (pacific_longitude(longitude), latitude)
        if pieces[-1] and abs(position[0] - pieces[-1][-1][0]) > 180:
            pieces.append([])
        pieces[-1].append(position)
    return pieces


def pacific_centred(geometry: BaseGeometry) -> BaseGeometry:
    """A geometry as the Pacific-centred view draws it; no part of it may cross the seam."""
    if isinstance(geometry, BaseMultipartGeometry):
        return type(geometry)([pacific_centred(part) for part in geometry.geoms])
    longitude = geometry.representative_point().x
    return translate(geometry, xoff=pacific_longitude(longitude) - longitude)


def pacific_longitude(longitude: float) -> float:
    """A longitude (-180 to 180) as the Pacific-centred view draws it (-30 to 330)."""
    return longitude + 360 if longitude < SEAM else longitude


def bounds_of(
    positions: Iterable[tuple[float, float]], shapes: Iterable[BaseGeometry] = ()
) -> Bounds:
    """The box around positions (longitude, latitude) and shapes, in the Pacific-centred view.

    Raises `ValueError` when there is nothing to bound.
    """
    corners = [(pacific_longitude(longitude), latitude) for longitude, latitude in positions]
    for one in shapes:
        west, south, east, north = one.bounds
        corners += [(pacific_longitude(west), south), (pacific_longitude(east), north)]
    if not corners:
        raise ValueError("no positions and no shapes to bound")
    longitudes, latitudes = zip(*corners, strict=True)
    return Bounds(min(longitudes), min(latitudes), max(longitudes), max(latitudes))
