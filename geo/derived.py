"""What follows from a catalogue is worked out once, and forgotten with the catalogue."""

import threading
import weakref
from collections.abc import Callable
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

from geo.catalogue import Catalogue

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

KEPT = 1000  # results of each function, the newest ones: readers can ask for any number
_KNOWN: dict[int, dict[Any, dict[Any, Any]]] = {}
_UNKNOWN: Any = object()
_FORGETTING = threading.Lock()


def derived(
    work_out: Callable[Concatenate[Catalogue, Arguments], Result],
) -> Callable[Concatenate[Catalogue, Arguments], Result]:
    """Remember the newest results of a function of a catalogue.

    Other arguments must be hashable.
    """

    def once(catalogue: Catalogue, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        known = _KNOWN.get(id(catalogue))
        if known is None:
            known = _KNOWN[id(catalogue)] = {}
            weakref.finalize(catalogue, _KNOWN.pop, id(catalogue), None)
        results = known.setdefault(work_out, {})
        key = (args, tuple(kwargs.items()))
        result: Result = results.get(key, _UNKNOWN)
        if result is _UNKNOWN:
            result = work_out(catalogue, *args, **kwargs)
            with _FORGETTING:
                results[key] = result
                if len(results) > KEPT:
                    del results[next(iter(results))]
        return result

    update_wrapper(once, work_out)
    return once
