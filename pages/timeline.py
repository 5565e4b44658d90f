"""All events along time: filters, a picture with doubt drawn, and a table to read."""

import streamlit as st

from geo.addresses import told_in
from geo.edition import shipped_catalogue
from pages.atlas import mount_chronicle
from pages.filters import draw_filters
from pages.state import current_screen
from pages.templating import render

catalogue = shipped_catalogue()
screen = current_screen()
st.html(render("timeline_head.html", screen, story=catalogue.stories[screen.story]))
draw_filters(catalogue, screen)
mount_chronicle(screen)
st.html(
    render(
        "timeline.html",
        screen,
        events=told_in(catalogue, screen).events,
        catalogue=catalogue,
    )
)
