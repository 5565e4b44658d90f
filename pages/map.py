"""The map with its timeline, and the details of the island or place that is selected on it."""

import streamlit as st

from pages.atlas import mount_map
from pages.state import current_screen

with st.container(key="stage"):
    mount_map(current_screen())
