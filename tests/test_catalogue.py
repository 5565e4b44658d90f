"""Reading the record: a good one whole, and a bad one never, with every fault in one list."""

import pytest

from geo.catalogue import read_catalogue
from geo.faults import RecordError

ROUND = "events/2019-11-06-round.toml"
DECLARATION = "events/1956-10-19-declaration.toml"
AGENCY = "articles/agency.toml"


def test_a_record_without_faults_is_read_whole(tiny):
    assert {part: list(getattr(tiny, part)) for part in tiny.__dataclass_fields__} == {
        "events": ["1956-10-19-declaration", "2019-11-06-round"],
        "articles": ["agency"],
        "sources": ["treaty-series"],
        "places": ["moscow", "tokyo"],
        "people": ["igor-morgulov"],
        "islands": ["kunashir"],
        "settlements": ["yuzhno-kurilsk"],
        "straits": ["catherine-strait"],
        "stories": ["articles", "record"],
    }
    assert tiny.events["2019-11-06-round"].title.en == "A round of consultations"
    assert tiny.articles["agency"].claims[1].evidence[0].source == "treaty-series"
    assert tiny.places["moscow"].names.en == "Moscow"
    assert tiny.sources["treaty-series"].id == "treaty-series"


def test_events_are_in_order_of_date_and_not_of_file(tiny_record):
    tiny_record.change(ROUND, 'date = "2019-11-06"', 'date = "1855"')
    assert list(tiny_record.read().events) == ["2019-11-06-round", "1956-10-19-declaration"]


def test_nothing_can_be_put_into_a_catalogue(tiny):
    with pytest.raises(TypeError):
        tiny.events["another"] = tiny.events["2019-11-06-round"]
    with pytest.raises(AttributeError):
        tiny.events = {}


def test_letters_of_all_scripts_are_read_as_they_are(tiny):
    assert [name.text for name in tiny.islands["kunashir"].names] == ["Кунашир", "国後島"]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field", "message"),
    [
        pytest.param(
            ROUND,
            '["kunashir"]',
            '["kunashir", "kunashiri"]',
            7,
            "islands[2]",
            "names 'kunashiri', which is not among the islands; did you mean 'kunashir'?",
            id="unknown island",
        ),
        pytest.param(
            ROUND,
            'place = "moscow"',
            'place = "moskow"',
            11,
            "venues[1].place",
            "names 'moskow', which is not among the places; did you mean 'moscow'?",
            id="unknown place",
        ),
        pytest.param(
            ROUND,
            'person = "igor-morgulov"',
            'person = "takeo-mori"',
            14,
            "people[1].person",
            "names 'takeo-mori', which is not among the people",
            id="unknown person",
        ),
        pytest.param(
            DECLARATION,
            'source = "treaty-series"',
            'source = "treaty-serie"',
            14,
            "citations[1].source",
            "names 'treaty-serie', which is not among the sources; did you mean 'treaty-series'?",
            id="unknown source of an event",
        ),
        pytest.param(
            AGENCY,
            'source = "treaty-series"',
            'source = "zzz"',
            28,
            "claims[2].evidence[1].source",
            "names 'zzz', which is not among the sources",
            id="unknown source of a claim",
        ),
        pytest.param(
            AGENCY,
            'events = ["2019-11-06-round"]',
            'events = ["2019-11-06-rounds"]',
            16,
            "claims[1].events[1]",
            "names '2019-11-06-rounds', which is not among the events; "
            "did you mean '2019-11-06-round'?",
            id="unknown event of a claim",
        ),
        pytest.param(
            "stories/articles.toml",
            '["2019-11-06-round"]',
            '["2019-11-06-round", "zzz"]',
            4,
            "events[2]",
            "names 'zzz', which is not among the events",
            id="unknown event in a story",
        ),
        pytest.param(
            "islands/kunashir.toml",
            'sources = ["treaty-series"]',
            'sources = ["zzz"]',
            29,
            "administration.sources[1]",
            "names 'zzz', which is not among the sources",
            id="unknown source of an island",
        ),
        pytest.param(
            "settlements.toml",
            'island = "kunashir"',
            'island = "iturup"',
            3,
            "yuzhno-kurilsk.island",
            "names 'iturup', which is not among the islands",
            id="unknown island of a settlement",
        ),
        pytest.param(
            "places.toml",
            'setting = "Japan"',
            'setting = "Japan"\nisland = "honshu"',
            12,
            "tokyo.island",
            "names 'honshu', which is not among the islands",
            id="unknown island of a place",
        ),
        pytest.param(
            DECLARATION,
            'confidence = "high"',
            'confidence = "high"\npart_of = "zzz"',
            9,
            "part_of",
            "names 'zzz', which is not among the events",
            id="unknown whole of a part",
        ),
        pytest.param(
            ROUND,
            'date = "2019-11-06"',
            'date = "6 November 2019"',
            2,
            "date",
            "'6 November 2019' is not a date in EDTF with a known start; write for example "
            "2016-09-02, 2019-09~, 1956 or 2019-08/2019-11",
            id="date not EDTF",
        ),
        pytest.param(
            ROUND,
            'date = "2019-11-06"',
            'date = "2019-11/2019-08"',
            2,
            "date",
            "'2019-11/2019-08' ends before it begins; put the earlier date first",
            id="date that ends before it begins",
        ),
        pytest.param(
            ROUND,
            "paragraphs = [1, 2]",
            "paragraphs = [2, 3]",
            20,
            "citations[1].paragraphs",
            "cites paragraph 3, but 'agency' has only 2",
            id="paragraph that the article does not have",
        ),
        pytest.param(
            DECLARATION,
            'states = "The text of the declaration."',
            'states = "The text."\nparagraphs = [1]',
            16,
            "citations[1].paragraphs",
            "cites a paragraph, but 'treaty-series' is not one of the articles",
            id="paragraph of what is no article",
        ),
        pytest.param(
            AGENCY,
            "paragraph = 2\n",
            "paragraph = 3\n",
            20,
            "claims[2].paragraph",
            "cites paragraph 3, but 'agency' has only 2",
            id="claim beyond the last paragraph",
        ),
        pytest.param(
            ROUND,
            'id = "2019-11-06-round"',
            'id = "2019-11-06-rond"',
            1,
            "id",
            "is '2019-11-06-rond', but the file name says '2019-11-06-round'",
            id="id that differs from the file name",
        ),
        pytest.param(
            ROUND,
            'summary = "Deputy ministers meet."\n',
            "",
            None,
            "summary",
            "is missing; add it",
            id="missing field",
        ),
        pytest.param(
            "places.toml",
            'names = { en = "Tokyo" }\n',
            "",
            7,
            "tokyo.names",
            "is missing; add it",
            id="missing field of a table",
        ),
        pytest.param(
            ROUND,
            'title = "A round of consultations"',
            'title = ""',
            4,
            "title.en",
            "is empty; write a text",
            id="empty title",
        ),
        pytest.param(
            "people.toml",
            '"Igor Morgulov"',
            '" "',
            2,
            "igor-morgulov.names.en",
            "is empty; write a text",
            id="empty name",
        ),
        pytest.param(
            ROUND,
            "Deputy ministers meet.",
            "Deputy <b>ministers</b> meet.",
            5,
            "summary.en",
            "holds HTML ('<b'…); write plain text, without tags or entities; "
            "it is 'Deputy <b>ministers</b> meet.'",
            id="HTML in a text",
        ),
        pytest.param(
            "places.toml",
            "[moscow]",
            "[Moscow_1]",
            1,
            "Moscow_1.id",
            "is 'Moscow_1'; use lower-case letters, digits and single hyphens",
            id="bad id",
        ),
        pytest.param(
            "straits.toml",
            "[catherine-strait]",
            'note = "x"\n[catherine-strait]',
            1,
            "note",
            "stands outside a table; write it under [straits-id]",
            id="field outside a table",
        ),
        pytest.param(
            "sources.toml",
            "[treaty-series]",
            '[treaty-series]\nid = "treaty-series"',
            2,
            "treaty-series.id",
            "is not needed: the table's name is the id",
            id="id in a table",
        ),
    ],
)
def test_a_fault_is_listed_with_file_line_and_field(
    tiny_record, file, old, new, line, field, message
):
    tiny_record.change(file, old, new)
    assert (file, line, field, message) in tiny_record.faults()


def test_a_misspelt_field_is_listed_by_its_wrong_name_and_its_right_one(tiny_record):
    tiny_record.change(ROUND, "title =", "titel =")
    assert tiny_record.faults() == [
        (ROUND, None, "title", "is missing; add it"),
        (ROUND, 4, "titel", "is not a field of this record; remove it or correct its name"),
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "/263", "treaties.example"])
def test_an_address_that_is_not_of_the_web_is_listed_with_what_it_is(tiny_record, url):
    tiny_record.change("sources.toml", "https://treaties.example/263", url)
    ((file, line, field, message),) = tiny_record.faults()
    assert (file, line, field) == ("sources.toml", 4, "treaty-series.url")
    assert url in message


def test_a_table_written_twice_is_listed_with_its_line(tiny_record):
    tiny_record.append("sources.toml", '\n[treaty-series]\noutlet = "Another"\n')
    about_it = [fault for fault in tiny_record.faults() if fault[0] == "sources.toml"]
    ((_, _, field, message),) = about_it
    assert field == ""
    assert message.startswith("is not TOML: ")
    assert "at line 6" in message


def test_a_file_that_is_not_toml_is_listed_with_the_line(tiny_record):
    tiny_record.change(ROUND, 'title = "A round of consultations"', 'title = "A round')
    assert [fault[0] for fault in tiny_record.faults()] == [ROUND]
    ((_, _, field, message),) = tiny_record.faults()
    assert field == ""
    assert message.startswith("is not TOML: ")
    assert "at line 4" in message


def test_a_file_that_is_not_utf8_is_listed(tiny_record):
    tiny_record.write(ROUND, "title = 'Курилы'".encode("cp1251"))
    assert tiny_record.faults() == [(ROUND, None, "", "is not UTF-8 text; save it as UTF-8")]


@pytest.mark.parametrize("file", ["straits.toml", "settlements.toml"])
def test_a_missing_file_is_listed(tiny_record, file):
    tiny_record.remove(file)
    assert tiny_record.faults() == [(file, None, "", "is missing")]


def test_a_part_without_files_is_listed(tiny_record):
    tiny_record.remove("stories/articles.toml")
    tiny_record.remove("stories/record.toml")
    assert tiny_record.faults() == [
        ("stories", None, "", "has no .toml files; at least one record is needed")
    ]


def test_a_folder_that_does_not_exist_lists_every_part(tmp_path):
    with pytest.raises(RecordError) as caught:
        read_catalogue(tmp_path / "nowhere")
    assert sorted(fault.file.name for fault in caught.value.faults) == [
        "articles",
        "events",
        "islands",
        "people.toml",
        "places.toml",
        "settlements.toml",
        "sources.toml",
        "stories",
        "straits.toml",
    ]


def test_all_faults_are_listed_at_once(tiny_record):
    tiny_record.change(ROUND, 'date = "2019-11-06"', 'date = "2019-13"')
    tiny_record.change(ROUND, 'kind = "consultations"', 'kind = "meeting"')
    tiny_record.change(DECLARATION, 'place = "moscow"', 'place = "moskow"')
    tiny_record.change("places.toml", "latitude = 35.6895", "latitude = 135.6895")
    tiny_record.remove("straits.toml")
    tiny_record.write("stories/record.toml", "title =")
    assert [(file, line, field) for file, line, field, _ in tiny_record.faults()] == [
        (DECLARATION, 11, "venues[1].place"),
        (ROUND, 2, "date"),
        (ROUND, 6, "kind"),
        ("places.toml", 9, "tokyo.latitude"),
        ("stories/record.toml", None, ""),
        ("straits.toml", None, ""),
    ]


def test_the_error_reads_as_a_list_with_file_line_and_field(tiny_record):
    tiny_record.change(ROUND, 'title = "A round of consultations"', 'title = ""')
    with pytest.raises(RecordError) as caught:
        tiny_record.read()
    assert str(caught.value) == (
        "The record has 1 fault; correct them and start again:\n"
        f"  {tiny_record.path / ROUND}:4: title.en: is empty; write a text"
    )


def test_a_file_below_the_working_directory_is_named_from_there(tiny_record, monkeypatch):
    tiny_record.change(ROUND, 'title = "A round of consultations"', 'title = ""')
    monkeypatch.chdir(tiny_record.path)
    with pytest.raises(RecordError, match=rf"\n  {ROUND}:4: title\.en"):
        tiny_record.read()


# One fault is not reported twice


def test_a_broken_article_causes_no_faults_in_the_events_that_cite_its_paragraphs(tiny_record):
    tiny_record.change(AGENCY, 'outlet = "The Agency"', 'outlet = ""')
    assert tiny_record.faults() == [(AGENCY, 2, "outlet", "is empty; write a text")]


def test_an_article_that_is_not_toml_causes_no_faults_in_the_events_that_cite_it(tiny_record):
    tiny_record.append(AGENCY, "\n[[")
    assert [fault[0] for fault in tiny_record.faults()] == [AGENCY]


@pytest.mark.parametrize(
    ("file", "old", "new", "field"),
    [
        ("places.toml", "latitude = 55.752", "latitude = 155", "moscow.latitude"),
        ("people.toml", '"russia"', '"Russia"', "igor-morgulov.side"),
        ("sources.toml", '"United Nations"', '""', "treaty-series.outlet"),
        (ROUND, '"medium"', '"middling"', "confidence"),
        ("islands/kunashir.toml", "latitude = 44.1", "latitude = 144.1", "latitude"),
    ],
)
def test_a_broken_record_causes_no_faults_in_those_that_name_it(tiny_record, file, old, new, field):
    tiny_record.change(file, old, new)
    assert [(fault[0], fault[2]) for fault in tiny_record.faults()] == [(file, field)]


@pytest.mark.parametrize("file", ["places.toml", "people.toml", "sources.toml"])
def test_a_file_of_tables_that_is_not_toml_causes_no_faults_elsewhere(tiny_record, file):
    tiny_record.append(file, "\n[[")
    assert [fault[0] for fault in tiny_record.faults()] == [file]


@pytest.mark.parametrize("file", ["places.toml", "people.toml", "sources.toml"])
def test_a_missing_file_of_tables_causes_no_faults_elsewhere(tiny_record, file):
    tiny_record.remove(file)
    assert tiny_record.faults() == [(file, None, "", "is missing")]


def test_a_fault_in_the_only_citation_is_not_also_a_lack_of_citations(tiny_record):
    tiny_record.change(DECLARATION, "states =", "say =")
    assert [fault[2] for fault in tiny_record.faults()] == [
        "citations[1].states",
        "citations[1].say",
    ]


def test_a_wrong_figure_is_one_fault_of_the_field_as_it_is_written(tiny_record):
    tiny_record.change("islands/kunashir.toml", "value = 1490", 'value = "<b>1490</b>"')
    ((_, line, field, message),) = tiny_record.faults()
    assert (line, field) == (18, "figures[1].value")
    assert "is neither a number" in message


def test_other_faults_of_an_event_with_a_wrong_id_are_listed_under_its_file(tiny_record):
    tiny_record.change(DECLARATION, 'id = "1956-10-19-declaration"', 'id = "declaration"')
    tiny_record.change(DECLARATION, 'place = "moscow"', 'place = "moskow"')
    assert [fault[:3] for fault in tiny_record.faults()] == [
        (DECLARATION, 1, "id"),
        (DECLARATION, 11, "venues[1].place"),
    ]
