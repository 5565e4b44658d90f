"""What the atlas is, how it keeps neutral, and where its data come from."""

import streamlit as st

from pages.state import current_screen
from pages.templating import render

st.html(render("about.html", current_screen()))
