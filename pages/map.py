"""The map with its timeline, and the details of the island or place that is selected."""

import streamlit as st

from geo.addresses import screen_from_query
from geo.catalogue import shipped_catalogue
from pages.atlas import mount_atlas
from pages.templating import details

catalogue = shipped_catalogue()
screen = screen_from_query(st.query_params, catalogue)

with st.container(key="stage"):
    mount_atlas(screen)
    if screen.selected:
        with st.container(key="details"):
            st.html(details(catalogue, screen))
