"""The script of a whole run: reads the address, runs the chosen page, and draws the sidebar.

A step on the map's page runs only a part of the sidebar (`pages.sidebar`).
"""

from pathlib import Path

import streamlit as st

from geo.edition import shipped_catalogue
from pages.labels import PAGES, labels_in, page_title
from pages.sidebar import draw_sidebar
from pages.state import current_screen, end_first_run
from pages.templating import part, render

ICON = Path(__file__).parent.parent / "assets" / "web" / "icon.svg"
SIDEBAR_PX = 370

catalogue = shipped_catalogue()
screen = current_screen()
st.set_page_config(
    page_title=page_title(catalogue.events[screen.event], screen.language),
    page_icon=str(ICON),
    layout="wide",
    initial_sidebar_state="collapsed" if st.context.is_embedded else SIDEBAR_PX,
)

pages = [
    st.Page(f"{name or 'map'}.py", title=title, default=not name, url_path=name or None)
    for name, title in labels_in(screen.language, PAGES).items()
]
page = st.navigation(pages, position="hidden")

if not st.context.is_embedded:
    st.html(part(catalogue, "pages.html", screen, page=page.url_path))
if screen.notices:
    st.html(render("notices.html", screen, notices=screen.notices))
page.run()
with st.sidebar:
    draw_sidebar(catalogue, screen, page.url_path)
end_first_run()
