"""The fonts of the cards: in `assets/web/fonts`, so that a card is the same on every server."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from PIL import ImageFont

from geo.languages import Language

FOLDER = Path(__file__).parents[2] / "assets" / "web" / "fonts"
Face = Literal["serif", "sans"]


def font_file(face: Face, language: Language) -> Path:
    """The file of a face: one for the Latin and Cyrillic letters, another for Japanese."""
    return FOLDER / (f"{face}-ja.otf" if language == "ja" else f"{face}.ttf")


@lru_cache(maxsize=64)
def font(face: Face, language: Language, size: int) -> ImageFont.FreeTypeFont:
    """A face in a size in pixels. Japanese is set a little smaller: its characters fill theirs."""
    # Raqm is not on every machine; without it letters are placed the same everywhere.
    return ImageFont.truetype(
        font_file(face, language),
        round(size * 0.92) if language == "ja" else size,
        layout_engine=ImageFont.Layout.BASIC,
    )
