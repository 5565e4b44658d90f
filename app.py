"""The server: Streamlit over `pages/frame.py`, and the atlas's website around it.

Start with `streamlit run app.py`. A record with faults stops the start with a list of them.
"""

import gc
import os
import sys
from collections.abc import Collection
from importlib import import_module

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp

from geo.crowding import Crowding
from geo.deferred import Deferred
from geo.edition import prepared_edition
from geo.faults import RecordError
from geo.headers import SecurityHeaders
from geo.share.home import checked_public
from geo.sockets import send_at_once

READERS = 250  # at once, beyond which new ones are asked to come back; see load/README.md
# Runs of pages are threads beside the one that answers: it need not wait for them 5 ms each time.
sys.setswitchinterval(0.001)
# With 200 readers Python would look through all that their sessions hold every three seconds, and
# everybody would wait 0.1 s for it.
gc.set_threshold(5_000, 10, 10)

try:
    prepared_edition()
except RecordError as error:
    sys.exit(str(error))
try:
    public = checked_public(os.environ.get("FOUR_ISLANDS_ADDRESS"))
except ValueError as error:
    sys.exit(f"FOUR_ISLANDS_ADDRESS: {error}")

try:
    readers = int(os.environ.get("FOUR_ISLANDS_READERS") or READERS)
except ValueError:
    given = os.environ["FOUR_ISLANDS_READERS"]
    sys.exit(f"FOUR_ISLANDS_READERS: {given!r} is not a number of readers; write for example 200")

base = (st.get_option("server.baseUrlPath") or "").strip("/")


def around(streamlit: ASGIApp) -> ASGIApp:
    """The atlas's website, loaded when the server is up, and again for a changed record."""
    from pages.website import website

    send_at_once()
    whole = website(streamlit, base, public)
    # It stays: Python's later rounds of collecting garbage need not go through it.
    gc.freeze()
    return whole


def warm() -> None:
    """Load what Streamlit imports in the first run of a page, most of a second of work."""
    for name in ("pandas", "pyarrow", "PIL.Image"):
        import_module(name)
    gc.freeze()


async def follow_the_record(deferred: Deferred) -> None:
    """Serve changes of the record's files while the server runs."""
    from geo.renewal import renew_for_ever

    await renew_for_ever(deferred.renew)


def note_script_fault(error: Exception) -> None:
    """Count and log what a page has raised; the reader is told only that something went wrong."""
    from geo.watching import note_fault

    note_fault("pages", error)


def page_names() -> Collection[str]:
    """The names of the pages, asked for only when the server is full."""
    from pages.labels import PAGES

    return PAGES


app = st.App(
    "pages/frame.py",
    middleware=[
        Middleware(SecurityHeaders),
        # Outside of what is made anew with the record, so that it goes on counting.
        Middleware(Crowding, limit=readers, pages=page_names),
        Middleware(
            Deferred,
            around=around,
            health="/_stcore/health",
            ready="/ready",
            warm=warm,
            then=follow_the_record,
        ),
    ],
    on_script_error=note_script_fault,
)
