"""HTTP as a reader's browser asks: one request a connection, compressed answers."""

import asyncio

import brotli

HOST = "localhost"


async def get(port: int, path: str, language: str) -> tuple[int, str]:
    """The status and the text that a GET is answered with.

    Raises `OSError` when there is no connection or it breaks off.
    """
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: {HOST}:{port}",
        "Accept: text/html",
        "Accept-Encoding: br",
        f"Accept-Language: {language}",
        "Connection: close",
    ]
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        writer.write("".join(f"{line}\r\n" for line in [*lines, ""]).encode())
        whole = await reader.read(-1)
    finally:
        writer.close()
    return parsed(whole)


def parsed(answer: bytes) -> tuple[int, str]:
    """The status and the text of an HTTP answer that is whole and not sent in chunks.

    Raises `OSError` when it is cut off.
    """
    head, gap, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (it.partition(": ") for it in lines[1:])}
    if not gap or len(body) < int(headers.get("content-length", 0)):
        raise ConnectionError("the answer is cut off")
    if headers.get("content-encoding") == "br":
        body = brotli.decompress(body)
    return int(lines[0].split()[1]), body.decode()
