"""The two components of the atlas: one that lets every page navigate, one that shows the map.

Streamlit sends a component's HTML and JavaScript again with every run, so they hold next to
nothing: the scripts are files of the bundle, loaded once.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.addresses import Screen, screen_from_query
from geo.edition import shipped_catalogue
from pages.sending import sent_screen
from pages.state import browser_language, current_screen, open_page, open_screen

_ANSWERED = "answered"
_NAVIGATOR = "navigator"
_MAP = "atlas"
_JS = """let run;
export default (component) => {
  let end;
  let ended = false;
  const start = () => { if (!ended) end = run(component); };
  if (run) start();
  else import(new URL(component.data.bundle + "%s", document.baseURI))
    .then((module) => { run = module.%s; start(); });
  return () => { ended = true; end?.(); };
};"""

_CHRONICLE = '<nav class="chronicle"></nav>'

_navigator = st.components.v2.component(
    "atlas_navigator",
    html='<select class="event-list"></select>',
    js=_JS % ("navigator.js", "connect"),
    isolate_styles=False,
)
_map = st.components.v2.component(
    "atlas_map",
    html='<div class="atlas-place"></div>',
    js=_JS % ("view.js", "mount"),
    isolate_styles=False,
)

_chronicle = st.components.v2.component(
    "atlas_chronicle",
    html=_CHRONICLE,
    js=_JS % ("chronicle.js", "mount"),
    isolate_styles=False,
)


def mount_navigator(screen: Screen) -> None:
    """Draw the list of events, and let buttons, keys and links of the page answer at once."""
    result = _navigator(key=_NAVIGATOR, data=_data(screen), on_go_change=_follow)
    _resume(_follow, result.go)


def mount_map(screen: Screen) -> None:
    """Show the map and the timeline; a selection there runs the fragment that this is part of."""
    result = _map(key=_MAP, data=_data(screen), on_select_change=_select)
    _resume(_select, result.select)


def mount_chronicle(screen: Screen) -> None:
    """Show the events that are stepped through along time, a row a kind."""
    _chronicle(key="chronicle", data=_data(screen))


def _data(screen: Screen) -> dict[str, Any]:
    return {**sent_screen(screen), "answered": st.session_state.get(_ANSWERED, 0)}


def _follow() -> None:
    if go := _sent(_NAVIGATOR, "go"):
        _answer(go)
        open_screen(_screen_of(go))
        open_page(go.get("page"))


def _select() -> None:
    if select := _sent(_MAP, "select"):
        _answer(select)
        open_screen(replace(current_screen(), selected=_screen_of(select).selected))


def _sent(key: str, trigger: str) -> dict[str, Any] | None:
    """What the browser has sent by a component; none where the last run did not come to draw it."""
    value = getattr(st.session_state.get(key), trigger, None)
    return value if isinstance(value, dict) else None


def _resume(follow: Callable[[], None], sent: Any) -> None:
    """Do for a choice what its callback could not do, where none was called, and run again.

    So it is in the first run of a session, and in one after a run that was cut short.
    """
    asked = sent.get("asked") if isinstance(sent, dict) else None
    if isinstance(asked, int) and asked != st.session_state.get(_ANSWERED, 0):
        follow()
        st.rerun()


def _answer(sent: dict[str, Any]) -> None:
    """Note which of the browser's choices was followed last; the browser numbers them."""
    if isinstance(sent.get("asked"), int):
        st.session_state[_ANSWERED] = sent["asked"]


def _screen_of(sent: dict[str, Any]) -> Screen:
    """The screen that a browser sent: read like an address, as anybody can send anything."""
    filters = sent.get("filters")
    query = {**(filters if isinstance(filters, dict) else {}), **sent}
    return screen_from_query(
        {name: value for name, value in query.items() if isinstance(value, str)},
        shipped_catalogue(),
        browser_language(),
    )
