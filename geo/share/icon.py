"""The icon of the atlas, `assets/web/icon.svg`, for the cards."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

from geo.share.paths import pieces_of

FILE = Path(__file__).parents[2] / "assets" / "web" / "icon.svg"
_SVG = "{http://www.w3.org/2000/svg}"
_SIDE = 64  # of its view box
_FINER = 8


@cache
def icon(side: int) -> Image.Image:
    """The icon in a size in pixels, transparent outside its rounded corners."""
    drawing = ElementTree.parse(FILE).getroot()
    image = Image.new("RGBA", (side * _FINER, side * _FINER))
    draw = ImageDraw.Draw(image)
    unit = side * _FINER / _SIDE
    for ground in drawing.iter(f"{_SVG}rect"):
        end = side * _FINER - 1
        radius = float(ground.get("rx", "0")) * unit
        draw.rounded_rectangle((0, 0, end, end), radius, fill=ground.get("fill"))
    for group in drawing.iter(f"{_SVG}g"):
        fill = group.get("fill")
        for path in group.iter(f"{_SVG}path"):
            for piece in pieces_of(path.get("d", "")):
                draw.polygon([(x * unit, y * unit) for x, y in piece.points], fill=fill)
        for circle in group.iter(f"{_SVG}circle"):
            x, y, radius = (float(circle.get(name, "0")) for name in ("cx", "cy", "r"))
            sides = (x - radius, y - radius, x + radius, y + radius)
            draw.ellipse([it * unit for it in sides], fill=fill)
    return image.reduce(_FINER)
