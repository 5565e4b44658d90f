"""What is measured, and the single visits that measure it."""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.browser import Step, Visit
from bench.contenders import Contender
from bench.processes import Server
from bench.proxy import CountingProxy

Samples = dict[str, list[float]]

STEPS_TIMED = 2  # in each visit
CLICKS_TIMED = 1
STEPS_WEIGHED = 10  # over which bytes and processor time are averaged
REST_MS = 800  # between presses: a map's flight takes 700
QUIET_S = 0.4  # with no byte on the wire a step counts as over


@dataclass(frozen=True)
class Measure:
    """Something measured: its key in the results, what it is called, and its unit."""

    key: str
    title: str
    unit: str


MEASURES = (
    Measure("first_content", "First content: the event's title is painted", "ms"),
    Measure("first_island", "First map: an island is painted and can be pressed", "ms"),
    Measure("step", "Next → event drawn on the map", "ms"),
    Measure("details", "Press on an island → details readable", "ms"),
    Measure("bytes_to_map", "On the wire until the first map", "kB"),
    Measure("requests_to_map", "Requests until the first map", ""),
    Measure("bytes_per_step", "On the wire per step", "kB"),
    Measure("cpu_per_step", "Server's processor time per step", "ms"),
    Measure("memory_per_session", "Server's memory per open session", "MB"),
    Measure("first_start", "First start of the server, with nothing made before", "ms"),
    Measure("start", "Start of the server after that", "ms"),
    Measure("start_to_document", "The same, until it has answered with a first document", "ms"),
)


def timed_visit(
    browser: Browser,
    contender: Contender,
    address: str,
    steps: Sequence[Step],
    island_names: dict[str, str],
    turn: int,
) -> Samples:
    """One visit with an empty cache: the opening, steps, and presses on islands, in ms.

    `steps` begins with the event that is opened; `turn` chooses the islands.
    """
    with Visit(browser, contender, address, steps[0]) as visit:
        samples: Samples = {"first_content": [visit.content_ms()]}
        if contender.has_map:
            samples["first_island"] = [visit.island_ms()]
        visit.pause(REST_MS)
        samples["step"] = []
        for step in steps[1 : STEPS_TIMED + 1]:
            samples["step"].append(visit.step(step))
            visit.pause(REST_MS)
        if contender.has_map:
            samples["details"] = []
            for click in range(CLICKS_TIMED):
                samples["details"].append(visit.open_details(island_names, turn + click))
    return samples


def weighed_visit(
    browser: Browser, contender: Contender, server: Server, steps: Sequence[Step]
) -> tuple[Samples, list[str]]:
    """One visit through a counting proxy, untimed: kB on the wire, requests, processor time in ms.

    Also returns the addresses that were asked for on other hosts.
    """
    with (
        CountingProxy(server.port) as proxy,
        Visit(browser, contender, proxy.address, steps[0]) as visit,
    ):
        if contender.has_map:
            visit.island_ms()
        else:
            visit.content_ms()
        samples: Samples = {
            "bytes_to_map": [proxy.total / 1000],
            "requests_to_map": [len(visit.requests)],
        }
        visit.pause(REST_MS)
        proxy.await_quiet(QUIET_S)
        total, cpu = proxy.total, server.cpu_seconds()
        weighed = steps[1 : STEPS_WEIGHED + 1]
        for step in weighed:
            visit.step(step)
            visit.pause(QUIET_S * 1000)
            proxy.await_quiet(QUIET_S)
        samples["bytes_per_step"] = [(proxy.total - total) / 1000 / len(weighed)]
        if contender.has_app:
            samples["cpu_per_step"] = [(server.cpu_seconds() - cpu) * 1000 / len(weighed)]
        elsewhere = [it for it in visit.requests if not it.startswith(proxy.address)]
    return samples, elsewhere
