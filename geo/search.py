"""Search: events, islands, places and people by any of their names, by words and years.

A query is written as a reader would ask, in English, Russian or Japanese; what its words are and
how years limit the time, see `geo.words`. Case, diacritics and punctuation do not count; words that
only ask or join are ignored; every other word must match. The name of a person, place or island
stands for their events and for the titles that hold it; any other word for the events whose title,
summary, notes, kind, topics, roles or month hold it.

A word matches exactly, a plural or a Russian case ending aside. If no name does, it matches as the
beginning of a word (from 3 letters on; from 4, and of no name, if it is a word itself), in kanji
and katakana as a part of a name or around it (from 2 on). Only where nothing matches are typos
forgiven: one edit, two from 9 letters on, in names of 4 letters or more, other words with a
capital of 6 and the rest of 7; the first letter of a word of up to 6 must be right.
"""

import re
from bisect import bisect_left
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from geo.catalogue import Catalogue
from geo.derived import derived
from geo.gazetteer import Name
from geo.languages import LANGUAGES
from geo.model import Event, Names, Prose
from geo.words import (
    IGNORED,
    ISLAND_WORDS,
    asked_words,
    forms,
    is_japanese,
    name_forms,
    parts_of,
    stem,
    uncapitalised,
    without_years,
)

LONGEST_QUERY = 200
_MONTH = re.compile(r"[0-9]{4}-([0-9]{2})")
_EXACT, _PART, _TYPO = 20, 10, 0
_OWN, _WHOLE = 2, 1


@dataclass(frozen=True)
class Hits:
    """What a query found: events in the record's order, the rest best first, by identifier.

    `since` and `until` are the years that the query allows, `words` those that were looked for.
    """

    events: tuple[str, ...] = ()
    islands: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    words: tuple[str, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether the query held neither a word to look for nor a year; it then found nothing."""
        return not self.words and self.since is None and self.until is None


class _Named(NamedTuple):
    part: str
    id: str


class _Meaning(NamedTuple):
    """What a word of the record stands for; `named` says how fully it names each."""

    named: dict[_Named, int]
    titles: set[str]
    texts: set[str]


class _Match(NamedTuple):
    """The words of the record that a word of the query means, and how well it matches them."""

    words: set[str]
    grade: int


class SearchIndex:
    """Every word of a catalogue, with the events, islands, places and people it stands for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._meanings = defaultdict[str, _Meaning](lambda: _Meaning({}, set(), set()))
        self._events_with = defaultdict[_Named, set[str]](set)
        ordinary = set(ISLAND_WORDS.split()) | IGNORED
        for event in catalogue.events.values():
            ordinary |= self._add_event(event)
        self._order = dict[_Named, int]()
        for named, is_own, names in _names_of(catalogue):
            self._order.setdefault(named, len(self._order))
            for name in names:
                parts, whole = name_forms(name)
                for word in (parts | whole) - ordinary:
                    fully = _OWN * is_own + _WHOLE * (word in whole)
                    known = self._meanings[word].named
                    known[named] = max(fully, known.get(named, 0))
        self._words = sorted(self._meanings)
        self._japanese = [it for it in self._words if is_japanese(it)]
        self._naming = {word for word, meaning in self._meanings.items() if meaning.named}
        self._forgiving = [
            it
            for it in self._words
            if len(it) >= (4 if it in self._naming else 7 if it in ordinary else 6)
        ]
        self._by_stem = defaultdict[str, set[str]](set)
        for word in self._words:
            self._by_stem[stem(word)].add(word)

    def search(self, query: str) -> Hits:
        """What a reader's query finds (see the module); only its first 200 characters count."""
        text, since, until = without_years(query[:LONGEST_QUERY])
        words = tuple(dict.fromkeys(self._meaningful(text)))
        if "".join(words) in self._naming - set(words) and not self._naming.issuperset(words):
            words = ("".join(words),)
        matches = [match for word in words for match in self._matches(word)]
        named = self._named_by(matches)
        islands, places, people = (
            tuple(it.id for it in named if it.part == part)
            for part in ("islands", "places", "people")
        )
        hits = Hits((), islands, places, people, since, until, words)
        if hits.asks_nothing:
            return hits
        events = self._catalogue.events.values()
        found = {event.id for event in events if event.span.overlaps(since, until)}
        for match in matches:
            found &= self._events_of(match, named)
        return replace(hits, events=tuple(event.id for event in events if event.id in found))

    def _add_event(self, event: Event) -> set[str]:
        """Index an event; returns the words that its text writes without a capital letter."""
        texts = [event.title, event.summary, event.notes, *(it.role for it in event.people)]
        prose = _in_all_languages(texts)
        marks = [event.id.replace("-", " "), event.kind, *event.topics]
        marks += [month_name[int(month)] for month in _MONTH.findall(event.date)]
        marks += [ISLAND_WORDS] if event.islands else []
        for word in forms(_in_all_languages([event.title])):
            self._meanings[word].titles.add(event.id)
        for word in forms(" ".join([prose, *marks])):
            self._meanings[word].texts.add(event.id)
        named = [_Named("islands", island) for island in event.islands]
        named += [_Named("places", venue.place) for venue in event.venues]
        named += [_Named("people", person.person) for person in event.people]
        for it in named:
            self._events_with[it].add(event.id)
        return uncapitalised(prose)

    def _meaningful(self, text: str) -> Iterator[str]:
        """The words to look for; a hyphen divides those that the record does not have whole."""
        for word in asked_words(text):
            joined = word.replace("-", "")
            parts = [joined] if stem(joined) in self._by_stem else parts_of(word)
            yield from (part for part in parts if part not in IGNORED)

    def _matches(self, word: str) -> Iterator[_Match]:
        exact = self._by_stem.get(stem(word), set())
        begun = self._begun_with(word) if len(word) > (3 if exact else 2) else set()
        within: list[str] = []
        if is_japanese(word):
            begun = {it for it in self._japanese if word in it}
            within = sorted((it for it in self._japanese if it in word), key=len, reverse=True)
        if exact:
            yield _Match(exact & self._naming or exact | begun - self._naming, _EXACT)
        elif begun:
            yield _Match(begun, _PART)
        elif within:
            yield from (_Match({it}, _PART) for it in re.findall("|".join(within), word))
        else:
            yield self._forgiven(word)

    def _begun_with(self, beginning: str) -> set[str]:
        at = bisect_left(self._words, beginning)
        return set(takewhile(lambda word: word.startswith(beginning), self._words[at:]))

    def _forgiven(self, word: str) -> _Match:
        if len(word) < 4 or not word.isalpha():
            return _Match(set(), _TYPO)
        edits = 2 if len(word) > 8 else 1
        words = [it for it in self._forgiving if len(word) > 6 or it[0] == word[0]]
        near = process.extract(word, words, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return _Match({it for it, distance, _ in near if distance == near[0][1]}, _TYPO)

    def _named_by(self, matches: list[_Match]) -> list[_Named]:
        """Who and what is named, best first, without those who share but a part of a name."""
        grades = defaultdict[_Named, dict[int, int]](dict)
        for at, (words, grade) in enumerate(matches):
            for meaning in (self._meanings[word] for word in words):
                for named, fully in meaning.named.items():
                    grades[named][at] = max(grade + fully, grades[named].get(at, 0))
        total = {named: sum(grades[named].values()) for named in grades}

        def surpasses(one: _Named, other: _Named) -> bool:
            ours, theirs = grades[one], grades[other]
            is_fuller = total[one] > total[other] and min(ours.values()) >= _EXACT
            return one.part == other.part and (
                ours.keys() > theirs.keys() or (ours.keys() == theirs.keys() and is_fuller)
            )

        kept = [it for it in grades if not any(surpasses(other, it) for other in grades)]
        return sorted(kept, key=lambda it: (-total[it], self._order[it]))

    def _events_of(self, match: _Match, named: list[_Named]) -> set[str]:
        meanings = [self._meanings[word] for word in match.words]
        is_name = all(max(it.named.values(), default=0) >= _OWN for it in meanings)
        held = (meaning.titles if is_name else meaning.texts for meaning in meanings)
        meant = {
            it for meaning in meanings for it, fully in meaning.named.items() if fully >= _OWN
        }.intersection(named)
        return set().union(*held, *(self._events_with.get(it, set()) for it in meant))


def _names_of(catalogue: Catalogue) -> Iterator[tuple[_Named, bool, Sequence[Name | Names]]]:
    """Islands, places and people with their own names, and islands with those of what is there."""
    for island in catalogue.islands.values():
        named = _Named("islands", island.id)
        yield named, True, [island.label, *island.names]
        yield named, False, [name for islet in island.islets for name in islet.names]
    for settlement in catalogue.settlements.values():
        yield _Named("islands", settlement.island), False, [settlement.names]
    for place in catalogue.places.values():
        yield _Named("places", place.id), True, [place.names]
    for person in catalogue.people.values():
        yield _Named("people", person.id), True, [person.names]


def _in_all_languages(texts: Iterable[Prose | None]) -> str:
    return " ".join(it.text_in(language) for it in texts if it for language in LANGUAGES)


@derived
def index_of(catalogue: Catalogue) -> SearchIndex:
    """The index of a catalogue, built when it is first asked for."""
    return SearchIndex(catalogue)
