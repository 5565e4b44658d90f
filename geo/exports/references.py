"""References in BibTeX, RIS and CSL-JSON: the sources, and whatever else is cited.

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
from geo.languages import Language
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
_LANGUAGES_OF_BABEL: dict[Language, str] = {"en": "english", "ru": "russian", "ja": "japanese"}
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


class Reference(NamedTuple):
    """What a bibliography lists; `published` is EDTF, `notes` are whole sentences.

    `kind` is a type of CSL 1.0.2. `outlet` is empty for what stands for itself.
    """

    id: str
    title: str
    outlet: str
    address: str
    published: str | None
    notes: tuple[str, ...]
    version: str | None = None
    language: Language | None = None
    kind: str = "webpage"


def references(selection: Selection) -> list[Reference]:
    """The sources that the events cite, or all of them, in the order of their identifiers."""
    return [_reference(selection.sources[id]) for id in sorted(selection.sources)]


def bibtex(selection: Selection) -> bytes:
    """The sources as BibTeX `@misc` entries in UTF-8; `date` is for biblatex, which reads EDTF."""
    head = f"% {CREDIT}, {selection.release.version} ({selection.release.date}), {RECORD_LICENCE}\n"
    return (head + "\n".join(map(bibtex_entry, references(selection)))).encode()


def ris(selection: Selection) -> bytes:
    """The sources as RIS records of the type `ELEC`, lines ending with CR LF."""
    return "".join(map(ris_record, references(selection))).encode()


def csl_json(selection: Selection) -> bytes:
    """The sources as CSL-JSON items of the type `webpage`."""
    return dumped([csl_item(it) for it in references(selection)])


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


def bibtex_entry(it: Reference) -> str:
    """A BibTeX entry; `date`, `version` and `langid` are for biblatex."""
    fields = {"title": f"{{{it.title.translate(_TEX)}}}"}
    if it.outlet:
        fields["howpublished"] = it.outlet.translate(_TEX)
    fields["url"] = it.address.translate(_IN_ADDRESS)
    parts = _parts(it.published or "")
    fields |= dict(zip(("year", "month", "day"), map(str, parts), strict=False))
    if it.published:
        fields["date"] = it.published
    if it.version:
        fields["version"] = it.version.translate(_TEX)
    if it.language:
        fields["langid"] = _LANGUAGES_OF_BABEL[it.language]
    if it.notes:
        fields["note"] = ". ".join(note.rstrip(".") for note in it.notes).translate(_TEX)
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@misc{{{it.id},", *lines, "}", ""])


def ris_record(it: Reference) -> str:
    """A RIS record with an empty line after it; the version stands as the edition."""
    lines = [("TY", "ELEC"), ("ID", it.id), ("TI", it.title)]
    if it.outlet:
        lines.append(("PB", it.outlet))
    if it.version:
        lines.append(("ET", it.version))
    if it.language:
        lines.append(("LA", it.language))
    parts = _parts(it.published or "")
    if parts:
        year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
        lines += [("PY", year), ("DA", f"{year}/{month}/{day}/")]
    lines += [("UR", it.address), *(("N1", note) for note in it.notes), ("ER", "")]
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines) + "\r\n"


def csl_item(it: Reference) -> dict[str, object]:
    """A CSL-JSON item."""
    item: dict[str, object] = {"id": it.id, "type": it.kind, "title": it.title}
    if it.outlet:
        item["container-title"] = it.outlet
    item["URL"] = it.address
    if it.version:
        item["version"] = it.version
    if it.language:
        item["language"] = it.language
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
