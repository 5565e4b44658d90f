"""What is done to the replicas, and what their readers go through meanwhile."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser

from bench.processes import free_port
from deploy.proxy import Nginx
from deploy.readers import LIMIT_S, BareReader, PageReader, Steps, whole_record
from deploy.replicas import Replica

REPLICAS = 3
STRUCK = 4  # pages that are to be on the replica that is killed first
MOST_PAGES = 12
BARE = 6
STEPS_BEFORE = 2
GIVE_UP_S = 20.0
TURN_S = 0.03
SETTLE_S = 2.0


@dataclass
class Row:
    """What one group of readers went through: seconds, presses made again, and who was lost."""

    what: str
    readers: int = 0
    times: list[float] = field(default_factory=list)
    again: int = 0
    lost: list[str] = field(default_factory=list)

    def add(self, steps: Steps) -> None:
        """Count a reader."""
        self.readers += 1
        self.times += steps.times
        self.again += steps.again
        self.lost += steps.faults
        if not steps.times:
            self.lost.append("no step at all")
        elif steps.longest > LIMIT_S:
            self.lost.append(f"a step of {steps.longest:.1f} s")


class Cast:
    """Everyone in the test: replicas, the nginx before them, and the readers."""

    def __init__(self, stack: ExitStack, browser: Browser, folder: Path, pages: int) -> None:
        record = whole_record()
        self.replicas = [Replica(folder / "this", free_port()) for _ in range(REPLICAS)]
        for replica in self.replicas:
            replica.start()
            stack.callback(replica.stop)
        for replica in self.replicas:
            replica.wait()
        names = [it.name for it in self.replicas]
        self.nginx = stack.enter_context(Nginx(folder, free_port(), names))
        self.pages: list[PageReader] = []
        while len(self.pages) < pages or (
            max(self.spread().values()) < STRUCK and len(self.pages) < MOST_PAGES
        ):
            page = PageReader(browser, self.nginx.address, record, 2 * len(self.pages))
            stack.callback(page.close)
            self.pages.append(page)
        self.bare = [BareReader(self.nginx.port, record, at) for at in range(BARE)]
        for reader in self.bare:
            stack.callback(reader.close)

    def spread(self) -> Counter[str]:
        """How many pages are on each of the replicas."""
        return Counter(it.replica for it in self.pages)

    def begin(self) -> None:
        """Forget what readers went through."""
        for reader in (*self.pages, *self.bare):
            reader.take_steps()

    def run(self, until: Callable[[], bool]) -> None:
        """Let all pages step on until something is so and no page waits, or one waits too long."""
        while not (until() and not any(it.waits for it in self.pages)):
            for page in self.pages:
                if page.waits or not until():
                    page.step_on()
                if page.waits > GIVE_UP_S:
                    return
            self.pages[0].wait(TURN_S)

    def take_bare(self, row: Row) -> None:
        """Count what the bare sessions went through."""
        for reader in self.bare:
            row.add(reader.take_steps())


@dataclass
class Struck:
    """A page whose replica is killed: its reader waits until it is back, or presses on."""

    page: PageReader
    presses_on: bool

    def __post_init__(self) -> None:
        self.replica = self.page.replica
        self.at = self.page.at
        self.visits = self.page.visits
        self.back = Steps()
        self.on = Steps()

    @property
    def is_back(self) -> bool:
        """Whether the page has a connection to another replica."""
        return self.page.visits > self.visits and self.page.replica != self.replica

    def look(self, passed: float) -> None:
        """A turn of the reader, some seconds after the replica was killed."""
        if self.on.times:
            return
        if self.is_back and not self.back.times:
            self.back.times.append(passed)
            if not self.presses_on and not self.page.shows(self.at):
                self.back.faults.append("came back at another event")
        if self.presses_on or self.back.times:
            self.page.step_on()
        if self.page.at > self.at:
            self.on.times.append(passed)
            self.on.again = self.page.take_steps().again
            self.on.faults += self.page.check()


def kill(cast: Cast, rows: dict[str, Row]) -> None:
    """Kill the replica that most pages are on; then start it again."""
    back = _row(rows, "killed: the page is on another replica")
    waited = _row(rows, "killed: Next pressed then, from the kill to the card")
    pressed = _row(rows, "killed: Next pressed while it was away")
    cast.begin()
    cast.run(lambda: all(len(it.steps.times) >= STEPS_BEFORE for it in cast.pages))
    cast.begin()
    name = cast.spread().most_common(1)[0][0]
    killed = next(it for it in cast.replicas if it.name == name)
    on_it = [it for it in cast.pages if it.replica == name]
    struck = [Struck(page, presses_on=n % 2 == 1) for n, page in enumerate(on_it)]
    killed.kill()
    began = time.monotonic()
    for it in struck:
        if it.presses_on:
            it.page.press(key=True)
    while not all(it.on.times for it in struck) and time.monotonic() - began < GIVE_UP_S:
        for it in struck:
            it.look(time.monotonic() - began)
        cast.pages[0].wait(TURN_S)
    for it in struck:
        back.add(it.back)
        (pressed if it.presses_on else waited).add(it.on)
    cast.take_bare(_row(rows, "killed: bare sessions, all steps"))
    killed.start()
    killed.wait()
    cast.pages[0].wait(SETTLE_S)


def roll(cast: Cast, rows: dict[str, Row], what: str, folder: Path) -> None:
    """Restart all replicas, one after another, while every reader steps on and on."""
    away = _row(rows, f"{what}: a replica takes no readers")
    pages = _row(rows, f"{what}: pages, all steps")
    cast.begin()

    def restart_all() -> None:
        try:
            for replica in cast.replicas:
                away.times.append(replica.restart(folder))
                away.readers += 1
                time.sleep(SETTLE_S)
        except RuntimeError as error:
            away.lost.append(str(error))

    restarting = threading.Thread(target=restart_all)
    restarting.start()
    cast.run(lambda: not restarting.is_alive())
    restarting.join()
    for page in cast.pages:
        steps = page.take_steps()
        steps.faults += page.check()
        if page.waits:
            steps.faults.append("never went on")
        pages.add(steps)
    cast.take_bare(_row(rows, f"{what}: bare sessions, all steps"))


def _row(rows: dict[str, Row], what: str) -> Row:
    return rows.setdefault(what, Row(what))


def lost(rows: Sequence[Row]) -> int:
    """How many were lost."""
    return sum(len(it.lost) for it in rows)
