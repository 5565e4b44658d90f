"""JSON as all files in it are written."""

import json


def dumped(value: object) -> bytes:
    """JSON (RFC 8259) as UTF-8, without escapes that it does not need."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
