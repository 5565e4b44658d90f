"""The edition that ships: the record and all that is made from it, made once and kept.

Reading and checking the record, drawing its plates and writing its words down takes seconds, most
of them for importing Folium and geopandas; what is kept is read in a few hundredths of one. That
there is something kept of the files as they are says that they have no faults: a start needs to
know no more, and does not wait for the libraries that the edition itself is read with.
"""

import copyreg
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.kept import fingerprint, kept

if TYPE_CHECKING:
    from geo.articles import Expectation
    from geo.bundle import Bundle
    from geo.catalogue import Catalogue
    from geo.changes import Change
    from geo.exports.release import Release
    from geo.plates import Plates

ROOT = Path(__file__).parent.parent
MADE_WITH = ("babel", "branca", "folium", "geopandas", "pydantic", "pyproj", "shapely")
_FILE = "edition.pickle"
_shipped: list["Edition"] = []


@dataclass(frozen=True)
class Edition:
    """The record, its changes, what became of the articles' expectations, and what is drawn of it.

    `changes` are the newest first; `release` is the version of the record; `bundle` is what is sent
    to the browser.
    """

    catalogue: "Catalogue"
    expectations: Mapping[str, "Expectation"]
    changes: tuple["Change", ...]
    release: "Release"
    plates: "Plates"
    bundle: "Bundle"


@cache
def prepared_edition() -> bytes:
    """The edition as it is kept, made first where it is not. Raises `RecordError` for faults."""
    made_from = fingerprint(
        [
            *(file for file in (ROOT / "assets").rglob("*") if file.is_file()),
            *(ROOT / "geo").rglob("*.py"),
        ],
        MADE_WITH,
    )
    return kept("edition", made_from, lambda: {_FILE: pickle.dumps(_made())})[_FILE]


def shipped_edition() -> Edition:
    """The edition of the record in `assets`. Raises `RecordError` when it has faults."""
    if not _shipped:
        take_up(prepared_edition())
        prepared_edition.cache_clear()
    return _shipped[0]


def take_up(pickled: bytes) -> None:
    """Ship another edition from now on: one that `prepared_edition` has returned elsewhere."""
    # Made and kept beside the code, and trusted as it is.
    _shipped[:] = [pickle.loads(pickled)]


def shipped_catalogue() -> "Catalogue":
    """The record of the edition that ships. Raises `RecordError`."""
    return shipped_edition().catalogue


def _made() -> Edition:
    from geo.articles import read_expectations
    from geo.bundle import build_bundle
    from geo.catalogue import SHIPPED_RECORD, read_catalogue
    from geo.changes import read_changes
    from geo.exports.release import read_release
    from geo.plates import drawn_plates

    catalogue = read_catalogue(SHIPPED_RECORD)
    expectations = read_expectations(SHIPPED_RECORD, catalogue)
    changes = read_changes(SHIPPED_RECORD, catalogue)
    plates = drawn_plates(catalogue)
    return Edition(
        catalogue,
        expectations,
        changes,
        read_release(SHIPPED_RECORD),
        plates,
        build_bundle(catalogue, plates),
    )


def _read_only(items: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(items)


copyreg.pickle(MappingProxyType, lambda it: (_read_only, (dict(it),)))
