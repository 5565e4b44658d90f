"""The contenders' servers: started, watched and stopped."""

import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil

STREAMLIT_OPTIONS = (
    *("--server.headless", "true"),
    *("--server.fileWatcherType", "none"),
    *("--browser.gatherUsageStats", "false"),
    # Named, so that Streamlit does not ask another host for this machine's address.
    *("--browser.serverAddress", "localhost"),
)
START_LIMIT_S = 120
POLL_S = 0.01


def free_port() -> int:
    """A TCP port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass(frozen=True)
class ServerCommand:
    """How a server is started: arguments of Python (`{port}` stands for the port), and where."""

    arguments: tuple[str, ...]
    folder: Path
    health: str

    @staticmethod
    def streamlit(script: str, folder: Path, *options: str) -> "ServerCommand":
        """`streamlit run` of a script in a folder."""
        return ServerCommand(
            (
                *("-m", "streamlit", "run", script, "--server.port", "{port}"),
                *STREAMLIT_OPTIONS,
                *options,
            ),
            folder,
            "/_stcore/health",
        )


class Server:
    """A running server; `start_ms` is the time from spawning it to its first healthy answer."""

    def __init__(self, command: ServerCommand) -> None:
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = command.folder / "server.log"
        self.began = time.perf_counter()
        with self.log.open("wb") as log:
            self.process = psutil.Popen(
                [sys.executable, *(it.format(port=self.port) for it in command.arguments)],
                cwd=command.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._await(f"{self.address}{command.health}", self.began + START_LIMIT_S)
        self.start_ms = (time.perf_counter() - self.began) * 1000

    def _await(self, health: str, deadline: float) -> None:
        while time.perf_counter() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urlopen(health, timeout=5):
                    return
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(POLL_S)
        self.stop()
        raise RuntimeError(f"a server did not start:\n{self.log.read_text(errors='replace')}")

    def document_ms(self, path: str) -> float:
        """The time from spawning the server until a document, asked for now, has come, in ms."""
        asked = Request(f"{self.address}{path}", headers={"Accept": "text/html"})
        with urlopen(asked, timeout=START_LIMIT_S) as answer:
            answer.read()
        return (time.perf_counter() - self.began) * 1000

    def cpu_seconds(self) -> float:
        """Processor time of the server since its start, in user and system mode."""
        return sum(
            times.user + times.system for times in (it.cpu_times() for it in self._processes())
        )

    def memory_bytes(self) -> int:
        """Resident memory of the server."""
        return sum(it.memory_info().rss for it in self._processes())

    def _processes(self) -> list[psutil.Process]:
        return [self.process, *self.process.children(recursive=True)]

    def stop(self) -> None:
        """End the server and whatever it started."""
        for process in self._processes() if self.process.is_running() else ():
            process.kill()
        self.process.wait()
