"""The targets: how the atlas is to stand beside the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from bench.summary import Summary

ATLAS = "four_islands"

Summaries = Mapping[str, Mapping[str, Summary | None]]


@dataclass(frozen=True)
class Target:
    """The atlas's median of `measure` may be at most `factor` × another's median + `plus`.

    The other is a contender, by its own measure; without one `plus` alone is the limit.
    """

    measure: str
    words: str
    against: str | None = None
    of: str = ""
    factor: float = 1.0
    plus: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """How a target came out: the atlas's median, the limit, and the other's median if any."""

    target: Target
    value: float
    limit: float
    other: float | None

    @property
    def is_met(self) -> bool:
        """Whether the atlas stays within the limit."""
        return self.value <= self.limit

    @property
    def ratio(self) -> float | None:
        """The atlas's median in terms of the other's; none where that is nothing."""
        return self.value / self.other if self.other else None


TARGETS = (
    Target("first_content", "≤ 1.5 × static page", "leaflet", "first_content", 1.5),
    Target("first_island", "≤ 1.25 × empty app's first content", "empty", "first_content", 1.25),
    Target("step", "≤ static page + 33 ms (two frames)", "leaflet", "step", 1, 33.4),
    Target("details", "≤ 5 × static page", "leaflet", "details", 5),
    Target("bytes_to_map", "≥ 60 % below streamlit-folium", "folium", "bytes_to_map", 0.4),
    Target("bytes_per_step", "≤ 8 kB", plus=8, factor=0),
    Target("cpu_per_step", "< empty app", "empty", "cpu_per_step"),
    Target("memory_per_session", "≤ 2 MB", plus=2, factor=0),
    Target("start", "≤ 1.5 × empty app", "empty", "start", 1.5),
)


def verdicts_of(summaries: Summaries) -> list[Verdict]:
    """How the targets came out; those whose contenders did not run are left out.

    `summaries` are by contender, then measure.
    """
    verdicts = []
    for target in TARGETS:
        own = summaries.get(ATLAS, {}).get(target.measure)
        other = summaries.get(target.against or "", {}).get(target.of)
        if own is None or (target.against and other is None):
            continue
        limit = target.factor * (other.median if other else 0) + target.plus
        verdicts.append(Verdict(target, own.median, limit, other.median if other else None))
    return verdicts
