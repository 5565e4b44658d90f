"""The sidebar of every page: the story, the steps through it, and the card of the event."""

import streamlit as st

from geo.addresses import Screen
from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.model import Event
from geo.stories import sequence_of
from pages.html import render
from pages.state import open_screen


def draw_sidebar(catalogue: Catalogue, screen: Screen) -> None:
    """Draw the choice of story, Previous and Next, the list of events, and the event's card."""
    sequence = sequence_of(catalogue, screen.story)
    event = catalogue.events[screen.event]
    before, after = sequence.before(event.id), sequence.after(event.id)

    st.html(render("masthead.html"))
    st.session_state["story"] = screen.story
    st.segmented_control(
        "Story",
        list(catalogue.stories),
        format_func=lambda story: catalogue.stories[story].title,
        key="story",
        required=True,
        label_visibility="collapsed",
        width="stretch",
        on_change=_tell,
        args=(catalogue, screen),
    )
    with st.container(key="steps", horizontal=True, vertical_alignment="center"):
        _step_button("Previous event", "previous", before, screen)
        st.html(f'<p class="position">{sequence.position(event.id)} of {len(sequence)}</p>')
        _step_button("Next event", "next", after, screen)
    st.session_state["jump"] = event.id
    st.selectbox(
        "Events",
        [one.id for one in sequence.events],
        format_func=lambda id: (
            f"{date_label(catalogue.events[id].date)} · {catalogue.events[id].title}"
        ),
        key="jump",
        label_visibility="collapsed",
        on_change=_jump,
        args=(screen,),
    )
    st.html(render("event_card.html", event=event, catalogue=catalogue, screen=screen))


def _step_button(label: str, key: str, to: Event | None, screen: Screen) -> None:
    st.button(
        label,
        key=key,
        disabled=to is None,
        width="stretch",
        on_click=_step,
        args=(screen, to.id if to else screen.event),
    )


def _step(screen: Screen, event: str) -> None:
    open_screen(Screen(event, screen.story, screen.selected))


def _jump(screen: Screen) -> None:
    open_screen(Screen(st.session_state["jump"], screen.story, screen.selected))


def _tell(catalogue: Catalogue, screen: Screen) -> None:
    story = st.session_state["story"]
    sequence = sequence_of(catalogue, story)
    event = screen.event if screen.event in sequence else sequence.events[0].id
    open_screen(Screen(event, story, screen.selected))
