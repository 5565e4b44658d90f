"""The screen a reader sees, as the address says it: `?event=…&selected=…&story=…`."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from geo.catalogue import Catalogue
from geo.stories import DEFAULT_STORY, WHOLE_RECORD, sequence_of

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Screen:
    """What is on the screen: an event of a story, and the island or place whose details are open.

    `notices` say, in words for the reader, which parts of the address could not be followed.
    """

    event: str
    story: str = DEFAULT_STORY
    selected: str | None = None
    notices: tuple[str, ...] = ()


def screen_from_query(query: Mapping[str, str], catalogue: Catalogue) -> Screen:
    """The screen that address parameters ask for; what they get wrong falls back, with a notice.

    An event that exists but is not told in the story leads to the whole record.
    """
    notices = []
    story = asked = query.get("story") or DEFAULT_STORY
    if asked not in catalogue.stories:
        story = DEFAULT_STORY
    sequence = sequence_of(catalogue, story)
    event = query.get("event") or sequence.events[0].id
    if event not in catalogue.events:
        notices.append(_notice("event", event, "showing the first event of the story"))
        event = sequence.events[0].id
    elif event not in sequence:
        story = WHOLE_RECORD
    if asked not in catalogue.stories:
        notices.append(_notice("story", asked, f"showing “{catalogue.stories[story].title}”"))
    selected = query.get("selected") or None
    if selected and selected not in catalogue.islands and selected not in catalogue.places:
        notices.append(_notice("island or place", selected, "nothing is selected"))
        selected = None
    return Screen(event, story, selected, tuple(notices))


def query_of(screen: Screen) -> dict[str, str]:
    """The address parameters of a screen; the default story and no selection are left out."""
    query = {"event": screen.event}
    if screen.selected:
        query["selected"] = screen.selected
    if screen.story != DEFAULT_STORY:
        query["story"] = screen.story
    return query


def address_of(screen: Screen) -> str:
    """The address of a screen on the map's page, relative to any page of the app."""
    return "./?" + "&".join(f"{name}={quote(value)}" for name, value in query_of(screen).items())


def _notice(what: str, value: str, instead: str) -> str:
    shown = value if len(value) <= SHOWN_CHARACTERS else value[:SHOWN_CHARACTERS] + "…"
    return f"There is no {what} “{shown}” in this atlas; {instead}."
