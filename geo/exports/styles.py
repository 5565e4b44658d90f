"""How QGIS draws the layers of the GeoPackage: styles in QML, with names and the map's colours."""

from xml.etree.ElementTree import Element, SubElement, tostring

DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
WRITTEN_FOR = "3.28.0"

Colour = tuple[int, int, int, int]
LAND: Colour = (232, 228, 216, 255)
CHAIN: Colour = (205, 196, 170, 255)
ISLANDS: Colour = (178, 120, 62, 255)
EDGE: Colour = (96, 84, 60, 255)
PLACES: Colour = (70, 70, 70, 255)
WATER: Colour = (48, 96, 144, 255)
KIND_COLOURS: dict[str, Colour] = {
    "summit": (178, 24, 43, 255),
    "consultations": (33, 102, 172, 255),
    "foreign-ministers": (118, 42, 131, 255),
    "statement": (90, 90, 90, 255),
    "field-visit": (27, 120, 55, 255),
    "treaty": (0, 0, 0, 255),
    "law": (140, 81, 10, 255),
    "military": (84, 39, 136, 255),
    "other": (150, 150, 150, 255),
}


def fill_style(colour: Colour, *, label: str | None = None) -> str:
    """QML that fills areas with a colour (red, green, blue, alpha) and labels them by a field."""
    return _style([("fill", colour)], label=label)


def marker_style(colour: Colour, *, label: str | None = None, size_mm: float = 2.0) -> str:
    """QML that draws points as circles of a size in millimetres and labels them by a field."""
    return _style([("marker", colour)], label=label, size_mm=size_mm)


def kind_style(labels: dict[str, str]) -> str:
    """QML that draws events as circles coloured by `kind`; `labels` name the kinds."""
    colours = [("marker", KIND_COLOURS[kind]) for kind in labels]
    return _style(colours, categories=labels, label="date_label", size_mm=3.0)


def _style(
    symbols: list[tuple[str, Colour]],
    *,
    label: str | None,
    categories: dict[str, str] | None = None,
    size_mm: float = 2.0,
) -> str:
    version = {"version": WRITTEN_FOR, "labelsEnabled": "1" if label else "0"}
    qgis = Element("qgis", {**version, "styleCategories": "Symbology|Labeling"})
    kind = "categorizedSymbol" if categories else "singleSymbol"
    renderer = SubElement(qgis, "renderer-v2", {"type": kind, "enableorderby": "0"})
    if categories:
        renderer.set("attr", "kind")
        listed = SubElement(renderer, "categories")
        for at, (value, name) in enumerate(categories.items()):
            given = {"symbol": str(at), "value": value, "label": name, "render": "true"}
            SubElement(listed, "category", {**given, "type": "string"})
    drawn = SubElement(renderer, "symbols")
    for at, (form, colour) in enumerate(symbols):
        _symbol(drawn, str(at), form, colour, size_mm)
    if label:
        _labels(qgis, label)
    return DOCTYPE + tostring(qgis, "unicode")


def _symbol(parent: Element, name: str, form: str, colour: Colour, size_mm: float) -> None:
    symbol = SubElement(parent, "symbol", {"type": form, "name": name, "alpha": "1"})
    layer_class = "SimpleFill" if form == "fill" else "SimpleMarker"
    layer = SubElement(symbol, "layer", {"class": layer_class, "enabled": "1", "pass": "0"})
    options = {
        "color": _colour(colour),
        "outline_color": _colour(EDGE if form == "fill" else (255, 255, 255, 255)),
        "outline_style": "solid",
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    if form == "fill":
        options["style"] = "solid"
    else:
        options |= {"name": "circle", "size": str(size_mm), "size_unit": "MM"}
    listed = SubElement(layer, "Option", {"type": "Map"})
    for option, value in options.items():
        SubElement(listed, "Option", {"type": "QString", "name": option, "value": value})


def _labels(qgis: Element, field: str) -> None:
    labeling = SubElement(qgis, "labeling", {"type": "simple"})
    settings = SubElement(labeling, "settings")
    text = {"fieldName": field, "isExpression": "0", "fontSize": "8", "fontSizeUnit": "Point"}
    style = SubElement(settings, "text-style", {**text, "textColor": "40,40,40,255"})
    halo = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM"}
    SubElement(style, "text-buffer", {**halo, "bufferColor": "255,255,255,220"})
    SubElement(settings, "placement", {"placement": "0", "dist": "1.5", "distUnits": "MM"})


def _colour(colour: Colour) -> str:
    return ",".join(map(str, colour))
