"""Breaking a title into lines: few, of nearly the same length, and where the language allows it."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

from geo.languages import Language

NEVER_FIRST = frozenset(
    "、。，．・：；？！）］｝」』】〉》〕ー々〜～…‥ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ／％,.:;?!)]}"
)
NEVER_LAST = frozenset("（［｛「『【〈《〔([{")
_ELLIPSIS = "…"
# What is not broken in Japanese: words and numbers in Latin letters, and words in katakana.
_UNITS = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,\-–]*[年月日回か国島項条]*|[ァ-ヺー]+|.", re.DOTALL)
_KANJI = re.compile(r"[一-鿿々]")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_AFTER_PAUSE = frozenset("、。：；」』）")
MOST_UNITS = 60

Width = Callable[[str], float]


def wrapped(text: str, language: Language, width_of: Width, width: float, most: int) -> list[str]:
    """The text in the fewest lines that are no wider than `width`, at most so many.

    Of all ways to break it into that number of lines, the one whose longest line is shortest, in
    Japanese also where the sense pauses. What does not fit ends in an ellipsis.
    """
    units = list(_units(" ".join(text.split()), language))
    for count in range(1, most + 1):
        if lines := _best(units, count, width_of, width):
            return lines
    return _cut(units, width_of, width, most)


def _units(text: str, language: Language) -> Iterator[str]:
    """The pieces between which a line may end; those of Latin and Cyrillic keep their space."""
    pieces = _UNITS.findall(text) if language == "ja" else re.findall(r"\S+ ?", text)
    held = ""
    for at, piece in enumerate(pieces):
        held += piece
        after = pieces[at + 1] if at + 1 < len(pieces) else ""
        if after and _holds(held, piece, after, language):
            continue
        yield held
        held = ""
    if held:
        yield held


def _holds(held: str, piece: str, after: str, language: Language) -> bool:
    """Whether a line must not end between what is held so far and the piece after it."""
    if language == "ja":
        return after[0] in NEVER_FIRST or held[-1] in NEVER_LAST or after[0] == " "
    # A dash belongs to the word before it, a single letter to the word after it.
    word = piece.strip()
    return after.strip() in ("—", "–") or (len(word) == 1 and word.isalpha())


def _best(units: list[str], count: int, width_of: Width, width: float) -> list[str]:
    """The best of all ways to break into `count` lines; nothing if none fits."""
    if len(units) > MOST_UNITS or width_of("".join(units)) > width * count:
        return []
    ways = []
    for breaks in combinations(range(1, len(units)), count - 1):
        ends = (0, *breaks, len(units))
        lines = ["".join(units[start:end]).strip() for start, end in pairwise(ends)]
        ways.append((_roughness(units, breaks), lines))
    fitting = []
    widths: dict[str, float] = {}
    for roughness, lines in ways:
        for line in lines:
            if line not in widths:
                widths[line] = width_of(line)
        longest = max(widths[line] for line in lines)
        if longest <= width:
            shortest = min(widths[line] for line in lines)
            fitting.append((longest - shortest * 0.2 + roughness * width, lines))
    return min(fitting, default=(0, []))[1]


def _roughness(units: list[str], breaks: tuple[int, ...]) -> float:
    """How badly the breaks of a Japanese text divide its sense: 0 after a pause, up to 0.4 each."""
    total = 0.0
    for at in breaks:
        before, after = units[at - 1][-1:], units[at][:1]
        if before == " " or before in _AFTER_PAUSE or units[at - 1].endswith(" "):
            continue
        if _HIRAGANA.match(before) and not _HIRAGANA.match(after):
            total += 0.06
        elif _KANJI.match(before) and _KANJI.match(after):
            total += 0.4
        elif _HIRAGANA.match(after):
            total += 0.3
        elif before.isascii() and after.isascii():
            continue
        else:
            total += 0.2
    return total


def _cut(units: list[str], width_of: Width, width: float, most: int) -> list[str]:
    """As much as fits, line by line, the last line ending in an ellipsis."""
    rest = list("".join(units)) if any(width_of(it) > width for it in units) else list(units)
    lines: list[str] = []
    while rest and len(lines) < most:
        is_last = len(lines) == most - 1
        end = _ELLIPSIS if is_last else ""
        line = ""
        while rest and width_of((line + rest[0]).rstrip() + end) <= width:
            line += rest.pop(0)
        if not line:
            line = rest.pop(0)
        lines.append(line.strip() + (end if rest or not is_last else ""))
    return lines
