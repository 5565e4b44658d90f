"""One reader: opens the document and the websocket, then steps to and fro."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.typing import Origin, Subprotocol

from load.plan import Plan
from load.protocol import Lost, Page, card_title
from load.requests import HOST, get

ANSWER_LIMIT_S = 10.0
OPENING_LIMIT_S = 60.0  # a document or a first run that takes longer is one that never comes
BUTTONS = 0.3  # the share of steps made with the sidebar's own buttons
ISLANDS = 0.15  # the share of turns in which an island is pressed instead

REFUSED = "asked to come again later"

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Sample:
    """Something that a reader did: what, when it was sent, and how long the answer took.

    `put_off` says that the reader was still waiting for the answer before when it fell due: its
    time then counts from when it was due. `lost` says why there was no good answer.
    """

    kind: str
    at: float
    seconds: float
    put_off: bool = False
    lost: str = ""


class Reader:
    """A reader with a number, by which replica, language, story and habits are chosen."""

    def __init__(
        self, plan: Plan, number: int, every: float, tell: Callable[[Sample], None]
    ) -> None:
        self.plan = plan
        self.port = plan.ports[number % len(plan.ports)]
        self.every = every
        self.tell = tell
        self.chance = random.Random(number)
        self.language = list(plan.titles)[number % len(plan.titles)]
        self.story = list(plan.stories)[number % len(plan.stories)]
        self.told = plan.stories[self.story]
        self.place = self.chance.randrange(len(self.told))
        self.forward = True
        self.asked = 0
        self.selected: str | None = None
        self.page = Page(urlencode({"event": self.event, "story": self.story}))

    @property
    def event(self) -> str:
        """The event that the reader has come to."""
        return self.told[self.place]

    @property
    def title(self) -> str:
        """What the event's card has to be headed with."""
        return self.plan.titles[self.language][self.event]

    async def read(self) -> None:
        """Open the atlas and step until cancelled; a reader who is lost leaves."""
        try:
            await self._timed("document", self._open_document, OPENING_LIMIT_S)
            socket = await self._timed("connection", self._connect, OPENING_LIMIT_S)
            async with socket:
                await self._run("first run", socket, self.page.opening(), OPENING_LIMIT_S)
                await self._go_on(socket)
        except Lost:
            pass  # it was told where it happened

    async def _go_on(self, socket: ClientConnection) -> None:
        due = time.monotonic() + self.chance.uniform(0, self.every)
        while True:
            is_late = time.monotonic() > due
            await asyncio.sleep(due - time.monotonic())
            sent = time.monotonic()
            if self.chance.random() < ISLANDS:
                await self._press_island(socket)
            else:
                await self._step(socket, due if is_late else None)
            # Each keeps its own beat: who went on from a slow answer would press with all others.
            due += self.every * (1 + max(0, (sent - due) // self.every))

    async def _step(self, socket: ClientConnection, since: float | None) -> None:
        if self.place == (len(self.told) - 1 if self.forward else 0):
            self.forward = not self.forward
        self.place += 1 if self.forward else -1
        if self.chance.random() < BUTTONS:
            message = self.page.press("next" if self.forward else "previous")
        else:
            message = self._go()
        await self._run("step", socket, message, since=since)

    async def _press_island(self, socket: ClientConnection) -> None:
        self.selected = self.chance.choice([it for it in self.plan.islands if it != self.selected])
        outcomes = await asyncio.gather(
            self._timed("details", self._open_details),
            self._run("selection", socket, self._go()),
            return_exceptions=True,
        )
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    def _go(self) -> BackMsg:
        """The screen as navigator.js has it, with the number of the choice."""
        self.asked += 1
        return self.page.go(
            {
                "event": self.event,
                "selected": self.selected,
                "story": self.story,
                "filters": {},
                "lang": None,
                "names": None,
                "asked": self.asked,
            }
        )

    async def _open_document(self) -> None:
        if card_title(await self._get(f"/?{self.page.query}")) != self.title:
            raise Lost("the document is of another event")

    async def _open_details(self) -> None:
        query = {"event": self.event, "selected": self.selected, "story": self.story}
        text = await self._get(f"/details?{urlencode(query)}")
        if f'data-selected-id="{self.selected}"' not in text:
            raise Lost("the details are of another island")

    async def _get(self, path: str) -> str:
        status, text = await get(self.port, path, self.language)
        if status != 200:
            raise Lost(_refusal(status))
        return text

    async def _connect(self) -> ClientConnection:
        return await connect(
            f"ws://{HOST}:{self.port}/_stcore/stream",
            origin=Origin(f"http://{HOST}:{self.port}"),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Accept-Language": self.language},
            compression="deflate",  # offered, as browsers do
            max_size=None,
            open_timeout=None,
            ping_interval=None,  # browsers answer pings, and send none
        )

    async def _run(
        self,
        kind: str,
        socket: ClientConnection,
        message: BackMsg,
        limit: float = ANSWER_LIMIT_S,
        since: float | None = None,
    ) -> None:
        async def answered() -> None:
            self.page.title, self.page.shown = "", {}
            await socket.send(message.SerializeToString())
            while not self.page.read(ForwardMsg.FromString(await socket.recv(decode=False))):
                pass
            self._check()

        await self._timed(kind, answered, limit, since)

    def _check(self) -> None:
        shown = self.page.shown
        if self.page.title != self.title:
            raise Lost(f"a wrong card: {self.page.title or 'none'}")
        if (shown.get("event"), shown.get("selected")) != (self.event, self.selected):
            raise Lost("the page was sent another screen")

    async def _timed(
        self,
        kind: str,
        ask: Callable[[], Awaitable[Answer]],
        limit: float = ANSWER_LIMIT_S,
        since: float | None = None,
    ) -> Answer:
        """What an action answers; raises `Lost`, and tells it, when there is no good answer."""
        sent = time.monotonic()
        lost = ""
        try:
            async with asyncio.timeout(limit):
                return await ask()
        except Lost as fault:
            lost = str(fault)
        except TimeoutError:
            lost = f"no answer within {limit:g} s"
        except InvalidStatus as fault:
            lost = _refusal(fault.response.status_code)
        except (OSError, WebSocketException) as fault:
            lost = f"connection closed: {fault}"
        finally:
            if lost or not asyncio.current_task().cancelling():
                now = time.monotonic()
                self.tell(Sample(kind, sent, now - (since or sent), since is not None, lost))
        raise Lost(lost)


def _refusal(status: int) -> str:
    return REFUSED if status == 503 else f"answered with {status}"
