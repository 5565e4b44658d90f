"""The record that ships: complete, in the right place, checkable, and neutral."""

import datetime
import re
from pathlib import Path

import pytest
from shapely.geometry import Point
from shapely.ops import nearest_points

from geo.edition import shipped_catalogue
from geo.geometry import WGS84, outlines_of, read_layer
from geo.references import references

CATALOGUE = shipped_catalogue()
EVENTS, PLACES, ISLANDS = CATALOGUE.events, CATALOGUE.places, CATALOGUE.islands
ARTICLES = CATALOGUE.articles
CLAIMS = {claim.id: (article, claim) for article in ARTICLES.values() for claim in article.claims}
TOLD = CATALOGUE.stories["articles"].events
ARTICLE_TEXTS = Path(__file__).parents[2] / "shared" / "articles"

every_event = pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
every_article = pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
every_claim = pytest.mark.parametrize(("article", "claim"), CLAIMS.values(), ids=CLAIMS)
every_island = pytest.mark.parametrize("island", ISLANDS.values(), ids=ISLANDS)
every_place = pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)

# South, west, north, east of where places of each setting may lie.
COUNTRIES = {
    "Argentina": (-55, -74, -21, -53),
    "China": (18, 73, 54, 135),
    "Crimea": (44, 32, 46.3, 37),
    "Germany": (47, 5, 55.1, 15.1),
    "Japan": (24, 122, 45.6, 146),
    "Mexico": (14, -118, 33, -86),
    "Peru": (-19, -82, 0, -68),
    "Russia": (41, 27, 82, 180),
    "Singapore": (1.1, 103.5, 1.5, 104.1),
    "United Kingdom": (49.8, -8, 61, 2),
    "United States": (24, -125, 50, -66),
    "Viet Nam": (8, 102, 24, 110),
    "disputed: administered by Russia, claimed by Japan": (43.3, 145.3, 45.6, 149),
}
OUTLINES = outlines_of(read_layer("islands")).geometry


def km_to_island(island, record):
    position = Point(record.longitude, record.latitude)
    shore = nearest_points(position, OUTLINES[island])[1]
    return WGS84.inv(position.x, position.y, shore.x, shore.y)[2] / 1000


# The story of the two articles


def test_the_story_of_the_two_articles_tells_these_events_on_these_dates():
    assert {id: EVENTS[id].date for id in TOLD} == {
        "1945-08-28-soviet-landings": "1945-08-28/1945-09-05",
        "1946-02-02-soviet-incorporation": "1946-02-02",
        "1955-06-london-talks": "1955-06-01/1956-03-20",
        "1956-10-19-joint-declaration": "1956-10-19",
        "2016-09-01-putin-bloomberg-interview": "2016-09-01",
        "2016-09-02-vladivostok-summit": "2016-09-02",
        "2016-12-15-nagato-tokyo-summit": "2016-12-15/2016-12-16",
        "2017-09-07-vladivostok-summit": "2017-09-07",
        "2019-08-jea-pilot-projects": "2019-08/2019-11",
        "2019-09-tokyo-round": "2019-09~",
        "2019-11-06-jea-round-6-moscow": "2019-11-06",
        "2019-11-next-round": "2019-11-06/..",
    }


def test_the_story_of_the_two_articles_is_told_in_order_of_date():
    assert list(TOLD) == [id for id in EVENTS if id in TOLD]
    assert len(TOLD) == 12


def test_the_first_story_is_that_of_the_two_articles():
    assert list(CATALOGUE.stories) == ["articles", "record"]
    assert CATALOGUE.stories["record"].events == ()


@pytest.mark.parametrize("id", TOLD)
def test_an_event_of_the_two_articles_cites_one_of_them_by_paragraph(id):
    cited = [it for it in EVENTS[id].citations if it.source in ARTICLES]
    assert cited
    assert all(it.paragraphs for it in cited)


@pytest.mark.parametrize("id", TOLD)
def test_a_paragraph_that_an_event_of_the_two_articles_cites_makes_a_claim_about_it(id):
    for citation in EVENTS[id].citations:
        for paragraph in citation.paragraphs:
            claims = ARTICLES[citation.source].claims
            assert id in {
                e for claim in claims if claim.paragraph == paragraph for e in claim.events
            }


@pytest.mark.parametrize(
    ("id", "venues"),
    [
        ("2016-09-02-vladivostok-summit", ["vladivostok"]),
        ("2016-12-15-nagato-tokyo-summit", ["nagato", "tokyo"]),
        ("2019-09-tokyo-round", ["tokyo"]),
        ("2019-11-06-jea-round-6-moscow", ["moscow"]),
        ("1956-10-19-joint-declaration", ["moscow"]),
        ("1955-06-london-talks", ["london"]),
    ],
)
def test_a_meeting_of_the_two_articles_is_where_it_was_held(id, venues):
    assert [venue.place for venue in EVENTS[id].venues] == venues


# The articles and their claims


def test_the_articles_are_these_two():
    assert {
        id: (article.outlet, article.url, article.published, article.paragraphs)
        for id, article in ARTICLES.items()
    } == {
        "tass-2019-11-06": ("TASS", "https://tass.com/politics/1087269", "2019-11-06", 7),
        "presstv-2016-09-02": (
            "Iran Press TV, via GlobalSecurity.org",
            "https://www.globalsecurity.org/military/library/news/2016/09/mil-160902-presstv02.htm",
            "2016-09-02",
            13,
        ),
    }


@every_article
def test_every_paragraph_of_an_article_makes_a_claim(article):
    assert {claim.paragraph for claim in article.claims} == set(range(1, article.paragraphs + 1))


@every_article
def test_claims_stand_in_the_order_of_the_paragraphs(article):
    paragraphs = [claim.paragraph for claim in article.claims]
    assert paragraphs == sorted(paragraphs)


def test_no_two_claims_have_the_same_id():
    assert len(CLAIMS) == sum(len(article.claims) for article in ARTICLES.values())


@every_claim
def test_a_claim_is_named_after_its_article_and_paragraph(article, claim):
    outlet = article.id.split("-")[0]
    assert claim.id.startswith(f"{outlet}-p{claim.paragraph}-")


@every_claim
def test_a_claim_s_words_are_found_once_in_the_article_and_in_its_paragraph(article, claim):
    file = ARTICLE_TEXTS / f"{article.id}.txt"
    if not file.is_file():
        pytest.skip("the text of the articles is not here")
    text = file.read_text(encoding="utf-8")
    # Headings and the site's own lines do not end like a sentence.
    blocks = [block.strip() for block in text.split("\n\n")]
    body = [block for block in blocks if block.endswith((".", '."'))]
    assert len(body) == article.paragraphs
    assert text.casefold().count(claim.locator.casefold()) == 1
    assert claim.locator in body[claim.paragraph - 1]


@every_claim
def test_a_locator_is_a_few_words_and_not_the_text_of_the_article(article, claim):  # noqa: ARG001
    assert 3 <= len(claim.locator.split()) <= 8


@every_claim
def test_a_verdict_rests_on_evidence(article, claim):  # noqa: ARG001
    stances = {it.stance for it in claim.evidence}
    if claim.verdict == "corroborated":
        assert "supports" in stances
    elif claim.verdict == "contradicted":
        assert "contradicts" in stances
    elif claim.verdict == "unsupported":
        assert "supports" not in stances


@every_claim
def test_an_article_is_no_evidence_for_itself(article, claim):
    assert article.id not in {it.source for it in claim.evidence}


def test_what_the_two_articles_say_against_other_sources_is_marked():
    contradicted = {id for id, (_, claim) in CLAIMS.items() if claim.verdict == "contradicted"}
    assert contradicted == {
        "presstv-p5-sea-of-okhotsk",
        "presstv-p7-end-of-hostilities",
        "tass-p5-previous-round",
    }


def test_the_aim_of_a_deal_by_december_is_marked_as_found_nowhere_else():
    assert CLAIMS["presstv-p1-december-deal"][1].verdict == "unsupported"


# Events


@every_event
def test_an_event_is_named_after_its_first_days(event):
    named = re.match(r"\d{4}(-\d\d){0,2}", event.id)[0]
    first, last = (
        day.isoformat()[: len(named)] for day in (event.span.earliest, event.span.latest)
    )
    assert first <= named <= last


@every_event
def test_an_event_lies_between_1855_and_the_end_of_2023(event):
    assert event.span.earliest >= datetime.date(1855, 1, 1)
    assert event.span.earliest <= datetime.date(2023, 12, 31)


@every_event
def test_an_event_is_supported_by_a_source(event):
    assert "supports" in {it.stance for it in event.citations}


@every_event
def test_no_source_is_cited_twice_for_an_event(event):
    cited = [it.source for it in event.citations]
    assert len(cited) == len(set(cited))


@every_event
def test_an_event_held_on_an_island_concerns_that_island(event):
    held = {PLACES[venue.place].island for venue in event.venues} - {None}
    assert held <= set(event.islands)


@every_event
def test_an_event_named_after_a_city_was_there(event):
    # The treaty of San Francisco took effect in Washington.
    id = event.id.replace("-san-francisco-in-force", "")
    named = {place for place in PLACES if f"-{place}-" in f"{id}-"}
    assert named <= {venue.place for venue in event.venues}


@every_event
def test_an_event_named_after_an_island_concerns_it(event):
    assert {island for island in ISLANDS if island in event.id} <= set(event.islands)


@every_event
def test_an_event_names_no_island_place_or_person_twice(event):
    for named in (
        event.islands,
        [venue.place for venue in event.venues],
        [who.person for who in event.people],
    ):
        assert len(named) == len(set(named))


@pytest.mark.parametrize("id", [event.id for event in EVENTS.values() if event.part_of])
def test_a_part_of_an_event_falls_within_it(id):
    part, whole = EVENTS[id], EVENTS[EVENTS[id].part_of]
    assert whole.span.earliest <= part.span.earliest
    assert part.span.latest <= whole.span.latest


@every_event
def test_a_title_fits_on_a_line(event):
    assert len(event.title.en) <= 70
    assert not event.title.en.endswith(".")


# Neutral wording

PARTISAN = re.compile(
    r"russian-held|russian-occupied|japanese-held|occup\w*|illegal\w*|unlawful\w*|owner\w*|owned"
    r"|seiz\w*|annex\w*|liberat\w*|invad\w*|invasion|so-called|rightful\w*|stolen|regain\w*",
    re.IGNORECASE,
)
ATTRIBUTED = {
    ("1945-08-28-soviet-landings", "summary"): {"illegal", "occupation"},
    ("1952-04-28-san-francisco-in-force", "summary"): {"regains"},
    ("2022-04-22-bluebook-wording", "title"): {"illegally", "occupied"},
    ("2022-04-22-bluebook-wording", "summary"): {"illegally", "occupied"},
}


@pytest.mark.parametrize("field", ["title", "summary"])
@every_event
def test_our_own_voice_takes_no_side_in_an_event(event, field):
    words = set(PARTISAN.findall(getattr(event, field).en))
    assert words == ATTRIBUTED.get((event.id, field), set())


def test_a_side_s_own_words_are_attributed_to_it():
    assert "Japan's Foreign Ministry calls this an illegal occupation" in (
        EVENTS["1945-08-28-soviet-landings"].summary.en
    )
    bluebook = EVENTS["2022-04-22-bluebook-wording"]
    assert bluebook.title.en == "Japan's Bluebook again says 'illegally occupied'"
    assert bluebook.summary.en.startswith("Japan's Diplomatic Bluebook 2022 called the islands")


@every_claim
def test_our_own_voice_takes_no_side_in_what_a_claim_says(article, claim):  # noqa: ARG001
    assert PARTISAN.findall(claim.text.en) == []


@pytest.mark.parametrize("story", CATALOGUE.stories.values(), ids=CATALOGUE.stories)
def test_our_own_voice_takes_no_side_in_a_story(story):
    assert PARTISAN.findall(f"{story.title.en} {story.summary.en}") == []


# Islands


def test_the_islands_are_the_four():
    assert set(ISLANDS) == {"iturup", "kunashir", "shikotan", "habomai"}


@every_island
def test_an_island_has_its_names_in_russian_japanese_and_english(island):
    assert {"ru", "ja", "en"} <= {name.language for name in island.names}
    assert island.label.ru
    assert island.label.ja


@pytest.mark.parametrize(
    ("id", "russian", "japanese", "label"),
    [
        ("iturup", "Итуруп", "択捉島", "Iturup / Etorofu"),
        ("kunashir", "Кунашир", "国後島", "Kunashir / Kunashiri"),
        ("shikotan", "Шикотан", "色丹島", "Shikotan"),
        ("habomai", "Хабомаи", "歯舞群島", "Habomai"),
    ],
)
def test_an_island_is_called_what_each_side_calls_it(id, russian, japanese, label):
    texts = [(name.language, name.text) for name in ISLANDS[id].names]
    assert ("ru", russian) in texts
    assert ("ja", japanese) in texts
    assert ISLANDS[id].label.en == label


@every_island
def test_the_area_of_an_island_is_given_by_both_sides(island):
    assert {"japan", "russia"} <= {it.side for it in island.figures if it.quantity == "area"}


@every_island
def test_an_island_has_its_figures(island):
    assert {
        "area",
        "length",
        "highest-point",
        "residents-1945",
        "residents",
        "distance-from-hokkaido",
    } <= {figure.quantity for figure in island.figures}


@every_island
def test_every_figure_has_a_source_and_a_unit_of_its_quantity(island):
    units = {
        "area": "km2",
        "length": "km",
        "width": "km",
        "coastline": "km",
        "highest-point": "m",
        "residents-1945": "people",
        "residents": "people",
        "distance-from-hokkaido": "km",
        "distance-between-islands": "km",
    }
    for figure in island.figures:
        assert figure.unit == units[figure.quantity]
        assert figure.source in CATALOGUE.sources


@pytest.mark.parametrize(
    ("id", "people"), [("iturup", 3608), ("kunashir", 7364), ("shikotan", 1038), ("habomai", 5281)]
)
def test_the_residents_of_1945_are_those_of_the_official_count(id, people):
    counts = [it.value for it in ISLANDS[id].figures if it.quantity == "residents-1945"]
    assert counts == [people]


@every_island
def test_who_lives_on_an_island_now_is_dated(island):
    later = [figure for figure in island.figures if figure.quantity == "residents"]
    assert all(figure.year and figure.year[:4] >= "2010" for figure in later)


@every_island
def test_an_island_is_administered_by_one_side_and_claimed_by_the_other(island):
    assert island.administration.administered_by.en == "Russia"
    assert island.administration.claimed_by.en == "Japan"


@every_island
def test_an_island_s_position_is_on_it(island):
    assert km_to_island(island.id, island) < 3


def test_the_habomai_islets_are_the_ten():
    assert {islet.id for islet in ISLANDS["habomai"].islets} == {
        "tanfilyev",
        "anuchin",
        "yuri",
        "zelyony",
        "polonsky",
        "signalny",
        "storozhevoy",
        "rifovy",
        "demina",
        "oskolki",
    }


# Places, settlements, straits


@every_place
def test_a_place_lies_where_its_setting_says(place):
    south, west, north, east = COUNTRIES[place.setting.en]
    assert south <= place.latitude <= north
    assert west <= place.longitude <= east


@every_place
def test_a_place_has_its_names_in_three_languages(place):
    assert re.search(r"[А-Яа-яЁё]", place.names.ru)
    assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", place.names.ja)


@every_place
def test_a_place_is_disputed_if_it_is_on_one_of_the_islands(place):
    assert place.setting.en.startswith("disputed") == (place.island is not None)


@pytest.mark.parametrize(
    ("id", "latitude", "longitude"),
    [
        ("moscow", 55.75, 37.62),
        ("tokyo", 35.68, 139.69),
        ("vladivostok", 43.12, 131.89),
        ("nagato", 34.37, 131.18),
        ("london", 51.51, -0.13),
        ("yuzhno-kurilsk", 44.03, 145.86),
        ("nemuro", 43.33, 145.58),
    ],
)
def test_a_meeting_place_is_within_a_tenth_of_a_degree(id, latitude, longitude):
    assert PLACES[id].latitude == pytest.approx(latitude, abs=0.1)
    assert PLACES[id].longitude == pytest.approx(longitude, abs=0.1)


@pytest.mark.parametrize("id", [place.id for place in PLACES.values() if place.island])
def test_a_place_on_an_island_lies_on_it_or_within_five_km(id):
    assert km_to_island(PLACES[id].island, PLACES[id]) < 5


@pytest.mark.parametrize("settlement", CATALOGUE.settlements.values(), ids=CATALOGUE.settlements)
def test_a_settlement_lies_on_its_island_or_within_three_km(settlement):
    assert km_to_island(settlement.island, settlement) < 3


@pytest.mark.parametrize("strait", CATALOGUE.straits.values(), ids=CATALOGUE.straits)
def test_a_strait_is_water_between_two_shores(strait):
    position = Point(strait.longitude, strait.latitude)
    assert not any(outline.contains(position) for outline in OUTLINES)
    assert len(strait.between) == 2
    assert min(km_to_island(island, strait) for island in ISLANDS) < 60


# Nothing left over


@pytest.mark.parametrize("part", ["sources", "people", "places"])
def test_everything_on_file_is_used(part):
    records = [
        record
        for name in CATALOGUE.__dataclass_fields__
        for record in getattr(CATALOGUE, name).values()
    ]
    used = {id for record in records for _, to, id in references(record) if to == part}
    assert set(getattr(CATALOGUE, part)) - used == set()


def test_no_document_is_on_file_twice():
    addresses = [source.url for source in CATALOGUE.sources.values()]
    assert len(addresses) == len(set(addresses))


@pytest.mark.parametrize("side", ["russia", "japan"])
def test_both_sides_are_named_by_people_who_spoke_for_them(side):
    assert sum(person.side == side for person in CATALOGUE.people.values()) > 20
