"""The map with its timeline, and the details of the island or place that is selected on it."""

import streamlit as st

from pages.atlas import mount_map
from pages.state import current_screen


@st.fragment
def stage() -> None:
    """The map: a click on an island runs this alone, not the whole page."""
    with st.container(key="stage"):
        mount_map(current_screen())


stage()
