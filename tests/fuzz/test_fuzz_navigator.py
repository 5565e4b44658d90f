"""What the browser's part of the atlas may send back: anybody can send anything in its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hostile import CATALOGUE, JUNK, KNOWN, PARAMETERS, VALUES, cases
from hypothesis import given
from hypothesis import strategies as st

import pages.atlas
import pages.state

SUMMIT = "2016-09-02-vladivostok-summit"
# As Python reads JSON: with lone surrogates, numbers of any size, NaN and infinity.
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=20),
    st.just("\ud800<fzmark>"),
    st.sampled_from(KNOWN),
    st.sampled_from(JUNK),
)
NAMES = st.one_of(
    st.sampled_from([*PARAMETERS, "filters", "asked", "sequence"]), st.text(max_size=5)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=12,
)
# Nearly what is expected: the right names, with the wrong things under some of them.
SENT = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {"event": st.one_of(VALUES, LEAVES)},
        optional={
            "filters": JSON,
            "asked": LEAVES,
            "selected": LEAVES,
            "story": LEAVES,
            "lang": LEAVES,
        },
    ),
)


class Session(dict[str, Any]):
    """Streamlit's state of a session, whose keys are also attributes."""

    __getattr__ = dict.__getitem__


class Query(dict[str, str]):
    """Streamlit's address parameters."""

    to_dict = dict.copy

    def from_dict(self, query: dict[str, str]) -> None:
        self.clear()
        self.update(query)


@contextmanager
def sent(go: Any) -> Iterator[SimpleNamespace]:
    """A session at the summit, whose navigator has sent something."""
    streamlit = SimpleNamespace(
        session_state=Session(navigator=SimpleNamespace(go=go)),
        query_params=Query(event=SUMMIT),
        context=SimpleNamespace(headers={}),
    )
    with patch.object(pages.atlas, "st", streamlit), patch.object(pages.state, "st", streamlit):
        yield streamlit


def expect_own_address(query: Query) -> None:
    """The address is one of the atlas: of an event that there is, in text that can be sent."""
    assert query["event"] in CATALOGUE.events
    assert query.get("selected") in (None, *CATALOGUE.islands, *CATALOGUE.places)
    assert query.get("story") in (None, *CATALOGUE.stories)
    assert query.get("lang") in (None, "en", "ru", "ja")
    assert len("".join(query.values()).encode()) < 20_000


@cases(0.15)
@given(SENT)
def test_whatever_the_navigator_sends_leads_to_a_screen(go: Any) -> None:
    with sent(go) as streamlit:
        pages.atlas._follow()
        expect_own_address(streamlit.query_params)
        assert isinstance(streamlit.session_state.get("answered", 0), int)


@pytest.mark.parametrize("filters", [None, [], "q=<fzmark>", 7, {"q": ["x"]}, [["q", "x"]]])
def test_filters_that_are_no_mapping_of_texts_are_none(filters: Any) -> None:
    with sent({"event": SUMMIT, "filters": filters}) as streamlit:
        pages.atlas._follow()
        assert streamlit.query_params == {"event": SUMMIT}
