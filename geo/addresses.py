"""The screen a reader sees, as the address says it: `?event=…&selected=…&story=…` and filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from geo.catalogue import Catalogue
from geo.filters import Filters, filtered, filters_from_query, query_of_filters
from geo.model import Event
from geo.notices import unknown
from geo.search import index_of
from geo.stories import DEFAULT_STORY, WHOLE_RECORD, Sequence, sequence_of


@dataclass(frozen=True)
class Screen:
    """What is on the screen: an event of a story, and the island or place whose details are open.

    `filters` narrow the story. `notices` say, in words for the reader, which parts of the address
    could not be followed.
    """

    event: str
    story: str = DEFAULT_STORY
    selected: str | None = None
    notices: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


def screen_from_query(query: Mapping[str, str], catalogue: Catalogue) -> Screen:
    """The screen that address parameters ask for; what they get wrong falls back, with a notice.

    An event that exists but is not told in the story leads to the whole record; one that the
    filters leave out leads to the first event that they leave in.
    """
    filters, faults = filters_from_query(query, catalogue)
    notices = list(faults)
    asked = query.get("story") or DEFAULT_STORY
    story = asked if asked in catalogue.stories else DEFAULT_STORY
    event = query.get("event")
    if event and event not in catalogue.events:
        notices.append(unknown("event", event, "showing the first event of the story"))
        event = None
    if event and event not in sequence_of(catalogue, story):
        story = WHOLE_RECORD
    if asked not in catalogue.stories:
        notices.append(unknown("story", asked, f"showing “{catalogue.stories[story].title}”"))
    if not filters.is_empty and not filtered_events(catalogue, story, filters):
        notices.append("No event of this story passes the filters; showing all of them.")
        filters = Filters()
    told = told_in(catalogue, Screen("", story, filters=filters))
    if not event or event not in told:
        event = told.events[0].id
    selected = query.get("selected") or None
    if selected and selected not in catalogue.islands and selected not in catalogue.places:
        notices.append(unknown("island or place", selected, "nothing is selected"))
        selected = None
    return Screen(event, story, selected, tuple(notices), filters)


def filtered_events(catalogue: Catalogue, story: str, filters: Filters) -> tuple[Event, ...]:
    """The events of a story that pass the filters, in the story's order; none may be left."""
    events = sequence_of(catalogue, story).events
    return events if filters.is_empty else filtered(events, filters, index_of(catalogue))


def told_in(catalogue: Catalogue, screen: Screen) -> Sequence:
    """The events that a reader of the screen steps through.

    Raises `ValueError` when the filters leave none.
    """
    return Sequence(filtered_events(catalogue, screen.story, screen.filters))


def query_of(screen: Screen) -> dict[str, str]:
    """The address parameters of a screen; the default story and no selection are left out."""
    query = {"event": screen.event}
    if screen.selected:
        query["selected"] = screen.selected
    if screen.story != DEFAULT_STORY:
        query["story"] = screen.story
    return query | query_of_filters(screen.filters)


def address_of(screen: Screen, page: str = "") -> str:
    """The address of a screen on a page (the map's has no name), relative to any page."""
    return f"./{page}?{urlencode(query_of(screen))}"
