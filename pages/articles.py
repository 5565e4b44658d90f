"""The two articles, claim by claim and paragraph by paragraph."""

import streamlit as st

from geo.catalogue import shipped_catalogue
from pages.state import current_screen
from pages.templating import render

st.html(render("articles.html", catalogue=shipped_catalogue(), screen=current_screen()))
