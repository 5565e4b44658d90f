"""What came of a number of readers: times, losses, memory, and whether it is as it should be."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from statistics import linear_regression

from bench.summary import Summary, summary_of
from load.reader import ISLANDS, REFUSED, Sample
from load.watch import Reading

STEP_LIMIT_MS = 300.0  # of the 95th percentile
QUIET_CORES = 0.2  # that others may take of the machine
GROWTH_LIMIT = 0.05  # of the memory at the beginning, over a level
MEMORY_EVERY_S = 30.0
WINDOW_S = 5.0
OPENINGS = ("document", "connection", "first run")
ANSWERS = ("step", "selection", "details")


@dataclass(frozen=True)
class Level:
    """A number of readers and what came of it; times are milliseconds.

    `openings` are those of the readers who came for this level, of whom some may have been
    `refused`; `answers` is what was asked for when all were there. `memory` is megabytes by seconds
    from then on.
    """

    readers: int
    seconds: float
    load_average: float
    steps_wanted: float
    steps_made: float
    steps_p99: float
    steps_worst: float
    put_off: int
    openings: dict[str, Summary]
    answers: dict[str, Summary]
    lag: Summary | None
    refused: int
    lost: dict[str, int]
    cores: float
    others_cores: float
    threads: int
    memory: list[tuple[float, float]]
    memory_slope: float

    @property
    def steps_p95(self) -> float:
        """The 95th percentile of a step; endless when none was answered."""
        steps = self.answers.get("step")
        return steps.p95 if steps else float("inf")

    @property
    def is_quiet(self) -> bool:
        """Whether the machine was the test's own, so that the times tell of the server."""
        return self.others_cores <= QUIET_CORES

    @property
    def is_fast(self) -> bool:
        """Whether the 95th percentile of a step is within the limit."""
        return self.steps_p95 <= STEP_LIMIT_MS

    @property
    def is_flat(self) -> bool:
        """Whether memory, by its slope, grows by less than the limit in the level's time."""
        return self.memory_slope * self.seconds / 60 <= GROWTH_LIMIT * self.memory[0][1]

    @property
    def holds(self) -> bool:
        """Whether the server serves all whom it has let in: nobody lost, and fast."""
        return self.is_fast and not self.lost


def level_of(
    readers: int,
    every: float,
    samples: Sequence[Sample],
    readings: Sequence[Reading],
    span: tuple[float, float],
    load_average: float,
) -> Level:
    """What came of readers who were all there from the span's start to its end.

    `samples` and `readings` begin when the first of them came.
    """
    start, end = span
    within = [it for it in samples if start <= it.at < end]
    during = [it for it in readings if start <= it.at <= end]
    steps = sorted(_milliseconds(within, "step"))
    seconds = end - start
    return Level(
        readers=readers,
        seconds=seconds,
        load_average=load_average,
        steps_wanted=readers / every * (1 - ISLANDS),
        steps_made=len(steps) / seconds,
        steps_p99=steps[ceil(0.99 * len(steps)) - 1] if steps else float("inf"),
        steps_worst=steps[-1] if steps else float("inf"),
        put_off=sum(it.put_off for it in within),
        openings=_summaries(samples, OPENINGS),
        answers=_summaries(within, ANSWERS),
        lag=summary_of(_milliseconds(within, "lag")),
        refused=sum(it.lost == REFUSED for it in samples),
        lost=dict(
            Counter(f"{it.kind}: {it.lost}" for it in samples if it.lost not in ("", REFUSED))
        ),
        cores=per_second(during, "cpu_seconds"),
        others_cores=per_second(during, "others_seconds"),
        threads=max(it.threads for it in during),
        memory=at_intervals(during, MEMORY_EVERY_S),
        memory_slope=slope_per_minute(during),
    )


def _milliseconds(samples: Sequence[Sample], kind: str) -> list[float]:
    return [it.seconds * 1000 for it in samples if it.kind == kind and not it.lost]


def _summaries(samples: Sequence[Sample], kinds: Sequence[str]) -> dict[str, Summary]:
    found = {kind: summary_of(_milliseconds(samples, kind)) for kind in kinds}
    return {kind: summary for kind, summary in found.items() if summary}


def at_intervals(readings: Sequence[Reading], every: float) -> list[tuple[float, float]]:
    """Seconds from the first reading, and the memory then: the first reading of each interval."""
    first = readings[0].at
    taken: dict[int, tuple[float, float]] = {}
    for it in readings:
        taken.setdefault(int((it.at - first) // every), (it.at - first, it.megabytes))
    return list(taken.values())


def per_second(readings: Sequence[Reading], of: str) -> float:
    """How much of something grew from the first reading to the last, a second."""
    first, last = readings[0], readings[-1]
    grown: float = getattr(last, of) - getattr(first, of)
    return grown / (last.at - first.at)


def slope_per_minute(readings: Sequence[Reading]) -> float:
    """How fast memory grows, by least squares over all readings, in megabytes a minute."""
    line = linear_regression([it.at for it in readings], [it.megabytes for it in readings])
    return line.slope * 60


def recovered_after(samples: Sequence[Sample], since: float, end: float) -> float | None:
    """Seconds from a moment until steps are fast again, and stay so until the end.

    Steps are judged in windows of five seconds by when they were sent; none if they do not.
    """
    windows = int((end - since) // WINDOW_S)
    recovered: float | None = None
    for number in range(windows):
        begin = since + number * WINDOW_S
        within = [it for it in samples if begin <= it.at < begin + WINDOW_S]
        steps = summary_of(_milliseconds(within, "step"))
        if not steps or steps.p95 > STEP_LIMIT_MS or any(it.lost for it in within):
            recovered = None
        elif recovered is None:
            recovered = number * WINDOW_S
    return recovered
