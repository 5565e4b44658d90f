"""What is asked for of the record: the events, the language of texts, and where it is served."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from geo.addresses import filtered_events, screen_from_query
from geo.catalogue import Catalogue
from geo.exports.release import (
    CREDIT,
    RECORD_LICENCE,
    RECORD_LICENCE_ADDRESS,
    Release,
    shipped_release,
)
from geo.filters import Filters, query_of_filters
from geo.languages import SOURCE_LANGUAGE, Language
from geo.model import Article, Event, Source
from geo.stories import WHOLE_RECORD

NOT_OF_DATA = ("event", "selected", "names")


@dataclass(frozen=True)
class Selection:
    """The events of a story that pass the filters, in its order, and how to write them.

    `address` is the atlas's own, ending in a slash; `notices` say which parameters could not be
    followed. `release` is the edition of the record.
    """

    catalogue: Catalogue
    story: str
    filters: Filters
    language: Language
    address: str
    notices: tuple[str, ...]
    release: Release

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The events chosen."""
        return filtered_events(self.catalogue, self.story, self.filters)

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the record is left out."""
        return self.story == WHOLE_RECORD and self.filters.is_empty

    @property
    def query(self) -> dict[str, str]:
        """The parameters that lead here; those that change nothing are left out."""
        story = {} if self.story == WHOLE_RECORD else {"story": self.story}
        lang = {} if self.language == SOURCE_LANGUAGE else {"lang": self.language}
        return story | lang | query_of_filters(self.filters)

    @property
    def sources(self) -> dict[str, Source | Article]:
        """The articles and sources that the events cite, or all of them, by identifier."""
        known: dict[str, Source | Article] = {**self.catalogue.articles, **self.catalogue.sources}
        if self.is_whole:
            return known
        cited = {citation.source for event in self.events for citation in event.citations}
        cited |= {id for event in self.events if event.readings for id in event.readings.sources}
        return {id: source for id, source in known.items() if id in cited}

    def event_address(self, event: Event) -> str:
        """The address of an event in the atlas, in the language of the texts."""
        query = {"event": event.id, "story": WHOLE_RECORD, "lang": self.language}
        return f"{self.address}?{urlencode(query)}"

    def data_address(self, file_name: str) -> str:
        """The address of a file of this choice."""
        query = f"?{urlencode(self.query)}" if self.query else ""
        return f"{self.address}data/{file_name}{query}"

    def about(self) -> dict[str, object]:
        """Licence, credit, version and date of the record, and the choice, for formats in JSON."""
        return {
            "license": RECORD_LICENCE,
            "licenseUrl": RECORD_LICENCE_ADDRESS,
            "attribution": CREDIT,
            "version": self.release.version,
            "date": self.release.date.isoformat(),
            "parameters": self.query,
            "notices": list(self.notices),
        }


def selection_from_query(
    query: Mapping[str, str],
    catalogue: Catalogue,
    address: str,
    release: Release | None = None,
) -> Selection:
    """The choice that address parameters ask for, read as the atlas reads them.

    Two defaults differ, so that an address without parameters always means the same: the story is
    the whole record, and the language is English whatever the browser prefers.
    """
    asked = {name: value for name, value in query.items() if value and name not in NOT_OF_DATA}
    screen = screen_from_query({"story": WHOLE_RECORD, **asked}, catalogue, SOURCE_LANGUAGE)
    return Selection(
        catalogue,
        screen.story,
        screen.filters,
        screen.language,
        address,
        screen.notices,
        release or shipped_release(),
    )
