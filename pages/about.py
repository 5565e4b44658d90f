"""What the atlas is, how it keeps neutral, and where its data come from."""

import streamlit as st

from pages.templating import render

st.html(render("about.html"))
