"""The one address under which a screen is known.

The canonical address keeps what decides what the screen tells: the page, the event, the story if it
is not the default one, what is selected, and the language if it was asked for. Left out are
`embed`, which changes only what is around it, `names`, which is one reader's taste, and the
filters, which choose the steps to other events. An address that asks for no event, no filters and
no story is the front page, and stays it.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from geo.addresses import Screen, query_of
from geo.filters import Filters


def canonical_address(screen: Screen, page: str, asked: Mapping[str, str]) -> str:
    """The canonical address of a screen, relative to the root; `asked` are the parameters given."""
    query = query_of(replace(screen, filters=Filters(), both_names=False))
    if not asked.get("event") and screen.filters.is_empty:
        del query["event"]
    return f"{page}?{urlencode(query)}" if query else page
