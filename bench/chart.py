"""A bar chart of the results, as an SVG that follows light and dark."""

from collections.abc import Sequence
from html import escape

from bench.contenders import CONTENDERS
from bench.measures import MEASURES, Measure
from bench.report import number, summaries_of
from bench.run import SizeResults
from bench.targets import ATLAS, Summaries

SHOWN = ("first_content", "first_island", "step", "details", "bytes_to_map", "bytes_per_step")
COLUMNS = 2
WIDTH = 880  # the width of a README's column in pixels, so that text keeps its size
GAP = 40
NAME_WIDTH = 150  # of the contenders' names, left of the bars
VALUE_WIDTH = 82  # of the numbers, right of the bars
BAR = 16
PITCH = 24
HEADING = 26
PANEL_WIDTH = (WIDTH - GAP) / COLUMNS
STYLE = """text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1f2328}
.heading{font-weight:600}.name{text-anchor:end}.bar{fill:#8c959f}.atlas{fill:#14506b}
text.own{font-weight:600}.note{fill:#59636e;font-size:12px}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.atlas{fill:#6cc3e6}
.note{fill:#9198a1}}"""


def chart_of(results: Sequence[SizeResults]) -> str:
    """A panel for each of the main measures: medians, the shorter the bar the better.

    Of several sizes of record the middle one is drawn.
    """
    drawn = sorted(results, key=lambda it: it.events)[(len(results) - 1) // 2]
    summaries = summaries_of(drawn)
    measures = [it for it in MEASURES if it.key in SHOWN]
    panel_height = HEADING + PITCH * len(summaries) + 18
    height = panel_height * -(-len(measures) // COLUMNS) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(_description(summaries, measures))}</title>',
        f"<style>{STYLE}</style>",
    ]
    for order, measure in enumerate(measures):
        row, column = divmod(order, COLUMNS)
        parts.append(
            f'<g transform="translate({column * (PANEL_WIDTH + GAP):g} {row * panel_height})">'
        )
        parts += _panel(measure, summaries)
        parts.append("</g>")
    parts.append(
        f'<text class="note" x="0" y="{height - 6}">Medians with {drawn.events} events; shorter is'
        " better. Opened with an empty cache on a local server.</text>"
    )
    return "\n".join([*parts, "</svg>\n"])


def _panel(measure: Measure, summaries: Summaries) -> list[str]:
    found = {name: it.get(measure.key) for name, it in summaries.items()}
    most = max((it.median for it in found.values() if it), default=0) or 1
    room = PANEL_WIDTH - NAME_WIDTH - VALUE_WIDTH
    parts = [f'<text class="heading" x="0" y="15">{escape(_heading(measure))}</text>']
    for order, (name, summary) in enumerate(found.items()):
        top = HEADING + order * PITCH
        own = name == ATLAS
        width = max(2.0, room * summary.median / most) if summary and summary.median else 0
        value = f"{number(summary.median)} {measure.unit}".strip() if summary else "–"
        text = ' class="own"' if own else ""
        parts += [
            f'<text class="name{" own" if own else ""}" x="{NAME_WIDTH - 10}" y="{top + 13}">'
            f"{escape(CONTENDERS[name].title)}</text>",
            f'<rect class="{"atlas" if own else "bar"}" x="{NAME_WIDTH}" y="{top}"'
            f' width="{width:.1f}" height="{BAR}" rx="2"/>',
            f'<text{text} x="{NAME_WIDTH + width + 7:.1f}" y="{top + 13}">{escape(value)}</text>',
        ]
    return parts


def _heading(measure: Measure) -> str:
    return measure.title.split(":")[0]


def _description(summaries: Summaries, measures: Sequence[Measure]) -> str:
    lines = []
    for measure in measures:
        values = [
            f"{CONTENDERS[name].title} {number(summary.median)} {measure.unit}"
            for name, of_contender in summaries.items()
            if (summary := of_contender.get(measure.key))
        ]
        lines.append(f"{_heading(measure)}: {', '.join(values)}.")
    return " ".join(lines)
