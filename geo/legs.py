"""Which places the lines of an event join: to the venue of talks, and along a journey."""

from collections.abc import Iterator
from itertools import pairwise

from geo.model import Event

CAPITALS = ("moscow", "tokyo")
TALKS = frozenset({"summit", "consultations", "foreign-ministers"})
JOURNEYS = frozenset({"field-visit"})


def legs_of(event: Event) -> Iterator[tuple[str, str]]:
    """The ids of the two places that each line of an event joins, in the order they are drawn."""
    venues = [venue.place for venue in event.venues]
    if event.kind in TALKS:
        yield from ((capital, venues[0]) for capital in CAPITALS if capital not in venues)
    if event.kind in JOURNEYS:
        yield from pairwise(venues)
