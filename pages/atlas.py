"""The components of the atlas: one lets every page navigate, the others show map and timeline.

Only the navigator hears of every step, and says so to the others in the browser. Streamlit sends a
component's HTML and JavaScript again with every run, so they hold next to nothing: the scripts are
files of the bundle, loaded once.
"""

from typing import Any

import streamlit as st

from geo.addresses import Screen, screen_from_query
from geo.edition import shipped_catalogue
from pages.sending import sent_language, sent_screen
from pages.state import browser_language, open_screen

_ANSWERED = "answered"
_NAVIGATOR = "navigator"
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
    html='<nav class="chronicle"></nav>',
    js=_JS % ("chronicle.js", "mount"),
    isolate_styles=False,
)


def mount_navigator(screen: Screen, page: str) -> None:
    """Draw the list of events, and let buttons, keys and links of the page answer at once."""
    data = {
        **sent_screen(screen, page),
        "query": st.query_params.to_dict(),
        "answered": st.session_state.get(_ANSWERED, 0),
    }
    result = _navigator(key=_NAVIGATOR, data=data, on_go_change=_follow)
    _resume(result.go)


def mount_map(screen: Screen) -> None:
    """Show the map and the timeline of what the navigator has."""
    _map(key="atlas", data=sent_language(screen))


def mount_chronicle(screen: Screen) -> None:
    """Show the events that are stepped through along time, a row a kind."""
    _chronicle(key="chronicle", data=sent_language(screen))


def _follow() -> None:
    # None where the last run did not come to draw the navigator.
    go = getattr(st.session_state.get(_NAVIGATOR), "go", None)
    if not isinstance(go, dict):
        return
    if isinstance(go.get("asked"), int):
        # The browser numbers its choices: this one was followed last.
        st.session_state[_ANSWERED] = go["asked"]
    open_screen(_screen_of(go))


def _resume(go: Any) -> None:
    """Do for a choice what its callback could not do, where none was called, and run again.

    So it is in the first run of a session, and in one after a run that was cut short.
    """
    asked = go.get("asked") if isinstance(go, dict) else None
    if isinstance(asked, int) and asked != st.session_state.get(_ANSWERED, 0):
        _follow()
        st.rerun()


def _screen_of(sent: dict[str, Any]) -> Screen:
    """The screen that a browser sent: read like an address, as anybody can send anything."""
    filters = sent.get("filters")
    query = {**(filters if isinstance(filters, dict) else {}), **sent}
    return screen_from_query(
        {name: value for name, value in query.items() if isinstance(value, str)},
        shipped_catalogue(),
        browser_language(),
    )
