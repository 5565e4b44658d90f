"""A small static file server: everything in memory, compressed once, connections kept open.

Start with `python -m bench.static_server <folder> <port>`.
"""

import gzip
import mimetypes
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

HEALTH = "/index.html"


def serve(folder: Path, port: int) -> None:
    """Serve the files of a folder on localhost until the process ends."""
    files = {f"/{file.name}": gzip.compress(file.read_bytes()) for file in folder.iterdir()}
    files["/"] = files[HEALTH]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:  # the name that the standard library asks for
            path = urlsplit(self.path).path
            body = files.get(path, b"")
            self.send_response(200 if path in files else 404)
            kind = mimetypes.guess_type(path)[0] if path != "/" else "text/html"
            self.send_header("Content-Type", kind or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            if body:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]))
