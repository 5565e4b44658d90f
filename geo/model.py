"""What the record says: events, sources, articles and claims, as frozen pydantic models.

Every text is plain prose without markup, in English and translated; every date is EDTF (ISO 8601-2)
text.
Identifiers are lower-case ASCII words joined by hyphens and stay the same for ever, because
readers share addresses that contain them.
"""

import datetime
import re
from typing import Annotated, Literal, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
    model_validator,
)

from geo.dates import Span, parse_date
from geo.languages import Language

Kind = Literal[
    "summit",
    "consultations",
    "foreign-ministers",
    "statement",
    "field-visit",
    "treaty",
    "law",
    "military",
    "other",
]
Confidence = Literal["high", "medium", "low"]
Stance = Literal["supports", "contradicts", "context"]
Side = Literal["russia", "japan", "other"]
Verdict = Literal["corroborated", "contradicted", "unsupported", "open"]

UNTRANSLATED = "[EN]"
_MARKUP = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_WEB_ADDRESS = TypeAdapter(HttpUrl)


def _without_markup(text: str) -> str:
    if found := _MARKUP.search(text):
        raise ValueError(
            f"holds HTML ({found.group()!r}…); write plain text, without tags or entities"
        )
    return text


def _edtf(text: str) -> str:
    parse_date(text)
    return text


def _each_once(ids: tuple[str, ...]) -> tuple[str, ...]:
    twice = [id for id in ids if ids.count(id) > 1]
    if twice:
        raise ValueError(f"lists {twice[0]!r} twice; a story tells each event once")
    return ids


def _web_address(text: str) -> str:
    _WEB_ADDRESS.validate_python(text)
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


class RefersTo(NamedTuple):
    """Marks an identifier as that of a record of another part of the catalogue."""

    part: str


ArticleId = Annotated[Id, RefersTo("articles")]
EventId = Annotated[Id, RefersTo("events")]
IslandId = Annotated[Id, RefersTo("islands")]
PersonId = Annotated[Id, RefersTo("people")]
PlaceId = Annotated[Id, RefersTo("places")]
SourceId = Annotated[Id, RefersTo("sources")]

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1),
    AfterValidator(_without_markup),
]
Edtf = Annotated[str, AfterValidator(_edtf)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Paragraph = Annotated[int, Field(ge=1)]


class Record(BaseModel):
    """Base of everything read from `assets/record`: frozen, and no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Identified(Record):
    """A record that others refer to by `id`."""

    id: Id


class InLanguages(Record):
    """A text in English, and where there are any its translations."""

    en: Text
    ru: Text | None = None
    ja: Text | None = None

    def text_in(self, language: Language) -> str:
        """The text in a language; where it is missing the English one, marked as such."""
        text: str | None = getattr(self, language)
        return text or f"{self.en} {UNTRANSLATED}"


class Names(InLanguages):
    """What something is called in each language: its own usage first, after a slash the other's."""

    def own(self, language: Language) -> str | None:
        """The name by which a language's own usage calls it, if there is one."""
        name: str | None = getattr(self, language)
        return name and re.split(" / |／", name)[0]

    def both_in(self, language: Language) -> str:
        """The names of Russian and of Japanese usage, that of the language first."""
        order: list[Language] = ["ja", "ru"] if language == "ja" else ["ru", "ja"]
        names = [name for name in map(self.own, order) if name]
        return " / ".join(names) if len(names) == len(order) else self.text_in(language)


class Prose(InLanguages):
    """What the record says in our words. A plain text in a record file is English only."""

    @model_validator(mode="before")
    @classmethod
    def _english_only(cls, value: object) -> object:
        return {"en": value} if isinstance(value, str) else value


class Source(Identified):
    """A document that states something. Cited by `id`.

    `title_exact` is false where `title` only describes the document; it is then shown by outlet
    and date. `mirror_of` is the original's address where `url` is a copy of it. `published` is
    EDTF, absent when the document carries no date.
    """

    outlet: Text
    title: Text
    url: WebAddress
    title_exact: bool = True
    published: Edtf | None = None
    mirror_of: WebAddress | None = None


class Citation(Record):
    """Which source says something about an event, and what.

    `paragraphs` count body paragraphs from 1 and are allowed only for the two articles.
    `date_as_stated` is the date in the source's own terms where the event's date is inferred.
    """

    source: SourceId
    states: Prose
    stance: Stance = "supports"
    paragraphs: tuple[Paragraph, ...] = ()
    date_as_stated: Prose | None = None


class Participation(Record):
    """A person at an event, in the role held then."""

    person: PersonId
    role: Prose


class Readings(Record):
    """How each side reads an event, attributed in the text, with the sources of that reading."""

    russia: Prose
    japan: Prose
    sources: tuple[SourceId, ...] = Field(min_length=1)


class Venue(Record):
    """A place of an event; `role` says which part it played where there are several."""

    place: PlaceId
    role: Prose | None = None


class Event(Identified):
    """Something that happened (or was said to be going to happen), dated, at one or more places.

    `islands` are ids of the four disputed islands; `whole_chain` is true where the event concerns
    all the Kurils. `date_basis` says how the date is known: stated, or inferred and from what.
    `notes` holds disagreements between sources and open points.
    """

    date: Edtf
    date_basis: Prose
    title: Prose
    summary: Prose
    kind: Kind
    venues: tuple[Venue, ...] = Field(min_length=1)
    islands: tuple[IslandId, ...] = ()
    whole_chain: bool = False
    people: tuple[Participation, ...] = ()
    topics: tuple[Id, ...] = ()
    citations: tuple[Citation, ...] = Field(min_length=1)
    readings: Readings | None = None
    border_line: Prose | None = None
    confidence: Confidence
    notes: Prose | None = None
    part_of: EventId | None = None
    explains: tuple["Explanation", ...] = ()

    @property
    def span(self) -> Span:
        """The days that `date` allows."""
        return parse_date(self.date)

    @property
    def sort_key(self) -> tuple[datetime.date, datetime.date, str]:
        """Events are in order of first day, then last day, then identifier."""
        return self.span.earliest, self.span.latest, self.id


class Explanation(Record):
    """Which paragraphs of an article an event helps to understand without being told there."""

    article: ArticleId
    paragraphs: tuple[Paragraph, ...] = Field(min_length=1)
    what: Prose


class Evidence(Record):
    """What another source says about a claim."""

    source: SourceId
    states: Prose
    stance: Stance


class Claim(Identified):
    """One thing an article states, in our words.

    `locator` is a few words of the passage, enough to find it on the article's page; `speaker` is
    whom the article quotes or names as its source, absent where the article speaks itself.
    `finding` says in a sentence what the other sources make of it.
    """

    paragraph: Paragraph
    text: Prose
    locator: Text
    speaker: Prose | None = None
    verdict: Verdict
    finding: Prose
    evidence: tuple[Evidence, ...] = ()
    events: tuple[EventId, ...] = ()


class Article(Identified):
    """One of the source articles: a source with numbered paragraphs and the claims it makes.

    `paragraphs` is the number of body paragraphs. `published_basis` says how `published` is known.
    """

    outlet: Text
    title: Text
    url: WebAddress
    published: Edtf
    published_basis: Prose
    paragraphs: Paragraph
    claims: tuple[Claim, ...] = Field(min_length=1)


class Person(Identified):
    """Somebody who took part."""

    names: Names
    side: Side


class Story(Identified):
    """An ordered choice of events: those listed, or all of them when `events` is empty."""

    title: Prose
    summary: Prose
    events: Annotated[tuple[EventId, ...], AfterValidator(_each_once)] = ()
