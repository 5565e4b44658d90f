"""CSV (RFC 4180): a row an event, for spreadsheets and data frames.

UTF-8 with a byte order mark: Excel opens a file without one in the system's old code page, which
would spoil every Russian and Japanese text; pandas, R (`UTF-8-BOM`), LibreOffice and Python
(`utf-8-sig`) know the mark. Lines end with CR LF.
"""

import csv
import io

from geo.exports.flat import event_row
from geo.exports.selection import Selection

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def events_csv(selection: Selection) -> bytes:
    """The events as a table with a header row; yes and no are `true` and `false`, none is empty."""
    rows = [event_row(event, selection) for event in selection.events]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(rows[0])
    writer.writerows([cell(value) for value in row.values()] for row in rows)
    return (BOM + text.getvalue()).encode()


def cell(value: str | float | bool | None) -> str:
    """A value as a spreadsheet may show it: text that it would take for a formula is quoted.

    The apostrophe in front is what OWASP advises against CSV injection; numbers stay as they are.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return repr(value)
    return f"'{value}" if value.startswith(_FORMULA) else value
