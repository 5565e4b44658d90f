"""Notices: which part of an address could not be followed, and what is shown instead."""

SHOWN_CHARACTERS = 60


def unknown(what: str, value: str, instead: str) -> str:
    """That the atlas has no such thing; of a long value only the beginning is repeated."""
    printable = "".join(it if it.isprintable() else " " for it in value[: SHOWN_CHARACTERS + 1])
    shown = printable if len(value) <= SHOWN_CHARACTERS else printable[:SHOWN_CHARACTERS] + "…"
    return f"There is no {what} “{shown}” in this atlas; {instead}."
