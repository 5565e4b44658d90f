"""Citations: addresses that open an article at the passage that is cited."""

import pytest

from geo.citations import cited, passage_address, text_fragment

ANOTHER_CLAIM = """
[[claims]]
id = "agency-p1-place"
paragraph = 1
text = "It was in Moscow."
locator = "in Moscow on Wednesday"
verdict = "open"
finding = "Nobody else reports it."
events = ["1956-10-19-declaration"]
"""


@pytest.mark.parametrize(
    ("words", "encoded"),
    [
        ("met in Moscow", "met%20in%20Moscow"),
        ("Iturup, Kunashir", "Iturup%2C%20Kunashir"),
        ("Russian-Japanese", "Russian%2DJapanese"),
        ("trade & tax", "trade%20%26%20tax"),
        ('some "special system"', "some%20%22special%20system%22"),
        ("Japan's", "Japan%27s"),
        ("meeting’s", "meeting%E2%80%99s"),
        ("択捉島", "%E6%8A%9E%E6%8D%89%E5%B3%B6"),
        ("100% of it?", "100%25%20of%20it%3F"),
        ("a/b#c", "a%2Fb%23c"),
    ],
)
def test_what_has_a_meaning_in_a_text_fragment_is_encoded(words, encoded):
    assert text_fragment("https://a.example/1", words) == f"https://a.example/1#:~:text={encoded}"


def test_a_source_or_an_article_is_found_by_its_id(tiny):
    assert cited(tiny, "treaty-series").outlet == "United Nations"
    assert cited(tiny, "agency").outlet == "The Agency"


def test_an_unknown_source_is_refused(tiny):
    with pytest.raises(KeyError, match="nothing"):
        cited(tiny, "nothing")


@pytest.mark.parametrize(
    ("paragraph", "words"), [(1, "met%20in%20Moscow"), (2, "signed%20a%20declaration")]
)
def test_a_paragraph_opens_at_the_words_of_its_claim(tiny, paragraph, words):
    address = passage_address(tiny.articles["agency"], paragraph)
    assert address == f"https://agency.example/1#:~:text={words}"


def test_a_paragraph_of_several_claims_opens_at_the_claim_about_the_event(tiny_record):
    tiny_record.append("articles/agency.toml", ANOTHER_CLAIM)
    article = tiny_record.read().articles["agency"]
    assert passage_address(article, 1, "1956-10-19-declaration").endswith(
        "#:~:text=in%20Moscow%20on%20Wednesday"
    )
    assert passage_address(article, 1, "2019-11-06-round").endswith("#:~:text=met%20in%20Moscow")


def test_a_paragraph_of_several_claims_opens_at_the_first_where_none_is_about_the_event(
    tiny_record,
):
    tiny_record.append("articles/agency.toml", ANOTHER_CLAIM)
    article = tiny_record.read().articles["agency"]
    for event in (None, "another-event"):
        assert passage_address(article, 1, event).endswith("#:~:text=met%20in%20Moscow")


def test_a_paragraph_without_claims_opens_the_article_at_its_beginning(tiny_record):
    tiny_record.change("articles/agency.toml", "paragraphs = 2", "paragraphs = 3")
    article = tiny_record.read().articles["agency"]
    assert passage_address(article, 3) == "https://agency.example/1"
