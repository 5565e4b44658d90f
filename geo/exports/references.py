"""The sources as references: BibTeX, RIS and CSL-JSON.

Dates stay as vague as the record's (EDTF): what a format cannot say is left out of its date and
written in a note. A title that only describes its document stands in square brackets. The record
does not say when a source was read, so none is given as accessed.
"""

import re
from typing import NamedTuple

from geo.dates import date_label, parse_date
from geo.exports.json_text import dumped
from geo.exports.release import CREDIT, RECORD_LICENCE
from geo.exports.selection import Selection
from geo.model import Article, Source

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "#": r"\#",
        "$": r"\$",
        "%": r"\%",
        "&": r"\&",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


class Reference(NamedTuple):
    """A source as a bibliography lists it; `published` is EDTF, `notes` are whole sentences."""

    id: str
    title: str
    outlet: str
    address: str
    published: str | None
    notes: tuple[str, ...]


def references(selection: Selection) -> list[Reference]:
    """The sources that the events cite, or all of them, in the order of their identifiers."""
    return [_reference(selection.sources[id]) for id in sorted(selection.sources)]


def bibtex(selection: Selection) -> bytes:
    """The sources as BibTeX `@misc` entries in UTF-8; `date` is for biblatex, which reads EDTF."""
    head = f"% {CREDIT}, {selection.release.version} ({selection.release.date}), {RECORD_LICENCE}\n"
    return (head + "\n".join(map(_bibtex_entry, references(selection)))).encode()


def ris(selection: Selection) -> bytes:
    """The sources as RIS records of the type `ELEC`, lines ending with CR LF."""
    return "".join(map(_ris_record, references(selection))).encode()


def csl_json(selection: Selection) -> bytes:
    """The sources as CSL-JSON items of the type `webpage`."""
    return dumped([_csl_item(it) for it in references(selection)])


def _reference(source: Source | Article) -> Reference:
    exact = isinstance(source, Article) or source.title_exact
    mirror_of = None if isinstance(source, Article) else source.mirror_of
    notes = [] if exact else ["The title describes the document."]
    if mirror_of:
        notes.append(f"Copy of {mirror_of}")
    if source.published and not _is_plain(source.published):
        notes.append(f"Date: {date_label(source.published)} (EDTF {source.published})")
    title = source.title if exact else f"[{source.title}]"
    return Reference(source.id, title, source.outlet, source.url, source.published, tuple(notes))


def _is_plain(edtf: str) -> bool:
    return re.fullmatch(r"\d{4}(-\d\d){0,2}", edtf) is not None


def _parts(edtf: str) -> list[int]:
    """Year, month and day of a plain or doubted date, as far as it goes; nothing of a decade."""
    text = edtf.rstrip("~?%")
    return [int(part) for part in text.split("-")] if _is_plain(text) else []


def _bibtex_entry(it: Reference) -> str:
    fields = {
        "title": f"{{{it.title.translate(_TEX)}}}",
        "howpublished": it.outlet.translate(_TEX),
        "url": it.address.translate(_IN_ADDRESS),
    }
    parts = _parts(it.published or "")
    fields |= dict(zip(("year", "month", "day"), map(str, parts), strict=False))
    if it.published:
        fields["date"] = it.published
    if it.notes:
        fields["note"] = ". ".join(note.rstrip(".") for note in it.notes).translate(_TEX)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{it.id},", *lines, "}", ""])


def _ris_record(it: Reference) -> str:
    lines = [("TY", "ELEC"), ("ID", it.id), ("TI", it.title), ("PB", it.outlet)]
    parts = _parts(it.published or "")
    if parts:
        year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("UR", it.address), *(("N1", note) for note in it.notes), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines) + "\r\n"


def _csl_item(it: Reference) -> dict[str, object]:
    item: dict[str, object] = {
        "id": it.id,
        "type": "webpage",
        "title": it.title,
        "container-title": it.outlet,
        "URL": it.address,
    }
    if it.published:
        item["issued"] = _csl_date(it.published)
    if it.notes:
        item["note"] = ". ".join(note.rstrip(".") for note in it.notes)
    return item


def _csl_date(edtf: str) -> dict[str, object]:
    start, _, end = edtf.partition("/")
    ends = [_parts(it) for it in (start, end) if it and it != ".."]
    if not all(ends):
        return {"literal": date_label(edtf)}
    found: dict[str, object] = {"date-parts": ends}
    span = parse_date(edtf)
    return found | {"circa": True} if span.approximate or span.uncertain else found
