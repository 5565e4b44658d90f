"""Which language a reader prefers, and what the catalogues of the interface say."""

import pytest

from geo.languages import LANGUAGES, language_named, preferred_language, translations


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ru", "ru"),
        ("ja-JP,ja;q=0.9,en-US;q=0.8,en;q=0.7", "ja"),
        ("de-DE,de;q=0.9,ru;q=0.5,en;q=0.3", "ru"),
        ("de", "en"),
        ("en;q=0.5, ru-UA;q=0.6", "ru"),
        ("ru;q=0, ja;q=0.1", "ja"),
        ("RU", "ru"),
        ("ru;q=much, ja;q=0.1", "ja"),
        ("*", "en"),
        (";;;,,,q=", "en"),
    ],
)
def test_the_browser_s_preferred_language_is_the_one_with_the_most_weight(accepted, language):
    assert preferred_language(accepted) == language


@pytest.mark.parametrize(
    ("name", "language"),
    [("ru", "ru"), (" JA ", "ja"), ("en", "en"), ("de", None), ("", None), ("ru_RU", None)],
)
def test_a_language_is_named_by_its_code(name, language):
    assert language_named(name) == language


def test_the_interface_speaks_each_language():
    said = {language: translations(language).gettext("Next event") for language in LANGUAGES}
    assert said == {"en": "Next event", "ru": "Следующее", "ja": "次の出来事"}


def test_what_a_catalogue_lacks_is_said_in_english():
    assert translations("ru").gettext("No such message is in any catalogue") == (
        "No such message is in any catalogue"
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 независимый источник"),
        (2, "2 независимых источника"),
        (5, "5 независимых источников"),
        (21, "21 независимый источник"),
    ],
)
def test_russian_counts_with_three_forms(count, words):
    singular, plural = "%(n)s independent source", "%(n)s independent sources"
    message = translations("ru").ngettext(singular, plural, count)
    assert (message % {"n": count}).replace("\xa0", " ") == words
