"""References, read back by bibtexparser, rispy and citeproc-py."""

import json
import warnings

import bibtexparser
import pytest
import rispy

from geo.exports.references import (
    Reference,
    bibtex,
    bibtex_entry,
    csl_item,
    csl_json,
    ris,
    ris_record,
)
from geo.exports.selection import selection_from_query

SOME = Reference("a-1", "R&D at 50% {of} $", "The Agency", "https://x.example/a_b%20c", None, ())


@pytest.fixture(scope="module")
def choose(catalogue):
    return lambda **query: selection_from_query(query, catalogue, "https://atlas.example/")


def test_bibtexparser_reads_every_source_and_both_articles(choose, catalogue):
    library = bibtexparser.parse_string(bibtex(choose()).decode())
    assert library.failed_blocks == []
    assert {it.key for it in library.entries} == {*catalogue.sources, *catalogue.articles}
    assert len(library.entries) == 527
    tass = library.entries_dict["tass-2019-11-06"]
    assert (tass["year"], tass["month"], tass["day"]) == ("2019", "11", "6")
    assert tass["date"] == "2019-11-06"
    assert tass["url"] == "https://tass.com/politics/1087269"
    assert tass["howpublished"] == "TASS"


def test_rispy_reads_every_source(choose):
    read = rispy.loads(ris(choose()).decode())
    assert len(read) == 527
    assert all("unknown_tag" not in it for it in read)
    tass = next(it for it in read if it["id"] == "tass-2019-11-06")
    assert tass["type_of_reference"] == "ELEC"
    assert (tass["year"], tass["date"]) == ("2019", "2019/11/06/")
    assert tass["urls"] == ["https://tass.com/politics/1087269"]


def test_citeproc_reads_every_source_and_writes_a_bibliography(choose):
    items = json.loads(csl_json(choose()))
    assert len(items) == 527
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from citeproc.source.json import CiteProcJSON
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = CiteProcJSON(items)
    assert len(read) == 527
    tass = read["tass-2019-11-06"]
    assert str(tass["title"]).startswith("Russian, Japanese diplomats discuss")
    assert (tass["issued"].year, tass["issued"].month, tass["issued"].day) == (2019, 11, 6)


def test_only_what_the_chosen_events_cite_is_listed(choose):
    library = bibtexparser.parse_string(bibtex(choose(until="1900")).decode())
    assert 5 <= len(library.entries) < 60


@pytest.mark.parametrize(
    ("published", "year", "ris_date", "csl"),
    [
        ("2016-09-02", "2016", "2016/09/02/", {"date-parts": [[2016, 9, 2]]}),
        ("2016-09", "2016", "2016/09//", {"date-parts": [[2016, 9]]}),
        ("2016", "2016", "2016///", {"date-parts": [[2016]]}),
        ("2016~", "2016", "2016///", {"date-parts": [[2016]], "circa": True}),
        ("1970/1979", None, None, {"date-parts": [[1970], [1979]]}),
        ("195X", None, None, {"literal": "1950s"}),
        (None, None, None, None),
    ],
)
def test_a_date_stays_as_vague_as_it_is(published, year, ris_date, csl):
    source = SOME._replace(published=published)
    entry = bibtexparser.parse_string(bibtex_entry(source)).entries[0].fields_dict
    assert (entry["year"].value if "year" in entry else None) == year
    assert (entry["date"].value if "date" in entry else None) == published
    assert rispy.loads(ris_record(source))[0].get("date") == ris_date
    assert csl_item(source).get("issued") == csl


def test_an_uncertain_date_is_told_in_the_note(choose):
    items = {it["id"]: it for it in json.loads(csl_json(choose()))}
    (decade,) = [it for it in items.values() if "EDTF 1970/1979" in it.get("note", "")]
    assert decade["issued"] == {"date-parts": [[1970], [1979]]}


def test_a_title_that_only_describes_stands_in_brackets(choose, catalogue):
    described = {id for id, it in catalogue.sources.items() if not it.title_exact}
    bracketed = {it["id"] for it in json.loads(csl_json(choose())) if it["title"][0] == "["}
    assert len(described) == 258
    assert bracketed == described


def test_tex_characters_are_escaped_and_addresses_are_not():
    entry = bibtexparser.parse_string(bibtex_entry(SOME)).entries[0]
    assert entry["title"] == r"{R\&D at 50\% \{of\} \$}"
    assert entry["url"] == "https://x.example/a_b%20c"


def test_no_source_is_said_to_have_been_read_on_a_day(choose):
    assert all("accessed" not in it for it in json.loads(csl_json(choose())))
