"""What the articles got right: in short, what was expected, and claim by claim."""

import streamlit as st

from geo.articles import claims_of, expectations_from
from geo.edition import shipped_edition
from pages.state import current_screen
from pages.templating import render

edition = shipped_edition()
catalogue = edition.catalogue
screen = current_screen()

st.html(render("articles_summary.html", screen, catalogue=catalogue))
st.html(
    render(
        "articles_expectations.html",
        screen,
        catalogue=catalogue,
        expectations=edition.expectations,
        expectations_from=expectations_from,
        claims=claims_of(catalogue),
    )
)
st.html(render("articles.html", screen, catalogue=catalogue))
