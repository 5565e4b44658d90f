"""The card of an event: the picture of 1200 × 630 that a shared link shows."""

from collections.abc import Mapping
from io import BytesIO

from PIL import Image, ImageDraw

from geo.dates import date_label
from geo.edition import Edition
from geo.languages import Language, translations
from geo.model import Event
from geo.share.fonts import font
from geo.share.icon import icon
from geo.share.lines import NEVER_LAST, wrapped
from geo.share.panels import (
    EVENT,
    INK,
    PAPER,
    QUIET,
    Labels,
    event_frame,
    event_panel,
    islands_panel,
    outlines_in,
)
from geo.share.paths import Point
from geo.share.sizes import CARD_SIZE, height_of

MARGIN = 56
BASELINE = 78  # of the date and the name of the atlas
DATE_PX, NAME_PX, LABEL_PX, CREDIT_PX = 38, 34, 30, 17
ICON_PX, ISLAND_LABEL_PX = 48, 23
# The sizes of the title, each with the lines it may have and their distance: the first that fits.
TITLE_SIZES = ((72, 1, 84), (66, 2, 76), (58, 3, 66), (50, 3, 58))
GUTTER = 4
NEAR = 45  # pixels of the card to one of the world at zoom 0: the islands can be told apart
CREDIT = "© OpenStreetMap, Natural Earth"
_SPACES = str.maketrans("\u2009\u202f\u00a0", "   ")


def card_png(edition: Edition, event: Event, language: Language, width: int) -> bytes:
    """The card of an event as PNG, in one of the widths of `geo.share.sizes`."""
    card = draw_card(edition, event, language)
    if width != CARD_SIZE[0]:
        card = card.resize((width, height_of(width)), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    # A map has few colours: a palette is a third of the size, and looks the same.
    card.quantize(160, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


def draw_card(edition: Edition, event: Event, language: Language) -> Image.Image:
    """The card: date, title, and under them the map, as high as the title leaves it."""
    card = Image.new("RGB", CARD_SIZE, PAPER)
    draw = ImageDraw.Draw(card)
    _draw_date_line(card, event, language)
    top = _draw_title(draw, _plain(event.title.text_in(language)), language)
    width, height = CARD_SIZE[0], CARD_SIZE[1] - top
    still = edition.plates.stills[edition.plates.still_of[event.id]["still"]]
    is_near = event_frame(still, width, height, _margins(height)).scale * still["scale"] >= NEAR
    inset = edition.plates.inset
    beside = 0 if is_near else GUTTER + min(480, round(height * inset["width"] / inset["height"]))
    card.paste(_event_map(edition, event, language, width - beside, height), (0, top))
    if beside:
        card.paste(
            _islands(edition, event, language, beside - GUTTER, height),
            (width - beside + GUTTER, top),
        )
    face = font("sans", "en", CREDIT_PX)
    draw.text((CREDIT_PX, CARD_SIZE[1] - 12), CREDIT, QUIET, face, anchor="ls")
    return card


def title_lines(title: str, language: Language) -> tuple[list[str], int, int]:
    """The lines of a title, its size and their distance, in pixels of the card."""
    room = CARD_SIZE[0] - 2 * MARGIN
    *larger, smallest = TITLE_SIZES
    for size, most, distance in larger:
        lines = wrapped(title, language, font("serif", language, size).getlength, room, most)
        if not lines[-1].endswith("…"):
            return lines, size, distance
    size, most, distance = smallest
    face = font("serif", language, size)
    return wrapped(title, language, face.getlength, room, most), size, distance


def _plain(text: str) -> str:
    return text.translate(_SPACES)


def _margins(height: int) -> tuple[float, float]:
    return 130, min(58, height / 5)


def _draw_date_line(card: Image.Image, event: Event, language: Language) -> None:
    draw = ImageDraw.Draw(card)
    date = _plain(date_label(event.date, language))
    draw.text((MARGIN, BASELINE), date, EVENT, font("sans", language, DATE_PX), anchor="ls")
    name = translations(language).gettext("Four Islands")
    face = font("serif", language, NAME_PX)
    right = CARD_SIZE[0] - MARGIN
    draw.text((right, BASELINE), name, INK, face, anchor="rs")
    mark = icon(ICON_PX)
    at = (round(right - face.getlength(name) - ICON_PX - 16), BASELINE - 38)
    card.paste(mark, at, mark)


def _draw_title(draw: ImageDraw.ImageDraw, title: str, language: Language) -> int:
    """Write the title; returns where it ends and the map begins."""
    lines, size, distance = title_lines(title, language)
    face = font("serif", language, size)
    baseline = BASELINE + 18
    for line in lines:
        baseline += distance
        # A Japanese bracket has its ink on the right: it hangs into the margin.
        hangs = size * 0.46 if language == "ja" and line[:1] in NEVER_LAST else 0
        draw.text((MARGIN - hangs, baseline), line, INK, face, anchor="ls")
    return baseline + 36


def _event_map(
    edition: Edition, event: Event, language: Language, width: int, height: int
) -> Image.Image:
    plates, catalogue = edition.plates, edition.catalogue
    drawn = plates.still_of[event.id]
    still = plates.stills[drawn["still"]]
    frame = event_frame(still, width, height, _margins(height))
    image = event_panel(frame, still, drawn, event.islands, chain=event.whole_chain).done()
    is_near = frame.scale * still["scale"] >= NEAR
    islands = outlines_in(frame, still["islands"])
    if islands and not is_near:
        _mark_islands(image, islands)
    venues = {id: frame.at(point) for id, point in drawn["venues"].items()}
    credit = (0.0, height - 34.0, 270.0, float(height))
    dots = [(x - 10, y - 10, x + 10, y + 10) for x, y in venues.values()]
    labels = Labels(image, [credit, *dots])
    if is_near:
        labels.keep_free(islands.values())
    face = font("sans", language, LABEL_PX)
    for id, (x, y) in venues.items():
        around = [(x - 8, y), (x + 8, y), (x, y - 8), (x, y + 8)]
        name = _plain(catalogue.places[id].names.text_in(language))
        labels.beside(around, name, face, EVENT, needed=True)
    if is_near:
        _label_islands(edition, language, labels, islands)
    return image


def _mark_islands(image: Image.Image, islands: Mapping[str, list[Point]]) -> None:
    """Frame the islands on a map on which they are small: beside it they are drawn larger."""
    xs, ys = zip(*(point for shape in islands.values() for point in shape), strict=True)
    sides = (min(xs) - 9, min(ys) - 9, max(xs) + 9, max(ys) + 9)
    ImageDraw.Draw(image).rectangle(sides, outline=QUIET, width=2)


def _islands(
    edition: Edition, event: Event, language: Language, width: int, height: int
) -> Image.Image:
    inset = edition.plates.inset
    panel = islands_panel(inset, event.islands, width, height)
    image = panel.done()
    labels, islands = Labels(image), outlines_in(panel.frame, inset["islands"])
    labels.keep_free(islands.values())
    _label_islands(edition, language, labels, islands)
    return image


def _label_islands(
    edition: Edition, language: Language, labels: Labels, islands: Mapping[str, list[Point]]
) -> None:
    face = font("sans", language, ISLAND_LABEL_PX)
    for id, shape in islands.items():
        name = edition.catalogue.islands[id].label.text_in(language)
        labels.beside(shape, _plain(name), face, INK, needed=False)
