"""The Chromium of the benchmark and the journeys: where it is, and how it is started."""

import os
import shutil

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No other host is found: whatever asks one fails at once. A route that stops requests would
    # slow down all of them, and would switch off the browser's cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


def chromium_path() -> str | None:
    """The Chromium that CHROMIUM names, or the system's; none if there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
