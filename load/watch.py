"""The servers watched from outside, second by second, and what else keeps the machine busy."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

from bench.processes import Server

SECOND = 1.0


@dataclass(frozen=True)
class Reading:
    """What the servers together hold and have used at a moment of the monotonic clock.

    `others_seconds` is the processor time of all that is not part of the test.
    """

    at: float
    megabytes: float
    cpu_seconds: float
    threads: int
    others_seconds: float


class Watch:
    """Takes a reading of some servers each second until stopped."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self.servers = servers
        self.readings = [self._reading()]
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on)
        self._thread.start()

    def _reading(self) -> Reading:
        return Reading(
            time.monotonic(),
            sum(it.memory_bytes() for it in self.servers) / 1e6,
            sum(it.cpu_seconds() for it in self.servers),
            sum(it.process.num_threads() for it in self.servers),
            _busy_seconds() - _own_seconds(),
        )

    def _go_on(self) -> None:
        while not self._over.wait(SECOND):
            self.readings.append(self._reading())

    def between(self, start: float, end: float) -> list[Reading]:
        """The readings from one moment to another."""
        return [it for it in list(self.readings) if start <= it.at <= end]

    def stop(self) -> None:
        """Take no more readings."""
        self._over.set()
        self._thread.join()


def _busy_seconds() -> float:
    times = psutil.cpu_times()
    return sum(times) - times.idle - getattr(times, "iowait", 0) - getattr(times, "guest", 0)


def _own_seconds() -> float:
    """Processor time of this process, of the readers and of the servers."""
    own = psutil.Process()
    spent = [it.cpu_times() for it in (own, *own.children(recursive=True))]
    return sum(it.user + it.system for it in spent)
