"""GeoJSON (RFC 7946): events at their venues, and the outlines of the islands and the chain.

Positions are longitude and latitude in WGS 84 degrees, exterior rings run counter-clockwise, and
there is no `crs` member. Licence, credit, version and date are foreign members of the collection.
"""

import json
from collections.abc import Iterable
from typing import Any

from shapely import orient_polygons
from shapely.geometry import mapping, shape

from geo.exports.flat import event_facts, positions
from geo.exports.json_text import dumped
from geo.exports.release import SHAPES_CREDIT, SHAPES_LICENCE, SHAPES_LICENCE_ADDRESS
from geo.exports.selection import Selection
from geo.gazetteer import Name
from geo.geometry import SHIPPED_SHAPES, Layer
from geo.model import Names

Feature = dict[str, Any]


def events_geojson(selection: Selection) -> bytes:
    """The events, each a Point or, with several venues, a MultiPoint.

    The islands that an event concerns stand in `islands` by the ids of `islands.geojson`.
    """
    return _collection(
        selection,
        "events",
        (
            {
                "type": "Feature",
                "id": event.id,
                "geometry": points(positions(event, selection)),
                "properties": event_facts(event, selection),
            }
            for event in selection.events
        ),
    )


def islands_geojson(selection: Selection) -> bytes:
    """The four islands, Habomai as its islands (`group`); `island` in the address narrows them."""
    wanted = selection.filters.islands
    features = [
        it
        for it in shapes("islands")
        if not wanted or it["id"] in wanted or it["properties"]["group"] in wanted
    ]
    for feature in features:
        feature["properties"] |= _names_of(feature["id"], selection)
    return _collection(selection, "islands", features, of_shapes=True)


def chain_geojson(selection: Selection) -> bytes:
    """The other Kuril islands, from Urup to Shumshu; simplified for zoom 8."""
    return _collection(selection, "chain", shapes("chain"), of_shapes=True)


def points(found: list[tuple[float, float]]) -> dict[str, Any]:
    """A Point at one position (longitude, latitude), a MultiPoint at several."""
    if len(found) == 1:
        return {"type": "Point", "coordinates": list(found[0])}
    return {"type": "MultiPoint", "coordinates": [list(it) for it in found]}


def shapes(layer: Layer) -> list[Feature]:
    """The features of a shipped layer, with `id`, `name`, `group` and `precision` as properties."""
    text = (SHIPPED_SHAPES / f"{layer}.geojson").read_text(encoding="utf-8")
    return [
        {
            "type": "Feature",
            "id": it["id"],
            "geometry": _right_handed(it["geometry"]),
            "properties": {
                "id": it["id"],
                "name": it["properties"].get("name"),
                "group": it["properties"].get("group"),
                "precision": it["properties"].get("precision", "outline"),
            },
        }
        for it in json.loads(text)["features"]
    ]


def _collection(
    selection: Selection, name: str, features: Iterable[Feature], *, of_shapes: bool = False
) -> bytes:
    about = selection.about()
    if of_shapes:
        about["recordLicense"] = about["license"]
        about["recordAttribution"] = about["attribution"]
        about["license"] = SHAPES_LICENCE
        about["licenseUrl"] = SHAPES_LICENCE_ADDRESS
        about["attribution"] = SHAPES_CREDIT
    return dumped({"type": "FeatureCollection", "name": name, **about, "features": list(features)})


def _right_handed(geometry: dict[str, Any]) -> dict[str, Any]:
    drawn = mapping(orient_polygons(shape(geometry), exterior_cw=False))
    return {"type": drawn["type"], "coordinates": drawn["coordinates"]}


def _names_of(id: str, selection: Selection) -> dict[str, Any]:
    """What the record calls an island or islet, each name with who uses it."""
    catalogue = selection.catalogue
    islets = [islet for island in catalogue.islands.values() for islet in island.islets]
    found = catalogue.islands.get(id) or next((it for it in islets if it.id == id), None)
    if found is None:
        return {"names": []}
    label: Names | None = getattr(found, "label", None)
    known = {"label": label.text_in(selection.language)} if label else {}
    return {**known, "names": [_name(name, selection) for name in found.names]}


def _name(name: Name, selection: Selection) -> dict[str, Any]:
    return {
        "text": name.text,
        "language": name.language,
        "latin": name.latin,
        "usedBy": name.used_by.text_in(selection.language),
    }
