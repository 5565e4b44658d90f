"""The map, built with Folium: base land, islands, places, and feature groups for the events.

Everything drawn carries a class name, so that colours come from a style sheet and follow the
reader's theme; nothing drawn carries text. Leaflet wants (latitude, longitude): `_leaflet` is the
one place that swaps the axes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import folium
import geopandas as gpd
from xyzservices import providers as online

from geo.catalogue import Catalogue
from geo.gazetteer import Place
from geo.geometry import (
    Bounds,
    bounds_of,
    geodesic_line,
    outlines_of,
    pacific_longitude,
    read_layer,
)
from geo.legs import legs_of
from geo.model import Event

Drawn = TypeVar("Drawn", folium.PolyLine, folium.CircleMarker)
# Right up to zoom 10 (see assets/geo/README.md); online tiles may go deeper.
DEEPEST_ZOOM = 12


@dataclass(frozen=True)
class EventDrawing:
    """How an event is drawn: its feature group, and the bounds of what it concerns.

    Events that draw the same share one group.
    """

    group: folium.FeatureGroup
    bounds: Bounds


@dataclass(frozen=True)
class AtlasMap:
    """A Folium map with its named parts; `events` are by event id."""

    map: folium.Map
    land: folium.GeoJson
    chain: folium.GeoJson
    islands: folium.GeoJson
    reach: folium.GeoJson
    places: Mapping[str, folium.CircleMarker]
    settlements: Mapping[str, folium.CircleMarker]
    straits: Mapping[str, folium.CircleMarker]
    events: Mapping[str, EventDrawing]
    base_maps: Mapping[str, folium.TileLayer]


def build_map(catalogue: Catalogue) -> AtlasMap:
    """The Folium map of a catalogue: shapes by address, event groups hidden until they are shown.

    The shapes are not in the map's script: the layers ask for `land`, `chain`, `islands` (as they
    are drawn) and `reach` (where a click means an island).
    """
    outlines = outlines_of(read_layer("islands"))
    canvas = folium.Map(
        location=(46, 150),
        zoom_start=4,
        tiles=None,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=1,
        wheel_px_per_zoom_level=90,
        attribution_control=True,
        keyboard_pan_delta=120,
    )
    # Folium hands its zoom limits only to tile layers.
    canvas.options |= {"minZoom": 1, "maxZoom": DEEPEST_ZOOM}
    base_maps = _base_maps()
    for tiles in base_maps.values():
        tiles.add_to(canvas)
    parts = {
        "land": _shapes_layer("land"),
        "chain": _shapes_layer("chain"),
        "islands": _shapes_layer("islands"),
        "reach": _shapes_layer("reach", interactive=True),
    }
    for part in parts.values():
        part.add_to(canvas)
    places = {place.id: place_marker(place) for place in catalogue.places.values()}
    settlements = {
        it.id: _dot(it.longitude, it.latitude, "settlement")
        for it in catalogue.settlements.values()
        if it.id not in places
    }
    straits = {
        it.id: _dot(it.longitude, it.latitude, "strait") for it in catalogue.straits.values()
    }
    for marker in (*places.values(), *settlements.values(), *straits.values()):
        marker.add_to(canvas)
    groups: dict[tuple[object, ...], folium.FeatureGroup] = {}
    events = {}
    for event in catalogue.events.values():
        drawn = (*(venue.place for venue in event.venues), *legs_of(event))
        if drawn not in groups:
            groups[drawn] = event_layer(event, catalogue)
        bounds = event_bounds(event, catalogue, outlines)
        events[event.id] = EventDrawing(groups[drawn], bounds)
    for group in groups.values():
        group.add_to(canvas)
    return AtlasMap(
        canvas,
        **parts,
        places=places,
        settlements=settlements,
        straits=straits,
        events=events,
        base_maps=base_maps,
    )


def event_layer(event: Event, catalogue: Catalogue) -> folium.FeatureGroup:
    """What an event draws besides the places: its venues, and its lines (see `geo.legs`)."""
    group = folium.FeatureGroup(show=False, control=False)
    for pieces in event_lines(event, catalogue):
        line = folium.PolyLine(  # type: ignore[no-untyped-call]
            [[_leaflet(*position) for position in piece] for piece in pieces],
            className="event-line",
        )
        _untouchable(line).add_to(group)
    for venue in event.venues:
        ring = folium.CircleMarker(
            _leaflet(*_position(catalogue, venue.place)), radius=9, className="event-venue"
        )
        _untouchable(ring).add_to(group)
    return group


def event_bounds(event: Event, catalogue: Catalogue, outlines: gpd.GeoDataFrame) -> Bounds:
    """The box around an event's venues and the islands that it concerns."""
    return bounds_of(
        [_position(catalogue, venue.place) for venue in event.venues],
        [outlines.geometry[island] for island in event.islands],
    )


def place_marker(place: Place) -> folium.CircleMarker:
    """The marker of a place, of the same size at every zoom."""
    return folium.CircleMarker(
        _leaflet(place.longitude, place.latitude), radius=4, className="place"
    )


def _dot(longitude: float, latitude: float, name: str) -> folium.CircleMarker:
    return _untouchable(
        folium.CircleMarker(_leaflet(longitude, latitude), radius=2.5, className=name)
    )


def event_lines(event: Event, catalogue: Catalogue) -> list[list[list[tuple[float, float]]]]:
    """The geodesic lines of an event: each in pieces of positions (longitude, latitude)."""
    return [
        geodesic_line(_position(catalogue, start), _position(catalogue, end))
        for start, end in legs_of(event)
    ]


def _shapes_layer(layer: str, *, interactive: bool = False) -> folium.GeoJson:
    shapes = folium.GeoJson(
        {"type": "FeatureCollection", "features": []},
        name=layer,
        control=False,
        smooth_factor=0.6,
        interactive=interactive,
    )
    # Folium would read the file and write its address into the script; the script is to ask for
    # the layer by name, so that the page decides where it comes from.
    shapes.embed, shapes.embed_link = False, layer
    return shapes


def _untouchable(layer: Drawn) -> Drawn:
    """A layer that lets clicks through; Folium drops the option when it is given to the layer."""
    layer.options["interactive"] = False
    return layer


def _base_maps() -> dict[str, folium.TileLayer]:
    return {
        provider.name: folium.TileLayer(
            provider, name=provider.name, show=False, overlay=True, control=False
        )
        for provider in (online.OpenStreetMap.Mapnik, online.OpenTopoMap)
    }


def _position(catalogue: Catalogue, place: str) -> tuple[float, float]:
    return catalogue.places[place].longitude, catalogue.places[place].latitude


def _leaflet(longitude: float, latitude: float) -> tuple[float, float]:
    return round(latitude, 4), round(pacific_longitude(longitude), 4)
