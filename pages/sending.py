"""What the server sends the map's scripts: their files, and the screen they are to show."""

from typing import Any

from geo.addresses import Screen, told_in
from geo.edition import shipped_catalogue, shipped_edition
from geo.filters import query_of_filters


def sent_language(screen: Screen) -> dict[str, Any]:
    """Where the map's scripts are, and in which words they are to speak."""
    return {
        "bundle": shipped_edition().bundle.address,
        "language": screen.language,
        "names": "both" if screen.both_names else None,
    }


def sent_screen(screen: Screen, page: str) -> dict[str, Any]:
    """A screen on a page (the map's has the empty name) as the map's scripts read it."""
    sequence = None
    if not screen.filters.is_empty:
        # The browser knows the stories; what is left over by filters it has to be told.
        sequence = [event.id for event in told_in(shipped_catalogue(), screen).events]
    return {
        **sent_language(screen),
        "event": screen.event,
        "selected": screen.selected,
        "story": screen.story,
        "filters": query_of_filters(screen.filters),
        "sequence": sequence,
        "lang": screen.lang,
        "page": page,
    }
