"""The languages of the atlas: which one a reader prefers, and the words of the interface in it."""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["en", "ru", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCE_LANGUAGE: Language = "en"
LOCALES: dict[Language, str] = {"en": "en_GB", "ru": "ru_RU", "ja": "ja_JP"}
NATIVE_NAMES: dict[Language, str] = {"en": "English", "ru": "Русский", "ja": "日本語"}
CATALOGUES = Path(__file__).parent.parent / "assets" / "locales"


def preferred_language(accepted: str) -> Language:
    """The language of the atlas that an Accept-Language header (RFC 9110) puts first, or English.

    A regional tag (`ru-UA`) stands for its language; a language with the weight 0 is refused.
    """
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        tag, _, weight = (it.strip() for it in part.partition(";"))
        try:
            given = float(weight.removeprefix("q=") or 1)
        except ValueError:
            continue
        name = tag.split("-")[0]
        weights[name] = max(given, weights.get(name, 0))
    known = [name for name in LANGUAGES if weights.get(name, 0) > 0]
    return max(known, key=lambda name: weights[name], default=SOURCE_LANGUAGE)


def language_named(name: str) -> Language | None:
    """The language of the atlas with this code, in upper or lower case; none if there is none."""
    return next((it for it in LANGUAGES if it == name.strip().lower()), None)


@cache
def translations(language: Language) -> gettext.NullTranslations:
    """The interface in a language: what its catalogue lacks is in English.

    Read from `assets/locales/<language>/LC_MESSAGES/messages.po`, so that there is nothing to
    compile.
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    file = CATALOGUES / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as open_file:
        messages = read_po(open_file, locale=LOCALES[language])
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def N_(message: str) -> str:
    """Marks a message for the catalogues where it is written down, not where it is said."""
    return message
