"""The nginx in front of the replicas: its configuration filled in, and the server itself."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from string import Template
from typing import Any

from deploy.replicas import wait_for

TEMPLATE = Path(__file__).parent / "nginx.conf"
# Tells which replica a visit is on; only for tests, as readers need not know.
TELLING = "server_tokens off;\n    add_header X-Replica $upstream_addr always;"
AROUND = """{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log info;
events {{}}
http {{
    access_log {folder}/access.log;
    {temporary}
    include {folder}/site.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def nginx_path() -> str | None:
    """Where nginx is; Debian keeps it from the path of those who are not root."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def site(port: int | str, replicas: Sequence[str], *, resolver: str = "") -> str:
    """The template, filled in as the image's `envsubst` does it."""
    servers = [f"server {name} max_fails=1 fail_timeout=2s;" for name in replicas]
    return Template(TEMPLATE.read_text(encoding="utf-8")).safe_substitute(
        PORT=port, REPLICAS="\n    ".join(servers), RESOLVER=resolver
    )


def write_configuration(folder: Path, content: str) -> Path:
    """A whole configuration around a site, with everything that nginx writes in one folder."""
    (folder / "site.conf").write_text(content, encoding="utf-8")
    whole = AROUND.format(
        user="user root;" if os.geteuid() == 0 else "",
        folder=folder,
        temporary=" ".join(f"{it}_temp_path {folder}/{it};" for it in TEMPORARY),
    )
    (folder / "nginx.conf").write_text(whole, encoding="utf-8")
    return folder / "nginx.conf"


def checked(folder: Path, configuration: Path) -> subprocess.CompletedProcess[str]:
    """What `nginx -t` says of a configuration."""
    command = [*_command(folder, configuration), "-t"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


class Nginx:
    """A running nginx; use it as a context manager."""

    def __init__(self, folder: Path, port: int, replicas: Sequence[str]) -> None:
        self.folder = folder
        self.port = port
        self.address = f"http://localhost:{port}"
        content = site(f"127.0.0.1:{port}", replicas).replace("server_tokens off;", TELLING)
        self._configuration = write_configuration(folder, content)

    def __enter__(self) -> "Nginx":
        self._process = subprocess.Popen(_command(self.folder, self._configuration))
        try:
            wait_for(f"{self.address}/_stcore/health", lambda: self._process.poll() is None)
        except RuntimeError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: Any) -> None:
        self._process.terminate()
        self._process.wait()


def _command(folder: Path, configuration: Path) -> list[str]:
    path = nginx_path() or "nginx"
    return [path, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(configuration)]
