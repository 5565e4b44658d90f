"""The data: every file to download or subscribe to, for what is on the screen or for everything."""

import streamlit as st

from geo.addresses import filtered_events, query_of
from geo.edition import shipped_catalogue
from geo.exports.days import left_out
from geo.exports.formats import FORMATS
from geo.exports.release import CREDIT, shipped_release
from geo.exports.selection import selection_from_query
from pages.state import current_screen
from pages.templating import render

catalogue = shipped_catalogue()
screen = current_screen()
# An address of data means the whole record if it names no story, and English if no language.
asked = query_of(screen) | {"story": screen.story, "lang": screen.language}
chosen = selection_from_query(asked, catalogue, "./")
whole = selection_from_query({"lang": screen.language}, catalogue, "./")
st.html(
    render(
        "data.html",
        screen,
        formats=FORMATS.values(),
        chosen=chosen,
        whole=whole,
        count=len(filtered_events(catalogue, screen.story, screen.filters)),
        left_out=left_out(whole),
        release=shipped_release(),
        credit=CREDIT,
    )
)
