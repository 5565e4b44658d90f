"""English words for the values of the record."""

from babel.numbers import format_decimal

from geo.dates import ENGLISH
from geo.model import Event

PAGES = {
    "": "Map",
    "timeline": "Timeline",
    "islands": "Islands",
    "articles": "Articles",
    "people": "People",
    "about": "About",
}
KINDS = {
    "summit": "Summit",
    "consultations": "Consultations",
    "foreign-ministers": "Foreign ministers",
    "statement": "Statement",
    "field-visit": "Visit to the islands",
    "treaty": "Treaty",
    "law": "Law or decree",
    "military": "Military",
    "other": "Other",
}
CONFIDENCE = {"high": "well sourced", "medium": "partly sourced", "low": "weakly sourced"}
VERDICTS = {
    "corroborated": "Corroborated",
    "contradicted": "Contradicted",
    "unsupported": "Not found elsewhere",
    "open": "Open",
}
QUANTITIES = {
    "area": "Area",
    "length": "Length",
    "width": "Width",
    "coastline": "Coastline",
    "highest-point": "Highest point",
    "residents-1945": "Residents, August 1945",
    "residents": "Residents since",
    "distance-from-hokkaido": "Distance from Hokkaido",
    "distance-between-islands": "Distance to a neighbour",
}
SIDES = {"japan": "Japanese side", "russia": "Russian side", "independent": "Independent"}
LANGUAGES = {"ru": "Russian", "ja": "Japanese", "en": "English", "ain": "Ainu origin"}
UNITS = {"km2": "km²", "km": "km", "m": "m", "people": "people"}


def figure_value(value: float | str) -> str:
    """A figure's value as English writes it; a range stays as its source has it."""
    return (
        value.replace("-", "–")
        if isinstance(value, str)
        else format_decimal(value, locale=ENGLISH, decimal_quantization=False)
    )


PEOPLE_OF = {"russia": "Russia and the Soviet Union", "japan": "Japan", "other": "Other states"}


def topic_label(topic: str) -> str:
    """A topic's identifier as words."""
    return topic.replace("-", " ").capitalize()


def page_title(event: Event) -> str:
    """The title of the browser's window: the same from the first view on."""
    return f"{event.title} · Four Islands"
