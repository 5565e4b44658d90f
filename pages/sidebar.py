"""The sidebar of every page: the search, the story, the steps, and the event's card."""

from dataclasses import replace
from functools import partial

import streamlit as st

from geo.addresses import Screen, told_in
from geo.catalogue import Catalogue
from geo.edition import shipped_catalogue
from geo.languages import translations
from geo.model import Event
from geo.stories import sequence_of
from pages.atlas import mount_navigator
from pages.filters import draw_search
from pages.labels import page_title
from pages.state import current_screen, is_first_showing, open_screen, resume
from pages.templating import part


def draw_sidebar(catalogue: Catalogue, screen: Screen, page: str) -> None:
    """Draw the search, the choice of story, and what each step changes."""
    st.html(part(catalogue, "masthead.html", screen, page=page))
    draw_search(catalogue, screen, page)
    _story_choice(catalogue, screen)
    _draw_event(catalogue, screen, page)


@st.fragment
def _draw_event(catalogue: Catalogue, drawn: Screen, page: str) -> None:
    """Draw the steps, what can be taken away, and the event's card.

    On the map's page a step or a selection runs this alone; `drawn` is the screen of the last whole
    run. What else a choice changes, or another page shows, takes a whole run, and so does a record
    that has changed.
    """
    screen = current_screen()
    unchanged = screen if page else replace(screen, event=drawn.event, selected=drawn.selected)
    if unchanged != drawn or catalogue is not shipped_catalogue():
        st.rerun()
    sequence = told_in(catalogue, screen)
    event = catalogue.events[screen.event]
    unselected = replace(screen, selected=None)  # the card is the same whatever is selected
    say = translations(screen.language).gettext
    st.set_page_config(page_title=page_title(event, screen.language))
    with st.container(key="steps", horizontal=True, vertical_alignment="center"):
        _step_button(say("Previous event"), "Left", "previous", sequence.before(event.id))
        position = {"number": sequence.position(event.id), "total": len(sequence)}
        st.html(part(catalogue, "position.html", unselected, **position))
        _step_button(say("Next event"), "Right", "next", sequence.after(event.id))
    mount_navigator(screen, page)
    tools = part(catalogue, "tools.html", screen, page=page)
    st.html(tools + part(catalogue, "event_card.html", unselected))


def _story_choice(catalogue: Catalogue, screen: Screen) -> None:
    follow = partial(_tell, catalogue)
    first = is_first_showing("story", screen.story)
    chosen = st.segmented_control(
        translations(screen.language).gettext("Story"),
        list(catalogue.stories),
        format_func=lambda story: catalogue.stories[story].title.text_in(screen.language),
        key="story",
        default=screen.story if first else None,
        required=True,
        label_visibility="collapsed",
        width="stretch",
        on_change=follow,
    )
    resume(follow, chosen=chosen != screen.story)


def _step_button(label: str, shortcut: str, key: str, to: Event | None) -> None:
    follow = partial(_step, to)
    pressed = st.button(
        label, key=key, shortcut=shortcut, disabled=to is None, width="stretch", on_click=follow
    )
    resume(follow, chosen=pressed)


def _step(to: Event | None) -> None:
    if to:
        open_screen(replace(current_screen(), event=to.id))


def _tell(catalogue: Catalogue) -> None:
    screen = current_screen()
    story = st.session_state["story"]
    open_screen(replace(screen, story=story, event=_nearest(catalogue, screen, story)))


def _nearest(catalogue: Catalogue, screen: Screen, story: str) -> str:
    """The event itself if the story tells it, else the last one told before it, else the first."""
    told = sequence_of(catalogue, story)
    at = catalogue.events[screen.event].sort_key
    before = [event.id for event in told.events if event.sort_key <= at]
    return before[-1] if before else told.events[0].id
