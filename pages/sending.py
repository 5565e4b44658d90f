"""What the server sends the map's scripts: their files, and the screen they are to show."""

from functools import cache
from typing import Any

from geo.addresses import Screen, told_in
from geo.bundle import Bundle, build_bundle
from geo.catalogue import shipped_catalogue
from geo.filters import query_of_filters
from geo.plates import shipped_plates


@cache
def shipped_bundle() -> Bundle:
    """The map's files for the record that ships with the atlas."""
    return build_bundle(shipped_catalogue(), shipped_plates())


def sent_screen(screen: Screen) -> dict[str, Any]:
    """A screen as the map's scripts read it."""
    sequence = None
    if not screen.filters.is_empty:
        # The browser knows the stories; what is left over by filters it has to be told.
        sequence = [event.id for event in told_in(shipped_catalogue(), screen).events]
    return {
        "bundle": shipped_bundle().address,
        "event": screen.event,
        "selected": screen.selected,
        "story": screen.story,
        "filters": query_of_filters(screen.filters),
        "sequence": sequence,
    }
