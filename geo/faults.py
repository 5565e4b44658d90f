"""Faults in the record: what is wrong, where, and what to write instead."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

Location = tuple[str | int, ...]


class Fault(NamedTuple):
    """One fault of one file: `field` is the path to the value, empty for the file as a whole."""

    file: Path
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        place = str(self.file) if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.field, self.message) if part)


class RecordError(Exception):
    """The record cannot be used; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(
            sorted(set(faults), key=lambda fault: (str(fault.file), fault.line or 0))
        )
        super().__init__(str(self))

    def __str__(self) -> str:
        count = len(self.faults)
        head = f"The record has {count} fault{'s' * (count != 1)}; correct them and start again:"
        return "\n".join([head, *(f"  {fault}" for fault in self.faults)])


def field_label(location: Location) -> str:
    """A location as a maintainer reads it: `citations[2].paragraphs`, counting from 1."""
    label = ""
    for step in location:
        if isinstance(step, int):
            label += f"[{step + 1}]"
        else:
            name = step or '""'
            label += f".{name}" if label else name
    return label


def line_of(toml: str, location: Location) -> int | None:
    """The line (from 1) of a TOML text where the value at `location` is written, if it is found.

    Knows tables, arrays of tables and keys at the beginning of a line; what is written inside one
    line, or is missing, is found by the line of what holds it.
    """
    lines = _lines_by_location(toml)
    for end in range(len(location), 0, -1):
        if location[:end] in lines:
            return lines[location[:end]]
    return None


_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"\s*([\w\-.\"]+)\s*=")


def _lines_by_location(toml: str) -> dict[Location, int]:
    lines: dict[Location, int] = {}
    counts: dict[Location, int] = {}
    table: Location = ()
    for number, line in enumerate(toml.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = ()
            *parents, last = _steps(header[2])
            for parent in parents:
                table = (*table, parent)
                if table in counts:
                    table = (*table, counts[table])
            table = (*table, last)
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                lines.setdefault(table, number)
                table = (*table, counts[table])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, *_steps(key[1])), number)
    return lines


def _steps(dotted: str) -> list[str]:
    return [step.strip().strip('"') for step in dotted.split(".")]
