"""Path data of SVG as polygons and lines, for drawing without a browser."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


class Piece(NamedTuple):
    """One stroke of a path; `closed` where it returns to its first point."""

    points: list[Point]
    closed: bool

    @property
    def area(self) -> float:
        """The area it encloses: negative or positive as it runs one way round or the other."""
        following = self.points[1:] + self.points[:1]
        pairs = zip(self.points, following, strict=True)
        return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs) / 2


def pieces_of(path: str) -> list[Piece]:
    """The strokes of path data made of `M`, `m`, `L`, `l`, `h`, `v` and `z`.

    An `m` counts from the origin: it may only begin a path. Raises `ValueError` for any other
    command.
    """
    pieces: list[Piece] = []
    points: list[Point] = []
    for command, numbers in _commands(path):
        if command in "Zz":
            pieces.append(Piece(points, True))
            points = []
            continue
        if command in "Mm" and points:
            pieces.append(Piece(points, False))
            points = []
        points += _positions(command, numbers, points)
    if points:
        pieces.append(Piece(points, False))
    return pieces


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    command, numbers = "", list[float]()
    for token in _TOKEN.findall(path):
        if token.isalpha():
            if command:
                yield command, numbers
            command, numbers = token, []
        else:
            numbers.append(float(token))
    if command:
        yield command, numbers


def _positions(command: str, numbers: list[float], before: list[Point]) -> list[Point]:
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    if command in "ML":
        return pairs
    x, y = before[-1] if before else (0.0, 0.0)
    if command == "h":
        steps = [(number, 0.0) for number in numbers]
    elif command == "v":
        steps = [(0.0, number) for number in numbers]
    elif command in "lm":
        steps = pairs
    else:
        raise ValueError(f"{command!r} is no command of the paths that the atlas draws")
    found = []
    for across, down in steps:
        x, y = x + across, y + down
        found.append((x, y))
    return found


def dashes_of(points: list[Point], drawn: float, left_out: float) -> list[list[Point]]:
    """A line in dashes of one length with gaps of another."""
    dashes: list[list[Point]] = []
    dash, room, is_drawn = [points[0]], drawn, True
    for (ax, ay), (bx, by) in pairwise(points):
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        at = 0.0
        while length - at > room:
            at += room
            here = (ax + (bx - ax) * at / length, ay + (by - ay) * at / length)
            if is_drawn:
                dashes.append([*dash, here])
            dash, is_drawn = [here], not is_drawn
            room = drawn if is_drawn else left_out
        room -= length - at
        dash.append((bx, by))
    if is_drawn and len(dash) > 1:
        dashes.append(dash)
    return dashes
