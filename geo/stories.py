"""Stories: which events are told, in which order, and what comes before and after."""

from dataclasses import dataclass
from functools import cached_property

from geo.catalogue import Catalogue
from geo.derived import derived
from geo.model import Event

DEFAULT_STORY = "articles"
WHOLE_RECORD = "record"


@dataclass(frozen=True)
class Sequence:
    """Events in the order in which a reader steps through them; never empty."""

    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        if not self.events:
            raise ValueError("a sequence has at least one event")

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {event.id: at for at, event in enumerate(self.events)}

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._positions

    def __len__(self) -> int:
        return len(self.events)

    def position(self, identifier: str) -> int:
        """The place of an event, counted from 1. Raises `KeyError` if it is not told here."""
        return self._positions[identifier] + 1

    def before(self, identifier: str) -> Event | None:
        """The event before, or none at the beginning."""
        at = self._positions[identifier]
        return self.events[at - 1] if at > 0 else None

    def after(self, identifier: str) -> Event | None:
        """The event after, or none at the end."""
        at = self._positions[identifier]
        return self.events[at + 1] if at + 1 < len(self.events) else None


@derived
def sequence_of(catalogue: Catalogue, story: str) -> Sequence:
    """The events of a story: those it lists, or the whole record in order of date.

    Raises `KeyError` for an unknown story.
    """
    listed = catalogue.stories[story].events
    return Sequence(
        tuple(catalogue.events[id] for id in listed) if listed else tuple(catalogue.events.values())
    )
