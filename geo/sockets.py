"""The server's sockets: what is answered is sent at once."""

import os
import socket
from pathlib import Path

OPEN_FILES = Path("/dev/fd")


def send_at_once() -> None:
    """Turn off Nagle's algorithm for the TCP sockets that are bound, and so for all they accept.

    With it a browser that steps quickly waits 40 ms for each answer: the second of its messages is
    held back until the first is acknowledged, which takes that long. asyncio turns it off only for
    sockets that were made with the number of their protocol, which Streamlit's is not. Systems
    without a list of open files are left as they are.
    """
    if not OPEN_FILES.is_dir():
        return
    for file in OPEN_FILES.iterdir():
        try:
            copy = socket.socket(fileno=os.dup(int(file.name)))
        except OSError:  # closed by now, or no socket
            continue
        with copy:
            is_tcp = copy.family in (socket.AF_INET, socket.AF_INET6)
            if is_tcp and copy.type == socket.SOCK_STREAM:
                copy.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
