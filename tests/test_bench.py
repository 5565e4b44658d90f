"""The benchmark's own claims: its records, its statistics and its report."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.chart import chart_of
from bench.measures import Samples
from bench.plain_data import story_of
from bench.records import ROOT, add_copies, atlas_of_size, keep_story, later
from bench.report import json_of, markdown_of, number
from bench.run import SizeResults, steps_through
from bench.summary import Summary, summary_of
from bench.targets import verdicts_of
from geo.catalogue import read_catalogue


def summaries(**medians: dict[str, float]) -> dict[str, dict[str, Summary | None]]:
    return {
        contender: {measure: Summary(1, value, value) for measure, value in values.items()}
        for contender, values in medians.items()
    }


def test_percentile_is_by_nearest_rank() -> None:
    assert summary_of(range(1, 21)) == Summary(20, 10.5, 19)
    assert summary_of([7.0]) == Summary(1, 7.0, 7.0)


def test_no_samples_have_no_summary() -> None:
    assert summary_of([]) is None


def test_days_move_on_and_vague_dates_stay() -> None:
    assert later("2016-12-31", 1) == "2017-01-01"
    assert later("2019-09~", 3) == "2019-09~"
    assert later("2019-11-06/..", 3) == "2019-11-06/.."


def test_small_record_is_the_story_of_the_articles(tmp_path: Path) -> None:
    atlas = atlas_of_size(12, tmp_path / "atlas")
    assert set(atlas.catalogue.events) == set(atlas.catalogue.stories["articles"].events)


def test_large_record_has_the_size_asked_for(tmp_path: Path) -> None:
    shipped = len(list((ROOT / "assets" / "record" / "events").glob("*.toml")))
    atlas = atlas_of_size(shipped + 3, tmp_path / "atlas")
    copies = [event for event in atlas.catalogue.events.values() if event.id.endswith("-copy-1")]
    assert len(atlas.catalogue.events) == shipped + 3
    assert len(copies) == 3
    for copy in copies:
        original = atlas.catalogue.events[copy.id.removesuffix("-copy-1")]
        assert copy.title.en == f"{original.title.en} (copy 1)"


def test_atlas_is_stepped_through_from_the_middle(tmp_path: Path) -> None:
    atlas = atlas_of_size(None, tmp_path / "atlas")
    steps = steps_through(atlas)
    ids = list(atlas.catalogue.events)
    assert steps[0].id == ids[len(ids) // 2]
    assert [step.steps for step in steps] == list(range(11))
    assert steps[0].title == atlas.catalogue.events[steps[0].id].title.en


def test_plain_data_tell_every_event_with_names() -> None:
    catalogue = read_catalogue(ROOT / "assets" / "record")
    story = story_of(catalogue)
    event = next(it for it in story["events"] if it["id"] == "2016-09-02-vladivostok-summit")
    assert len(story["events"]) == len(catalogue.events)
    assert event["title"] == "Putin and Abe agree in Vladivostok to go on talking"
    assert event["date"] == "2 September 2016"
    assert [venue["name"] for venue in event["venues"]] == ["Vladivostok"]
    assert list(story["islands"]) == list(catalogue.islands)


def test_limit_is_the_others_median_by_the_factor() -> None:
    verdicts = verdicts_of(
        summaries(four_islands={"first_content": 300}, leaflet={"first_content": 100})
    )
    assert [(it.limit, it.ratio, it.is_met) for it in verdicts] == [(150, 3, False)]


def test_limit_of_its_own_needs_no_other() -> None:
    verdicts = verdicts_of(summaries(four_islands={"bytes_per_step": 8}))
    assert [(it.limit, it.ratio, it.is_met) for it in verdicts] == [(8, None, True)]


def test_target_without_its_contender_is_left_out() -> None:
    assert verdicts_of(summaries(four_islands={"first_content": 300})) == []


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1 234"), (33.36, "33.4"), (4.94, "4.94"), (0, "0")]
)
def test_numbers_have_three_digits_or_so(value: float, text: str) -> None:
    assert number(value).replace("\u202f", " ") == text


@pytest.fixture
def results() -> SizeResults:
    samples: dict[str, Samples] = {
        "four_islands": {"first_content": [300.0, 320.0], "start": [700.0]},
        "leaflet": {"first_content": [100.0, 110.0]},
        "empty": {"first_content": [900.0], "start": [600.0]},
    }
    return SizeResults(132, samples, {"leaflet": ["http://elsewhere.example/"]})


def test_report_shows_medians_targets_and_misses(results: SizeResults) -> None:
    text = markdown_of([results], {"cores": 2}, 2)
    assert "310 (320) | 105 (110) | 900 | ≤ 1.5 × static page | **missed** (2.95 ×) |" in text
    assert "700 | – | 600 | ≤ 1.5 × empty app | met (1.17 ×) |" in text
    assert "Asked for on other hosts by static Leaflet page: http://elsewhere.example/." in text


def test_raw_samples_are_kept(results: SizeResults) -> None:
    assert '"first_content": [\n' in json_of([results], {"cores": 2}, 2)


def test_chart_draws_a_bar_for_each_that_was_measured(results: SizeResults) -> None:
    root = ElementTree.fromstring(chart_of([results]))
    widths = [float(bar.get("width", "0")) for bar in root.iter("{http://www.w3.org/2000/svg}rect")]
    assert len(widths) == 6 * 3
    assert widths[1] < widths[0] < widths[2]


def test_copies_come_in_turns(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "a.toml").write_text('id = "a"\ntitle.en = "A"\ndate = "2020-01-01"\n')
    add_copies(tmp_path, 2)
    assert sorted(file.stem for file in (tmp_path / "events").iterdir()) == [
        "a",
        "a-copy-1",
        "a-copy-2",
    ]


def test_story_alone_is_kept(tmp_path: Path) -> None:
    for part in ("events", "articles", "stories"):
        (tmp_path / part).mkdir()
    (tmp_path / "stories" / "told.toml").write_text('events = ["a"]\n')
    (tmp_path / "events" / "a.toml").write_text('id = "a"\npart_of = "b"\n')
    (tmp_path / "events" / "b.toml").write_text('id = "b"\n')
    (tmp_path / "articles" / "it.toml").write_text('[[claims]]\nevents = ["a", "b"]\n')
    (tmp_path / "expectations.toml").write_text(
        '[kept]\nevents = ["b", "a"]\n[gone]\nevents = ["b"]\n'
    )
    (tmp_path / "changes.toml").write_text('[[changes]]\nevents = ["a", "b"]\n[[changes]]\n')
    keep_story(tmp_path, "told")
    assert [file.name for file in (tmp_path / "events").iterdir()] == ["a.toml"]
    assert "part_of" not in (tmp_path / "events" / "a.toml").read_text()
    assert '"b"' not in (tmp_path / "articles" / "it.toml").read_text()
    assert "gone" not in (tmp_path / "expectations.toml").read_text()
    assert '"b"' not in (tmp_path / "changes.toml").read_text()
