"""What follows from a catalogue is worked out once, and forgotten with the catalogue."""

import weakref
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from geo.catalogue import Catalogue

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

_KNOWN: dict[int, dict[Any, Any]] = {}


def derived(
    work_out: Callable[Concatenate[Catalogue, Arguments], Result],
) -> Callable[Concatenate[Catalogue, Arguments], Result]:
    """Remember the results of a function of a catalogue; other arguments must be hashable."""

    def once(catalogue: Catalogue, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        known = _KNOWN.get(id(catalogue))
        if known is None:
            known = _KNOWN[id(catalogue)] = {}
            weakref.finalize(catalogue, _KNOWN.pop, id(catalogue), None)
        key = (work_out, args, tuple(kwargs.items()))
        if key not in known:
            known[key] = work_out(catalogue, *args, **kwargs)
        result: Result = known[key]
        return result

    update_wrapper(once, work_out)
    return once
