"""`python -m deploy.failover`: kills replicas in mid-visit, and sees where their readers go on.

Three replicas behind Debian's nginx with deploy/nginx.conf; readers in a real Chromium, each with a
window of their own, and bare sessions beside them. Ends with 1 if one of them is lost.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench.chromium import FLAGS, chromium_path
from deploy.acts import Cast, Row, kill, lost, roll
from deploy.proxy import nginx_path
from deploy.replicas import release

ACTS = ("kill", "restart", "release")


def main() -> None:
    """Play the acts, and print what came of them."""
    options = _options()
    if not nginx_path():
        raise SystemExit("No nginx: install it (Debian: sudo apt install nginx), and run it again.")
    # Ended from outside, it still stops what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    rows: dict[str, Row] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _say("copying the atlas, in two versions…")
        this, another = release(folder / "this"), release(folder / "another", another=True)
        _say(f"load of the machine before it begins: {_load()}")
        cast = Cast(stack, stack.enter_context(_browser()), folder, options.pages)
        _say(f"pages on the replicas: {dict(cast.spread())}")
        for number in range(options.kills if "kill" in options.acts else 0):
            _say(f"killing, {number + 1} of {options.kills}…")
            kill(cast, rows)
        if "restart" in options.acts:
            _say("restarting one after another…")
            roll(cast, rows, "restarted", this)
        if "release" in options.acts:
            _say("moving to another version, one after another…")
            roll(cast, rows, "another version", another)
        sizes = ", ".join(f"{it.memory_mb():.0f}" for it in cast.replicas)
        _say(f"load of the machine at the end: {_load()}")
        _say(f"resident memory of the replicas, MB: {sizes}")
    print(table(list(rows.values())))
    if lost(list(rows.values())):
        sys.exit(1)


def table(rows: Sequence[Row]) -> str:
    """The rows, for reading; `again` counts presses that had to be made a second time."""
    lines = [f"{'':54}{'readers':>8}{'times':>7}{'median':>9}{'longest':>9}{'again':>7}{'lost':>6}"]
    for row in rows:
        middle, longest = ("-", "-")
        if row.times:
            middle, longest = f"{median(row.times):.2f} s", f"{max(row.times):.2f} s"
        lines.append(
            f"{row.what:54}{row.readers:>8}{len(row.times):>7}{middle:>9}{longest:>9}"
            f"{row.again:>7}{len(row.lost):>6}"
        )
        lines += [f"    {why}" for why in row.lost]
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.failover", description=__doc__)
    parser.add_argument("--acts", nargs="+", default=ACTS, choices=ACTS, help="what is played")
    parser.add_argument("--kills", type=int, default=3, help="how often a replica is killed")
    parser.add_argument("--pages", type=int, default=8, help="pages that are open, at least")
    return parser.parse_args()


@contextmanager
def _browser() -> Iterator[Browser]:
    path = chromium_path()
    if not path:
        raise SystemExit("No Chromium: run `make failover`, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
