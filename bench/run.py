"""A whole run: the contenders side by side, one after the other in every repetition."""

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import strftime

from playwright.sync_api import Browser

from bench.browser import Step
from bench.contenders import Contender
from bench.measures import STEPS_WEIGHED, Samples, timed_visit, weighed_visit
from bench.processes import Server, ServerCommand
from bench.records import SizedAtlas, atlas_of_size
from bench.sessions import memory_per_session

REPETITIONS_PER_WEIGHING = 7
REPETITIONS_PER_START = 3
STARTS = 3  # at least


@dataclass
class SizeResults:
    """What was measured at one size of record: samples by contender and measure.

    `elsewhere` are addresses on other hosts that a contender asked for.
    """

    events: int
    samples: dict[str, Samples] = field(default_factory=dict)
    elsewhere: dict[str, list[str]] = field(default_factory=dict)

    def add(self, contender: Contender, samples: Samples) -> None:
        """Add samples to those that the contender has."""
        own = self.samples.setdefault(contender.name, {})
        for measure, values in samples.items():
            own.setdefault(measure, []).extend(values)


def run_size(
    browser: Browser, contenders: Sequence[Contender], size: int | None, repetitions: int
) -> SizeResults:
    """Measure all contenders with a record of one size; none is the shipped one."""
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder, ExitStack() as stack:
        atlas = atlas_of_size(size, Path(folder) / "atlas")
        results = SizeResults(len(atlas.catalogue.events), {it.name: {} for it in contenders})
        tell(f"{results.events} events")
        commands = {it: _prepared(it, atlas, Path(folder)) for it in contenders}
        servers: dict[Contender, Server] = {}
        for contender, command in commands.items():
            servers[contender] = Server(command)
            stack.callback(servers[contender].stop)
            if contender.has_app:
                results.add(contender, {"first_start": [servers[contender].start_ms]})
        steps = steps_through(atlas)
        names = {id: island.label.en for id, island in atlas.catalogue.islands.items()}

        for turn in range(-1, repetitions):
            tell(f"  visit {turn + 1} of {repetitions}" if turn >= 0 else "  warming up")
            for contender, server in servers.items():
                samples = timed_visit(browser, contender, server.address, steps, names, turn + 1)
                if turn >= 0:
                    results.add(contender, samples)

        for turn in range(max(1, repetitions // REPETITIONS_PER_WEIGHING)):
            tell(f"  weighing {turn + 1}")
            for contender, server in servers.items():
                weights, elsewhere = weighed_visit(browser, contender, server, steps)
                results.add(contender, weights)
                if elsewhere:
                    results.elsewhere[contender.name] = elsewhere

        for server in servers.values():
            server.stop()
        apps = {it: command for it, command in commands.items() if it.has_app}
        for turn in range(max(STARTS, repetitions // REPETITIONS_PER_START)):
            tell(f"  start {turn + 1}")
            for contender, command in apps.items():
                server = Server(command)
                stack.callback(server.stop)
                path = contender.path.format(event=steps[0].id)
                times = {"start": server.start_ms, "start_to_document": server.document_ms(path)}
                results.add(contender, {name: [time] for name, time in times.items()})
                # Once is enough, and on a new server: one that was used reuses what it has freed.
                if turn == 0:
                    megabytes = memory_per_session(server, path.partition("?")[2])
                    results.add(contender, {"memory_per_session": [megabytes]})
                server.stop()
    return results


def steps_through(atlas: SizedAtlas) -> list[Step]:
    """The events that are stepped through, the first being opened: from the middle of the record.

    A short record is begun so early that there are enough steps.
    """
    events = list(atlas.catalogue.events.values())
    first = max(0, min(len(events) // 2, len(events) - STEPS_WEIGHED - 1))
    told = events[first : first + STEPS_WEIGHED + 1]
    return [Step(event.id, event.title.en, steps) for steps, event in enumerate(told)]


def tell(text: str) -> None:
    """Say on stderr how far the run is."""
    print(f"{strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def _prepared(contender: Contender, atlas: SizedAtlas, folder: Path) -> ServerCommand:
    own = folder / contender.name
    own.mkdir()
    return contender.prepare(atlas, own)
