"""Makes the fonts of the shared cards: `python assets/web/fonts/build.py`, from the project's root.

Needs fontTools and brotli (`pip install fonttools brotli`), Streamlit (its Source fonts), and Noto
CJK (Debian: fonts-noto-cjk). Only what the cards write is kept, so that they are the same on every
machine; the SIL Open Font License, `OFL.txt`, allows it, under another name than the original's.
"""

import sys
import tomllib
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
RECORD = HERE.parents[1] / "record"
NOTO = Path("/usr/share/fonts/opentype/noto")
WESTERN = {*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x401, 0x452), *range(0x2010, 0x2027)}
WESTERN |= {0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2192, 0x2212}
KANA = {*range(0x20, 0x7F), *range(0x3000, 0x301D), *range(0x3041, 0x3097), *range(0x30A0, 0x3100)}
KANA |= {*range(0x2013, 0x201E), 0x2026, 0x2212, *map(ord, "©×→！（），．／：；＝？［］～")}
KEPT_NAMES = (0, 13, 14)  # copyright, licence, its address


def main() -> None:
    """Write the four fonts beside this file."""
    events = [_read(file) for file in (RECORD / "events").glob("*.toml")]
    islands = [_read(file) for file in (RECORD / "islands").glob("*.toml")]
    places = list(_read(RECORD / "places.toml").values())
    titles = _japanese([event["title"] for event in events])
    names = _japanese([*(it["label"] for it in islands), *(it["names"] for it in places)])
    dates = {ord(char) for char in "年月日代頃約不確実終了未定四島"}
    _write(_source("SourceSerifVariable-Roman", wght=650, opsz=36), "serif", WESTERN)
    _write(_source("SourceSansVF-Upright", wght=600), "sans", WESTERN)
    _write(_noto("Serif"), "serif-ja", KANA | titles)
    _write(_noto("Sans"), "sans-ja", KANA | dates | names)


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))


def _japanese(texts: Iterable[Any]) -> set[int]:
    """The characters of those texts that there are in Japanese."""
    found = [text["ja"] for text in texts if isinstance(text, dict) and "ja" in text]
    return {ord(char) for char in "".join(found)}


def _source(name: str, **axes: float) -> TTFont:
    streamlit = Path(find_spec("streamlit").origin).parent
    font = TTFont(next((streamlit / "static/static/media").glob(f"{name}*.woff2")))
    known = {axis.axisTag for axis in font["fvar"].axes}
    return instantiateVariableFont(font, {k: v for k, v in axes.items() if k in known})


def _noto(family: str) -> TTFont:
    return TTFont(NOTO / f"Noto{family}CJK-Bold.ttc", fontNumber=0)  # the first is the Japanese


def _write(font: TTFont, name: str, characters: set[int]) -> None:
    options = Options(name_IDs=list(KEPT_NAMES), name_languages=[0x409], notdef_outline=True)
    options.hinting = options.desubroutinize = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "palt"]
    font.flavor = None
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    ours = f"Four Islands {name}"
    for number, text in {1: ours, 2: "Regular", 3: ours, 4: ours, 6: ours.replace(" ", "")}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [ours.replace(" ", "")]
        top = cff.topDictIndex[0]
        top.FullName = top.FamilyName = ours
    file = HERE / f"{name}.{'otf' if 'CFF ' in font else 'ttf'}"
    font.save(file)
    missing = [chr(code) for code in characters if code not in font.getBestCmap()]
    print(file.name, file.stat().st_size, "without", "".join(missing), file=sys.stderr)


if __name__ == "__main__":
    main()
