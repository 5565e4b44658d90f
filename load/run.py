"""A whole run: servers of its own, readers who come in levels, and how they recover from them."""

import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.processes import Server, ServerCommand
from bench.records import APP_PARTS, MADE
from bench.run import tell
from geo.catalogue import read_catalogue
from load.crowds import Crowds
from load.figures import Level, level_of, recovered_after
from load.plan import plan_of
from load.reader import ANSWER_LIMIT_S
from load.watch import Watch

CORES = 2  # that the servers are given where there are more
ARRIVALS_PER_S = 10
SETTLE_S = 5.0
RECOVERY_S = 60.0
FEW = 20  # readers who stay when no level held
EMPTY_S = 30.0  # after which the memory of the empty server is taken


@dataclass(frozen=True)
class Outcome:
    """The levels, how the servers recovered from the last, and what they held when all had left.

    `limit` is how many they let in together; `recovered_s` is none if they did not recover. Memory
    is megabytes, `warm_mb` that before the first reader and after the first documents.
    """

    replicas: int
    limit: int
    levels: list[Level]
    stayed: int
    recovered_s: float | None
    recovered_level: Level | None
    warm_mb: float
    left_mb: float
    left_threads: int
    faults: list[str]


def run_levels(
    sizes: Sequence[int],
    seconds: Sequence[float],
    every: float,
    root: Path,
    replicas: int,
    limit: int,
) -> Outcome:
    """Let readers come until there are as many as each of the sizes says, for some seconds each.

    They are dealt over the replicas, which let in up to `limit` together. Ends early with the first
    level from which some are refused, or one level after the first that does not hold; then most
    leave, and it is seen whether the servers recover.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-load-") as folder, ExitStack() as stack:
        os.environ["FOUR_ISLANDS_READERS"] = str(-(-limit // replicas))
        servers = []
        for number in range(replicas):
            atlas = _copied(root, Path(folder) / f"atlas-{number}")
            servers.append(Server(ServerCommand.streamlit("app.py", atlas)))
            stack.callback(servers[-1].stop)
            servers[-1].document_ms("/")
        _share_cores(servers)
        watch = Watch(servers)
        stack.callback(watch.stop)
        catalogue = read_catalogue(root / "assets" / "record")
        crowds = Crowds(plan_of(catalogue, [it.port for it in servers]), every)
        stack.callback(crowds.stop)

        levels: list[Level] = []
        for readers, duration in zip(sizes, seconds, strict=True):
            came = readers - (levels[-1].readers if levels else 0)
            levels.append(_level(crowds, watch, readers, came, duration, every))
            if levels[-1].refused or (len(levels) > 1 and not levels[-2].holds):
                break
        stayed, recovered, level = 0, None, None
        if not levels[-1].holds:
            stayed = max((it.readers for it in levels if it.holds), default=FEW)
            began = time.monotonic()
            tell(f"  {stayed} stay")
            level = _level(crowds, watch, stayed, 0, RECOVERY_S, every)
            recovered = recovered_after(crowds.since(began), began, began + RECOVERY_S)
        tell("  all leave")
        crowds.resize(0, 0)
        time.sleep(EMPTY_S)
        left = watch.readings[-1]
        return Outcome(
            replicas,
            limit,
            levels,
            stayed,
            recovered,
            level,
            watch.readings[0].megabytes,
            left.megabytes,
            left.threads,
            [fault for server in servers for fault in _faults(server.log)],
        )


def _level(
    crowds: Crowds, watch: Watch, readers: int, came: int, seconds: float, every: float
) -> Level:
    arrival = came / ARRIVALS_PER_S
    tell(f"  {readers} readers, {came} of them new")
    began = time.monotonic()
    crowds.resize(readers, arrival)
    time.sleep(arrival + SETTLE_S)
    start = time.monotonic()
    time.sleep(seconds)
    end = time.monotonic()
    load_average = os.getloadavg()[0]
    time.sleep(ANSWER_LIMIT_S)  # until whatever was sent by then is answered, or lost
    level = level_of(
        readers,
        every,
        crowds.since(began),
        watch.between(began, end),
        (start, end),
        load_average,
    )
    tell(
        f"    p95 {level.steps_p95:.0f} ms, {level.cores:.2f} cores, "
        f"lost {level.lost}, refused {level.refused}"
    )
    return level


def _copied(root: Path, folder: Path) -> Path:
    """A copy of the atlas, that edits during the run do not reach."""
    for part in (root / name for name in APP_PARTS):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, ignore=MADE)
        else:
            folder.mkdir(exist_ok=True)
            shutil.copy(part, folder)
    return folder


def _share_cores(servers: Sequence[Server]) -> None:
    """Where there are more cores, the servers have two, and the readers the others."""
    cores = list(range(psutil.cpu_count() or CORES))
    if len(cores) > CORES and hasattr(psutil.Process, "cpu_affinity"):
        for server in servers:
            server.process.cpu_affinity(cores[:CORES])
        psutil.Process().cpu_affinity(cores[CORES:])


def _faults(log: Path) -> list[str]:
    """The lines of a server's log that say that something went wrong."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [it for it in lines if "Error" in it or "Exception" in it or "Traceback" in it]
