"""Taking up changed files while the server runs: a good change is served, a bad one is reported.

The edition is made anew in a process of its own: drawing the plates takes seconds of processor
time, which the readers of this server do not wait for. Until it is there, and where the files have
faults, what was there before goes on being served.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from anyio import to_thread

from geo.edition import ROOT, take_up
from geo.watching import RENEWALS

LOOK_EVERY_S = 2.0
FILES = ROOT / "assets" / "record"
ARGUMENTS = ("-m", "geo", "edition")
_logger = logging.getLogger("four_islands.record")

State = frozenset[tuple[Path, int, int]]


def state_of_files(folder: Path = FILES) -> State:
    """Which files there are, when each was changed (ns) and how large it is (bytes)."""
    found = set()
    for file in folder.rglob("*"):
        try:
            stat = file.stat()
        except OSError:  # just removed
            continue
        found.add((file, stat.st_mtime_ns, stat.st_size))
    return frozenset(found)


async def renew_for_ever(renew: Callable[[], Awaitable[None]]) -> None:
    """Look at the files again and again; when a change of them is good, take it up and `renew`.

    A change counts when the files have stayed as they are from one look to the next: who changes
    one file may be about to change another.
    """
    served = seen = await to_thread.run_sync(state_of_files)
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        before, seen = seen, await to_thread.run_sync(state_of_files)
        if seen == served or seen != before:
            continue
        served = seen  # a bad change is reported once
        if (made := await _made_anew()) is not None:
            await to_thread.run_sync(take_up, made)
            await renew()
            RENEWALS.labels("taken_up").inc()
            _logger.info("the changed record is served")


async def _made_anew() -> bytes | None:
    """The edition of the files as they are; none, and a report, if they have faults."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *ARGUMENTS,
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    made, faults = await process.communicate()
    if process.returncode == 0:
        return made
    RENEWALS.labels("refused").inc()
    _logger.error(
        "the changed record is refused, the one before is still served",
        extra={"faults": faults.decode(errors="replace").splitlines()},
    )
    return None
