"""`python -m bench`: runs the benchmark and writes `bench/results`."""

import argparse
from pathlib import Path

from bench.browser import open_browser
from bench.chart import chart_of
from bench.contenders import CONTENDERS
from bench.machine import machine_of
from bench.report import json_of, markdown_of, size_named
from bench.run import run_size, tell

RESULTS = Path(__file__).parent / "results"
SIZES = ["12", "shipped", "2500"]


def main() -> None:
    """Measure, and write the results after each size, so that a run cut short is not lost."""
    options = _options()
    repetitions = 2 if options.quick else options.repetitions
    sizes = ["shipped"] if options.quick else options.sizes
    contenders = [CONTENDERS[name] for name in options.contenders]
    options.output.mkdir(parents=True, exist_ok=True)
    results = []
    with open_browser() as browser:
        machine = machine_of(browser)
        for size in sizes:
            results.append(run_size(browser, contenders, size_named(size), repetitions))
            text = markdown_of(results, machine, repetitions)
            _write(options.output / "results.md", text)
            _write(options.output / "results.json", json_of(results, machine, repetitions))
            _write(options.output / "chart.svg", chart_of(results))
    tell("done")
    print(text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--repetitions", type=int, default=15, help="visits to each contender")
    parser.add_argument(
        "--sizes", nargs="+", default=SIZES, help="numbers of events, or `shipped` for the record"
    )
    parser.add_argument(
        "--contenders", nargs="+", default=list(CONTENDERS), choices=list(CONTENDERS)
    )
    parser.add_argument("--quick", action="store_true", help="the shipped record, two repetitions")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where the results go")
    return parser.parse_args()


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
