"""References between records: each is found, and each must lead somewhere."""

from geo.model import Event, Story
from geo.references import reference_faults, references

EMPTY = {
    part: {}
    for part in (
        "events",
        "articles",
        "sources",
        "places",
        "people",
        "islands",
        "settlements",
        "straits",
        "stories",
    )
}
EVENT = Event.model_validate(
    {
        "id": "round",
        "date": "2019-11-06",
        "date_basis": "Stated.",
        "title": "A round",
        "summary": "They meet.",
        "kind": "consultations",
        "venues": [{"place": "moscow", "role": "host"}, {"place": "tokyo"}],
        "islands": ["iturup"],
        "people": [{"person": "igor-morgulov", "role": "Deputy Foreign Minister"}],
        "topics": ["economy"],
        "citations": [{"source": "agency", "states": "It."}],
        "readings": {"russia": "R", "japan": "J", "sources": ["one", "two"]},
        "part_of": "talks",
        "explains": [{"article": "agency", "paragraphs": [1], "what": "The round."}],
        "confidence": "high",
    }
)


def test_every_reference_of_an_event_is_found_with_its_field_and_the_part_it_names():
    assert list(references(EVENT)) == [
        (("venues", 0, "place"), "places", "moscow"),
        (("venues", 1, "place"), "places", "tokyo"),
        (("islands", 0), "islands", "iturup"),
        (("people", 0, "person"), "people", "igor-morgulov"),
        (("citations", 0, "source"), "sources", "agency"),
        (("readings", "sources", 0), "sources", "one"),
        (("readings", "sources", 1), "sources", "two"),
        (("part_of",), "events", "talks"),
        (("explains", 0, "article"), "articles", "agency"),
    ]


def test_a_reference_that_is_left_out_is_no_reference():
    bare = EVENT.model_copy(
        update={"readings": None, "part_of": None, "explains": (), "people": (), "islands": ()}
    )
    assert [location[0] for location, _, _ in references(bare)] == ["venues", "venues", "citations"]


def test_every_reference_of_the_shipped_islands_names_a_source(catalogue):
    found = [at for island in catalogue.islands.values() for at in references(island)]
    assert {part for _, part, _ in found} == {"sources"}
    assert ("islets", 0, "figures", 0, "source") in [location for location, _, _ in found]


def test_a_reference_to_nothing_is_reported_with_the_record_and_the_field():
    story = Story(id="tale", title="A tale", summary="It.", events=("round", "rond"))
    known = EVENT.model_copy(
        update={
            "venues": (),
            "citations": (),
            "readings": None,
            "part_of": None,
            "explains": (),
            "people": (),
            "islands": (),
        }
    )
    parts = {**EMPTY, "events": {"round": known}, "stories": {"tale": story}}
    assert list(reference_faults(parts, set())) == [
        (
            "stories",
            "tale",
            ("events", 1),
            "names 'rond', which is not among the events; did you mean 'round'?",
        )
    ]


def test_no_hint_is_given_where_nothing_is_alike():
    story = Story(id="tale", title="A tale", summary="It.", events=("zzz",))
    (fault,) = reference_faults({**EMPTY, "stories": {"tale": story}}, set())
    assert fault[3] == "names 'zzz', which is not among the events"


def test_a_reference_to_a_record_with_faults_of_its_own_is_not_reported_again():
    story = Story(id="tale", title="A tale", summary="It.", events=("round",))
    parts = {**EMPTY, "stories": {"tale": story}}
    assert list(reference_faults(parts, {("events", "round")})) == []


def test_a_fault_of_another_part_does_not_excuse_a_reference():
    story = Story(id="tale", title="A tale", summary="It.", events=("round",))
    parts = {**EMPTY, "stories": {"tale": story}}
    assert len(list(reference_faults(parts, {("places", "round")}))) == 1
