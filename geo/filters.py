"""What a reader narrows the record to: facets, years and a text, as the address says them.

Years include both ends: an event is during them when any day that its date allows is.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from geo.catalogue import Catalogue
from geo.derived import derived
from geo.languages import N_, SOURCE_LANGUAGE, Language
from geo.model import Event, Kind
from geo.notices import notice
from geo.search import SearchIndex
from geo.words import YEAR

LONGEST_TEXT = 100
MOST_NOTICES = 5
FACETS = {
    "kind": "kinds",
    "place": "places",
    "island": "islands",
    "person": "people",
    "topic": "topics",
}
UNKNOWN = {
    "kind": N_("There is no kind “%(value)s” in this atlas; it is not filtered by."),
    "place": N_("There is no place “%(value)s” in this atlas; it is not filtered by."),
    "island": N_("There is no island “%(value)s” in this atlas; it is not filtered by."),
    "person": N_("There is no person “%(value)s” in this atlas; it is not filtered by."),
    "topic": N_("There is no topic “%(value)s” in this atlas; it is not filtered by."),
    "year": N_("There is no year “%(value)s” in this atlas; it is not filtered by."),
}


@dataclass(frozen=True)
class Filters:
    """What is asked for: one of the values of each facet that has any, the years, and a text.

    `since` and `until` are years, both included; `text` is a query as `SearchIndex` reads it.
    """

    kinds: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    islands: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == Filters()


def filters_from_query(
    query: Mapping[str, str], catalogue: Catalogue, language: Language = SOURCE_LANGUAGE
) -> tuple[Filters, tuple[str, ...]]:
    """The filters that address parameters ask for, and what of them could not be followed.

    Read are `kind`, `place`, `island`, `person` and `topic` (several values joined by commas),
    `since` and `until` (years from 1800 to 2099) and `q` (a text). What the atlas does not have
    is left out, with a notice in the reader's language.
    """
    notices: list[str] = []
    known = _known_values(catalogue)
    chosen: dict[str, tuple[str, ...]] = {}
    for parameter, facet in FACETS.items():
        values = dict.fromkeys(it.strip() for it in query.get(parameter, "").split(","))
        chosen[facet] = tuple(it for it in values if it in known[facet])
        unknown = [it for it in values if it and it not in known[facet]]
        notices += [
            notice(language, UNKNOWN[parameter], _plain(it[:1000])) for it in unknown[:MOST_NOTICES]
        ]
        if (more := len(unknown) - MOST_NOTICES) > 0:
            notices.append(
                notice(
                    language,
                    N_("Nor are %(count)d more values of “%(value)s” in this atlas."),
                    parameter,
                    count=more,
                )
            )
    years: dict[str, int | None] = {"since": None, "until": None}
    for parameter in years:
        given = query.get(parameter, "").strip()
        if YEAR.fullmatch(given):
            years[parameter] = int(given)
        elif given:
            notices.append(notice(language, UNKNOWN["year"], _plain(given[:1000])))
    since, until = years["since"], years["until"]
    if since and until and since > until:
        message = N_("No year is since %(since)d and until %(until)d; they are not filtered by.")
        notices.append(notice(language, message, since=since, until=until))
        since = until = None
    text = _plain(query.get("q", ""))
    if len(text) > LONGEST_TEXT:
        message = N_("Only the first %(count)d characters of the text are searched for.")
        notices.append(notice(language, message, count=LONGEST_TEXT))
        text = text[:LONGEST_TEXT].rstrip()
    return Filters(**chosen, since=since, until=until, text=text), tuple(notices)


def query_of_filters(filters: Filters) -> dict[str, str]:
    """The address parameters of filters; what is not asked for is left out."""
    query = {parameter: ",".join(getattr(filters, facet)) for parameter, facet in FACETS.items()}
    query["since"] = str(filters.since or "")
    query["until"] = str(filters.until or "")
    query["q"] = filters.text
    return {parameter: value for parameter, value in query.items() if value}


def during(events: Iterable[Event], since: int | None, until: int | None) -> tuple[Event, ...]:
    """The events whose date overlaps the years, both included; no year is no limit."""
    return tuple(event for event in events if event.span.overlaps(since, until))


def of_kind(events: Iterable[Event], kinds: Collection[str]) -> tuple[Event, ...]:
    """The events of one of the kinds."""
    return tuple(event for event in events if event.kind in kinds)


def concerning(events: Iterable[Event], islands: Collection[str]) -> tuple[Event, ...]:
    """The events that concern one of the islands."""
    return tuple(event for event in events if not set(event.islands).isdisjoint(islands))


def held_at(events: Iterable[Event], places: Collection[str]) -> tuple[Event, ...]:
    """The events with one of the places among their venues."""
    return tuple(event for event in events if any(it.place in places for it in event.venues))


def with_people(events: Iterable[Event], people: Collection[str]) -> tuple[Event, ...]:
    """The events in which one of the people took part."""
    return tuple(event for event in events if any(it.person in people for it in event.people))


def about(events: Iterable[Event], topics: Collection[str]) -> tuple[Event, ...]:
    """The events about one of the topics."""
    return tuple(event for event in events if not set(event.topics).isdisjoint(topics))


def filtered(events: Iterable[Event], filters: Filters, index: SearchIndex) -> tuple[Event, ...]:
    """The events that every filter allows, in the order given; a text without a word allows all."""
    found = during(events, filters.since, filters.until)
    for choose, values in (
        (of_kind, filters.kinds),
        (concerning, filters.islands),
        (held_at, filters.places),
        (with_people, filters.people),
        (about, filters.topics),
    ):
        found = choose(found, values) if values else found
    hits = index.search(filters.text)
    return found if hits.asks_nothing else tuple(it for it in found if it.id in set(hits.events))


def choices_of(events: Iterable[Event], catalogue: Catalogue) -> dict[str, dict[str, int]]:
    """The values of each facet that occur in the events, with how many events have them.

    Kinds and islands are in the order of the model and the record, the others by number and name.
    """
    events = tuple(events)
    kinds = Counter(event.kind for event in events)
    islands = Counter(id for event in events for id in event.islands)
    places = Counter(id for event in events for id in {it.place for it in event.venues})
    people = Counter(id for event in events for id in {it.person for it in event.people})
    topics = Counter(id for event in events for id in event.topics)
    return {
        "kinds": {kind: kinds[kind] for kind in get_args(Kind) if kind in kinds},
        "places": _most_first(places, {id: it.names.en for id, it in catalogue.places.items()}),
        "islands": {id: islands[id] for id in catalogue.islands if id in islands},
        "people": _most_first(people, {id: it.names.en for id, it in catalogue.people.items()}),
        "topics": _most_first(topics, {id: id for id in topics}),
    }


@derived
def _known_values(catalogue: Catalogue) -> dict[str, Collection[str]]:
    return {
        "kinds": get_args(Kind),
        "places": catalogue.places,
        "islands": catalogue.islands,
        "people": catalogue.people,
        "topics": {topic for event in catalogue.events.values() for topic in event.topics},
    }


def _most_first(counts: Counter[str], names: Mapping[str, str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda it: (-it[1], names[it[0]])))


def _plain(text: str) -> str:
    return " ".join("".join(it if it.isprintable() else " " for it in text).split())
