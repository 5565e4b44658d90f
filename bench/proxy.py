"""A TCP proxy that counts: all bytes between browser and server, as they are on the wire."""

import asyncio
import threading
import time

CHUNK = 1 << 16


class CountingProxy:
    """Listens on a port of its own and passes on to `port`; use it as a context manager.

    `total` counts the payload bytes of TCP in both directions: HTTP with its headers, and
    websocket frames as they are sent, compressed or not.
    """

    def __init__(self, port: int) -> None:
        self.total = 0
        self.moved_at = time.monotonic()
        self._target = port
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> "CountingProxy":
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._connect, "127.0.0.1", 0), self._loop
        ).result()
        self.address = f"http://localhost:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def await_quiet(self, quiet_s: float, limit_s: float = 30) -> None:
        """Wait until nothing has moved for a while; the limit is for those that never rest."""
        deadline = time.monotonic() + limit_s
        while time.monotonic() < min(deadline, self.moved_at + quiet_s):
            time.sleep(0.02)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward_reader, onward_writer = await asyncio.open_connection("127.0.0.1", self._target)
        ends = {writer, onward_writer}
        self._writers |= ends
        await asyncio.gather(
            self._pass(reader, onward_writer),
            self._pass(onward_reader, writer),
            return_exceptions=True,
        )
        self._writers -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while chunk := await reader.read(CHUNK):
                self.total += len(chunk)
                self.moved_at = time.monotonic()
                writer.write(chunk)
                await writer.drain()
        finally:
            writer.close()

    async def _close(self) -> None:
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()
        connections = [it for it in asyncio.all_tasks() if it is not asyncio.current_task()]
        await asyncio.gather(*connections, return_exceptions=True)
