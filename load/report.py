"""The results as a Markdown table and as JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from bench.report import number
from bench.summary import Summary
from load.figures import ANSWERS, GROWTH_LIMIT, OPENINGS, STEP_LIMIT_MS, Level
from load.run import EMPTY_S, Outcome

NONE = "–"


def json_of(outcome: Outcome, machine: dict[str, Any], every: float) -> str:
    """All figures, with the machine."""
    whole = {"machine": machine, "every_s": every, **asdict(outcome)}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def markdown_of(outcome: Outcome, machine: dict[str, Any], every: float) -> str:
    """What is asked of the first level, then all levels, and what came after."""
    facts = [f"{name.replace('_', ' ')} {value}" for name, value in machine.items()]
    first = outcome.levels[0]
    lines = [
        "# Load",
        "",
        f"{first.readers} readers of {outcome.replicas} replicas, who step every {every:g} s for"
        f" {first.seconds:.0f} s, on {'; '.join(facts)}. The readers share the machine. Times are"
        " milliseconds, as a reader's process sees them: from sending to the last byte of the"
        " answer, its own lateness included.",
        "",
        *_verdicts(first),
        "",
        *_noise(outcome.levels),
        "## Levels",
        "",
        *_table(outcome.levels),
        "",
        *_lost(outcome.levels),
        "",
        *_aftermath(outcome),
        "",
        f"## What {first.readers} readers asked for",
        "",
        *_kinds(first),
        "",
        "## Memory",
        "",
        *_memory(outcome),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _verdicts(level: Level) -> Iterator[str]:
    lost = sum(level.lost.values())
    growth = level.memory_slope * level.seconds / 60
    yield _row(["asked", "is", ""])
    yield _row(["---", "---:", "---"])
    yield _row(["nobody is lost", f"{lost} lost", _word(not level.lost)])
    yield _row(
        [
            f"95 % of steps within {STEP_LIMIT_MS:.0f} ms",
            f"{number(level.steps_p95)} ms",
            _word(level.is_fast),
        ]
    )
    yield _row(
        [
            f"memory flat: grows by less than {GROWTH_LIMIT:.0%}",
            f"{number(growth)} of {number(level.memory[0][1])} MB",
            _word(level.is_flat),
        ]
    )


def _noise(levels: Sequence[Level]) -> Iterator[str]:
    if not all(it.is_quiet for it in levels):
        most = max(it.others_cores for it in levels)
        yield (
            f"**Others kept the machine busy**, with up to {number(most)} cores: the times are"
            " theirs as much as the server's. Run it again when all is quiet."
        )
        yield ""


def _table(levels: Sequence[Level]) -> Iterator[str]:
    yield _row(
        [
            "readers",
            "steps/s",
            "asked",
            "median",
            "p95",
            "p99",
            "worst",
            "put off",
            "refused",
            "lost",
            "server's cores",
            "others' cores",
            "its MB",
            "its threads",
            "readers' lag, p95",
            "load average",
        ]
    )
    yield _row(["---:"] * 16)
    for it in levels:
        steps = it.answers.get("step")
        yield _row(
            [
                str(it.readers),
                number(it.steps_made),
                number(it.steps_wanted),
                number(steps.median) if steps else NONE,
                number(it.steps_p95) if it.is_fast else f"**{number(it.steps_p95)}**",
                number(it.steps_p99),
                number(it.steps_worst),
                str(it.put_off),
                str(it.refused),
                str(sum(it.lost.values())),
                number(it.cores),
                number(it.others_cores),
                number(it.memory[-1][1]),
                str(it.threads),
                number(it.lag.p95) if it.lag else NONE,
                number(it.load_average),
            ]
        )


def _lost(levels: Sequence[Level]) -> Iterator[str]:
    for level in levels:
        for reason, count in level.lost.items():
            yield f"- With {level.readers}: {count} × {reason}."


def _aftermath(outcome: Outcome) -> Iterator[str]:
    last = outcome.levels[-1]
    if last.refused:
        yield (
            f"The server was told to let in {outcome.limit}. Of {last.readers} readers it asked"
            f" {last.refused} to come again later."
        )
    if outcome.recovered_level is None:
        yield f"All levels hold; the last was of {last.readers}."
        return
    broken = next(it for it in outcome.levels if not it.holds)
    yield f"It no longer holds with {broken.readers}."
    level = outcome.recovered_level
    after = (
        f"within {outcome.recovered_s + 5:.0f} s"
        if outcome.recovered_s is not None
        else "**not within a minute**"
    )
    yield (
        f"When all but {outcome.stayed} of {last.readers} had left, steps were fast again {after}"
        f" (p95 then {number(level.steps_p95)} ms)."
    )


def _kinds(level: Level) -> Iterator[str]:
    yield _row(["", "number", "median", "p95"])
    yield _row(["---", "---:", "---:", "---:"])
    for kind in (*OPENINGS, *ANSWERS):
        summary: Summary | None = {**level.openings, **level.answers}.get(kind)
        if summary:
            figures = [str(summary.count), number(summary.median), number(summary.p95)]
            yield _row([kind, *figures])


def _memory(outcome: Outcome) -> Iterator[str]:
    first = outcome.levels[0]
    yield _row(["", *(f"{seconds:.0f} s" for seconds, _ in first.memory)])
    yield _row(["---", *("---:" for _ in first.memory)])
    yield _row([f"{first.readers} readers, MB", *(number(it) for _, it in first.memory)])
    yield ""
    yield (
        f"Before the first reader {number(outcome.warm_mb)} MB; slope with {first.readers}"
        f" {number(first.memory_slope)} MB a minute; {EMPTY_S:.0f} s after all had left"
        f" {number(outcome.left_mb)} MB and {outcome.left_threads} threads."
        f" Lines in the server's log that tell of a fault: {len(outcome.faults)}."
    )


def _word(is_met: bool) -> str:
    return "met" if is_met else "**missed**"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
