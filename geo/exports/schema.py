"""The whole record as JSON, and its JSON Schema (draft 2020-12), from the pydantic models."""

from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import models_json_schema

from geo.catalogue import FILE_PER_RECORD, TABLE_PER_RECORD
from geo.changes import Change
from geo.edition import shipped_edition
from geo.exports.json_text import dumped
from geo.exports.release import TITLE
from geo.exports.selection import Selection
from geo.model import Identified, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
PARTS: Mapping[str, type[Identified]] = {**FILE_PER_RECORD, **TABLE_PER_RECORD}


def record_json(selection: Selection) -> bytes:
    """The record as the atlas reads it: every part by identifier, then its changes.

    Texts are in every language. Filters and story narrow `events` only; the rest stays whole, so
    that every id is found.
    """
    parts: dict[str, Any] = {
        part: {id: it.model_dump(mode="json") for id, it in _of(selection, part).items()}
        for part in PARTS
    }
    parts["changes"] = [it.model_dump(mode="json") for it in shipped_edition().changes]
    return dumped({"$schema": selection.address + "data/schema.json", **selection.about(), **parts})


def record_schema(selection: Selection) -> bytes:
    """The JSON Schema of `record_json`."""
    return dumped(schema_of(selection.address + "data/schema.json"))


def schema_of(address: str) -> dict[str, Any]:
    """The schema, under an address of its own; the models are its `$defs`."""
    models: list[type[Record]] = [*PARTS.values(), Change]
    references, shared = models_json_schema(
        [(model, "serialization") for model in models],
        ref_template="#/$defs/{model}",
    )
    parts = {
        part: {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "additionalProperties": references[model, "serialization"],
        }
        for part, model in PARTS.items()
    }
    parts["changes"] = {"type": "array", "items": references[Change, "serialization"]}
    about = {
        "$schema": {"type": "string", "format": "uri"},
        "license": {"type": "string"},
        "licenseUrl": {"type": "string", "format": "uri"},
        "attribution": {"type": "string"},
        "version": {"type": "string"},
        "date": {"type": "string", "format": "date"},
        "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
        "notices": {"type": "array", "items": {"type": "string"}},
    }
    return {
        "$schema": DIALECT,
        "$id": address,
        "title": f"{TITLE}: the record",
        "description": "Dates are EDTF (ISO 8601-2) text; positions are WGS 84 degrees.",
        "type": "object",
        "properties": {**about, **parts},
        "required": [*about, *parts],
        "additionalProperties": False,
        "$defs": shared["$defs"],
    }


def _of(selection: Selection, part: str) -> Mapping[str, Identified]:
    if part == "events":
        return {event.id: event for event in selection.events}
    found: Mapping[str, Identified] = getattr(selection.catalogue, part)
    return found
