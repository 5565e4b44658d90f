"""The screen a reader sees, as the address says it: `?event=…&selected=…&story=…` and filters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from geo.catalogue import Catalogue
from geo.filters import Filters, filtered, filters_from_query, query_of_filters
from geo.languages import N_, NATIVE_NAMES, SOURCE_LANGUAGE, Language, language_named
from geo.model import Event
from geo.notices import notice
from geo.search import index_of
from geo.stories import DEFAULT_STORY, WHOLE_RECORD, Sequence, sequence_of


@dataclass(frozen=True)
class Screen:
    """What is on the screen: an event of a story, and the island or place whose details are open.

    `filters` narrow the story. `notices` say, in words for the reader, which parts of the address
    could not be followed. `language` is what the reader reads; `lang` is the same where the address
    asks for it, so that it is asked for on. `both_names` shows places by both sides' own names.
    """

    event: str
    story: str = DEFAULT_STORY
    selected: str | None = None
    notices: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)
    language: Language = SOURCE_LANGUAGE
    lang: Language | None = None
    both_names: bool = False


def screen_from_query(
    query: Mapping[str, str], catalogue: Catalogue, preferred: Language = SOURCE_LANGUAGE
) -> Screen:
    """The screen that address parameters ask for; what they get wrong falls back, with a notice.

    An event that exists but is not told in the story leads to the whole record; one that the
    filters leave out leads to the first event that they leave in. `preferred` is the language if
    the address asks for none.
    """
    lang = language_named(query.get("lang", ""))
    language = lang or preferred
    say = partial(notice, language)
    filters, faults = filters_from_query(query, catalogue, language)
    notices = list(faults)
    if query.get("lang") and not lang:
        message = N_("There is no language “%(value)s” in this atlas; showing %(shown)s.")
        notices.append(say(message, query["lang"], shown=NATIVE_NAMES[language]))
    asked = query.get("story") or DEFAULT_STORY
    story = asked if asked in catalogue.stories else DEFAULT_STORY
    event = query.get("event")
    if event and event not in catalogue.events:
        notices.append(
            say(
                N_(
                    "There is no event “%(value)s” in this atlas; "
                    "showing the first event of the story."
                ),
                event,
            )
        )
        event = None
    if event and event not in sequence_of(catalogue, story):
        story = WHOLE_RECORD
    if asked not in catalogue.stories:
        message = N_("There is no story “%(value)s” in this atlas; showing “%(shown)s”.")
        title = catalogue.stories[story].title.text_in(language)
        notices.append(say(message, asked, shown=title))
    if not filters.is_empty and not filtered_events(catalogue, story, filters):
        message = N_("No event of this story passes the filters; showing all of them.")
        notices.append(say(message))
        filters = Filters()
    told = told_in(catalogue, Screen("", story, filters=filters))
    if not event or event not in told:
        event = told.events[0].id
    selected = query.get("selected") or None
    if selected and selected not in catalogue.islands and selected not in catalogue.places:
        message = N_("There is no island or place “%(value)s” in this atlas; nothing is selected.")
        notices.append(say(message, selected))
        selected = None
    both_names = query.get("names") == "both"
    return Screen(event, story, selected, tuple(notices), filters, language, lang, both_names)


def filtered_events(catalogue: Catalogue, story: str, filters: Filters) -> tuple[Event, ...]:
    """The events of a story that pass the filters, in the story's order; none may be left."""
    events = sequence_of(catalogue, story).events
    return events if filters.is_empty else filtered(events, filters, index_of(catalogue))


def told_in(catalogue: Catalogue, screen: Screen) -> Sequence:
    """The events that a reader of the screen steps through.

    Raises `ValueError` when the filters leave none.
    """
    if screen.filters.is_empty:
        return sequence_of(catalogue, screen.story)
    return Sequence(filtered_events(catalogue, screen.story, screen.filters))


def query_of(screen: Screen) -> dict[str, str]:
    """The address parameters of a screen; the default story and no selection are left out."""
    query = {"event": screen.event}
    if screen.selected:
        query["selected"] = screen.selected
    if screen.story != DEFAULT_STORY:
        query["story"] = screen.story
    if screen.lang:
        query["lang"] = screen.lang
    if screen.both_names:
        query["names"] = "both"
    return query | query_of_filters(screen.filters)


def address_of(screen: Screen, page: str = "") -> str:
    """The address of a screen on a page (the map's has no name), relative to any page."""
    return f"./{page}?{urlencode(query_of(screen))}"
