"""Small drawings of the islands in SVG, for where there is no Leaflet."""

from itertools import combinations
from math import asinh, dist, radians, tan

import geopandas as gpd
from shapely import box
from shapely.affinity import affine_transform
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.gazetteer import Island
from geo.geometry import outlines_of, reach_of, read_layer
from geo.pictures import Inset, ScaleDrawing

INSET_WIDTH = 300
INSET_BOX = (144.9, 43.2, 149.15, 45.75)
UTM_55N = "EPSG:32655"  # its middle is 147° E: a kilometre is true to 0.1 % on all four islands
MARGIN = 1000  # metres around a drawing
FINE = 60_000  # metres up to which a drawing is exact to 10 m; wider ones are to 100 m


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


def drawing_to_scale(island: Island, *, with_land: bool = False) -> ScaleDrawing:
    """One of the four islands in UTM zone 55N: drawings of all four are at one scale.

    `with_land` adds what else there is within the frame, such as the end of Hokkaido that the
    Habomai group lies before, and makes the frame wide enough to show it.
    Raises `KeyError` when the shapes have no outline of the island.
    """
    layer = read_layer("islands")
    outline = outlines_of(layer).to_crs(UTM_55N).geometry[island.id]
    drawn = layer[layer.geometry.geom_type != "Point"].set_index("id").to_crs(UTM_55N).geometry
    islets = gpd.GeoSeries(
        [Point(islet.longitude, islet.latitude) for islet in island.islets],
        index=[islet.id for islet in island.islets],
        crs=layer.crs,
    ).to_crs(UTM_55N)
    rocks = [id for id in islets.index if id not in drawn.index]

    west, south, east, north = gpd.GeoSeries([outline, *islets]).total_bounds
    west, south, east, north = west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    shores = gpd.GeoSeries(crs=UTM_55N)
    if with_land:
        west, south = west - 6 * MARGIN, south - MARGIN
        frame = gpd.GeoSeries([box(west, south, east, north)], crs=UTM_55N)
        # Cut out roughly first: the zone's projection is not made for the far side of the globe.
        near = read_layer("land").clip(box(*frame.to_crs(layer.crs).total_bounds).buffer(0.1))
        shores = near.to_crs(UTM_55N).clip(frame).geometry

    def on_paper(shape: BaseGeometry) -> BaseGeometry:
        return affine_transform(shape, [0.001, 0, 0, -0.001, -west / 1000, north / 1000])

    places = {id: on_paper(drawn.get(id, spot)).bounds for id, spot in islets.items()}
    return {
        "width": round(float(east - west) / 1000, 1),
        "height": round(float(north - south) / 1000, 1),
        "across": round(_across(outline) / 1000, 1),
        "area": round(float(outline.area) / 1e6, 1),
        "island": _path(on_paper(outline), digits=1 if east - west > FINE else 2),
        "land": "".join(_path(on_paper(shore)) for shore in shores),
        "islets": {id: (round(places[id][0], 2), round(places[id][1], 2)) for id in rocks},
        "labels": {
            id: (round((left + right) / 2, 2), round(bottom, 2))
            for id, (left, _, right, bottom) in places.items()
        },
    }


def _across(outline: BaseGeometry) -> float:
    return max(
        dist(one, other) for one, other in combinations(outline.convex_hull.exterior.coords, 2)
    )


def _path(geometry: BaseGeometry, *, digits: int = 2) -> str:
    polygons = [p for p in getattr(geometry, "geoms", [geometry]) if p.geom_type == "Polygon"]
    rings = [ring for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]
    return "".join(
        "M" + "L".join(f"{x:.{digits}f} {y:.{digits}f}" for x, y in ring.coords[:-1]) + "Z"
        for ring in rings
    )
