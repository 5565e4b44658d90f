"""The contenders: how each is set up and started, and where to press in it.

Beside each stands `probe.js`, an expression whose value tells the benchmark's probe what the
contender shows: `island(id)` is the element of an island, `shown(step)` whether an event is drawn
on the map, `details()` the element that holds an island's details.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.plain_data import write_plain_data
from bench.processes import ServerCommand
from bench.records import ROOT, SizedAtlas
from bench.static_server import HEALTH

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Contender:
    """One of those compared. `path` is the address of an event; `{event}` stands for its id.

    `prepare` fills a folder of the contender's own and says how its server is started. `next` is
    the CSS selector of the button that steps. A contender without `has_map` only steps; one
    without `has_app` has no server that runs anything.
    """

    name: str
    title: str
    path: str
    next: str
    prepare: Callable[[SizedAtlas, Path], ServerCommand]
    has_map: bool = True
    has_app: bool = True

    @property
    def probe(self) -> str:
        """The JavaScript expression that tells what the contender shows."""
        return (HERE / self.name / "probe.js").read_text(encoding="utf-8")


def _four_islands(atlas: SizedAtlas, _: Path) -> ServerCommand:
    return ServerCommand.streamlit("app.py", atlas.folder)


def _folium(atlas: SizedAtlas, folder: Path) -> ServerCommand:
    shutil.copy(HERE / "folium" / "app.py", folder)
    (folder / "static").mkdir()
    _copy_leaflet(atlas, folder / "static")
    write_plain_data(atlas.catalogue, atlas.folder / "assets" / "geo", folder)
    return ServerCommand.streamlit("app.py", folder, "--server.enableStaticServing", "true")


def _leaflet(atlas: SizedAtlas, folder: Path) -> ServerCommand:
    site = folder / "site"
    site.mkdir()
    for name in ("index.html", "page.js"):
        shutil.copy(HERE / "leaflet" / name, site)
    _copy_leaflet(atlas, site)
    write_plain_data(atlas.catalogue, atlas.folder / "assets" / "geo", site)
    script = str(ROOT / "bench" / "static_server.py")
    return ServerCommand((script, str(site), "{port}"), folder, HEALTH)


def _empty(_: SizedAtlas, folder: Path) -> ServerCommand:
    shutil.copy(HERE / "empty" / "app.py", folder)
    return ServerCommand.streamlit("app.py", folder)


def _copy_leaflet(atlas: SizedAtlas, folder: Path) -> None:
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(atlas.folder / "assets" / "web" / "leaflet" / name, folder)


CONTENDERS = {
    it.name: it
    for it in (
        Contender(
            "four_islands",
            "Four Islands",
            "/?event={event}&story=record",
            "[data-testid=stSidebar] .st-key-next button",
            _four_islands,
        ),
        Contender(
            "folium",
            "streamlit-folium app",
            "/?event={event}",
            "[data-testid=stSidebar] button:has-text('Next')",
            _folium,
        ),
        Contender(
            "leaflet",
            "static Leaflet page",
            "/?event={event}",
            "#next",
            _leaflet,
            has_app=False,
        ),
        Contender(
            "empty", "empty Streamlit app", "/", "button:has-text('Next')", _empty, has_map=False
        ),
    )
}
