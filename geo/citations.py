"""Addresses that open a source, and an article at the passage that is cited."""

import re
from urllib.parse import quote

from geo.catalogue import Catalogue
from geo.model import Article, Event, Source

# Whose words others carry: an outlet that names one of them passes on what that one reported.
_ORIGINATORS = (
    "Kyodo",
    "Jiji",
    "Reuters",
    "AFP",
    "AP",
    "Xinhua",
    "Interfax",
    "Sputnik",
    "RIA Novosti",
    "TASS",
    "NHK",
    "Yomiuri",
    "Mainichi",
    "Hokkaido Shimbun",
    "Sakhalin Media",
    "Slavinsky",
    "Wikipedia",
)
_ORIGINATOR = re.compile(rf"\b({'|'.join(_ORIGINATORS)})\b")


def cited(catalogue: Catalogue, source: str) -> Source | Article:
    """The source or article of an identifier. Raises `KeyError` if there is none."""
    return catalogue.articles.get(source) or catalogue.sources[source]


def independent_sources(event: Event, catalogue: Catalogue) -> int:
    """How many sources of their own support an event.

    Outlets that carry the same agency, paper or work count once; so do several pages of one outlet.
    """
    return len(
        {
            _origin(cited(catalogue, citation.source).outlet)
            for citation in event.citations
            if citation.stance == "supports"
        }
    )


def _origin(outlet: str) -> str:
    if carried := _ORIGINATOR.search(outlet):
        return carried[1]
    return re.split(r" \(|, | / | via ", outlet)[0]


def passage_address(article: Article, paragraph: int, event: str | None = None) -> str:
    """The address of an article that scrolls to a paragraph and marks a passage of it.

    A text fragment (WICG) holds the few words by which the passage is found: those of the claim
    that concerns `event` where the paragraph makes several. A browser that does not know text
    fragments opens the article at its beginning.
    """
    claims = [claim for claim in article.claims if claim.paragraph == paragraph]
    claims.sort(key=lambda claim: event not in claim.events)
    return text_fragment(article.url, claims[0].locator) if claims else article.url


def text_fragment(address: str, words: str) -> str:
    """An address with a text fragment; the comma, hyphen and ampersand have a meaning there."""
    return f"{address}#:~:text={quote(words, safe='').replace('-', '%2D')}"
