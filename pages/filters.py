"""What narrows the story: the search box of every page, and the form of the Timeline page."""

from dataclasses import replace
from typing import Any

import streamlit as st

from geo.addresses import Screen, filtered_events
from geo.atlas import KINDS
from geo.catalogue import Catalogue
from geo.filters import choices_of
from geo.languages import N_, translations
from geo.search import index_of
from geo.stories import WHOLE_RECORD, sequence_of
from pages.labels import labels_in, topic_label
from pages.state import current_screen, is_first_showing, open_screen
from pages.templating import name_label, quoted, render

FACETS = {
    "kinds": N_("Kind"),
    "places": N_("Place"),
    "islands": N_("Island"),
    "people": N_("Person"),
    "topics": N_("Topic"),
}


def draw_search(catalogue: Catalogue, screen: Screen, page: str) -> None:
    """Draw the search box, and below it what narrows the story now."""
    say = translations(screen.language).gettext
    first = is_first_showing("search", screen.filters.text)
    st.text_input(
        say("Search"),
        value=screen.filters.text if first else "",
        key="search",
        placeholder=say("Search: event, person, place, island"),
        label_visibility="collapsed",
        max_chars=100,
        on_change=_search,
    )
    if not screen.filters.is_empty:
        st.html(filters_summary(catalogue, screen, page))


def filters_summary(catalogue: Catalogue, screen: Screen, page: str) -> str:
    """What narrows the story now, how many events are left, and what else the search found."""
    text = screen.filters.text
    return render(
        "filters.html",
        screen,
        page=page,
        told=filtered_events(catalogue, screen.story, screen.filters),
        of=len(sequence_of(catalogue, screen.story)),
        labels=filter_labels(screen, catalogue),
        hits=index_of(catalogue).search(text) if text else None,
        catalogue=catalogue,
    )


def draw_filters(catalogue: Catalogue, screen: Screen) -> None:
    """Draw a choice for each facet, with how many events of the story have each value."""
    say = translations(screen.language).gettext
    events = sequence_of(catalogue, screen.story).events
    choices = choices_of(events, catalogue)
    with st.container(key="filters", horizontal=True):
        for facet, label in labels_in(screen.language, FACETS).items():
            counts = choices[facet]
            chosen = [value for value in getattr(screen.filters, facet) if value in counts]
            first = is_first_showing(facet, chosen)
            st.multiselect(
                label,
                list(counts),
                default=chosen if first else None,
                format_func=lambda value, facet=facet, counts=counts: (
                    f"{value_label(facet, value, screen, catalogue)} ({counts[value]})"
                ),
                key=facet,
                placeholder=say("All"),
                on_change=_narrow,
                args=years_of(catalogue),
            )
        known = first_year, last_year = years_of(catalogue)
        years = (screen.filters.since or first_year, screen.filters.until or last_year)
        first = is_first_showing("years", years)
        st.slider(
            say("Years"),
            first_year,
            last_year,
            value=years if first else None,
            key="years",
            on_change=_narrow,
            args=known,
        )


def years_of(catalogue: Catalogue) -> tuple[int, int]:
    """The first year and the last in which an event begins."""
    years = [event.span.earliest.year for event in catalogue.events.values()]
    return min(years), max(years)


def filter_labels(screen: Screen, catalogue: Catalogue) -> list[str]:
    """What the filters ask for, in words."""
    filters = screen.filters
    labels = [quoted(filters.text, screen.language)] if filters.text else []
    for facet in FACETS:
        labels += [
            value_label(facet, value, screen, catalogue) for value in getattr(filters, facet)
        ]
    if filters.since or filters.until:
        labels.append(f"{filters.since or '…'}–{filters.until or '…'}")
    return labels


def value_label(facet: str, value: str, screen: Screen, catalogue: Catalogue) -> str:
    """A filter's value as a reader knows it."""
    if facet == "kinds":
        return labels_in(screen.language, KINDS)[value]
    if facet == "topics":
        return topic_label(value, screen.language)
    if facet == "islands":
        return name_label(catalogue.islands[value].label, screen)
    return name_label(getattr(catalogue, facet)[value].names, screen)


def _search() -> None:
    text = st.session_state["search"].strip()
    screen = current_screen()
    story = WHOLE_RECORD if text else screen.story
    open_screen(replace(screen, story=story, filters=replace(screen.filters, text=text)))


def _narrow(first_year: int, last_year: int) -> None:
    if not all(key in st.session_state for key in (*FACETS, "years")):
        return  # the run that drew the form was cut short: there was nothing yet to choose from
    screen = current_screen()
    chosen: dict[str, Any] = {facet: tuple(st.session_state[facet]) for facet in FACETS}
    since, until = st.session_state["years"]
    filters = replace(
        screen.filters,
        **chosen,
        since=since if since > first_year else None,
        until=until if until < last_year else None,
    )
    open_screen(replace(screen, filters=filters))
