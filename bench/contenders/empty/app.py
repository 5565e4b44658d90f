"""The floor: what Streamlit itself costs."""

import streamlit as st


def step() -> None:
    """Count the steps, so that there is a change to be seen."""
    st.session_state.steps += 1


if "steps" not in st.session_state:
    st.session_state.steps = 0
st.button("Next", on_click=step)
st.write(f"Nothing {st.session_state.steps}")
