"""Cut the atlas's shapes out of two public land maps and write them as GeoJSON.

    python assets/geo/build.py --osm map.geo.json --natural-earth land-50m.json

README.md beside this file says where the two maps come from and how exact the result is.
The same input always gives the same bytes.
"""

import argparse
import heapq
import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from pyproj import Geod
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Point, Polygon, box, mapping
from shapely.geometry.polygon import orient

Coordinate = tuple[float, float]
ZoomAt = Callable[[np.ndarray], np.ndarray]

HERE = Path(__file__).parent
WGS84 = Geod(ellps="WGS84")
OSM_CREDIT = "© OpenStreetMap contributors (ODbL 1.0)"
LAND_CREDIT = f"{OSM_CREDIT}; Natural Earth (public domain)"


@dataclass(frozen=True)
class Shape:
    """A named piece of land: every polygon of the source that holds one of the points."""

    id: str
    name: str
    points: tuple[Coordinate, ...]
    group: str | None = None


FOUR_ISLANDS = (
    Shape("iturup", "Iturup / Etorofu", ((147.839, 44.991),)),
    Shape(
        "kunashir",
        "Kunashir / Kunashiri",
        ((145.831, 44.115), (145.546, 43.681), (145.546, 43.713)),  # island, spit, islet
    ),
    Shape("shikotan", "Shikotan", ((146.708, 43.796), (146.799, 43.753), (146.696, 43.724))),
    Shape("zelyony", "Zelyony / Shibotsu", ((146.134, 43.503),), "habomai"),
    Shape("polonsky", "Polonsky / Taraku", ((146.329, 43.636),), "habomai"),
    Shape("tanfilyev", "Tanfilyev / Suisho", ((145.918, 43.439),), "habomai"),
    Shape("yuri", "Yuri", ((146.081, 43.424),), "habomai"),
    Shape("anuchin", "Anuchin / Akiyuri", ((146.001, 43.370),), "habomai"),
    Shape("demina", "Demin Islands / Harukari", ((146.162, 43.418),), "habomai"),
)

# Not drawn in the OpenStreetMap package: shown as points, with gazetteer coordinates.
ISLETS = (
    Shape("oskolki", "Oskolki Islands / Todo", ((146.4167, 43.5833),), "habomai"),
    Shape("storozhevoy", "Storozhevoy / Moemoshiri", ((145.8925, 43.3836),), "habomai"),
    Shape("signalny", "Signalny / Kaigara", ((145.8594, 43.395),), "habomai"),
)

CHAIN = (
    Shape("urup", "Urup / Uruppu", ((149.989, 45.901),)),
    Shape("brat-chirpoyev", "Brat Chirpoyev / Chirihoi Minami", ((150.804, 46.462),)),
    Shape("chirpoy", "Chirpoy / Chirihoi", ((150.872, 46.525),)),
    Shape("broutona", "Broutona / Buroton", ((150.731, 46.719),)),
    Shape("simushir", "Simushir / Shimushiru", ((152.038, 46.969),)),
    Shape("ketoi", "Ketoy / Ketoi", ((152.480, 47.338),)),
    Shape("ushishir", "Ushishir / Ushishiru", ((152.803, 47.515), (152.841, 47.542))),
    Shape("rasshua", "Rasshua / Rashowa", ((153.013, 47.742),)),
    Shape("matua", "Matua / Matsuwa", ((153.214, 48.081), (153.290, 48.071))),
    Shape("raykoke", "Raykoke / Raikoke", ((153.250, 48.292),)),
    Shape("shiashkotan", "Shiashkotan / Shasukotan", ((154.116, 48.811),)),
    Shape("ekarma", "Ekarma / Ekaruma", ((153.954, 48.947),)),
    Shape("chirinkotan", "Chirinkotan", ((153.486, 48.978),)),
    Shape("kharimkotan", "Kharimkotan / Harimukotan", ((154.532, 49.121),)),
    Shape("onekotan", "Onekotan / Onnekotan", ((154.751, 49.447),)),
    Shape("makanrushi", "Makanrushi / Makanru", ((154.431, 49.772),)),
    Shape("antsiferov", "Antsiferov / Shirinki", ((154.984, 50.197),)),
    Shape("paramushir", "Paramushir / Paramushiru", ((155.831, 50.383),)),
    Shape("shumshu", "Shumshu / Shumushu", ((156.350, 50.747),)),
    Shape("atlasov", "Atlasov / Araido", ((155.567, 50.866),)),
)

LAND = (
    Shape(
        "hokkaido",
        "Hokkaido",
        ((142.8, 43.4), (141.231, 45.18), (141.025, 45.366), (139.467, 42.148)),
    ),  # with Rishiri, Rebun and Okushiri
    Shape("sakhalin", "Sakhalin", ((142.9, 50.2),)),
    Shape("honshu", "Honshu", ((138.5, 36.2),)),
    Shape("kyushu", "Kyushu", ((131.0, 32.8),)),
    Shape("shikoku", "Shikoku", ((133.5, 33.75),)),
    Shape("africa-eurasia", "Africa and Eurasia", ((100.0, 60.0), (-175.0, 66.8))),
    Shape("americas", "North and South America", ((-100.0, 45.0),)),
    Shape("greenland", "Greenland", ((-42.0, 70.0),)),
    Shape("greenland-east", "Greenland, east of 30° W", ((-27.0, 71.0),)),
    Shape("australia", "Australia", ((134.0, -25.0),)),
    Shape("great-britain", "Great Britain", ((-1.5, 52.5),)),
    Shape("ireland", "Ireland", ((-8.0, 53.3),)),
    Shape("iceland", "Iceland", ((-18.5, 65.0),)),
    Shape("taiwan", "Taiwan", ((121.0, 23.8),)),
    Shape("singapore", "Singapore", ((103.8, 1.36),)),
)
ELSEWHERE = Shape("islands-elsewhere", "Islands elsewhere", ())

# Inside the window every island is OpenStreetMap's; its edges run through open sea.
OSM_WINDOW = box(128.5, 30.0, 169.0, 60.0)
# The mainland is OpenStreetMap's only here: Kamchatka, and the coast across from Sakhalin.
OSM_MAINLAND = MultiPolygon([box(154.0, 50.0, 165.0, 58.0), box(130.35, 41.0, 143.0, 55.0)])
ANTARCTICA = box(-180.0, -90.0, 180.0, -60.5)
# The display is centred on the Pacific: its edge is 30 W, drawn again at 330 E.
DISPLAY_EDGE = -30.0

MAINLAND = (100.0, 60.0)
CENTRE = (146.6, 44.2)
ROUGH_COORDINATES_BEYOND_KM = 500.0
TILE_PIXELS = 256
TRIANGLE_PIXELS = 1.75  # area: vertices that add less are left out
ISLAND_PIXELS = 18.0  # area: smaller islands are left out
STRAIT_DEGREES = 0.01  # kept open where simplified coasts would touch
CHAIN_ZOOM = 9.0
# Boxes far from the islands that are drawn better than their distance would give.
CLOSER_LOOKS = (
    (box(26.0, 43.0, 60.0, 71.0), 4.8),  # European Russia
    (box(124.0, 30.0, 142.0, 41.6), 5.6),  # Japan and Korea
    (box(-10.0, 49.0, 32.0, 66.0), 4.2),  # London to Saint Petersburg
    (box(103.3, 1.1, 104.5, 1.7), 7.5),  # Singapore
    (box(-123.2, 37.0, -121.6, 38.4), 7.0),  # San Francisco
)


class UnknownPlace(ValueError):
    """No polygon of the source holds the point."""


# Reading


def read_osm_polygons(path: Path) -> list[Polygon]:
    """Exterior rings only: official areas include inland water."""
    collection = json.loads(path.read_text())
    rings = [
        polygon[0] for geometry in collection["geometries"] for polygon in geometry["coordinates"]
    ]
    return [sound(Polygon(ring)) for ring in rings if touches_osm_part(ring)]


def touches_osm_part(ring: list[list[float]]) -> bool:
    lon, lat = np.asarray(ring).T
    west, south, east, north = OSM_WINDOW.bounds
    return bool(lon.max() > west and lon.min() < east and lat.max() > south and lat.min() < north)


def read_natural_earth_polygons(path: Path) -> list[Polygon]:
    """Longitudes may pass 180 here, so that no polygon is torn at the antimeridian."""
    topology = json.loads(path.read_text())
    arcs = [decode_arc(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for arc_ids in geometry["arcs"]:
            rings = [unwrap(ring_from_arcs(ids, arcs)) for ids in arc_ids]
            polygons.append(sound(Polygon(rings[0], rings[1:])))
    return [p for p in polygons if not p.is_empty and not p.intersects(ANTARCTICA)]


def decode_arc(arc: list[list[int]], transform: dict) -> np.ndarray:
    return np.cumsum(arc, axis=0) * transform["scale"] + transform["translate"]


def ring_from_arcs(ids: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ids]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def unwrap(ring: np.ndarray) -> np.ndarray:
    """Longitudes run on past 180 instead of jumping to the other side."""
    lon = np.unwrap(ring[:, 0], period=360.0)
    return np.column_stack([lon + 360.0 if lon.min() < -180.0 else lon, ring[:, 1]])


# Geometry


def polygons_of(geometry: shapely.Geometry) -> list[Polygon]:
    parts = shapely.get_parts(geometry)
    collections = [p for p in parts if p.geom_type == "MultiPolygon"]
    polygons = [p for p in parts if p.geom_type == "Polygon" and not p.is_empty]
    return polygons + [q for c in collections for q in c.geoms]


def sound(polygon: Polygon) -> Polygon:
    """The polygon itself, or the largest valid polygon that can be made of it."""
    if polygon.is_valid:
        return polygon
    parts = polygons_of(shapely.make_valid(polygon, method="structure", keep_collapsed=False))
    largest = max(parts, key=lambda part: part.area, default=Polygon())
    if largest.area < 0.99 * sum(part.area for part in parts):
        raise ValueError(f"the outline falls apart: {polygon.bounds}")
    return largest


def pixels_from_lonlat(lonlat: np.ndarray) -> np.ndarray:
    """Web Mercator at zoom 0, where the world is 256 pixels wide."""
    x = (lonlat[:, 0] + 180.0) / 360.0
    sine = np.sin(np.radians(lonlat[:, 1]))
    y = 0.5 - np.arctanh(sine) / (2.0 * math.pi)
    return TILE_PIXELS * np.column_stack([x, y])


def distance_km(lonlat: np.ndarray) -> np.ndarray:
    lon, lat = lonlat.T
    start = np.full_like(lon, CENTRE[0]), np.full_like(lat, CENTRE[1])
    return WGS84.inv(*start, lon, lat)[2] / 1000.0


def land_zoom(lonlat: np.ndarray) -> np.ndarray:
    """The zoom up to which a coast is drawn exactly: less with the distance from the islands."""
    zoom = 9.3 - 1.3 * np.log2(1.0 + distance_km(lonlat) / 200.0)
    for area, closer in CLOSER_LOOKS:
        inside = shapely.contains_xy(area, lonlat[:, 0], lonlat[:, 1])
        zoom = np.where(inside, np.maximum(zoom, closer), zoom)
    return zoom - polar_discount(lonlat[:, 1])


def polar_discount(lat: np.ndarray) -> np.ndarray:
    """Mercator enlarges the Arctic beyond its worth to this map."""
    return np.where(np.abs(lat) > 60.0, 1.5 * np.log2(0.5 / np.cos(np.radians(lat))), 0.0)


def chain_zoom(lonlat: np.ndarray) -> np.ndarray:
    return np.full(len(lonlat), CHAIN_ZOOM)


def kept_vertices(ring: np.ndarray, zoom: np.ndarray) -> list[int]:
    """Visvalingam and Whyatt's line: the vertex that adds the smallest triangle goes first.

    Triangles are measured in pixels, each at the zoom of its own vertex.
    """
    count = len(ring)
    before, after = np.roll(np.arange(count), 1), np.roll(np.arange(count), -1)
    scale = 4.0**zoom

    def triangle(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = ring[before[i]], ring[i], ring[after[i]]
        return 0.5 * abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) * scale[i]

    size = [triangle(i) for i in range(count)]
    queue = [(size[i], i) for i in range(count)]
    heapq.heapify(queue)
    kept = set(range(count))
    while queue and len(kept) > 3:
        smallest, i = heapq.heappop(queue)
        if i not in kept or smallest != size[i]:
            continue
        if smallest > TRIANGLE_PIXELS:
            break
        kept.remove(i)
        after[before[i]], before[after[i]] = after[i], before[i]
        for neighbour in (int(before[i]), int(after[i])):
            size[neighbour] = max(smallest, triangle(neighbour))
            heapq.heappush(queue, (size[neighbour], neighbour))
    return sorted(kept)


def simplified_ring(ring: shapely.LinearRing, zoom_at: ZoomAt) -> np.ndarray:
    lonlat = shapely.get_coordinates(ring)[:-1]
    kept = kept_vertices(pixels_from_lonlat(lonlat), zoom_at(lonlat))
    return lonlat[kept]


def simplified(polygon: Polygon, zoom_at: ZoomAt) -> Polygon:
    holes = [h for h in polygon.interiors if area_in_pixels(Polygon(h), zoom_at) > ISLAND_PIXELS]
    rings = [simplified_ring(ring, zoom_at) for ring in (polygon.exterior, *holes)]
    return sound(Polygon(rings[0], rings[1:]))


def area_in_pixels(polygon: Polygon, zoom_at: ZoomAt) -> float:
    centre = shapely.get_coordinates(polygon.representative_point())
    return shapely.transform(polygon, pixels_from_lonlat).area * 4.0 ** zoom_at(centre)[0]


def rounded_lonlat(lonlat: np.ndarray) -> np.ndarray:
    far = distance_km(lonlat) > ROUGH_COORDINATES_BEYOND_KM
    return np.where(far[:, None], lonlat.round(3), lonlat.round(4))


def rounded(polygon: Polygon, rounding: Callable[[np.ndarray], np.ndarray]) -> Polygon:
    """Rounding can fold a narrow neck: mend and round again until nothing changes."""
    for _ in range(5):
        polygon = shapely.remove_repeated_points(shapely.transform(polygon, rounding))
        if polygon.is_valid:
            return polygon
        polygon = sound(polygon)
        if polygon.is_empty:
            return polygon
    raise ValueError(f"rounding never settles: {polygon.representative_point()}")


# Land


def choose_land(osm: list[Polygon], natural_earth: list[Polygon]) -> list[Polygon]:
    """OpenStreetMap's islands in the window, Natural Earth's outside, one mainland of both."""
    detailed, coarse = polygon_at(osm, MAINLAND), polygon_at(natural_earth, MAINLAND)
    near = [p for p in osm if p is not detailed and p.intersects(OSM_WINDOW)]
    far = [p for p in natural_earth if not p.intersects(OSM_WINDOW)]
    return [join_mainland(detailed, coarse), *near, *far]


def join_mainland(detailed: Polygon, coarse: Polygon) -> Polygon:
    inside, outside = detailed.intersection(OSM_MAINLAND), coarse.difference(OSM_MAINLAND)
    joined = polygons_of(shapely.union_all([inside, outside]))
    return max(joined, key=lambda part: part.area)


def keep_straits_open(polygons: list[Polygon]) -> list[Polygon]:
    """Where two coasts touch once they are simplified, the smaller land steps back."""
    ordered = sorted(polygons, key=lambda p: -p.area)
    tree = shapely.STRtree(ordered)
    result = []
    for i, polygon in enumerate(ordered):
        touched = [ordered[j] for j in tree.query(polygon, predicate="intersects") if j < i]
        shores = shapely.union_all(touched).buffer(STRAIT_DEGREES, quad_segs=2)
        parts = polygons_of(polygon.difference(shores)) if touched else [polygon]
        result += sorted(parts, key=lambda part: -part.area)[:1]
    return result


def cut_for_display(polygon: Polygon) -> list[Polygon]:
    """Cut at 30 W and at 180, and bring longitudes past 180 back."""
    pieces = []
    for west, east in ((-180.0, DISPLAY_EDGE), (DISPLAY_EDGE, 180.0)):
        pieces += polygons_of(polygon.intersection(box(west, -90.0, east, 90.0)))
    beyond = polygons_of(polygon.intersection(box(180.0, -90.0, 360.0 + DISPLAY_EDGE, 90.0)))
    return pieces + [translate(piece, xoff=-360.0) for piece in beyond]


def build_land(polygons: list[Polygon]) -> list[Polygon]:
    large = [p for p in polygons if area_in_pixels(p, land_zoom) > ISLAND_PIXELS]
    coarse = [simplified(p, land_zoom) for p in large]
    apart = keep_straits_open([p for p in coarse if not p.is_empty])
    pieces = [piece for p in apart for piece in cut_for_display(p)]
    return [p for p in (rounded(p, rounded_lonlat) for p in pieces) if not p.is_empty]


# Features


def polygon_at(polygons: Iterable[Polygon], point: Coordinate) -> Polygon:
    found = [p for p in polygons if p.intersects(Point(point))]
    if not found:
        raise UnknownPlace(f"no land at {point}")
    return max(found, key=lambda p: p.area)


def feature(shape: Shape, geometry: shapely.Geometry, **properties: str | None) -> dict:
    return {
        "type": "Feature",
        "id": shape.id,
        "properties": {"id": shape.id, **properties, "name": shape.name},
        "geometry": mapping(geometry),
    }


def one_geometry(polygons: Iterable[Polygon]) -> Polygon | MultiPolygon:
    """Counter-clockwise outside, largest polygon first."""
    turned = [orient(shapely.normalize(p), sign=1.0) for p in polygons]
    ordered = sorted(turned, key=lambda p: (-p.area, p.bounds))
    return ordered[0] if len(ordered) == 1 else MultiPolygon(ordered)


def island_features(osm: list[Polygon]) -> list[dict]:
    features = []
    for shape in FOUR_ISLANDS:
        found = [polygon_at(osm, point) for point in shape.points]
        exact = [rounded(p, lambda lonlat: lonlat.round(5)) for p in found]
        features.append(feature(shape, one_geometry(exact), group=shape.group))
    for islet in ISLETS:
        point = Point(islet.points[0])
        features.append(feature(islet, point, group=islet.group, precision="point"))
    return features


def chain_features(osm: list[Polygon]) -> list[dict]:
    features = []
    for shape in CHAIN:
        found = [simplified(polygon_at(osm, point), chain_zoom) for point in shape.points]
        exact = [rounded(p, lambda lonlat: lonlat.round(4)) for p in found if not p.is_empty]
        features.append(feature(shape, one_geometry(exact)))
    return features


def land_features(pieces: list[Polygon]) -> list[dict]:
    features, named = [], set()
    for shape in LAND:
        found = [polygon_at(pieces, point) for point in shape.points]
        named |= {id(polygon) for polygon in found}
        features.append(feature(shape, one_geometry(found)))
    left = [polygon for polygon in pieces if id(polygon) not in named]
    return [*features, feature(ELSEWHERE, one_geometry(left))]


def write_collection(path: Path, features: list[dict], attribution: str) -> None:
    collection = {
        "type": "FeatureCollection",
        "attribution": attribution,
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path.name}: {len(features)} features, {path.stat().st_size:,} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--osm", type=Path, required=True, help="map.geo.json")
    parser.add_argument("--natural-earth", type=Path, required=True, help="land-50m.json")
    paths = parser.parse_args()

    osm = read_osm_polygons(paths.osm)
    natural_earth = read_natural_earth_polygons(paths.natural_earth)
    drawn = [polygon_at(osm, at) for shape in (*FOUR_ISLANDS, *CHAIN) for at in shape.points]
    drawn_ids = {id(polygon) for polygon in drawn}
    others = [polygon for polygon in osm if id(polygon) not in drawn_ids]
    land = choose_land(others, natural_earth)

    write_collection(HERE / "islands.geojson", island_features(osm), OSM_CREDIT)
    write_collection(HERE / "chain.geojson", chain_features(osm), OSM_CREDIT)
    write_collection(HERE / "land.geojson", land_features(build_land(land)), LAND_CREDIT)


if __name__ == "__main__":
    main()
