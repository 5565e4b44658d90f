"""Where a reader is: the address is the only state, and what the reader chooses changes it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from geo.addresses import Screen, query_of, screen_from_query
from geo.edition import shipped_catalogue
from geo.languages import Language, preferred_language

_VISITED = "visited"
_BROWSER_LANGUAGE = "browser_language"


def current_screen() -> Screen:
    """The screen that the address asks for now; what it gets wrong has fallen back."""
    query = st.query_params.to_dict()
    return screen_from_query(query, shipped_catalogue(), browser_language())


def browser_language() -> Language:
    """The language that the reader's browser prefers; the same for the whole session."""
    if _BROWSER_LANGUAGE not in st.session_state:
        accepted = st.context.headers.get("Accept-Language", "")
        st.session_state[_BROWSER_LANGUAGE] = preferred_language(accepted)
    language: Language = st.session_state[_BROWSER_LANGUAGE]
    return language


def open_screen(screen: Screen) -> None:
    """Go to a screen: the address follows, and the browser's Back leads here again."""
    end_first_run()
    query = query_of(screen)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def is_first_run() -> bool:
    """Whether this session has neither run a page to its end nor called a callback yet.

    The reader has just come, or the server was restarted while they read: their browser then goes
    on in a new session, whose first run brings a choice made in a widget that the server has not
    drawn yet, so that its callback is not called.
    """
    return _VISITED not in st.session_state


def is_first_showing(key: str, value: Any) -> bool:
    """Make a widget show the address's value; in a first run it is to be its default instead.

    Setting it then would overwrite a choice that the run may have brought.
    """
    if is_first_run():
        return True
    st.session_state[key] = value
    return False


def end_first_run() -> None:
    """Note that a page was run to its end or a callback was called: from now on they all are."""
    st.session_state[_VISITED] = True


def resume(follow: Callable[[], None], *, chosen: bool) -> None:
    """In a first run, do for a choice what its callback could not do, and run again."""
    if chosen and is_first_run():
        follow()
        st.rerun()
