"""Checks that identifiers in one record name records that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from geo.faults import Location
from geo.model import Article, Citation, Event, Explanation, Record, RefersTo

Parts = Mapping[str, Mapping[str, Record]]


def reference_faults(
    parts: Parts, unread: Set[tuple[str, str | None]], checked: Iterable[str] | None = None
) -> Iterator[tuple[str, str, Location, str]]:
    """Every reference to something that does not exist, as (part, record, location, message).

    `parts` maps part name to records by identifier. `unread` names records (part, identifier), and
    whole parts (part, none), that have faults of their own: references to them are not reported.
    `checked` are the parts whose references are followed, all if not given.
    Articles can be cited as sources; only they have paragraphs that can be cited.
    """
    known = {
        part: {*records, *(id for p, id in unread if p == part and id)}
        for part, records in parts.items()
    }
    known["sources"] |= known["articles"]
    for part in parts if checked is None else checked:
        for filed_as, record in parts[part].items():
            for location, to, identifier in references(record):
                if identifier not in known[to] and (to, None) not in unread:
                    yield part, filed_as, location, _unknown(to, identifier, known[to])
            for location, message in _paragraph_faults(record, parts["articles"], unread):
                yield part, filed_as, location, message


def references(record: Record) -> Iterator[tuple[Location, str, str]]:
    """Every identifier in a record that refers to another: (location, part, identifier)."""
    for name, annotation in _referring_fields(type(record)):
        yield from _references(annotation, getattr(record, name), (name,))


@cache
def _referring_fields(model: type[Record]) -> tuple[tuple[str, Any], ...]:
    """The fields of a model in which references can stand, with their whole annotations."""
    fields = {
        name: Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        for name, field in model.model_fields.items()
    }
    return tuple((name, annotation) for name, annotation in fields.items() if _refers(annotation))


def _refers(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return bool(_referring_fields(annotation))
    return _part(annotation) is not None or any(map(_refers, get_args(annotation)))


def _references(annotation: Any, value: Any, at: Location) -> Iterator[tuple[Location, str, str]]:
    if isinstance(value, Record):
        yield from (((*at, *inner), part, id) for inner, part, id in references(value))
    elif isinstance(value, tuple):
        element = get_args(_bare(annotation))[0]
        for nth, item in enumerate(value):
            yield from _references(element, item, (*at, nth))
    elif isinstance(value, str) and (part := _part(annotation)):
        yield at, part, value


def _bare(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


@cache
def _part(annotation: Any) -> str | None:
    if get_origin(annotation) is Annotated:
        return next(
            (mark.part for mark in annotation.__metadata__ if isinstance(mark, RefersTo)), None
        )
    return next(filter(None, map(_part, get_args(annotation))), None)


def _unknown(part: str, identifier: str, known: Set[str]) -> str:
    close = get_close_matches(identifier, known, n=1)
    hint = f"; did you mean {close[0]!r}?" if close else ""
    return f"names {identifier!r}, which is not among the {part}{hint}"


def _paragraph_faults(
    record: Record, articles: Mapping[str, Any], unread: Set[tuple[str, str | None]]
) -> Iterator[tuple[Location, str]]:
    for location, article, paragraph in _cited_paragraphs(record):
        if ("articles", article) in unread:
            continue
        if article not in articles:
            yield location, f"cites a paragraph, but {article!r} is not one of the articles"
        elif paragraph > articles[article].paragraphs:
            count = articles[article].paragraphs
            yield location, f"cites paragraph {paragraph}, but {article!r} has only {count}"


def _cited_paragraphs(record: Record) -> Iterator[tuple[Location, str, int]]:
    if isinstance(record, Article):
        for at, claim in enumerate(record.claims):
            yield ("claims", at, "paragraph"), record.id, claim.paragraph
    if isinstance(record, Event):
        citing: list[tuple[str, int, str, Citation | Explanation]] = [
            *(("citations", at, it.source, it) for at, it in enumerate(record.citations)),
            *(("explains", at, it.article, it) for at, it in enumerate(record.explains)),
        ]
        for field, at, article, it in citing:
            for paragraph in it.paragraphs:
                yield (field, at, "paragraphs"), article, paragraph
