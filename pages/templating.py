"""Text from data becomes HTML here, through templates that escape everything they are given."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.addresses import Screen, address_of, told_in
from geo.atlas import KINDS
from geo.catalogue import Catalogue
from geo.citations import cited, independent_sources, passage_address, text_fragment
from geo.dates import date_label
from geo.derived import derived
from geo.filters import Filters, query_of_filters
from geo.languages import NATIVE_NAMES, Language, translations
from geo.model import Event, InLanguages, Names
from geo.stories import WHOLE_RECORD, Sequence
from pages.labels import (
    CHANGE_KINDS,
    CONFIDENCE,
    NAME_LANGUAGES,
    PAGES,
    QUANTITIES,
    SIDES,
    VERDICTS,
    figure_value,
    labels_in,
    measure,
    topic_label,
)

_LABELS: dict[str, Mapping[Any, str]] = {
    "CHANGE_KINDS": CHANGE_KINDS,
    "CONFIDENCE": CONFIDENCE,
    "KINDS": KINDS,
    "NAME_LANGUAGES": NAME_LANGUAGES,
    "PAGES": PAGES,
    "QUANTITIES": QUANTITIES,
    "SIDES": SIDES,
    "VERDICTS": VERDICTS,
}
EVENTS_LISTED = 14

# What differs between languages and no message says: quotation marks, and what stands between the
# items of a list and between sentences.
_QUOTES: dict[Language, str] = {"en": "“%s”", "ru": "«%s»", "ja": "「%s」"}
_SEPARATORS: dict[Language, tuple[str, str, str]] = {
    "en": (", ", "; ", " "),
    "ru": (", ", "; ", " "),
    "ja": ("、", "；", ""),
}


@cache
def _templates(language: Language, both_names: bool) -> Environment:
    """The templates in a language: what they print of the record is printed in it."""

    def text(value: Any) -> Any:
        if both_names and isinstance(value, Names):
            return value.both_in(language)
        return value.text_in(language) if isinstance(value, InLanguages) else value

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=text,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_translations(  # type: ignore[attr-defined]
        translations(language), newstyle=True
    )
    environment.globals.update(
        language=language,
        cited=cited,
        independent_sources=independent_sources,
        passage_address=passage_address,
        text_fragment=text_fragment,
        query_of_filters=query_of_filters,
        to=to,
        with_person=with_person,
        NO_FILTERS=Filters(),
        NATIVE_NAMES=NATIVE_NAMES,
        **dict(zip(("SEP", "SEMI", "GAP"), _SEPARATORS[language], strict=True)),
        **{name: labels_in(language, labels) for name, labels in _LABELS.items()},
    )
    environment.filters.update(
        text=text,
        date_label=partial(date_label, language=language),
        figure_value=partial(figure_value, language=language),
        measure=partial(measure, language=language),
        topic_label=partial(topic_label, language=language),
        quoted=lambda words: quoted(text(words), language),
    )
    return environment


def render(template: str, screen: Screen, **context: Any) -> str:
    """The HTML of one of `pages/templates`, in the language of the screen."""
    environment = _templates(screen.language, screen.both_names)
    return environment.get_template(template).render(screen=screen, **context)


@derived
def part(catalogue: Catalogue, /, template: str, screen: Screen, **context: Hashable) -> str:
    """The HTML of a template about the screen's event; kept, as readers come by the same again."""
    event = catalogue.events[screen.event]
    return render(template, screen, catalogue=catalogue, event=event, **context)


def quoted(words: str, language: Language) -> str:
    """Words in the quotation marks of a language."""
    return _QUOTES[language] % words


def name_label(names: Names, screen: Screen) -> str:
    """A name as the reader wants names: as the language has it, or as both sides write it."""
    return names.both_in(screen.language) if screen.both_names else names.text_in(screen.language)


def details(catalogue: Catalogue, screen: Screen, listed: int = EVENTS_LISTED) -> str:
    """The details of the selected island or place, with up to `listed` of the story's events there.

    Raises `KeyError` when nothing is selected.
    """
    told = told_in(catalogue, screen)
    if island := catalogue.islands.get(screen.selected or ""):
        here = [event for event in told.events if island.id in event.islands]
        return render(
            "island_details.html",
            screen,
            island=island,
            **_excerpt(here, told, screen, listed, Filters(islands=(island.id,))),
            catalogue=catalogue,
        )
    place = catalogue.places[screen.selected or ""]
    here = [event for event in told.events if place.id in {venue.place for venue in event.venues}]
    return render(
        "place_details.html",
        screen,
        place=place,
        **_excerpt(here, told, screen, listed, Filters(places=(place.id,))),
        catalogue=catalogue,
    )


def _excerpt(
    here: list[Event], told: Sequence, screen: Screen, listed: int, only_these: Filters
) -> dict[str, Any]:
    """Of a long list of events those around the reader's: sending all cost more than the rest."""
    now = told.position(screen.event)
    before = sum(told.position(event.id) < now for event in here)
    first = max(0, min(before - listed // 2, len(here) - listed))
    events = here[first : first + listed]
    return {
        "events": events,
        "earlier": first,
        "later": len(here) - first - len(events),
        "all_of_them": only_these,
    }


def to(screen: Screen, page: str = "", **change: Any) -> str:
    """The address of a screen that differs from this one as said, on the map's page or another."""
    return address_of(replace(screen, **change), page)


def with_person(screen: Screen, person: str) -> str:
    """The address of the People page with one person chosen, from the whole record."""
    filters = Filters(people=(person,))
    return to(screen, "people", story=WHOLE_RECORD, filters=filters)
