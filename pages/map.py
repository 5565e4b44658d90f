"""The map with its timeline, and the details of the island or place that is selected."""

import streamlit as st

from geo.edition import shipped_catalogue
from pages.atlas import mount_map
from pages.state import current_screen
from pages.templating import details


@st.fragment
def stage() -> None:
    """Map and details: a click on an island runs this alone, not the whole page."""
    screen = current_screen()
    with st.container(key="stage"):
        mount_map(screen)
        if screen.selected:
            with st.container(key="details"):
                st.html(details(shipped_catalogue(), screen))


stage()
