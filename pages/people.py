"""Who took part, in which role at which time; a chosen person's events can be stepped through."""

import streamlit as st

from geo.addresses import told_in
from geo.catalogue import shipped_catalogue
from geo.participation import participants_of, roles_of
from pages.labels import PEOPLE_OF
from pages.state import current_screen
from pages.templating import render

catalogue = shipped_catalogue()
screen = current_screen()
chosen = screen.filters.people[0] if len(screen.filters.people) == 1 else None
told = told_in(catalogue, screen).events if chosen else ()
people = participants_of(catalogue)
st.html(
    render(
        "people.html",
        chosen=catalogue.people[chosen] if chosen else None,
        roles=roles_of(chosen, told) if chosen else (),
        events=told,
        sides=[(PEOPLE_OF[side], people[side]) for side in PEOPLE_OF if side in people],
        catalogue=catalogue,
        screen=screen,
    )
)
