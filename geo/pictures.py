"""Drawings of the islands as pictures in SVG, for where there is no Leaflet."""

from typing import TypedDict
from urllib.parse import quote

_STYLE = (
    "path{vector-effect:non-scaling-stroke}"
    ".i{fill:#d8a94a;stroke:#8a6415;stroke-linejoin:round;fill-rule:evenodd}"
    ".r{stroke:#8a6415;stroke-width:4px;stroke-linecap:round}"
    ".l{fill:#b9c2c1}.b{fill:none;stroke:#5a656b}"
    "text{fill:#5a656b;font-family:sans-serif;text-anchor:middle}"
    "@media(prefers-color-scheme:dark){.i{fill:#b98a35;stroke:#e3bd6c}.r{stroke:#e3bd6c}"
    ".l{fill:#44525b}.b{stroke:#a3adb2}text{fill:#a3adb2}}"
)


class Inset(TypedDict):
    """An SVG drawing: its size in pixels, and path data.

    `land` are the shores beside the islands; `islands` are drawn and `reach` is where a click
    means an island, both by island id.
    """

    width: int
    height: int
    land: str
    islands: dict[str, str]
    reach: dict[str, str]


class ScaleDrawing(TypedDict):
    """An island in kilometres, x to the east and y to the south, from the corner of the drawing.

    `island` and `land` are path data. `islets` are the positions of those of a group that are too
    small to have an outline, and `labels` where the name of each islet fits, under its south end.
    `across` is the greatest distance between two points of the outline, `area` its area in km².
    """

    width: float
    height: float
    across: float
    area: float
    island: str
    land: str
    islets: dict[str, tuple[float, float]]
    labels: dict[str, tuple[float, float]]


def picture_of(drawing: ScaleDrawing, *, bar_km: int | None = None) -> str:
    """A drawing as the address of an SVG picture (`data:`), with a scale bar where asked for.

    Its lines are as thin at any size; its colours follow the light or dark of the page.
    """
    width, height = drawing["width"], drawing["height"]
    dots = "".join(f"M{x:g} {y:g}h0" for x, y in drawing["islets"].values())
    bar = ""
    if bar_km:
        size = width / 30
        right, bottom = width - size / 2, height - size / 2
        bar = (
            f"<path class='b' d='M{right - bar_km:g} {bottom - size / 3:g}v{size / 3:g}"
            f"h{bar_km}v-{size / 3:g}'/>"
            f"<text x='{right - bar_km / 2:g}' y='{bottom - size / 2:g}' font-size='{size:g}'>"
            f"{bar_km} km</text>"
        )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:g} {height:g}'"
        f" width='{width:g}' height='{height:g}'><style>{_STYLE}</style>"
        f"<path class='l' d='{drawing['land']}'/><path class='i' d='{drawing['island']}'/>"
        f"<path class='r' d='{dots}'/>{bar}</svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe=" /:;,=(){}'@-.")
