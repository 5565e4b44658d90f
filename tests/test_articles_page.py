"""The page of the articles: in short, what was expected, and claim by claim."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.addresses import Screen
from geo.articles import claims_of, expectations_from, read_expectations
from geo.citations import cited, text_fragment
from geo.edition import shipped_catalogue, shipped_edition
from geo.faults import RecordError
from pages.templating import render

PAGES = Path(__file__).parents[1] / "pages"
ARTICLE_TEXTS = Path(__file__).parents[2] / "shared" / "articles"
CATALOGUE = shipped_catalogue()
CLAIMS = claims_of(CATALOGUE)
EXPECTATIONS = shipped_edition().expectations
PRESSTV = "presstv-2016-09-02"
TASS = "tass-2019-11-06"

every_claim = pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
every_expectation = pytest.mark.parametrize("expectation", EXPECTATIONS.values(), ids=EXPECTATIONS)


@pytest.fixture(scope="module")
def page():
    app = AppTest.from_file(str(PAGES / "frame.py"), default_timeout=30).run()
    app.switch_page("articles.py").run()
    assert not app.exception
    bodies = [element.proto.body for element in app.get("html")]
    return "\n".join(body for body in bodies if "reading" in body)


def text_of(part):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)).split())


def summary_of(page, article):
    return page[page.index(f'id="about-{article}"') :].partition("</section>")[0]


def part_of(page, id):
    """The list item of a claim or an expectation, from its id to the next one's or the end."""
    _, _, after = page.partition(f'<li id="{id}">')
    return re.split(r'<li id="|</ol>\s*(?:</section>|<h3|</div>)', after)[0]


# In short


@pytest.mark.parametrize(
    ("article", "tally"),
    [
        (PRESSTV, "✓ 26 Corroborated ✕ 2 Contradicted – 1 Not found elsewhere ? 0 Open"),
        (TASS, "✓ 19 Corroborated ✕ 1 Contradicted – 1 Not found elsewhere ? 1 Open"),
    ],
)
def test_an_article_is_summed_up_by_its_verdicts_in_signs_words_and_numbers(page, article, tally):
    assert tally in text_of(summary_of(page, article))


@pytest.mark.parametrize(
    ("article", "shown"),
    [
        (
            PRESSTV,
            [
                "Iran Press TV, via GlobalSecurity.org · 2 September 2016",
                "Russia, Japan to work on draft deal to end islands row",
                "How the date is known: Day and time are printed with the article",
                "29 claims in 13 paragraphs",
            ],
        ),
        (
            TASS,
            [
                "TASS · 6 November 2019",
                "Russian, Japanese diplomats discuss joint economic activities on South Kuril",
                "How the date is known: The text gives Wednesday 6 November without a year.",
                "22 claims in 7 paragraphs",
            ],
        ),
    ],
)
def test_an_article_is_named_with_its_date_and_how_that_is_known(page, article, shown):
    for text in shown:
        assert text in text_of(summary_of(page, article))


@pytest.mark.parametrize(
    ("article", "claims"),
    [
        (
            PRESSTV,
            [
                "presstv-p5-sea-of-okhotsk",
                "presstv-p7-end-of-hostilities",
                "presstv-p1-december-deal",
            ],
        ),
        (TASS, ["tass-p5-previous-round", "tass-p3-agencies-and-sakhalin", "tass-p4-next-round"]),
    ],
)
def test_what_does_not_hold_or_is_open_comes_first_and_leads_to_its_claim(page, article, claims):
    doubtful = summary_of(page, article).partition('class="doubtful"')[2].partition("<nav")[0]
    assert re.findall(r'href="#([^"]+)"', doubtful) == claims
    for id in claims:
        assert CLAIMS[id].finding.en in text_of(doubtful)


@pytest.mark.parametrize(("article", "paragraphs"), [(PRESSTV, 13), (TASS, 7)])
def test_every_paragraph_has_a_link_a_place_and_a_link_to_the_article(page, article, paragraphs):
    index = re.findall(rf'href="#{article}-p(\d+)"', summary_of(page, article))
    assert index == [str(n) for n in range(1, paragraphs + 1)]
    address = re.escape(CATALOGUE.articles[article].url)
    for n in index:
        place = (
            rf'<section class="paragraph" id="{article}-p{n}">\s*<h4><a href="{address}#:~:text='
        )
        assert len(re.findall(place, page)) == 1


def test_a_paragraph_with_a_claim_that_does_not_hold_is_marked_in_the_index(page):
    marked = re.findall(r'href="#(\S+-p\d+)"[^>]*>¶\d+ <span[^>]*aria-label="([^"]+)"', page)
    assert marked == [
        (f"{PRESSTV}-p1", "Not found elsewhere"),
        (f"{PRESSTV}-p5", "Contradicted"),
        (f"{PRESSTV}-p7", "Contradicted"),
        (f"{TASS}-p3", "Not found elsewhere"),
        (f"{TASS}-p4", "Open"),
        (f"{TASS}-p5", "Contradicted"),
    ]


# What was expected


def test_these_expectations_had_these_outcomes():
    assert {it.id: it.outcome for it in EXPECTATIONS.values()} == {
        "december-deal": "not-met",
        "results-at-visit": "partly",
        "visit-in-2016": "met",
        "deal-on-trust": "not-met",
        "solution-without-losers": "open",
        "pilot-projects": "not-met",
        "next-round": "open",
        "step-to-treaty": "not-met",
        "legal-basis": "not-met",
    }


@pytest.mark.parametrize(
    ("expectation", "shown", "events"),
    [
        (
            "december-deal",
            "✕ Did not come about",
            ["2016-12-03-kishida-lavrov-moscow", "2016-12-15-nagato-tokyo-summit"],
        ),
        ("visit-in-2016", "✓ Came about", ["2016-12-15-nagato-tokyo-summit"]),
        (
            "next-round",
            "? Open",
            [
                "2019-11-next-round",
                "2020-06-04-vice-ministerial-phone",
                "2020-06-05-working-group-video",
                "2020-08-28-working-group-video",
                "2021-08-02-vice-ministerial-phone",
                "2022-03-21-russia-halts-treaty-talks",
            ],
        ),
    ],
)
def test_an_outcome_is_shown_in_sign_and_word_with_its_events(page, expectation, shown, events):
    part = part_of(page, f"expected-{expectation}")
    assert f"What happened: {shown}" in text_of(part)
    assert re.findall(r'target="_self" data-event="([^"]+)"', part) == events


@every_expectation
def test_an_expectation_shows_who_expected_what_where_and_what_became_of_it(page, expectation):
    part = part_of(page, f"expected-{expectation.id}")
    for text in (expectation.expected, expectation.expected_by, expectation.became):
        assert text.en in text_of(part)
    for id in expectation.claims:
        assert f'<a href="#{id}" target="_self"' in part
        assert f">¶{CLAIMS[id].paragraph}</a>" in part
    for account in expectation.sources:
        assert f'href="{html.escape(cited(CATALOGUE, account.source).url)}"' in part
        assert account.states.en in text_of(part)


def test_expectations_stand_with_the_article_they_come_from():
    articles = {
        id: expectations_from(CATALOGUE.articles[id], EXPECTATIONS) for id in (PRESSTV, TASS)
    }
    assert [it.id for it in articles[PRESSTV]] == list(EXPECTATIONS)[:5]
    assert [it.id for it in articles[TASS]] == list(EXPECTATIONS)[5:]


@every_expectation
def test_an_expectation_rests_on_claims_of_one_article(expectation):
    holders = {
        article.id
        for article in CATALOGUE.articles.values()
        for claim in article.claims
        if claim.id in expectation.claims
    }
    assert len(holders) == 1


@every_expectation
def test_what_became_of_an_expectation_came_no_earlier_than_the_article(expectation):
    (article,) = {
        article.id: article
        for article in CATALOGUE.articles.values()
        if expectation in expectations_from(article, EXPECTATIONS)
    }.values()
    last = CATALOGUE.events[expectation.events[-1]]
    assert last.span.latest.isoformat() >= article.published


@pytest.mark.skipif(not ARTICLE_TEXTS.is_dir(), reason="the articles' texts are not here")
def test_expectations_are_told_in_our_own_words():
    def runs(text):
        words = re.findall(r"[a-z0-9]+", text.lower())
        return {" ".join(words[at : at + 6]) for at in range(len(words) - 5)}

    articles = set.union(*(runs(file.read_text()) for file in ARTICLE_TEXTS.glob("*.txt")))
    for it in EXPECTATIONS.values():
        ours = ". ".join(
            text.en
            for text in (it.expected, it.became, *(account.states for account in it.sources))
        )
        assert not runs(ours) & articles


# Claim by claim


@every_claim
def test_a_claim_shows_its_verdict_speaker_text_finding_and_passage(page, claim):
    part = part_of(page, claim.id)
    verdict = {
        "corroborated": "✓ Corroborated",
        "contradicted": "✕ Contradicted",
        "unsupported": "– Not found elsewhere",
        "open": "? Open",
    }[claim.verdict]
    assert text_of(part).startswith(verdict)
    for text in filter(None, (claim.speaker, claim.text, claim.finding)):
        assert text.en in text_of(part)
    article = next(it for it in CATALOGUE.articles.values() if claim in it.claims)
    assert f'href="{html.escape(text_fragment(article.url, claim.locator))}"' in part


@every_claim
def test_a_claim_shows_what_each_source_says_with_its_address(page, claim):
    part = part_of(page, claim.id)
    for it in claim.evidence:
        address = re.escape(html.escape(cited(CATALOGUE, it.source).url))
        states = re.escape(html.escape(it.states.en, quote=False)).replace("'", "(?:'|&#39;)")
        assert re.search(
            rf'<ul class="sources {it.stance}">(?:(?!</ul>).)*?<li><a href="{address}"'
            rf'(?:(?!</li>).)*?<span class="states">{states}</span>',
            part,
            re.DOTALL,
        ), it.source
    assert part.count('<span class="states">') == len(claim.evidence)


@every_claim
def test_a_claim_leads_to_its_events_on_the_map(page, claim):
    events = re.findall(
        r'href="\./\?event=([^"&]+)[^"]*" target="_self" data-event="([^"]+)"',
        part_of(page, claim.id),
    )
    assert events == [(id, id) for id in claim.events]


def test_a_claim_without_an_event_leads_to_the_map_itself(page):
    assert [id for id, claim in CLAIMS.items() if not claim.events] == ["presstv-p5-sea-of-okhotsk"]
    part = part_of(page, "presstv-p5-sea-of-okhotsk")
    assert (
        'href="./?event=2016-09-02-vladivostok-summit" target="_self">No event of its own' in part
    )


def test_a_step_to_another_event_leaves_the_claims_as_they_stand(page):
    """Else Streamlit draws them anew: what the reader unfolded folds, and the filter is reset."""
    for event in ("1946-02-02-soviet-incorporation", "2019-11-next-round"):
        shown = render("articles.html", catalogue=CATALOGUE, screen=Screen(event))
        assert shown.strip() in page


def test_evidence_against_a_claim_stands_before_evidence_for_it(page):
    part = part_of(page, "presstv-p5-sea-of-okhotsk")
    assert re.findall(r'<p class="stance (\w+)"', part) == ["contradicts", "supports"]
    assert "4 sources · 3 against · 1 for" in text_of(part)


def test_sources_are_folded_away_only_where_they_agree_with_the_article(page):
    shown = [id for id in CLAIMS if '<details class="evidence" open>' in part_of(page, id)]
    assert shown == [id for id, claim in CLAIMS.items() if claim.verdict != "corroborated"]
    assert len(shown) == 6


def test_the_filter_offers_each_verdict_with_its_number(page):
    filter = page.partition("<fieldset")[2].partition("</fieldset>")[0]
    assert text_of(filter.partition(">")[2]) == (
        "Show All 51 ✓ Corroborated: 45 ✕ Contradicted: 3 – Not found elsewhere: 2 ? Open: 1"
    )
    styles = (PAGES.parent / "assets/web/atlas/articles.css").read_text()
    for id in re.findall(r'id="(show-[a-z]+)"', filter)[1:]:
        assert f":has(#{id}:checked)" in styles


def test_links_within_the_page_lead_somewhere_and_stay_in_the_window(page):
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = re.findall(r'<a href="#([^"]+)" ([^ >]+)', page)
    assert len(links) > 40
    for id, target in links:
        assert id in ids
        assert target == 'target="_self"'


# Reading the expectations

EXPECTATION = """\
[another-round]
claims = ["agency-p1-round"]
expected_by = "The agency"
expected = "They would meet again."
outcome = "open"
became = "No other meeting was found."
events = ["2019-11-06-round"]

[[another-round.sources]]
source = "treaty-series"
states = "Nothing about it."
"""


def read(record, text):
    record.write("expectations.toml", text)
    return read_expectations(record.path, record.read())


def test_an_expectation_without_faults_is_read(tiny_record):
    found = read(tiny_record, EXPECTATION)
    assert list(found) == ["another-round"]
    assert found["another-round"].became.en == "No other meeting was found."


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message"),
    [
        (
            "agency-p1-round",
            "agency-p1-rounds",
            2,
            "another-round.claims[1]",
            "names 'agency-p1-rounds', which is not among the claims;"
            " did you mean 'agency-p1-round'?",
        ),
        (
            "2019-11-06-round",
            "2019-11-06-rond",
            7,
            "another-round.events[1]",
            "names '2019-11-06-rond', which is not among the events;"
            " did you mean '2019-11-06-round'?",
        ),
        (
            '"treaty-series"',
            '"no-such-source"',
            10,
            "another-round.sources[1].source",
            "names 'no-such-source', which is not among the sources",
        ),
        (
            'expected_by = "The agency"\n',
            "",
            1,
            "another-round.expected_by",
            "is missing; add it",
        ),
    ],
)
def test_a_fault_of_an_expectation_is_listed_with_line_and_field(
    tiny_record, old, new, line, field, message
):
    with pytest.raises(RecordError) as caught:
        read(tiny_record, EXPECTATION.replace(old, new))
    ((file, *rest),) = caught.value.faults
    assert file.name == "expectations.toml"
    assert rest == [line, field, message]


def test_an_outcome_is_one_of_four(tiny_record):
    with pytest.raises(
        RecordError, match=r"another-round\.outcome: .*'met', 'partly', 'not-met' or 'open'"
    ):
        read(tiny_record, EXPECTATION.replace('"open"', '"failed"'))


def test_missing_expectations_are_listed(tiny_record):
    with pytest.raises(RecordError, match=r"expectations\.toml: is missing"):
        read_expectations(tiny_record.path, tiny_record.read())


# Templates


@pytest.mark.parametrize("field", ["expected", "expected_by", "became"])
def test_the_page_escapes_what_an_expectation_says(field):
    hostile = EXPECTATIONS["next-round"].model_copy(update={field: "<script>alert(1)</script>"})
    shown = render(
        "articles_expectations.html",
        catalogue=CATALOGUE,
        screen=Screen("2019-11-next-round"),
        expectations={"next-round": hostile},
        expectations_from=expectations_from,
        claims=CLAIMS,
    )
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script" not in shown
