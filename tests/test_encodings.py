"""Which encoding a browser is answered in, and that it comes back out."""

import gzip

import brotli
import pytest

from geo.encodings import best_encoding, encoded


@pytest.mark.parametrize(
    ("accepted", "best"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("GZIP;q=0.5, BR;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.0, gzip;q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_the_smaller_of_the_accepted_encodings_is_chosen(accepted, best):
    assert best_encoding(accepted) == best


@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_what_is_encoded_comes_back_and_is_smaller(encoding, decode):
    content = b"the southern Kurils / Northern Territories " * 100
    assert decode(encoded(content, encoding)) == content
    assert len(encoded(content, encoding)) < 200
    assert encoded(content, encoding) == encoded(content, encoding)


@pytest.mark.parametrize(
    ("encoding", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_what_is_encoded_quickly_comes_back_too_and_is_hardly_larger(encoding, decode):
    content = b"".join(b"%d: the southern Kurils / %x; " % (n, n * n) for n in range(2000))
    quick = encoded(content, encoding, quick=True)
    assert decode(quick) == content
    assert quick == encoded(content, encoding, quick=True)
    assert len(encoded(content, encoding)) < len(quick) < len(content) / 2
