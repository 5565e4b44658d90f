"""The map on the page: one component, mounted once, told only which screen to show."""

from functools import cache

import streamlit as st

from geo.addresses import Screen
from geo.bundle import Bundle, build_bundle
from geo.catalogue import shipped_catalogue
from pages.state import open_screen, resume

# Streamlit sends a component's HTML and JavaScript again with every run: the real script is a file.
_HTML = """<div class="atlas">
<div class="atlas-bar">
<button type="button" class="atlas-previous" aria-label="Previous event">←</button>
<p><span class="atlas-count"></span> <span class="atlas-date"></span>
<b class="atlas-title"></b></p>
<button type="button" class="atlas-next" aria-label="Next event">→</button>
</div>
<div id="atlas-map" role="region" aria-label="Map"></div>
<nav class="atlas-strip" aria-label="Timeline"></nav>
</div>"""
_JS = """let mount;
export default (component) => {
  let unmount = () => {};
  let gone = false;
  const run = () => { if (!gone) unmount = mount(component); };
  if (mount) run();
  else import(new URL(component.data.bundle + "mount.js", document.baseURI))
    .then((module) => { mount = module.mount; run(); });
  return () => { gone = true; unmount(); };
};"""

_component = st.components.v2.component("atlas_map", html=_HTML, js=_JS, isolate_styles=False)


@cache
def shipped_bundle() -> Bundle:
    """The map's files for the record that ships with the atlas."""
    return build_bundle(shipped_catalogue())


def mount_atlas(screen: Screen) -> None:
    """Show the map and the timeline; a choice made there arrives as `st.session_state.atlas.go`."""
    result = _component(
        key="atlas",
        data={
            "bundle": shipped_bundle().address,
            "event": screen.event,
            "selected": screen.selected,
            "story": screen.story,
        },
        on_go_change=_follow,
    )
    resume(_follow, chosen=result.go is not None)


def _follow() -> None:
    if go := st.session_state.atlas.go:
        open_screen(Screen(go["event"], go["story"], go["selected"]))
