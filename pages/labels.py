"""The words for the values of the record, as messages of the catalogues."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from babel.numbers import format_decimal
from babel.units import format_unit

from geo.languages import LOCALES, N_, Language, translations
from geo.model import Event

PAGES = {
    "": N_("Map"),
    "timeline": N_("Timeline"),
    "islands": N_("Islands"),
    "articles": N_("Articles"),
    "people": N_("People"),
    "data": N_("Data"),
    "about": N_("About"),
}
CONFIDENCE = {
    "high": N_("well sourced"),
    "medium": N_("partly sourced"),
    "low": N_("weakly sourced"),
}
CHANGE_KINDS = {
    "added": N_("Added"),
    "corrected": N_("Corrected"),
    "removed": N_("Removed"),
}
VERDICTS = {
    "corroborated": N_("Corroborated"),
    "contradicted": N_("Contradicted"),
    "unsupported": N_("Not found elsewhere"),
    "open": N_("Open"),
}
QUANTITIES = {
    "area": N_("Area"),
    "length": N_("Length"),
    "width": N_("Width"),
    "coastline": N_("Coastline"),
    "highest-point": N_("Highest point"),
    "residents-1945": N_("Residents, August 1945"),
    "residents": N_("Residents since"),
    "distance-from-hokkaido": N_("Distance from Hokkaido"),
    "distance-between-islands": N_("Distance to a neighbour"),
}
SIDES = {
    "japan": N_("Japanese side"),
    "russia": N_("Russian side"),
    "independent": N_("Independent"),
}
NAME_LANGUAGES = {
    "ru": N_("Russian"),
    "ja": N_("Japanese"),
    "en": N_("English"),
    "ain": N_("Ainu origin"),
}
PEOPLE_OF = {
    "russia": N_("Russia and the Soviet Union"),
    "japan": N_("Japan"),
    "other": N_("Other states"),
}
TOPICS = {
    "1956-declaration": N_("1956 declaration"),
    "aquaculture": N_("Aquaculture"),
    "border": N_("Border"),
    "economy": N_("Economy"),
    "energy": N_("Energy"),
    "fisheries": N_("Fisheries"),
    "grave-visits": N_("Grave visits"),
    "greenhouse": N_("Greenhouse"),
    "health": N_("Health"),
    "joint-economic-activities": N_("Joint economic activities"),
    "law": N_("Law"),
    "military": N_("Military"),
    "official-visit": N_("Official visit"),
    "peace-treaty": N_("Peace treaty"),
    "residents": N_("Residents"),
    "sanctions": N_("Sanctions"),
    "security": N_("Security"),
    "sovereignty": N_("Sovereignty"),
    "tourism": N_("Tourism"),
    "visa-free": N_("Visa-free exchanges"),
    "waste": N_("Waste"),
    "wind-energy": N_("Wind energy"),
    "world-war-ii": N_("World War II"),
}
_UNITS = {"km2": "area-square-kilometer", "km": "length-kilometer", "m": "length-meter"}


def labels_in(language: Language, labels: Mapping[Any, str]) -> dict[Any, str]:
    """One of the mappings of this module in a language."""
    say = translations(language).gettext
    return {value: say(label) for value, label in labels.items()}


def topic_label(topic: str, language: Language) -> str:
    """A topic in words; one that this module does not know by its identifier."""
    message = TOPICS.get(topic)
    if message is None:
        return topic.replace("-", " ").capitalize()
    return translations(language).gettext(message)


@lru_cache(maxsize=4096)
def figure_value(value: float | str, language: Language) -> str:
    """A figure's value as the language writes it; a range stays as its source has it."""
    return (
        value.replace("-", "–")
        if isinstance(value, str)
        else format_decimal(value, locale=LOCALES[language], decimal_quantization=False)
    )


@lru_cache(maxsize=4096)
def measure(value: float | str, unit: str, language: Language) -> str:
    """A figure's value with its unit: km2, km, m or people."""
    shown = figure_value(value, language)
    if unit == "people":
        count = int(value) if not isinstance(value, str) else 2
        message = translations(language).ngettext("%(number)s person", "%(number)s people", count)
        return message % {"number": shown}
    # Babel also takes numbers that are already formatted, such as ranges.
    return str(format_unit(shown, _UNITS[unit], length="short", locale=LOCALES[language]))


def page_title(event: Event, language: Language) -> str:
    """The title of the browser's window: the same from the first view on."""
    name = translations(language).gettext("Four Islands")
    return f"{event.title.text_in(language)} · {name}"
