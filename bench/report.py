"""The results as a Markdown table and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bench.contenders import CONTENDERS
from bench.measures import MEASURES, Measure
from bench.run import SizeResults
from bench.summary import Summary, summary_of
from bench.targets import Summaries, Verdict, verdicts_of

NONE = "–"
EXPLANATION = """Medians, with the 95th percentile in brackets. Each opening is in a fresh window
with an empty cache on a server that is warm; the contenders take turns. Bytes are counted on the
wire by a proxy, both ways, headers and websocket frames included, in visits that are not timed.
Memory is that of 20 bare websocket sessions that have each opened the page and stepped three times.
What is left out of the streamlit-folium app, to its advantage: jQuery, Bootstrap and Font Awesome,
which Folium loads from other hosts by default."""


def size_named(text: str) -> int | None:
    """The number of events that an option asks for; none is the shipped record."""
    return None if text == "shipped" else int(text)


def summaries_of(results: SizeResults) -> Summaries:
    """Medians and percentiles by contender and measure."""
    return {
        contender: {measure: summary_of(values) for measure, values in samples.items()}
        for contender, samples in results.samples.items()
    }


def json_of(results: Sequence[SizeResults], machine: dict[str, Any], repetitions: int) -> str:
    """Every sample, with the machine."""
    whole = {
        "machine": machine,
        "repetitions": repetitions,
        "units": {it.key: it.unit for it in MEASURES},
        "sizes": [asdict(it) for it in results],
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def markdown_of(results: Sequence[SizeResults], machine: dict[str, Any], repetitions: int) -> str:
    """A table for each size of record, with the targets and whether they are met."""
    facts = [f"{name.replace('_', ' ')} {value}" for name, value in machine.items()]
    lines = [
        "# Benchmark",
        "",
        EXPLANATION,
        "",
        f"{repetitions} repetitions on {'; '.join(facts)}.",
    ]
    for of_size in results:
        lines += ["", f"## {of_size.events} events", "", *_table(of_size), "", *_misses(of_size)]
        lines += [
            f"Asked for on other hosts by {CONTENDERS[name].title}: {', '.join(addresses)}."
            for name, addresses in of_size.elsewhere.items()
        ]
    return "\n".join(lines).rstrip() + "\n"


def _table(results: SizeResults) -> Iterator[str]:
    summaries = summaries_of(results)
    verdicts = {it.target.measure: it for it in verdicts_of(summaries)}
    yield _row(["", *(CONTENDERS[name].title for name in summaries), "target", "result"])
    yield _row(["---", *("---:" for _ in summaries), "---", "---"])
    for measure in MEASURES:
        cells = [_cell(summary.get(measure.key)) for summary in summaries.values()]
        verdict = verdicts.get(measure.key)
        words = verdict.target.words if verdict else ""
        yield _row([_title(measure), *cells, words, _outcome(verdict) if verdict else ""])


def _misses(results: SizeResults) -> Iterator[str]:
    missed = [it for it in verdicts_of(summaries_of(results)) if not it.is_met]
    titles = {it.key: it.title for it in MEASURES}
    for it in missed:
        yield (
            f"- Missed: {titles[it.target.measure]}: {number(it.value)},"
            f" the target is {it.target.words}, here {number(it.limit)}."
        )
    if not missed:
        yield "Every target is met."


def _outcome(verdict: Verdict) -> str:
    word = "met" if verdict.is_met else "**missed**"
    return f"{word} ({verdict.ratio:.2f} ×)" if verdict.ratio is not None else word


def _title(measure: Measure) -> str:
    return f"{measure.title}, {measure.unit}" if measure.unit else measure.title


def _cell(summary: Summary | None) -> str:
    if summary is None:
        return NONE
    if summary.count == 1:
        return number(summary.median)
    return f"{number(summary.median)} ({number(summary.p95)})"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def number(value: float) -> str:
    """A number as a reader wants it: three digits or so, thousands apart."""
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}".removesuffix(".00").replace(",", "\u202f")
