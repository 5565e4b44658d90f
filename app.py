"""The server: Streamlit over `pages/frame.py`, and the atlas's website around it.

Start with `streamlit run app.py`. A record with faults stops the start with a list of them.
"""

import gc
import os
import sys

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from geo.deferred import Deferred
from geo.edition import prepared_edition
from geo.faults import RecordError
from geo.share.home import checked_public

try:
    prepared_edition()
except RecordError as error:
    sys.exit(str(error))
try:
    public = checked_public(os.environ.get("FOUR_ISLANDS_ADDRESS"))
except ValueError as error:
    sys.exit(f"FOUR_ISLANDS_ADDRESS: {error}")

base = (st.get_option("server.baseUrlPath") or "").strip("/")


def around(streamlit: ASGIApp) -> ASGIApp:
    """The atlas's website, loaded when the server is up.

    Streamlit collects garbage after every run of a page; going through the record and the libraries
    each time took most of a step's processor time, so they are kept out of its later rounds.
    """
    from pages.website import website

    whole = website(streamlit, base, public)
    gc.freeze()
    return whole


app = st.App(
    "pages/frame.py",
    middleware=[Middleware(Deferred, around=around, health="/_stcore/health")],
)
