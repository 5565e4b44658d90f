"""Records of several sizes, made from the one that ships, each in a copy of the atlas's folder."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import tomli_w

from geo.articles import read_expectations
from geo.catalogue import Catalogue, read_catalogue
from geo.changes import read_changes

ROOT = Path(__file__).parents[1]
APP_PARTS = ("app.py", "geo", "pages", "assets", ".streamlit")
MADE = shutil.ignore_patterns("__pycache__")  # a first start is to make it
ARTICLES_STORY = "articles"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Table = dict[str, Any]


@dataclass(frozen=True)
class SizedAtlas:
    """A copy of the atlas with a record of its own: its folder and what the record says."""

    folder: Path
    catalogue: Catalogue


def atlas_of_size(size: int | None, folder: Path, *, root: Path = ROOT) -> SizedAtlas:
    """Copy the atlas to `folder` with a record of about `size` events; none is the shipped one.

    A size up to that of the story of the articles keeps that story only; one above the shipped
    record's adds copies of its events. Raises `geo.faults.RecordError` if the atlas would not
    accept the record.
    """
    folder.mkdir()
    for part in APP_PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, folder / part, ignore=MADE)
        else:
            shutil.copy(root / part, folder / part)
    record = folder / "assets" / "record"
    shipped = len(list((record / "events").glob("*.toml")))
    if size is not None and size < shipped:
        keep_story(record, ARTICLES_STORY)
    elif size is not None:
        add_copies(record, size - shipped)
    catalogue = read_catalogue(record)
    read_expectations(record, catalogue)
    read_changes(record, catalogue)
    return SizedAtlas(folder, catalogue)


def keep_story(record: Path, story: str) -> None:
    """Leave only the events of a story, and nothing that refers to others."""
    kept = set(_read(record / "stories" / f"{story}.toml")["events"])
    for file in (record / "events").glob("*.toml"):
        if file.stem not in kept:
            file.unlink()
            continue
        event = _read(file)
        if event.get("part_of") not in kept:
            event.pop("part_of", None)
        _write(file, event)
    for file in (record / "articles").glob("*.toml"):
        article = _read(file)
        for claim in article["claims"]:
            claim["events"] = [event for event in claim.get("events", ()) if event in kept]
        _write(file, article)
    expectations = _read(record / "expectations.toml")
    for expectation in expectations.values():
        expectation["events"] = [event for event in expectation["events"] if event in kept]
    _write(
        record / "expectations.toml",
        {name: it for name, it in expectations.items() if it["events"]},
    )
    changes = _read(record / "changes.toml")
    for change in changes.get("changes", []):
        change["events"] = [event for event in change.get("events", ()) if event in kept]
    _write(record / "changes.toml", changes)


def add_copies(record: Path, count: int) -> None:
    """Add copies of the events, in turn, with ids, titles and days of their own."""
    events = [_read(file) for file in sorted((record / "events").glob("*.toml"))]
    for copy in _copies(events, count):
        _write(record / "events" / f"{copy['id']}.toml", copy)


def _copies(events: list[Table], count: int) -> Iterator[Table]:
    for number in range(count):
        event, turn = events[number % len(events)], number // len(events) + 1
        yield {
            **event,
            "id": f"{event['id']}-copy-{turn}",
            "title": {name: f"{text} (copy {turn})" for name, text in event["title"].items()},
            "date": later(event["date"], turn),
        }


def later(edtf: str, days: int) -> str:
    """A day moved on by some days; dates that are not one plain day stay as they are."""
    if not _DAY.fullmatch(edtf):
        return edtf
    return (date.fromisoformat(edtf) + timedelta(days)).isoformat()


def _read(file: Path) -> Table:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _write(file: Path, table: Table) -> None:
    file.write_text(tomli_w.dumps(table), encoding="utf-8")
