"""Still pictures of the map: what it will show first, as SVG path data, before there is a map.

A still is in the map's own projection (Web Mercator), centred on the middle of an event's bounds.
Its unit is a pixel of the map on a screen of 1400 × 900; the page scales it so that it lies exactly
where the map will be (see `assets/web/atlas/framing.js`).
"""

from collections.abc import Mapping
from math import log2
from typing import TypedDict

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.catalogue import Catalogue
from geo.geometry import (
    Bounds,
    outlines_of,
    pacific_centred,
    pacific_longitude,
    reach_of,
    read_layer,
)
from geo.maps import event_lines

WORLD_PX = 256  # the world's width on a Web Mercator map at zoom 0
MAP_PX = (880, 460)  # what a map of 1400 × 900 leaves for the bounds of an event seen from afar
CLOSEST_ZOOM = 8
REACH_PX = (1100, 800)  # how far a still goes on to each side of its middle
SMALLEST = 4  # square units below which a shore is left out

Point = tuple[int, int]
Coordinates = NDArray[np.float64]


class Still(TypedDict):
    """Path data of what lies within reach, and `anchors`, where each island's name belongs.

    `box` is the size of the bounds in pixels at zoom 0, `scale` how many units one of those is, and
    `middle` the middle of the bounds in them.
    """

    box: tuple[float, float]
    middle: tuple[float, float]
    scale: float
    land: str
    chain: str
    islands: dict[str, str]
    anchors: dict[str, Point]


class EventStill(TypedDict):
    """Which still an event has, the places it happened at, and the lines that are drawn for it."""

    still: str
    venues: dict[str, Point]
    lines: str


def stills_of(
    catalogue: Catalogue, bounds: Mapping[str, Bounds]
) -> tuple[dict[str, Still], dict[str, EventStill]]:
    """The stills by name, and by event id what is drawn on which: one still for each frame."""
    drawn = _Drawn()
    stills: dict[str, Still] = {}
    of_events: dict[str, EventStill] = {}
    names: dict[Bounds, str] = {}
    for event in catalogue.events.values():
        name = names.setdefault(bounds[event.id], str(len(names)))
        if name not in stills:
            stills[name] = drawn.within(bounds[event.id])
        paper = _Paper(stills[name]["middle"], stills[name]["scale"])
        places = [catalogue.places[venue.place] for venue in event.venues]
        of_events[event.id] = {
            "still": name,
            "venues": {
                it.id: paper.point(pacific_longitude(it.longitude), it.latitude) for it in places
            },
            "lines": "".join(
                paper.line(piece) for pieces in event_lines(event, catalogue) for piece in pieces
            ),
        }
    return stills, of_events


class _Drawn:
    """All shapes in the projection, in pixels at zoom 0."""

    def __init__(self) -> None:
        outlines = outlines_of(read_layer("islands"))
        self.islands = _projected(outlines)
        self.hulls = _projected(reach_of(outlines))
        self.shores = {
            layer: list(_projected(read_layer(layer).set_index("id")).values())
            for layer in ("land", "chain")
        }

    def within(self, bounds: Bounds) -> Still:
        """The still whose middle is that of the bounds, as near as the map will show them."""
        (west, south), (east, north) = _web_mercator(np.array([bounds[:2], bounds[2:]]))
        box = (float(east - west), float(south - north))
        fits = min(room / max(side, 1e-9) for room, side in zip(MAP_PX, box, strict=True))
        scale = 2 ** min(CLOSEST_ZOOM, log2(fits))
        middle = (float(west + east) / 2, float(north + south) / 2)
        paper = _Paper(middle, scale)
        return {
            "box": box,
            "middle": middle,
            "scale": scale,
            "land": "".join(paper.area(shape) for shape in self.shores["land"]),
            "chain": "".join(paper.area(shape) for shape in self.shores["chain"]),
            "islands": {
                id: paper.area(shape) or paper.speck(shape) for id, shape in self.islands.items()
            },
            "anchors": {id: paper.spot(hull.centroid) for id, hull in self.hulls.items()},
        }


class _Paper:
    """Positions and shapes in the units of one still."""

    def __init__(self, middle: tuple[float, float], scale: float) -> None:
        self.middle = middle
        self.scale = scale
        across, down = REACH_PX
        self.edges = (-across, -down, across, down)

    def point(self, longitude: float, latitude: float) -> Point:
        return self.spot(shapely.Point(_web_mercator(np.array([[longitude, latitude]]))[0]))

    def spot(self, point: shapely.Point) -> Point:
        x, y = self._scaled(shapely.get_coordinates(point))[0].round()
        return int(x), int(y)

    def line(self, positions: list[tuple[float, float]]) -> str:
        placed = shapely.LineString(self._scaled(_web_mercator(np.array(positions))))
        visible = shapely.clip_by_rect(placed, *self.edges).simplify(0.5)
        pieces = [part for part in shapely.get_parts(visible) if part.length]
        return "".join(f"M{_steps(shapely.get_coordinates(piece))}" for piece in pieces)

    def area(self, shape: BaseGeometry) -> str:
        """The outlines of what lies on the paper, as coarse as its unit."""
        placed = shapely.transform(shape, self._scaled)
        visible = shapely.clip_by_rect(placed, *self.edges).simplify(1)
        polygons = [part for part in shapely.get_parts(visible) if part.area > SMALLEST]
        rings = [ring for part in polygons for ring in (part.exterior, *part.interiors)]
        paths = [_steps(shapely.get_coordinates(ring)[:-1]) for ring in rings]
        return "".join(f"M{path}z" for path in paths if not path.endswith("l"))

    def speck(self, shape: BaseGeometry) -> str:
        """A single unit, for an island that would be smaller."""
        x, y = self.spot(shape.centroid)
        return f"M{x} {y}h1v1h-1z"

    def _scaled(self, coordinates: Coordinates) -> Coordinates:
        return (coordinates - self.middle) * self.scale


def _steps(coordinates: Coordinates) -> str:
    """Path data from the first point on, in whole units, each point from the one before."""
    points = coordinates.round().astype(int)
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    return f"{points[0][0]} {points[0][1]}l" + " ".join(f"{x} {y}" for x, y in steps)


def _projected(layer: gpd.GeoDataFrame) -> dict[str, BaseGeometry]:
    return {
        str(id): shapely.transform(pacific_centred(shape), _web_mercator)
        for id, shape in layer.geometry.items()
    }


def _web_mercator(positions: Coordinates) -> Coordinates:
    """Longitudes and latitudes (degrees) in pixels at zoom 0, y to the south (EPSG:3857)."""
    longitudes, latitudes = positions[:, 0], np.clip(positions[:, 1], -85.0511, 85.0511)
    northing = np.arcsinh(np.tan(np.radians(latitudes)))
    return np.column_stack(
        [(longitudes + 180) / 360 * WORLD_PX, (1 - northing / np.pi) / 2 * WORLD_PX]
    )
