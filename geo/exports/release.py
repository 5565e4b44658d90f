"""Which edition of the record this is, and what those who pass it on owe to whom."""

import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

import tomli

from geo.catalogue import SHIPPED_RECORD

TITLE = "Four Islands"
CREDIT = "Four Islands, an atlas of the talks on the southern Kurils / Northern Territories"
RECORD_LICENCE = "CC BY 4.0"
RECORD_LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
SHAPES_LICENCE = "ODbL 1.0"
SHAPES_LICENCE_ADDRESS = "https://opendatacommons.org/licenses/odbl/1-0/"
SHAPES_CREDIT = "© OpenStreetMap contributors (ODbL 1.0); Natural Earth (public domain)"


@dataclass(frozen=True)
class Release:
    """The version (semver.org) and the date of the record, both raised when it changes."""

    version: str
    date: datetime.date

    @property
    def moment(self) -> datetime.datetime:
        """The date as the first moment of its day in UTC, for formats that want a moment."""
        return datetime.datetime.combine(self.date, datetime.time(), datetime.UTC)


def read_release(folder: Path = SHIPPED_RECORD) -> Release:
    """What `edition.toml` in a record folder says.

    Raises `ValueError` when the version or the date is missing or something else.
    """
    file = folder / "edition.toml"
    table = tomli.loads(file.read_text(encoding="utf-8"))
    version, date = table.get("version"), table.get("date")
    if not isinstance(version, str) or type(date) is not datetime.date:
        raise ValueError(f'{file} needs version = "1.2.3" and date = 2026-11-22')
    return Release(version, date)


@cache
def shipped_release() -> Release:
    """The edition that ships, read once."""
    return read_release()


def permanent_id(part: str, identifier: str = "") -> UUID:
    """The same UUID (version 5, RFC 9562) for a record wherever the atlas is served.

    The atlas has no host of its own, so what has to name a record for ever cannot be an address.
    """
    return uuid5(NAMESPACE_URL, f"urn:four-islands:{part}:{identifier}")
