"""The cards: their size, what is on them, their fonts, and how titles are broken into lines."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from types import MappingProxyType

import pytest
from PIL import Image, ImageColor

from geo.bundle import WEB
from geo.dates import date_label
from geo.edition import shipped_edition
from geo.languages import LANGUAGES, translations
from geo.share import panels
from geo.share.card import CREDIT, MARGIN, card_png, draw_card, title_lines
from geo.share.fonts import FOLDER, font, font_file
from geo.share.icon import icon
from geo.share.lines import NEVER_FIRST, NEVER_LAST, wrapped
from geo.share.panels import Labels, event_frame
from geo.share.paths import dashes_of, pieces_of

EDITION = shipped_edition()
EVENTS = EDITION.catalogue.events
NEAR, FAR = EVENTS["2010-11-01-medvedev-on-kunashir"], EVENTS["1956-10-19-joint-declaration"]
INK, PAPER = ImageColor.getrgb(panels.INK), ImageColor.getrgb(panels.PAPER)
ISLAND, EVENT = ImageColor.getrgb(panels.ISLAND), ImageColor.getrgb(panels.EVENT)
SPACES = str.maketrans("\u2009\u202f\u00a0", "   ")


def by_character(text):
    return float(len(text))


def count_of(image, colour, box):
    return sum(pixel == colour for pixel in image.crop(box).get_flattened_data())


def retold(event, **texts):
    return event.model_copy(update={"title": event.title.model_copy(update=texts)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("width", "size"), [(1200, (1200, 630)), (600, (600, 315)), (300, (300, 158))]
)
def test_a_card_is_a_small_png_of_its_size(language, width, size):
    png = card_png(EDITION, NEAR, language, width)
    image = Image.open(BytesIO(png))
    assert (image.format, image.size) == ("PNG", size)
    assert len(png) < 100_000
    assert len(image.convert("RGB").getcolors(200_000)) > 50


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [NEAR, FAR], ids=["near", "far"])
def test_date_title_and_map_are_each_in_their_place(event, language):
    card = draw_card(EDITION, event, language)
    assert count_of(card, EVENT, (MARGIN, 40, 500, 84)) > 500
    assert count_of(card, INK, (700, 40, 1144, 90)) > 300
    assert count_of(card, INK, (MARGIN, 100, 1144, 280)) > 5000
    assert count_of(card, INK, (0, 0, MARGIN - 4, 280)) == 0
    assert count_of(card, ISLAND, (0, 290, 1200, 630)) > 200
    assert count_of(card, EVENT, (0, 290, 1200, 630)) > 150
    sea = ImageColor.getrgb(panels.SEA)
    assert count_of(card, sea, (0, 290, 1200, 630)) > 30_000


def test_cards_differ_by_language_and_by_event():
    cards = {card_png(EDITION, event, it, 300) for event in (NEAR, FAR) for it in LANGUAGES}
    assert len(cards) == 6


def test_a_card_is_drawn_the_same_every_time():
    assert card_png(EDITION, NEAR, "ja", 600) == card_png(EDITION, NEAR, "ja", 600)


def test_at_300_pixels_the_title_still_stands_out():
    card = Image.open(BytesIO(card_png(EDITION, NEAR, "en", 300))).convert("L")
    darkest = min(card.crop((14, 26, 286, 68)).get_flattened_data())
    assert darkest < 60
    size = title_lines(NEAR.title.en, "en")[1]
    assert size * 300 / 1200 >= 14


def test_every_event_has_a_still_that_fills_its_card():
    for event in EVENTS.values():
        still = EDITION.plates.stills[EDITION.plates.still_of[event.id]["still"]]
        for width, height in ((1200, 338), (700, 296), (800, 416)):
            frame = event_frame(still, width, height, (130, 58))
            assert frame.width / 2 / frame.scale <= 1100 + 1e-6
            assert frame.height / 2 / frame.scale <= 800 + 1e-6


def test_far_from_the_islands_they_are_drawn_beside_the_map_with_their_names():
    card = draw_card(EDITION, FAR, "en")
    gutter = [card.getpixel((x, 400)) for x in range(500, 1190)]
    assert gutter.count(PAPER) == 4
    assert count_of(card, ISLAND, (gutter.index(PAPER) + 500, 290, 1200, 630)) > 200


@pytest.mark.parametrize(
    "title",
    ["A" * 500, "слово " * 200, "島" * 300, "」" * 100, "\u202e\u0000<script>\n\t", "🗾 e\u0301"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_title_can_be_drawn_and_stays_on_the_card(title, language):
    card = draw_card(EDITION, retold(NEAR, en=title, ru=title, ja=title), language)
    assert count_of(card, INK, (1150, 100, 1200, 280)) == 0
    lines, _, _ = title_lines(title, language)
    assert 1 <= len(lines) <= 3


def test_an_event_without_a_still_of_the_islands_or_lines_is_drawn():
    drawn = {**EDITION.plates.still_of[FAR.id], "lines": "", "venues": {}}
    plates = replace(
        EDITION.plates,
        still_of=MappingProxyType({**EDITION.plates.still_of, FAR.id: drawn}),
    )
    assert draw_card(replace(EDITION, plates=plates), FAR, "en").size == (1200, 630)


def test_the_colours_are_the_light_ones_of_the_atlas():
    css = (WEB / "atlas" / "colours.css").read_text("utf-8")
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+),", css))
    for name in ("paper", "ink", "quiet", "rule", "sea", "land", "shore", "chain", "island"):
        assert getattr(panels, name.upper()) == light[name]
    assert light["island-edge"] == panels.ISLAND_EDGE
    assert light["event"] == panels.EVENT


def test_the_icon_is_that_of_the_atlas():
    drawn = icon(64)
    assert drawn.getpixel((0, 0))[3] == 0
    assert drawn.getpixel((32, 5)) == (*ImageColor.getrgb("#14506b"), 255)
    assert drawn.getpixel((24, 51)) == (*ImageColor.getrgb("#e3b04b"), 255)
    assert drawn.getpixel((19, 37)) == (*ImageColor.getrgb("#e3b04b"), 255)


# Fonts


def has_glyph(face, char):
    """Whether a font draws something else for a character than for one that no font has."""
    return face.getmask(char).getbbox() is None or bytes(face.getmask(char)) != bytes(
        face.getmask("\U0010fffd")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_character_of_every_card_is_in_the_fonts(language):
    """If this fails for a new event: `python assets/web/fonts/build.py` (see its first lines)."""
    catalogue = EDITION.catalogue
    name = translations(language).gettext("Four Islands")
    titles = [event.title.text_in(language) for event in EVENTS.values()]
    dates = [date_label(event.date, language) for event in EVENTS.values()]
    labels = [it.names.text_in(language) for it in catalogue.places.values()]
    labels += [it.label.text_in(language) for it in catalogue.islands.values()]
    for face, texts in (("serif", [*titles, name]), ("sans", [*dates, *labels])):
        drawn = font(face, language, 40)
        chars = set("".join(texts).translate(SPACES)) - {" "}
        assert {char for char in chars if not has_glyph(drawn, char)} == set()
    assert all(has_glyph(font("sans", "en", 20), char) for char in CREDIT)


def test_a_character_that_a_font_lacks_is_noticed():
    assert not has_glyph(font("serif", "ja", 40), "\u9fa0")
    assert not has_glyph(font("serif", "en", 40), "島")


def test_the_fonts_are_few_small_and_come_with_their_licence():
    files = {font_file(face, language) for face in ("serif", "sans") for language in LANGUAGES}
    assert len(files) == 4
    assert sum(file.stat().st_size for file in files) < 600_000
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    for file in files:
        assert f"{file.name}: made from" in licence
        family = font(*_face_and_language(file), 20).getname()[0]
        assert family == f"Four Islands {file.stem}"


def _face_and_language(file):
    face, _, japanese = file.stem.partition("-")
    return face, "ja" if japanese else "en"


# Lines


@pytest.mark.parametrize(
    ("text", "language", "width", "lines"),
    [
        ("one two", "en", 20, ["one two"]),
        ("one two three four", "en", 10, ["one two", "three four"]),
        ("  one \n two  ", "en", 20, ["one two"]),
        ("цель — мир", "ru", 6, ["цель —", "мир"]),
        ("поездка в Немуро", "ru", 9, ["поездка", "в Немуро"]),
        ("国後島、択捉島", "ja", 4, ["国後島、", "択捉島"]),
        ("次官級「協議」", "ja", 5, ["次官級", "「協議」"]),
        ("首相とプーチン大統領", "ja", 7, ["首相と", "プーチン大統領"]),
    ],
)
def test_a_text_is_broken_where_its_language_allows(text, language, width, lines):
    assert wrapped(text, language, by_character, width, 3) == lines


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert wrapped("one two three four five", "en", by_character, 8, 2) == ["one two", "three…"]
    assert wrapped("A" * 30, "en", by_character, 10, 2) == ["A" * 10, "A" * 9 + "…"]
    assert wrapped("", "en", by_character, 10, 3) == [""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_of_the_record_fits_whole_and_is_broken_well(language):
    for event in EVENTS.values():
        title = event.title.text_in(language).translate(SPACES)
        lines, size, _ = title_lines(title, language)
        face = font("serif", language, size)
        assert len(lines) <= 3
        assert size >= 58
        assert "".join(lines).replace(" ", "") == title.replace(" ", "")
        assert all(face.getlength(line) <= 1200 - 2 * MARGIN for line in lines)
        assert not any(line[0] in NEVER_FIRST for line in lines)
        assert not any(line[-1] in NEVER_LAST for line in lines)
        if language == "ja":
            for before, after in pairwise(lines):
                assert not re.match(r"[ァ-ヺー]{2}|[0-9A-Za-z]{2}", before[-1] + after[0])


# Paths and labels


def test_paths_are_read_as_svg_means_them():
    ring, line = pieces_of("M1 2l3 0 0 4 -3 0zM-5 6.5L7 8")
    assert ring == ([(1, 2), (4, 2), (4, 6), (1, 6)], True)
    assert ring.area == 12
    assert line == ([(-5, 6.5), (7, 8)], False)
    assert pieces_of("M3 4h1v1h-1z")[0].points == [(3, 4), (4, 4), (4, 5), (3, 5)]
    assert pieces_of("m37 43 7-3 2 3-6 4z")[0].points == [(37, 43), (44, 40), (46, 43), (40, 47)]
    assert pieces_of("") == []
    with pytest.raises(ValueError, match="'c' is no command"):
        pieces_of("M0 0c1 1 2 2 3 3")


def test_a_line_is_dashed_around_its_corners():
    assert dashes_of([(0, 0), (10, 0)], 4, 2) == [[(0, 0), (4, 0)], [(6, 0), (10, 0)]]
    assert dashes_of([(0, 0), (3, 0), (3, 9)], 4, 20) == [[(0, 0), (3, 0), (3, 1)]]
    assert dashes_of([(0, 0)], 4, 2) == []


def test_a_lake_is_not_land():
    panel = panels.Panel(panels.Frame(40, 40, 1, 0, 0))
    panel.area("M0 0l40 0 0 40 -40 0zM10 10l0 20 20 0 0 -20z", panels.LAND, panels.LAND, 1)
    image = panel.done()
    assert image.getpixel((20, 20)) == ImageColor.getrgb(panels.SEA)
    assert image.getpixel((4, 20)) == ImageColor.getrgb(panels.LAND)


def test_labels_do_not_lie_over_each_other():
    image = Image.new("RGB", (300, 200), panels.SEA)
    labels = Labels(image)
    face = font("sans", "en", 20)
    for _ in range(2):
        labels.beside([(150, 100)], "Shikotan", face, panels.INK, needed=False)
    one, other = labels.taken
    assert one[0] > other[2]


def test_a_label_without_room_is_left_out_unless_it_is_needed():
    image = Image.new("RGB", (300, 200), panels.SEA)
    labels = Labels(image, [(0, 0, 300, 200)])
    face = font("sans", "en", 20)
    labels.beside([(150, 100)], "Shikotan", face, panels.INK, needed=False)
    assert len(labels.taken) == 1
    labels.beside([(150, 100)], "Nemuro", face, panels.INK, needed=True)
    assert len(labels.taken) == 2
