"""What a page and its server said to each other: told with a journey that fails."""

import time

from google.protobuf.text_format import MessageToString
from playwright.sync_api import Page, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MOST_TOLD = 60
MOST_CHARACTERS = 160  # of an answer; a request is told whole


class Wire:
    """The messages of a page's websockets, as they pass."""

    def __init__(self, page: Page) -> None:
        self.passed: list[tuple[float, bool, str | bytes]] = []
        self.began = time.monotonic()
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._note(frame, is_answer=False))
        socket.on("framereceived", lambda frame: self._note(frame, is_answer=True))

    def _note(self, frame: str | bytes, *, is_answer: bool) -> None:
        self.passed.append((time.monotonic() - self.began, is_answer, frame))

    def requests(self, first: int = 0) -> list[BackMsg]:
        """What the page has sent, from the `first` of the messages on."""
        passed = self.passed[first:]
        return [BackMsg.FromString(_bytes(it)) for _, is_answer, it in passed if not is_answer]

    def answers(self, first: int = 0) -> list[ForwardMsg]:
        """What the server has sent, from the `first` of the messages on."""
        passed = self.passed[first:]
        return [ForwardMsg.FromString(_bytes(it)) for _, is_answer, it in passed if is_answer]

    def told(self) -> str:
        """The last messages, a line each: when (seconds), which way, and what in short."""
        return "\n".join(
            f"{at:7.3f} {'<' if is_answer else '>'} {_in_short(frame, is_answer=is_answer)}"
            for at, is_answer, frame in self.passed[-MOST_TOLD:]
        )


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _in_short(frame: str | bytes, *, is_answer: bool) -> str:
    if isinstance(frame, str):
        return frame
    if is_answer:
        return MessageToString(ForwardMsg.FromString(frame), as_one_line=True)[:MOST_CHARACTERS]
    return MessageToString(BackMsg.FromString(frame), as_one_line=True)
