"""Reading the record: every file checked against the model and against the others.

`read_catalogue` either returns a complete, consistent `Catalogue` or raises one `RecordError` that
lists every fault at once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from geo.faults import Fault, Location, RecordError, field_label, line_of
from geo.gazetteer import Island, Place, Settlement, Strait
from geo.model import Article, Event, Identified, Person, Record, Source, Story
from geo.references import reference_faults
from geo.toml import table_of

SHIPPED_RECORD = Path(__file__).parent.parent / "assets" / "record"


@dataclass(frozen=True)
class Catalogue:
    """The whole record, each part a read-only mapping by identifier.

    `events` are in order of date (see `geo.dates`); the other parts in order of their files.
    """

    events: Mapping[str, Event]
    articles: Mapping[str, Article]
    sources: Mapping[str, Source]
    places: Mapping[str, Place]
    people: Mapping[str, Person]
    islands: Mapping[str, Island]
    settlements: Mapping[str, Settlement]
    straits: Mapping[str, Strait]
    stories: Mapping[str, Story]


FILE_PER_RECORD: Mapping[str, type[Identified]] = {
    "events": Event,
    "articles": Article,
    "islands": Island,
    "stories": Story,
}
TABLE_PER_RECORD: Mapping[str, type[Identified]] = {
    "sources": Source,
    "places": Place,
    "people": Person,
    "settlements": Settlement,
    "straits": Strait,
}


def read_catalogue(folder: Path) -> Catalogue:
    """Read and check the record in `folder` (laid out like `assets/record`).

    Raises `RecordError` with every fault found: files that are not TOML, fields that are missing,
    unknown or malformed, identifiers that differ from the file name, and references to events,
    places, islands, people, sources or paragraphs that do not exist.
    """
    reader = RecordReader(folder)
    parts: dict[str, dict[str, Any]]
    parts = {part: reader.read_files(part, model) for part, model in FILE_PER_RECORD.items()}
    parts |= {part: reader.read_tables(part, model) for part, model in TABLE_PER_RECORD.items()}
    parts["events"] = dict(sorted(parts["events"].items(), key=lambda item: item[1].sort_key))
    faults = reader.faults + [
        reader.fault(part, identifier, location, message)
        for part, identifier, location, message in reference_faults(parts, reader.unread)
    ]
    if faults:
        raise RecordError(faults)
    return Catalogue(**{part: MappingProxyType(found) for part, found in parts.items()})


class RecordReader:
    """Reads parts of a record folder and remembers what was wrong and where things stood."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.unread: set[tuple[str, str | None]] = set()
        self._texts: dict[Path, str] = {}

    def read_files(self, part: str, model: type[Identified]) -> dict[str, Any]:
        """The records of `<part>/*.toml`, one a file, by identifier."""
        found = {}
        files = sorted((self.folder / part).glob("*.toml"))
        if not files:
            self._add(self.folder / part, (), "has no .toml files; at least one record is needed")
        for file in files:
            table = self._table(file)
            if table is None:
                self.unread.add((part, file.stem))
                continue
            if "id" in table and table["id"] != file.stem:
                self._add(
                    file, ("id",), f"is {table['id']!r}, but the file name says {file.stem!r}"
                )
            record = self._record(part, file.stem, model, table, file, ())
            if record is not None:
                found[file.stem] = record
        return found

    def read_tables(self, part: str, model: type[Identified]) -> dict[str, Any]:
        """The records of `<part>.toml`, one a table, by table name."""
        file = self.folder / f"{part}.toml"
        tables = self._only_file(part, file)
        found = {}
        for identifier, table in tables.items():
            if not isinstance(table, dict):
                self._add(
                    file, (identifier,), f"stands outside a table; write it under [{part}-id]"
                )
                continue
            if "id" in table:
                self._add(file, (identifier, "id"), "is not needed: the table's name is the id")
            record = self._record(
                part, identifier, model, {**table, "id": identifier}, file, (identifier,)
            )
            if record is not None:
                found[identifier] = record
        return found

    def read_list(self, part: str, model: type[Record]) -> dict[int, Any]:
        """The records of `<part>.toml`, a list of tables `[[part]]`, by position counted from 0."""
        file = self.folder / f"{part}.toml"
        content = self._only_file(part, file)
        for name, value in content.items():
            if name != part or not isinstance(value, list):
                self._add(file, (name,), f"is not a table of the list; write it under [[{part}]]")
                return {}
        found = {}
        for nth, table in enumerate(content.get(part, [])):
            if not isinstance(table, dict):
                self._add(file, (part, nth), f"is not a table; write it under [[{part}]]")
                continue
            record = self._record(part, str(nth), model, table, file, (part, nth))
            if record is not None:
                found[nth] = record
        return found

    def fault(self, part: str, identifier: str, location: Location, message: str) -> Fault:
        """A fault of the record `identifier` of `part`, with the line it stands on."""
        if part in FILE_PER_RECORD:
            return self._fault(self.folder / part / f"{identifier}.toml", location, message)
        return self._fault(self.folder / f"{part}.toml", (identifier, *location), message)

    def _only_file(self, part: str, file: Path) -> dict[str, Any]:
        """What the file of a whole part says; nothing, with a fault, when it cannot be read."""
        if not file.is_file():
            self._add(file, (), "is missing")
            content = None
        else:
            content = self._table(file)
        if content is None:
            self.unread.add((part, None))
            return {}
        return content

    def _table(self, file: Path) -> dict[str, Any] | None:
        try:
            self._texts[file] = file.read_text(encoding="utf-8")
            return table_of(self._texts[file])
        except UnicodeDecodeError:
            self._add(file, (), "is not UTF-8 text; save it as UTF-8")
        except ValueError as error:
            self._add(file, (), f"is not TOML: {error}")
        return None

    def _record(
        self,
        part: str,
        identifier: str,
        model: type[Record],
        table: dict[str, Any],
        file: Path,
        prefix: Location,
    ) -> Record | None:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            self.unread.add((part, identifier))
            for location, message in _messages(error):
                self._add(file, (*prefix, *location), message)
            return None

    def _add(self, file: Path, location: Location, message: str) -> None:
        self.faults.append(self._fault(file, location, message))

    def _fault(self, file: Path, location: Location, message: str) -> Fault:
        line = line_of(self._texts.get(file, ""), location)
        return Fault(_shown(file), line, field_label(location), message)


def _shown(file: Path) -> Path:
    return file.relative_to(Path.cwd()) if file.is_relative_to(Path.cwd()) else file


def _messages(error: ValidationError) -> Iterator[tuple[Location, str]]:
    faults = error.errors()
    for fault in faults:
        if fault["type"] == "too_short" and any(
            _is_within(it["loc"], fault["loc"]) for it in faults
        ):
            continue  # pydantic counts only the items that have no fault of their own
        message = {
            "missing": "is missing; add it",
            "extra_forbidden": "is not a field of this record; remove it or correct its name",
            "string_too_short": "is empty; write a text",
            "string_pattern_mismatch": (
                f"is {fault['input']!r}; use lower-case letters, digits and single hyphens"
            ),
        }.get(fault["type"])
        if message is None:
            reason = fault["msg"].removeprefix("Value error, ")
            given = repr(fault["input"])
            message = reason if given[:20] in reason else f"{reason}; it is {given[:80]}"
        yield fault["loc"], message


def _is_within(location: Location, other: Location) -> bool:
    return len(location) > len(other) and location[: len(other)] == other
