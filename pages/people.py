"""Who took part, in which role at which time; a chosen person's events can be stepped through."""

import streamlit as st

from geo.addresses import told_in
from geo.edition import shipped_catalogue
from geo.participation import participants_of, roles_of
from pages.labels import PEOPLE_OF, labels_in
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
        screen,
        chosen=catalogue.people[chosen] if chosen else None,
        roles=roles_of(chosen, told) if chosen else (),
        events=told,
        sides=[
            (label, people[side])
            for side, label in labels_in(screen.language, PEOPLE_OF).items()
            if side in people
        ],
        catalogue=catalogue,
    )
)
