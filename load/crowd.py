"""`python -m load.crowd`: a process of readers, told by its standard input how many there are.

The first line is the plan and how often they step; every further line is a number of readers and
the seconds over which they come, or all at once leave. What they do is written as lines of JSON.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict

from load.plan import Plan
from load.reader import Reader, Sample

TICK_S = 0.05


def tell(sample: Sample) -> None:
    """Write a sample for the process that reads them."""
    print(json.dumps(asdict(sample)), flush=True)


async def notice_lag() -> None:
    """Tell how late this process itself is: answers are noticed that much later than they came."""
    while True:
        began = time.monotonic()
        await asyncio.sleep(TICK_S)
        tell(Sample("lag", began, time.monotonic() - began - TICK_S))


async def gather(plan: Plan, first: int, every: float) -> None:
    """Have as many readers as is asked for, until the input ends; numbers begin with `first`."""
    loop = asyncio.get_running_loop()
    readers: list[asyncio.Task[None]] = []
    lag = asyncio.create_task(notice_lag())

    async def come(reader: Reader, after: float) -> None:
        await asyncio.sleep(after)
        await reader.read()

    while line := await loop.run_in_executor(None, sys.stdin.readline):
        wanted, over = json.loads(line)
        present = [it for it in readers if not it.done()]
        missing = wanted - len(present)
        for leaving in present[wanted:]:
            leaving.cancel()
        for order in range(missing):
            reader = Reader(plan, first + len(readers), every, tell)
            readers.append(asyncio.create_task(come(reader, over * order / missing)))
    for task in (lag, *readers):
        task.cancel()
    await asyncio.gather(lag, *readers, return_exceptions=True)


def main() -> None:
    """Read the plan, then be its readers."""
    plan, first, every = json.loads(sys.stdin.readline())
    asyncio.run(gather(Plan.from_json(plan), first, every))


if __name__ == "__main__":
    main()
