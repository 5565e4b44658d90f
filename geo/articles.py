"""What the articles said was to come, and what became of it."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from geo.catalogue import Catalogue, RecordReader
from geo.faults import RecordError
from geo.model import Article, Claim, EventId, Id, Identified, Prose, Record, RefersTo, SourceId
from geo.references import reference_faults

Outcome = Literal["met", "partly", "not-met", "open"]
ClaimId = Annotated[Id, RefersTo("claims")]


class Account(Record):
    """What a source says about how an expectation turned out."""

    source: SourceId
    states: Prose


class Expectation(Identified):
    """Something that was still to come when an article appeared, and what became of it.

    `claims` are those by which the article says so, `expected_by` whoever expected it. `became`
    says in our words how it went; `outcome` is the same in a word.
    """

    claims: tuple[ClaimId, ...] = Field(min_length=1)
    expected_by: Prose
    expected: Prose
    outcome: Outcome
    became: Prose
    events: tuple[EventId, ...] = Field(min_length=1)
    sources: tuple[Account, ...] = Field(min_length=1)


def claims_of(catalogue: Catalogue) -> dict[str, Claim]:
    """The claims of all articles by identifier."""
    return {claim.id: claim for article in catalogue.articles.values() for claim in article.claims}


def expectations_from(
    article: Article, expectations: Mapping[str, Expectation]
) -> list[Expectation]:
    """The expectations that an article gives rise to, in their order."""
    claims = {claim.id for claim in article.claims}
    return [it for it in expectations.values() if it.claims[0] in claims]


def read_expectations(folder: Path, catalogue: Catalogue) -> Mapping[str, Expectation]:
    """Read and check `expectations.toml` in `folder` against the rest of the record.

    Raises `RecordError` with every fault found, as `read_catalogue` does.
    """
    reader = RecordReader(folder)
    found = reader.read_tables("expectations", Expectation)
    parts = {**vars(catalogue), "claims": claims_of(catalogue), "expectations": found}
    faults = reader.faults + [
        reader.fault(part, identifier, location, message)
        for part, identifier, location, message in reference_faults(
            parts, reader.unread, ["expectations"]
        )
    ]
    if faults:
        raise RecordError(faults)
    return MappingProxyType(found)
