"""The two articles, claim by claim and paragraph by paragraph."""

import streamlit as st

from geo.addresses import screen_from_query
from geo.catalogue import shipped_catalogue
from pages.templating import render

catalogue = shipped_catalogue()
screen = screen_from_query(st.query_params, catalogue)
st.html(render("articles.html", catalogue=catalogue, screen=screen))
