"""The edition: what ships, made once, kept, and read again as it was made."""

import subprocess
import sys
from pathlib import Path

import pytest

from geo import edition
from geo.catalogue import read_catalogue
from geo.edition import prepared_edition, shipped_catalogue, shipped_edition
from geo.plates import drawn_plates

ROOT = Path(__file__).parents[1]


@pytest.fixture
def kept_in(tmp_path, monkeypatch):
    """An empty folder for what is kept, and an edition that nobody has asked for yet."""
    monkeypatch.setattr("geo.kept.kept.__defaults__", (tmp_path,))
    forget()
    yield tmp_path
    forget()


def forget():
    prepared_edition.cache_clear()
    edition._shipped.clear()


def test_an_edition_that_is_kept_is_the_one_that_was_made(kept_in, monkeypatch):
    made = shipped_edition()
    assert [file.suffix for file in kept_in.iterdir()] == [".zip"]
    forget()
    monkeypatch.setattr(edition, "_made", lambda: pytest.fail("made again"))
    again = shipped_edition()
    assert again is not made
    assert again == made


@pytest.mark.usefixtures("kept_in")
def test_what_is_read_from_an_edition_cannot_be_changed():
    shipped_edition()
    forget()
    with pytest.raises(TypeError):
        shipped_catalogue().events["1956"] = None


def test_the_edition_holds_the_record_and_what_is_drawn_of_it(catalogue, plates):
    shipped = shipped_edition()
    assert shipped.catalogue == catalogue == read_catalogue(ROOT / "assets" / "record")
    assert shipped.plates == plates == drawn_plates(catalogue)
    assert len(shipped.expectations) == 9
    assert set(plates.files) < set(shipped.bundle.files)


def test_an_edition_is_there_once():
    assert shipped_edition() is shipped_edition()


def test_an_edition_is_prepared_without_the_libraries_that_read_it():
    shipped_edition()
    assert imported_by("from geo.edition import prepared_edition; prepared_edition()") == "[]"


def test_a_start_with_a_kept_edition_needs_neither_folium_nor_geopandas():
    shipped_edition()
    program = "from geo.edition import shipped_edition; shipped_edition()"
    assert imported_by(program) == "['pydantic']"


def imported_by(program):
    """Which of the libraries that are slow to import a program has imported at its end."""
    slow = ("folium", "geopandas", "pandas", "pydantic", "shapely")
    listed = f"{program}\nimport sys; print([it for it in {slow} if it in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", listed], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return run.stdout.strip()
