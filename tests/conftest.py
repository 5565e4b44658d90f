"""A tiny record to break, and the record that ships."""

from pathlib import Path

import pytest

from geo.catalogue import Catalogue, read_catalogue
from geo.edition import shipped_catalogue
from geo.faults import RecordError
from geo.plates import Plates, drawn_plates


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice between the languages dealt out over the journeys, and all for each."""
    parser.addoption(
        "--every-language", action="store_true", help="make each journey in every language"
    )


TINY_RECORD = {
    "events/1956-10-19-declaration.toml": """\
id = "1956-10-19-declaration"
date = "1956-10-19"
date_basis = "Stated by the source."
title = "Joint Declaration"
summary = "The state of war ends."
kind = "treaty"
islands = ["kunashir"]
confidence = "high"

[[venues]]
place = "moscow"

[[citations]]
source = "treaty-series"
states = "The text of the declaration."
""",
    "events/2019-11-06-round.toml": """\
id = "2019-11-06-round"
date = "2019-11-06"
date_basis = "Stated by the source."
title = "A round of consultations"
summary = "Deputy ministers meet."
kind = "consultations"
islands = ["kunashir"]
confidence = "medium"

[[venues]]
place = "moscow"

[[people]]
person = "igor-morgulov"
role = "Deputy Foreign Minister"

[[citations]]
source = "agency"
states = "Time and place."
paragraphs = [1, 2]
""",
    "articles/agency.toml": """\
id = "agency"
outlet = "The Agency"
title = "Diplomats meet"
url = "https://agency.example/1"
published = "2019-11-06"
published_basis = "Printed with the article."
paragraphs = 2

[[claims]]
id = "agency-p1-round"
paragraph = 1
text = "Diplomats met in Moscow."
locator = "met in Moscow"
verdict = "open"
finding = "Nobody else reports it."
events = ["2019-11-06-round"]

[[claims]]
id = "agency-p2-history"
paragraph = 2
text = "A declaration was signed in 1956."
locator = "signed a declaration"
verdict = "corroborated"
finding = "The treaty series prints it."
events = ["1956-10-19-declaration"]

[[claims.evidence]]
source = "treaty-series"
states = "The text of the declaration."
stance = "supports"
""",
    "islands/kunashir.toml": """\
id = "kunashir"
label = { en = "Kunashir / Kunashiri" }
latitude = 44.1
longitude = 145.9

[[names]]
text = "Кунашир"
language = "ru"
used_by = "Russian usage"

[[names]]
text = "国後島"
language = "ja"
used_by = "Japanese usage"

[[figures]]
quantity = "area"
value = 1490
unit = "km2"
side = "japan"
confidence = "high"
source = "treaty-series"

[administration]
administered_by = "Russia"
administrative_unit = "Sakhalin Region"
claimed_by = "Japan"
claimed_unit = "Hokkaido"
sources = ["treaty-series"]
""",
    "stories/articles.toml": """\
id = "articles"
title = "The articles"
summary = "What the articles tell."
events = ["2019-11-06-round"]
""",
    "stories/record.toml": """\
id = "record"
title = "The whole record"
summary = "Everything."
""",
    "places.toml": """\
[moscow]
names = { en = "Moscow" }
latitude = 55.752
longitude = 37.6178
setting = "Russia"

[tokyo]
names = { en = "Tokyo" }
latitude = 35.6895
longitude = 139.6917
setting = "Japan"
""",
    "people.toml": """\
[igor-morgulov]
names = { en = "Igor Morgulov" }
side = "russia"
""",
    "sources.toml": """\
[treaty-series]
outlet = "United Nations"
title = "Treaty Series, volume 263"
url = "https://treaties.example/263"
""",
    "settlements.toml": """\
[yuzhno-kurilsk]
names = { en = "Yuzhno-Kurilsk" }
island = "kunashir"
kind = "town"
latitude = 44.03
longitude = 145.86
source = "treaty-series"
""",
    "straits.toml": """\
[catherine-strait]
names = { en = "Catherine Strait" }
between = ["Kunashir / Kunashiri", "Iturup / Etorofu"]
latitude = 44.44
longitude = 146.72
sources = ["treaty-series"]
""",
}


class RecordFolder:
    """A folder laid out like `assets/record`, to change file by file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name, text in TINY_RECORD.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def append(self, name: str, text: str) -> None:
        self.write(name, (self.path / name).read_text(encoding="utf-8") + text)

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.path / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} is not once in {name}"
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        (self.path / name).unlink()

    def read(self) -> Catalogue:
        return read_catalogue(self.path)

    def faults(self) -> list[tuple[str, int | None, str, str]]:
        """What is wrong, as (file, line, field, message); reading must fail."""
        with pytest.raises(RecordError) as caught:
            self.read()
        return [
            (file.relative_to(self.path).as_posix(), line, field, message)
            for file, line, field, message in caught.value.faults
        ]


@pytest.fixture
def tiny_record(tmp_path) -> RecordFolder:
    return RecordFolder(tmp_path)


@pytest.fixture
def tiny(tiny_record) -> Catalogue:
    return tiny_record.read()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return shipped_catalogue()


@pytest.fixture(scope="session")
def plates(catalogue) -> Plates:
    return drawn_plates(catalogue)
