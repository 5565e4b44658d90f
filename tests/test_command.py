"""`python -m geo export …`, run as it is from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from geo.__main__ import main

ROOT = Path(__file__).parents[1]
SUMMIT = "2016-09-02-vladivostok-summit"


def test_it_writes_data_to_standard_output():
    run = subprocess.run(
        [sys.executable, "-m", "geo", "export", "events.geojson", "--filter", "island=shikotan"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    found = json.loads(run.stdout)
    assert run.stderr == b""
    assert 0 < len(found["features"]) < 132


def test_data_are_of_the_whole_record_unless_a_story_is_asked_for(tmp_path):
    def events(*more):
        main(["export", "events.csv", "-o", str(tmp_path / "events.csv"), *more])
        return len((tmp_path / "events.csv").read_text("utf-8-sig").splitlines()) - 1

    assert events() > events("--story", "articles") >= 12


def test_it_writes_the_copy_in_one_file(tmp_path):
    file = tmp_path / "copy.html"
    main(["export", "copy.html", "--lang", "ja", "--event", SUMMIT, "-o", str(file)])
    text = file.read_text("utf-8")
    assert '<html lang="ja">' in text
    assert "<base" not in text
    main(["export", "copy.html", "--address", "https://atlas.example", "-o", str(file)])
    assert '<base href="https://atlas.example/"' in file.read_text("utf-8")


def test_it_writes_a_handout_of_an_event_or_of_a_story(tmp_path):
    file = tmp_path / "handout.html"
    main(["export", "handout.html", "-o", str(file)])
    assert file.read_text("utf-8").count('class="handout-event"') == 12
    main(["export", "handout.html", "--event", SUMMIT, "-o", str(file)])
    assert file.read_text("utf-8").count('class="handout-event"') == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["events.csv", "--filter", "island=atlantis"],
            "There is no island “atlantis” in this atlas; it is not filtered by.",
        ),
        (
            ["copy.html", "--event", "1999"],
            "There is no event “1999” in this atlas; showing the first event of the story.",
        ),
        (["copy.html", "--address", "atlas"], "'atlas' is not the address of an atlas"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(tmp_path, arguments, message):
    file = tmp_path / "out"
    with pytest.raises(SystemExit) as ended:
        main(["export", *arguments, "-o", str(file)])
    assert str(ended.value).startswith(message)
    assert not file.exists()


def test_a_file_that_there_is_not_is_answered_with_those_there_are(capsys):
    with pytest.raises(SystemExit):
        main(["export", "events.doc"])
    assert "events.geojson" in capsys.readouterr().err
