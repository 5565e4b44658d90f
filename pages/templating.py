"""Text from data becomes HTML here, through templates that escape everything they are given."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from geo.addresses import Screen, address_of, told_in
from geo.catalogue import Catalogue
from geo.citations import cited, independent_sources, passage_address, text_fragment
from geo.dates import date_label
from geo.filters import Filters, query_of_filters
from geo.model import Event
from geo.stories import WHOLE_RECORD, Sequence
from pages.labels import (
    CONFIDENCE,
    KINDS,
    QUANTITIES,
    SIDES,
    UNITS,
    VERDICTS,
    figure_value,
)

EVENTS_LISTED = 14

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.globals.update(
    cited=cited,
    independent_sources=independent_sources,
    passage_address=passage_address,
    text_fragment=text_fragment,
    KINDS=KINDS,
    QUANTITIES=QUANTITIES,
    SIDES=SIDES,
    UNITS=UNITS,
    VERDICTS=VERDICTS,
    CONFIDENCE=CONFIDENCE,
)
_templates.filters.update(date_label=date_label, figure_value=figure_value)


def render(template: str, **context: Any) -> str:
    """The HTML of one of `pages/templates`."""
    return _templates.get_template(template).render(**context)


def details(catalogue: Catalogue, screen: Screen) -> str:
    """The details of the selected island or place, with the story's events there.

    Raises `KeyError` when nothing is selected.
    """
    told = told_in(catalogue, screen)
    if island := catalogue.islands.get(screen.selected or ""):
        here = [event for event in told.events if island.id in event.islands]
        return render(
            "island_details.html",
            island=island,
            **_excerpt(here, told, screen, Filters(islands=(island.id,))),
            catalogue=catalogue,
            screen=screen,
        )
    place = catalogue.places[screen.selected or ""]
    here = [event for event in told.events if place.id in {venue.place for venue in event.venues}]
    return render(
        "place_details.html",
        place=place,
        **_excerpt(here, told, screen, Filters(places=(place.id,))),
        catalogue=catalogue,
        screen=screen,
    )


def _excerpt(
    here: list[Event], told: Sequence, screen: Screen, only_these: Filters
) -> dict[str, Any]:
    """Of a long list of events those around the reader's: sending all cost more than the rest."""
    now = told.position(screen.event)
    before = sum(told.position(event.id) < now for event in here)
    first = max(0, min(before - EVENTS_LISTED // 2, len(here) - EVENTS_LISTED))
    events = here[first : first + EVENTS_LISTED]
    return {
        "events": events,
        "earlier": first,
        "later": len(here) - first - len(events),
        "all_of_them": urlencode(query_of_filters(only_these)),
    }


def to(screen: Screen, page: str = "", **change: Any) -> str:
    """The address of a screen that differs from this one as said, on the map's page or another."""
    return address_of(replace(screen, **change), page)


def with_person(screen: Screen, person: str) -> str:
    """The address of the People page with one person chosen, from the whole record."""
    filters = Filters(people=(person,))
    return to(screen, "people", story=WHOLE_RECORD, filters=filters)


_templates.globals.update(to=to, with_person=with_person, NO_FILTERS=Filters())
