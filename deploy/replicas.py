"""Replicas of the atlas on this machine: started from a copy, killed, and started again."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parent.parent
RUN_FROM = ("app.py", "geo", "pages", "assets", ".streamlit", ".kept")
ANOTHER = "assets/web/atlas/map.css"  # one of the files that the address of the map's files names
START_LIMIT_S = 120
STOP_LIMIT_S = 15
POLL_S = 0.1


def release(folder: Path, *, another: bool = False) -> Path:
    """Copy what the atlas runs from, made ready like an image; `another` differs a little."""
    for name in RUN_FROM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "secrets.toml")
            )
        elif source.exists():
            folder.mkdir(exist_ok=True)
            shutil.copy2(source, folder / name)
    if another:
        with (folder / ANOTHER).open("a", encoding="utf-8") as style:
            style.write("\n/* Another version. */\n")
    make = "from geo.edition import prepared_edition; prepared_edition()"
    subprocess.run([sys.executable, "-c", make], cwd=folder, check=True)
    compile_all = [sys.executable, "-m", "compileall", "-q", "app.py", "geo", "pages"]
    subprocess.run(compile_all, cwd=folder, check=True)
    return folder


class Replica:
    """A server of the atlas on a port that it keeps."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.name = f"127.0.0.1:{port}"

    def start(self) -> None:
        """Start; `wait` tells when it can be sent readers."""
        options = {
            "server.headless": "true",
            "server.port": str(self.port),
            "server.address": "127.0.0.1",
            "server.websocketPingInterval": "10",
        }
        arguments = [it for name, value in options.items() for it in (f"--{name}", value)]
        with self._log.open("ab") as log:
            self.process = psutil.Popen(
                [sys.executable, "-m", "streamlit", "run", "app.py", *arguments],
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Wait until it can be sent readers. Raises `RuntimeError` if it does not come to that."""
        try:
            wait_for(f"http://{self.name}/ready", lambda: self.process.poll() is None)
        except RuntimeError as error:
            raise RuntimeError(f"{error}\n{self._log.read_text(errors='replace')}") from None

    def kill(self) -> None:
        """End it without a word, as a machine ends that loses its power."""
        self.process.kill()
        self.process.wait()

    def restart(self, folder: Path) -> float:
        """End it as an orchestrator does, and start it again from a folder.

        Returns for how many seconds it took no readers.
        """
        began = time.monotonic()
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT_S)
        except psutil.TimeoutExpired:
            self.kill()
        self.folder = folder
        self.start()
        self.wait()
        return time.monotonic() - began

    def stop(self) -> None:
        """End it, if it runs."""
        if self.process.poll() is None:
            self.kill()

    def memory_mb(self) -> float:
        """Its resident memory."""
        return float(self.process.memory_info().rss) / 1e6

    @property
    def _log(self) -> Path:
        return self.folder / f"{self.port}.log"


def wait_for(address: str, runs: Callable[[], bool]) -> None:
    """Wait until an address answers. Raises `RuntimeError` when it does not, or nothing runs."""
    deadline = time.monotonic() + START_LIMIT_S
    while runs() and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(POLL_S)
    raise RuntimeError(f"{address} does not answer:")
