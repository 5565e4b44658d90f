"""Notices: which part of an address could not be followed, and what is shown instead."""

from geo.languages import Language, translations

SHOWN_CHARACTERS = 60


def notice(language: Language, message: str, value: str = "", **values: object) -> str:
    """A message of the catalogues in a language; of a long value only the beginning is repeated."""
    printable = "".join(it if it.isprintable() else " " for it in value[: SHOWN_CHARACTERS + 1])
    shown = printable if len(value) <= SHOWN_CHARACTERS else printable[:SHOWN_CHARACTERS] + "…"
    return translations(language).gettext(message) % {"value": shown, **values}
