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
    """The atlas's website, loaded when the server is up, and again for a changed record.

    Streamlit collects garbage after every run of a page; going through the record and the libraries
    each time took most of a step's processor time, so they are kept out of its later rounds.
    """
    from pages.website import website

    whole = website(streamlit, base, public)
    gc.freeze()
    return whole


async def follow_the_record(deferred: Deferred) -> None:
    """Serve changes of the record's files while the server runs."""
    from geo.renewal import renew_for_ever

    await renew_for_ever(deferred.renew)


def note_script_fault(error: Exception) -> None:
    """Count and log what a page has raised; the reader is told only that something went wrong."""
    from geo.watching import note_fault

    note_fault("pages", error)


app = st.App(
    "pages/frame.py",
    middleware=[
        Middleware(
            Deferred,
            around=around,
            health="/_stcore/health",
            ready="/ready",
            then=follow_the_record,
        )
    ],
    on_script_error=note_script_fault,
)
