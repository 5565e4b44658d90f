"""What the benchmark ran on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser

PACKAGES = ("streamlit", "folium", "streamlit-folium", "playwright")


def machine_of(browser: Browser | None = None) -> dict[str, Any]:
    """The machine, its load now, and the versions of what takes part."""
    return {
        "cpu": _cpu_model(),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "os": _system(),
        "load_average": [round(it, 2) for it in os.getloadavg()],
        **({"chromium": browser.version} if browser else {}),
        "python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
    }


def _cpu_model() -> str:
    listed = Path("/proc/cpuinfo")
    if listed.exists():
        for line in listed.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        name = platform.system()
    return f"{name}, {platform.system()} {platform.release()}"
