"""The processes of readers, seen from the test that directs them."""

import json
import subprocess
import sys
import threading

from bench.records import ROOT
from load.plan import Plan
from load.reader import Sample

PROCESSES = 2  # one alone would itself be late with many readers
NUMBERS_APART = 1_000_000


class Crowds:
    """Readers in processes of their own; `samples` grows with what they do.

    `cores` are the processor cores that they may run on; none leaves that to the system.
    """

    def __init__(self, plan: Plan, every: float) -> None:
        self.samples: list[Sample] = []
        self.processes = [self._started(plan, number, every) for number in range(PROCESSES)]
        self.threads = [threading.Thread(target=self._listen, args=(it,)) for it in self.processes]
        for thread in self.threads:
            thread.start()

    def _started(self, plan: Plan, number: int, every: float) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "load.crowd"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        _say(process, [plan.to_json(), number * NUMBERS_APART, every])
        return process

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        for line in process.stdout or ():
            self.samples.append(Sample(**json.loads(line)))

    def resize(self, readers: int, over: float) -> None:
        """Let readers come, evenly over some seconds, or let the last to come leave, until there
        are so many; who was lost is replaced.
        """
        for number, process in enumerate(self.processes):
            share = (readers + number) // PROCESSES
            _say(process, [share, over])

    def since(self, moment: float) -> list[Sample]:
        """What has been done since a moment of the monotonic clock."""
        return [it for it in list(self.samples) if it.at >= moment]

    def stop(self) -> None:
        """Let all leave, and end the processes."""
        for process in self.processes:
            if process.stdin and not process.stdin.closed:
                process.stdin.close()
        for process in self.processes:
            process.wait(timeout=60)
        for thread in self.threads:
            thread.join()


def _say(process: "subprocess.Popen[str]", what: object) -> None:
    if process.stdin:
        process.stdin.write(json.dumps(what) + "\n")
        process.stdin.flush()
