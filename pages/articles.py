"""What the articles got right: in short, what was expected, and claim by claim."""

import streamlit as st

from geo.articles import claims_of, expectations_from, shipped_expectations
from geo.catalogue import shipped_catalogue
from pages.state import current_screen
from pages.templating import render

catalogue = shipped_catalogue()
screen = current_screen()

st.html(render("articles_summary.html", catalogue=catalogue))
st.html(
    render(
        "articles_expectations.html",
        catalogue=catalogue,
        screen=screen,
        expectations=shipped_expectations(),
        expectations_from=expectations_from,
        claims=claims_of(catalogue),
    )
)
st.html(render("articles.html", catalogue=catalogue, screen=screen))
