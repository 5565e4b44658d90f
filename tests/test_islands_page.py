"""The page that sets the four islands side by side, run without a browser."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[1] / "pages" / "frame.py"
ISLANDS = ("iturup", "kunashir", "shikotan", "habomai")
ISLETS = (
    "zelyony",
    "polonsky",
    "tanfilyev",
    "yuri",
    "anuchin",
    "signalny",
    "rifovy",
    "storozhevoy",
    "demina",
    "oskolki",
)


@pytest.fixture(scope="module")
def page():
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    app.switch_page("islands.py").run()
    assert not app.exception
    (body,) = (one.proto.body for one in app.get("html") if "islands-page" in one.proto.body)
    return body


def text_of(part):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", part))).strip()


def section_of(page, id):
    return page[page.index(f'<section id="{id}"') :].split("</section>")[0]


def cells_of(page, id, quantity, side):
    """The four cells of a side's row under a quantity, in the order of the columns."""
    band = section_of(page, id).split(f'scope="rowgroup">{quantity}</th>')[1].split("</tbody>")[0]
    row = band.split(f'<th scope="row">{side}</th>')[1].split("</tr>")[0]
    return [text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def islet_of(page, id):
    return page[page.index(f'<article class="islet" id="{id}"') :].split("</article>")[0]


def test_it_begins_with_both_collective_names_and_who_administers_and_claims(page):
    assert text_of(page).startswith("The four islands, side by side")
    beginning = text_of(page[: page.index("<section")])
    assert "southern Kuril Islands, as Russia calls them, or Northern Territories" in beginning
    assert "administered by Russia and claimed by Japan" in beginning


def test_the_columns_are_the_four_islands_from_the_largest(page):
    head = re.findall(r'<th scope="col">(.*?)</th>', section_of(page, "size"))
    assert head == ["Iturup / Etorofu", "Kunashir / Kunashiri", "Shikotan", "Habomai"]


def test_the_areas_stand_under_the_side_that_gives_them(page):
    japan = cells_of(page, "size", "Area", "Japanese side")
    russia = cells_of(page, "size", "Area", "Russian side")
    values = [re.findall(r"([\d,.–]+) km²(?! (?:for|\())", cell) for cell in japan]
    assert values[0] == ["3,166.64", "3,167.8", "3,168"]
    assert values[1] == ["1,489.27", "1,489.9", "1,490"]
    assert "main island 2025" in japan[0]
    assert re.findall(r"([\d,.–]+) km²", russia[0]) == ["3,174.71", "3,200"]
    assert re.findall(r"([\d,.–]+) km²", russia[1]) == ["1,490"]
    assert re.findall(r"([\d,.–]+) km²", russia[2]) == ["252.8", "182", "182–252.8"]
    assert re.findall(r"([\d,.–]+) km²", russia[3]) == ["99.94", "100"]


def test_a_side_without_a_figure_says_so_and_no_side_fills_in_for_it(page):
    assert cells_of(page, "size", "Length", "Russian side")[1] == "none in the record"
    assert cells_of(page, "size", "Length", "Independent")[1].startswith("123 km")


def test_nothing_is_averaged(page, catalogue):
    """Each number that is set as a figure is one that a source gives."""
    given = {
        f"{value:,.10g}" if isinstance(value, float) else value.replace("-", "–")
        for island in catalogue.islands.values()
        for figure in (
            *island.figures,
            *(figure for islet in island.islets for figure in islet.figures),
            *(
                figure
                for settlement in catalogue.settlements.values()
                for figure in settlement.residents
            ),
        )
        for value in [figure.value]
    }
    shown = re.findall(r"<p><b>([\d,.–]+)(?: (?:km²|km|m))?</b>", page)
    assert len(shown) > 150
    assert set(shown) == given


def test_every_figure_links_its_source(page):
    figures = re.findall(r"<p><b>[\d,.–]+(?: (?:km²|km|m))?</b>.*?</p>", page, re.DOTALL)
    assert len(figures) > 150
    for figure in figures:
        assert re.search(r'<small><a href="https?://[^"]+" target="_blank">', figure), figure


def test_people_and_settlements_are_given_by_year(page):
    people = text_of(section_of(page, "people"))
    for words in (
        "3,608 15 August 1945",
        "7,715 1 January 2023",
        "Yuzhno-Kurilsk Южно-Курильск 古釜布",
        "Malokurilskoye Малокурильское 斜古丹",
    ):
        assert words in people


def test_the_names_come_with_who_uses_them_and_their_origin(page):
    names = text_of(section_of(page, "names"))
    for words in (
        "Итуруп",
        "択捉島 Etorofu-tō",
        "etu-oro-o-p “place that has capes”",
        "Ainu origin",
    ):
        assert words in names
    assert 'lang="ain"' in section_of(page, "names")


def test_every_strait_has_its_shores_and_its_names(page, catalogue):
    straits = section_of(page, "straits")
    assert re.findall(r'<li id="([^"]+)">', straits) == list(catalogue.straits)
    for words in (
        "Catherine Strait / Kunashiri Channel пролив Екатерины 国後水道",
        "Between Kunashir / Kunashiri and Iturup / Etorofu",
        "Least width: 21 km (Russian figure, Russian Wikipedia).",
    ):
        assert words in text_of(straits)


def test_every_islet_has_its_entry_and_the_key_leads_to_it(page):
    assert re.findall(r'<article class="islet" id="([^"]+)"', page) == [*ISLETS]
    for islet in ISLETS:
        assert page.count(f'href="#{islet}"') == 2
    taraku = text_of(islet_of(page, "polonsky"))
    for words in ("2 Polonsky / Taraku", "多楽島 Taraku-tō", "10.9 km² 2025", "11.78 km²", "1,457"):
        assert words in taraku


def test_a_tiny_area_is_not_rounded_away(page):
    assert "0.0007 km²" in text_of(islet_of(page, "signalny"))


def test_the_islands_and_events_link_to_the_map(page):
    assert set(re.findall(r'data-selected="([^"]+)"', page)) == {*ISLANDS}
    for island in ISLANDS:
        assert re.search(rf'href="\./\?event=[^"]+&amp;selected={island}" target="_self"', page)
    history = section_of(page, "history")
    assert history.count('data-event="1956-10-19-joint-declaration"') == 2
    assert ">19 October 1956</a>: Article 9" in history
    assert 'data-event="2010-11-01-medvedev-on-kunashir"' in history


def test_each_picture_says_what_it_shows(page):
    pictures = re.findall(r'<img src="data:image/svg\+xml[^"]*" alt="([^"]+)">', page)
    assert len(pictures) == page.count("<img") == 5
    assert pictures[0].startswith("Iturup / Etorofu in outline, about 199 km from end to end")
    assert "8 % of that of Iturup / Etorofu" in pictures[2]


def test_every_link_within_the_page_has_its_target(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_the_page_stays_light(page):
    assert len(page.encode()) < 135_000
