"""The layers of the GeoPackage: rows and geometries (WGS 84, longitude before latitude)."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple, TypeVar

from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geo.atlas import KINDS
from geo.exports import styles
from geo.exports.flat import event_row, positions
from geo.exports.geojson import shapes
from geo.exports.references import references
from geo.exports.release import CREDIT, RECORD_LICENCE, SHAPES_CREDIT
from geo.exports.selection import Selection
from geo.gazetteer import Place, Settlement, Strait
from geo.geometry import Layer as ShapeLayer
from geo.languages import LANGUAGES, translations
from geo.model import Names

Located = TypeVar("Located", Place, Settlement, Strait)
Row = Mapping[str, str | float | bool | None]
RECORD_CREDIT = f"{CREDIT} ({RECORD_LICENCE})"


class Layer(NamedTuple):
    """A table: its geometry's type (none for a table without), rows, and how QGIS draws it.

    All rows have the same columns; `geometries` are in the order of `rows`.
    """

    name: str
    title: str
    credit: str
    geometry_type: str | None
    rows: list[Row]
    geometries: list[BaseGeometry]
    style: str | None


def layers_of(selection: Selection) -> list[Layer]:
    """Every layer, those to be drawn first at the beginning, tables without geometry at the end."""
    return [
        _outlines("land", selection, styles.fill_style(styles.LAND)),
        _outlines("chain", selection, styles.fill_style(styles.CHAIN, label="name")),
        _outlines("islands", selection, styles.fill_style(styles.ISLANDS, label="name")),
        _islets(),
        _straits(selection),
        _settlements(selection),
        _places(selection),
        _events(selection),
        _citations(selection),
        _sources(selection),
    ]


def _events(selection: Selection) -> Layer:
    say = translations(selection.language).gettext
    return Layer(
        "events",
        "Events at their venues",
        RECORD_CREDIT,
        "MultiPoint",
        [event_row(event, selection) for event in selection.events],
        [MultiPoint(positions(event, selection)) for event in selection.events],
        styles.kind_style({kind: say(label) for kind, label in KINDS.items()}),
    )


def _places(selection: Selection) -> Layer:
    def columns(it: Place) -> Row:
        setting = it.setting.text_in(selection.language)
        return {"setting": setting, "precision": it.precision, "island": it.island}

    places = selection.catalogue.places.values()
    style = styles.marker_style(styles.PLACES, label="name", size_mm=1.6)
    return _named("places", "Places where events were", places, columns, selection, style)


def _settlements(selection: Selection) -> Layer:
    def columns(it: Settlement) -> Row:
        kind = it.kind.text_in(selection.language)
        return {"island": it.island, "kind": kind, "source": it.source}

    settlements = selection.catalogue.settlements.values()
    style = styles.marker_style(styles.PLACES, label="name", size_mm=1.2)
    title = "Settlements on the four islands"
    return _named("settlements", title, settlements, columns, selection, style)


def _straits(selection: Selection) -> Layer:
    straits = selection.catalogue.straits.values()
    style = styles.marker_style(styles.WATER, label="name", size_mm=1.2)
    title = "Straits beside the four islands"
    return _named("straits", title, straits, lambda _: {}, selection, style)


def _named(
    name: str,
    title: str,
    located: Collection[Located],
    columns: Callable[[Located], Row],
    selection: Selection,
    style: str,
) -> Layer:
    """A layer of points with an id, names in every language, and columns of their own."""
    rows: list[Row] = [
        {"id": it.id, **_names(it.names, selection), **columns(it)} for it in located
    ]
    points = [Point(it.longitude, it.latitude) for it in located]
    return Layer(name, title, RECORD_CREDIT, "Point", rows, points, style)


def _islets() -> Layer:
    islets = [it for it in shapes("islands") if it["geometry"]["type"] == "Point"]
    return Layer(
        "islets",
        "Islands of Habomai without an outline in the source",
        RECORD_CREDIT,
        "Point",
        [{key: it["properties"][key] for key in ("id", "name", "group")} for it in islets],
        [shape(it["geometry"]) for it in islets],
        styles.marker_style(styles.ISLANDS, label="name", size_mm=1.2),
    )


def _outlines(name: ShapeLayer, selection: Selection, style: str) -> Layer:
    titles = {
        "land": "Land, for a base map without borders",
        "chain": "The Kuril islands from Urup to Shumshu",
        "islands": "The four islands: Iturup, Kunashir, Shikotan and those of Habomai",
    }
    drawn = [it for it in shapes(name) if it["geometry"]["type"] != "Point"]
    labels = {
        id: it.label.text_in(selection.language) for id, it in selection.catalogue.islands.items()
    }
    return Layer(
        name,
        titles[name],
        SHAPES_CREDIT,
        "MultiPolygon",
        [
            {
                "id": it["id"],
                "name": labels.get(it["id"], it["properties"]["name"]),
                "group": it["properties"]["group"],
            }
            for it in drawn
        ],
        [_multi(shape(it["geometry"])) for it in drawn],
        style,
    )


def _citations(selection: Selection) -> Layer:
    rows: list[Row] = [
        {
            "event": event.id,
            "source": it.source,
            "stance": it.stance,
            "states": it.states.text_in(selection.language),
            "paragraphs": ", ".join(map(str, it.paragraphs)),
        }
        for event in selection.events
        for it in event.citations
    ]
    return Layer("citations", "What each source says", RECORD_CREDIT, None, rows, [], None)


def _sources(selection: Selection) -> Layer:
    rows: list[Row] = [
        {
            "id": it.id,
            "outlet": it.outlet,
            "title": it.title,
            "published": it.published,
            "url": it.address,
            "note": ". ".join(it.notes),
        }
        for it in references(selection)
    ]
    return Layer("sources", "Sources and articles", RECORD_CREDIT, None, rows, [], None)


def _names(names: Names, selection: Selection) -> dict[str, str | None]:
    own = {f"name_{language}": getattr(names, language) for language in LANGUAGES}
    return {"name": names.text_in(selection.language), **own}


def _multi(geometry: BaseGeometry) -> BaseGeometry:
    return MultiPolygon([geometry]) if isinstance(geometry, Polygon) else geometry
