"""Who took part: the roles of a person over time, and the people of each side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from geo.catalogue import Catalogue
from geo.model import Event, Person, Prose, Side


@dataclass(frozen=True)
class Role:
    """A role that a person had at events: its words, the first and the last of them, how many."""

    title: Prose
    first: Event
    last: Event
    count: int


def roles_of(person: str, events: Iterable[Event]) -> tuple[Role, ...]:
    """The roles of a person at events given in order of time, by when each first occurs."""
    held: dict[Prose, list[Event]] = {}
    for event in events:
        for part in event.people:
            if part.person == person:
                held.setdefault(part.role, []).append(event)
    return tuple(Role(role, at[0], at[-1], len(at)) for role, at in held.items())


def participants_of(catalogue: Catalogue) -> Mapping[Side, tuple[tuple[Person, int, Prose], ...]]:
    """The people of each side with the number of their events and their latest role.

    Those with most events come first, then by name.
    """
    events = catalogue.events.values()
    counts = Counter(part.person for event in events for part in event.people)
    latest = {part.person: part.role for event in events for part in event.people}
    ranked = sorted(
        (catalogue.people[id] for id in counts), key=lambda who: (-counts[who.id], who.names.en)
    )
    sides: dict[Side, tuple[tuple[Person, int, Prose], ...]] = {}
    for who in ranked:
        sides[who.side] = (*sides.get(who.side, ()), (who, counts[who.id], latest[who.id]))
    return sides
