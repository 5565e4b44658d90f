"""What the atlas is, how it keeps neutral, where its data come from, and how they changed."""

import streamlit as st

from geo.edition import shipped_edition
from pages.state import current_screen
from pages.templating import render

edition = shipped_edition()
st.html(
    render("about.html", current_screen(), changes=edition.changes, events=edition.catalogue.events)
)
