"""The sidebar of every page: the story, the steps through it, and the card of the event."""

from functools import partial

import streamlit as st

from geo.addresses import Screen
from geo.catalogue import Catalogue
from geo.dates import date_label
from geo.model import Event
from geo.stories import Sequence, sequence_of
from pages.state import is_first_run, open_screen, resume
from pages.templating import render


def draw_sidebar(catalogue: Catalogue, screen: Screen) -> None:
    """Draw the choice of story, Previous and Next, the list of events, and the event's card."""
    sequence = sequence_of(catalogue, screen.story)
    event = catalogue.events[screen.event]
    st.html(render("masthead.html"))
    _story_choice(catalogue, screen)
    with st.container(key="steps", horizontal=True, vertical_alignment="center"):
        _step_button("Previous event", "Left", "previous", sequence.before(event.id), screen)
        st.html(f'<p class="position">{sequence.position(event.id)} of {len(sequence)}</p>')
        _step_button("Next event", "Right", "next", sequence.after(event.id), screen)
    _event_list(sequence, screen)
    st.html(render("event_card.html", event=event, catalogue=catalogue, screen=screen))


def _story_choice(catalogue: Catalogue, screen: Screen) -> None:
    follow = partial(_tell, catalogue, screen)
    first = _show("story", screen.story)
    chosen = st.segmented_control(
        "Story",
        list(catalogue.stories),
        format_func=lambda story: catalogue.stories[story].title,
        key="story",
        default=screen.story if first else None,
        required=True,
        label_visibility="collapsed",
        width="stretch",
        on_change=follow,
    )
    resume(follow, chosen=chosen != screen.story)


def _step_button(label: str, shortcut: str, key: str, to: Event | None, screen: Screen) -> None:
    follow = partial(
        open_screen, Screen(to.id if to else screen.event, screen.story, screen.selected)
    )
    pressed = st.button(
        label,
        key=key,
        shortcut=shortcut,
        disabled=to is None,
        width="stretch",
        on_click=follow,
    )
    resume(follow, chosen=pressed)


def _event_list(sequence: Sequence, screen: Screen) -> None:
    follow = partial(_jump, screen)
    first = _show("jump", screen.event)
    titles = {one.id: f"{date_label(one.date)} · {one.title}" for one in sequence.events}
    chosen = st.selectbox(
        "Events",
        list(titles),
        format_func=titles.__getitem__,
        key="jump",
        index=sequence.position(screen.event) - 1 if first else 0,
        label_visibility="collapsed",
        on_change=follow,
    )
    resume(follow, chosen=chosen != screen.event)


def _show(key: str, value: str) -> bool:
    """Make a widget show the address's value; a first run leaves it, as it may hold a choice."""
    first = is_first_run()
    if not first:
        st.session_state[key] = value
    return first


def _jump(screen: Screen) -> None:
    open_screen(Screen(st.session_state["jump"], screen.story, screen.selected))


def _tell(catalogue: Catalogue, screen: Screen) -> None:
    story = st.session_state["story"]
    sequence = sequence_of(catalogue, story)
    event = screen.event if screen.event in sequence else sequence.events[0].id
    open_screen(Screen(event, story, screen.selected))
