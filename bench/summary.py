"""Medians and 95th percentiles."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True)
class Summary:
    """Of some samples: how many, their median and their 95th percentile (nearest rank)."""

    count: int
    median: float
    p95: float


def summary_of(samples: Sequence[float]) -> Summary | None:
    """The summary of samples; none if there are none."""
    if not samples:
        return None
    rank = ceil(0.95 * len(samples))
    return Summary(len(samples), median(samples), sorted(samples)[rank - 1])
