"""`python -m load`: runs the load test and writes `load/results`."""

import argparse
import json
from pathlib import Path

from bench.machine import machine_of
from bench.records import ROOT
from bench.run import tell
from load.report import json_of, markdown_of
from load.run import CORES, run_levels

RESULTS = Path(__file__).parent / "results"
RAMP = (300, 400, 500, 600, 800, 1000)
RAMP_SECONDS = 60.0
LIMIT = 10_000


def main() -> None:
    """Run, and write the results."""
    options = _options()
    ramp = options.ramp if options.ramp or options.ramp is None else RAMP
    sizes = [options.readers, *(it for it in ramp or () if it > options.readers)]
    seconds = [options.seconds, *(min(RAMP_SECONDS, options.seconds) for _ in sizes[1:])]
    machine = {name: fact for name, fact in machine_of().items() if name in MACHINE}
    tell(json.dumps(machine))
    outcome = run_levels(
        sizes, seconds, options.every, options.atlas, options.replicas, options.limit
    )
    options.output.mkdir(parents=True, exist_ok=True)
    text = markdown_of(outcome, machine, options.every)
    (options.output / "results.md").write_text(text, encoding="utf-8")
    data = json_of(outcome, machine, options.every)
    (options.output / "results.json").write_text(data, encoding="utf-8")
    print(text)


MACHINE = ("cpu", "cores", "memory_gb", "os", "load_average", "python", "streamlit")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m load", description=__doc__)
    parser.add_argument("--readers", type=int, default=200, help="how many there are at first")
    parser.add_argument("--seconds", type=float, default=180, help="how long they step")
    parser.add_argument("--every", type=float, default=2, help="seconds from step to step")
    parser.add_argument(
        "--ramp",
        type=int,
        nargs="*",
        help="go on with so many, a minute each, until one level after it breaks;"
        f" without numbers {' '.join(map(str, RAMP))}",
    )
    parser.add_argument("--replicas", type=int, default=CORES, help="how many servers there are")
    parser.add_argument("--limit", type=int, default=LIMIT, help="how many they let in together")
    parser.add_argument("--atlas", type=Path, default=ROOT, help="another checkout to load")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the results go")
    return parser.parse_args()


if __name__ == "__main__":
    main()
