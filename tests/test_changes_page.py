"""The changes to the record on the About page, and the way there, run without a browser."""

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.addresses import Screen
from geo.edition import shipped_edition
from pages.templating import render

PAGES = Path(__file__).parents[1] / "pages"
CHANGES = shipped_edition().changes


def visit(page, **query):
    app = AppTest.from_file(str(PAGES / page), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def section_of(body):
    return body[body.index('<section id="changes">') :].partition("</section>")[0]


def text_of(part):
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", part))).strip()


def entries_of(body):
    return section_of(body).split('<li class="')[1:]


def test_every_change_is_told_in_the_order_of_the_file():
    entries = entries_of(visit("about.py"))
    assert len(entries) == len(CHANGES) == 14
    for entry, change in zip(entries, CHANGES, strict=True):
        assert entry.startswith(f'{change.kind}">')
        assert change.what.en in text_of(entry)
        assert change.why.en in text_of(entry)


@pytest.mark.parametrize(
    ("language", "heading", "beginning"),
    [
        ("en", "Changes to the record", "22 November 2026 · Added · version 0.1.0 The record has"),
        ("ru", "Изменения в хронике", "22 ноября 2026 г. · Добавлено · версия 0.1.0 У хроники"),
        ("ja", "記録の変更", "2026年11月22日 · 追加 · 版：0.1.0 記録に版と日付"),
    ],
)
def test_a_change_has_its_day_kind_and_version_in_the_language(language, heading, beginning):
    section = section_of(visit("about.py", lang=language))
    assert f"<h2>{heading}</h2>" in section
    assert text_of(section.split('<li class="added">')[1]).startswith(beginning)


def test_a_change_links_the_events_it_concerns_and_long_lists_are_folded():
    renamed, context = (
        next(entry for entry in entries_of(visit("about.py")) if words in entry)
        for words in ("Two events have new ids", "15 citations")
    )
    assert re.findall(r'data-event="([^"]+)"', renamed) == [
        "1945-08-28-soviet-landings",
        "2022-04-22-bluebook-wording",
    ]
    assert '<a href="./?event=2022-04-22-bluebook-wording" target="_self"' in renamed
    assert "22 April 2022 Japan&#39;s Bluebook" in re.sub(r"<[^>]*>", "", renamed)
    assert "<details>" not in renamed
    assert "<details><summary>13 events</summary>" in context
    assert context.count("data-event=") == 13


def test_links_keep_the_language_and_the_filters():
    assert "event=1945-08-28-soviet-landings&amp;lang=ru" in visit("about.py", lang="ru")


def test_the_page_escapes_what_a_change_says():
    hostile = CHANGES[0].model_copy(
        update={"what": "<script>alert(1)</script>", "why": "<script>alert(2)</script>"}
    )
    shown = render("changes.html", Screen("2019-11-next-round"), changes=[hostile], events={})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<script" not in shown


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Version 0.1.0 of the record, 22 November 2026; see the changes to the record ."),
        ("ru", "Версия хроники: 0.1.0 (22 ноября 2026 г.); см. изменения в хронике ."),
        ("ja", "記録の版：0.1.0（2026年11月22日）。 記録の変更 も参照してください。"),
    ],
)
def test_the_data_page_says_the_version_and_leads_to_the_changes(language, line):
    body = visit("data.py", lang=language)
    assert line in text_of(body)
    assert re.search(r'<a href="\./about\?[^"]*#changes" target="_self">', body)
