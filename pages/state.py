"""Where a reader is: the address is the only state, and callbacks change it."""

import streamlit as st

from geo.addresses import Screen, query_of


def open_screen(screen: Screen) -> None:
    """Go to a screen: the address follows, and the browser's Back leads here again."""
    query = query_of(screen)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)
