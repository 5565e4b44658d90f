"""Sessions without a browser: bare websockets that talk to Streamlit as its own pages do."""

import time
from contextlib import ExitStack
from types import TracebackType

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.processes import Server

WARM_UP = 5  # sessions before the baseline
SESSIONS = 20
STEPS = 3  # that each session makes
SETTLE_S = 1.0


class Session:
    """One open session; its Next button is found among what the server draws."""

    def __init__(self, port: int, query: str) -> None:
        self._query = query
        self._next = ""
        self._page = ""
        self._socket = connect(
            f"ws://localhost:{port}/_stcore/stream",
            origin=Origin(f"http://localhost:{port}"),
            subprotocols=[Subprotocol("streamlit")],
            compression="deflate",  # offered, as browsers do; the server may decline
            max_size=None,
            open_timeout=60,
        )

    def __enter__(self) -> "Session":
        self._socket.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.__exit__(kind, error, trace)

    def run(self) -> None:
        """Run the page, as its opening does."""
        self._run(self._message())

    def step(self) -> None:
        """Press Next."""
        if not self._next:
            raise RuntimeError("the page drew no button called Next")
        message = self._message()
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id, widget.trigger_value = self._next, True
        self._run(message)

    def _message(self) -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self._query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.context_info.timezone = "UTC"
        return message

    def _run(self, message: BackMsg) -> None:
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._socket.recv(timeout=60))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self._page = answer.new_session.page_script_hash
            elif kind == "navigation":
                self._page = answer.navigation.page_script_hash
            elif kind == "delta" and answer.delta.new_element.button.label.startswith("Next"):
                self._next = answer.delta.new_element.button.id
            elif kind == "page_info_changed":
                self._query = answer.page_info_changed.query_string
            elif kind == "script_finished":
                return


def memory_per_session(server: Server, query: str) -> float:
    """Growth of the server's resident memory with each session that is open, in MB.

    Each session has opened the page and stepped a few times; the baseline is taken with some
    already open.
    """
    with ExitStack() as stack:

        def open_sessions(count: int) -> None:
            for _ in range(count):
                session = stack.enter_context(Session(server.port, query))
                session.run()
                for _ in range(STEPS):
                    session.step()
            time.sleep(SETTLE_S)

        open_sessions(WARM_UP)
        before = server.memory_bytes()
        open_sessions(SESSIONS)
        return (server.memory_bytes() - before) / 1e6 / SESSIONS
