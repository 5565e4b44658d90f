"""Which edition of the record this is, and what those who pass it on owe to whom."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from geo.catalogue import SHIPPED_RECORD
from geo.edition import shipped_edition
from geo.faults import Fault, RecordError
from geo.toml import table_of

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

    Raises `RecordError` when the version or the date is missing or something else.
    """
    file = folder / "edition.toml"
    try:
        table = table_of(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordError([Fault(file, None, "", f"cannot be read: {error}")]) from error
    version, date = table.get("version"), table.get("date")
    if not isinstance(version, str) or type(date) is not datetime.date:
        message = 'needs version = "1.2.3" and date = 2026-11-22'
        raise RecordError([Fault(file, None, "", message)])
    return Release(version, date)


def shipped_release() -> Release:
    """The release of the edition that ships."""
    return shipped_edition().release


def permanent_id(part: str, identifier: str = "") -> UUID:
    """The same UUID (version 5, RFC 9562) for a record wherever the atlas is served.

    The atlas has no host of its own, so what has to name a record for ever cannot be an address.
    """
    return uuid5(NAMESPACE_URL, f"urn:four-islands:{part}:{identifier}")
