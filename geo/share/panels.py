"""The pictures on a card: the map of an event, and where that is far away the four islands."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageColor, ImageDraw, ImageFont

from geo.share.paths import Piece, Point, dashes_of, pieces_of

if TYPE_CHECKING:
    from geo.pictures import Inset
    from geo.stills import EventStill, Still

FINER = 3  # what is drawn so many times as large and then reduced has smooth edges

# The light colours of assets/web/atlas/colours.css; a test compares them.
PAPER, INK, QUIET, RULE = "#fbfaf6", "#1d2529", "#5a656b", "#d9d6cb"
SEA, LAND, SHORE, CHAIN = "#dbe6ea", "#f4f1e7", "#b9c2c1", "#e2d9c0"
ISLAND, ISLAND_EDGE, EVENT = "#d8a94a", "#8a6415", "#14506b"
ISLAND_QUIET = "#e7cd9a"  # --island at 45 % on --land, as color-mix makes it
CHAIN_CONCERNED = "#e5ca92"  # at 55 %
_NEVER_CLEARED = {ImageColor.getrgb(it) for it in (ISLAND, ISLAND_QUIET, ISLAND_EDGE, EVENT)}
WORLD_PX = 256  # as in geo.stills, which takes geopandas to import

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """How a drawing lies in a picture of `width` × `height` pixels.

    A point of it is multiplied by `scale` and moved by `x` and `y`.
    """

    width: int
    height: int
    scale: float
    x: float
    y: float

    def at(self, point: Point) -> Point:
        """Where a point of the drawing lies in the picture."""
        return point[0] * self.scale + self.x, point[1] * self.scale + self.y

    def finer(self, piece: Piece) -> list[Point]:
        """The points of a piece, in the picture while it is drawn larger."""
        return [(x * FINER, y * FINER) for x, y in map(self.at, piece.points)]


class Panel:
    """A picture that is drawn larger than it will be, from path data in one frame."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        size = (frame.width * FINER, frame.height * FINER)
        self.image = Image.new("RGB", size, SEA)
        self.draw = ImageDraw.Draw(self.image)

    def area(self, path: str, fill: str, edge: str, thickness: float, hole: str = SEA) -> None:
        """Fill the outlines of a path, and what lies the other way round inside as `hole`."""
        pieces = sorted(pieces_of(path), key=lambda it: -abs(it.area))
        if not pieces:
            return
        # The largest is no hole; what runs the other way round is, as in SVG.
        outward = pieces[0].area
        for piece in pieces:
            points = self.frame.finer(piece)
            if len(points) > 2:
                self.draw.polygon(points, fill=fill if piece.area * outward >= 0 else hole)
                self._stroke([*points, points[0]], edge, thickness)

    def dashed(self, path: str, colour: str, thickness: float) -> None:
        """Draw the lines of a path in dashes."""
        for piece in pieces_of(path):
            for dash in dashes_of(self.frame.finer(piece), 12 * FINER, 9 * FINER):
                self._stroke(dash, colour, thickness)

    def dot(self, point: Point, radius: float, fill: str, ring: str, thickness: float) -> None:
        """A filled circle with a ring around it, at a point of the drawing."""
        x, y = self.frame.at(point)
        for reach, colour in ((radius + thickness, ring), (radius, fill)):
            sides = (x - reach, y - reach, x + reach, y + reach)
            self.draw.ellipse([it * FINER for it in sides], fill=colour)

    def _stroke(self, points: list[Point], colour: str, thickness: float) -> None:
        self.draw.line(points, fill=colour, width=round(thickness * FINER), joint="curve")

    def done(self) -> Image.Image:
        """The picture in its own size."""
        return self.image.reduce(FINER)


class Labels:
    """Words on a picture, none over another or over a shape that is to be seen."""

    def __init__(self, image: Image.Image, kept_free: Iterable[Box] = ()) -> None:
        self.image = image
        self.draw = ImageDraw.Draw(image)
        self.taken = list(kept_free)
        self.shapes: list[Point] = []

    def keep_free(self, shapes: Iterable[list[Point]]) -> None:
        """Write nothing over these shapes, each given by points that lie close together."""
        for shape in shapes:
            self.shapes += shape

    def beside(
        self,
        shape: list[Point],
        text: str,
        face: ImageFont.FreeTypeFont,
        colour: str,
        *,
        needed: bool,
    ) -> None:
        """Write beside a shape where there is room; nowhere if there is none, unless `needed`."""
        width = face.getlength(text)
        height = sum(face.getmetrics()) * 0.72
        places = [it for it in _places_beside(shape, width, height) if self._is_inside(it)]
        apart = [it for it in places if not any(_overlap(_padded(it), by) for by in self.taken)]
        over = [(self._points_under(it), it) for it in apart or (places if needed else [])]
        # The first of those that lie over the least.
        under, chosen = min(over, default=(0, None), key=lambda it: it[0])
        if chosen is None or (under and not needed):
            return
        self.taken.append(chosen)
        at = (chosen[0], (chosen[1] + chosen[3]) / 2)
        if ground := self._ground(chosen):
            self.draw.text(at, text, ground, face, "lm", stroke_width=4, stroke_fill=ground)
        self.draw.text(at, text, colour, face, "lm")

    def _ground(self, box: Box) -> str | None:
        """The colour of the land or the sea, whichever lies under most of a box.

        None beside an island or a place: what is cleared around words must not cut into it.
        """
        left, top, right, bottom = map(round, _padded(box))
        part = self.image.crop((left, top, right, bottom))
        colours = part.getcolors(part.width * part.height) or []
        if {colour for _, colour in colours} & _NEVER_CLEARED:
            return None
        most = max(colours, default=(0, None), key=lambda it: it[0])[1]
        return LAND if most == ImageColor.getrgb(LAND) else SEA

    def _is_inside(self, box: Box) -> bool:
        width, height = self.image.size
        return box[0] > 10 and box[1] > 6 and box[2] < width - 10 and box[3] < height - 6

    def _points_under(self, box: Box) -> int:
        left, top, right, bottom = _padded(box)
        return sum(left < x < right and top < y < bottom for x, y in self.shapes)


def _padded(box: Box) -> Box:
    return box[0] - 6, box[1] - 3, box[2] + 6, box[3] + 3


def _places_beside(shape: list[Point], width: float, height: float) -> list[Box]:
    """Where words of a size may stand beside a shape: first to its right, at its middle."""
    gap = 9
    xs, ys = [x for x, _ in shape], [y for _, y in shape]
    middle, reach = (min(ys) + max(ys)) / 2, (max(ys) - min(ys)) / 2
    found: list[Box] = []
    for part in (0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9):
        y = middle + part * reach
        level = [px for px, py in shape if abs(py - y) < height / 2 + 2] or xs
        for x in (max(level) + gap, min(level) - gap - width):
            found.append((x, y - height / 2, x + width, y + height / 2))
    centre = (min(xs) + max(xs)) / 2 - width / 2
    for y in (max(ys) + gap, min(ys) - gap - height):
        for x in (centre, centre + width / 2, centre - width / 2):
            found.append((x, y, x + width, y + height))
    # In order, but what is to the right of the middle before all that is not.
    return sorted(found, key=lambda it: it[0] < centre + width / 2)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def event_frame(still: "Still", width: int, height: int, margins: Point) -> Frame:
    """The frame in which the bounds of an event fill a picture, but for the margins."""
    across, down = (side * still["scale"] for side in still["box"])
    room = (width - 2 * margins[0], height - 2 * margins[1])
    scale = min(room[0] / max(across, 1), room[1] / max(down, 1), 1.15)
    # A still goes on for 1100 to each side and 800 up and down: never show where it ends.
    scale = max(scale, width / 2 / 1100, height / 2 / 800)
    # Nor where the world ends, or nearly so.
    scale = max(scale, width / (WORLD_PX * still["scale"]))
    return Frame(width, height, scale, width / 2, height / 2)


def event_panel(
    frame: Frame, still: "Still", drawn: "EventStill", concerned: Collection[str], *, chain: bool
) -> Panel:
    """The map of an event, without words."""
    panel = Panel(frame)
    edge = 1.4 if frame.scale * still["scale"] > 20 else 0.7
    panel.area(still["land"], LAND, SHORE, 1)
    panel.area(still["chain"], CHAIN_CONCERNED if chain else CHAIN, SHORE, 1)
    for id, path in still["islands"].items():
        panel.area(path, ISLAND if id in concerned else ISLAND_QUIET, ISLAND_EDGE, edge)
    panel.dashed(drawn["lines"], EVENT, 2.6)
    for point in drawn["venues"].values():
        panel.dot(point, 8, EVENT, PAPER, 3.5)
    return panel


def islands_panel(inset: "Inset", concerned: Collection[str], width: int, height: int) -> Panel:
    """The four islands, without words."""
    # Its shores go on to the left and below: there it ends where the picture does.
    scale = min(width / inset["width"], height / inset["height"])
    panel = Panel(Frame(width, height, scale, 0, height - inset["height"] * scale))
    panel.area(inset["land"], LAND, SHORE, 1)
    for id, path in inset["islands"].items():
        panel.area(path, ISLAND if id in concerned else ISLAND_QUIET, ISLAND_EDGE, 1.4)
    return panel


def outlines_in(frame: Frame, paths: Mapping[str, str]) -> dict[str, list[Point]]:
    """Points along each path, in the picture and close together; paths outside it are left out."""
    found: dict[str, list[Point]] = {}
    for id, path in paths.items():
        points: list[Point] = []
        for piece in pieces_of(path):
            placed = [frame.at(point) for point in piece.points]
            for (ax, ay), (bx, by) in zip(placed, placed[1:] + placed[:1], strict=True):
                steps = 1 + int(max(abs(bx - ax), abs(by - ay)) / 8)
                points += [
                    (ax + (bx - ax) * at / steps, ay + (by - ay) * at / steps)
                    for at in range(steps)
                ]
        visible = [(x, y) for x, y in points if 0 < x < frame.width and 0 < y < frame.height]
        if visible:
            found[id] = visible
    return found
