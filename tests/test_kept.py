"""Files that are made once and kept: made again when they must be, and never half read."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from geo.kept import fingerprint, kept

FILES = {"land.json": b"{}" * 500, "draw.js": "export // 択捉".encode()}


class Maker:
    """Makes `FILES`, or others, and counts how often it is asked."""

    def __init__(self, files=FILES):
        self.files = files
        self.asked = 0

    def __call__(self):
        self.asked += 1
        return self.files


def never():
    pytest.fail("made again")


def names_in(folder):
    return sorted(file.name for file in folder.iterdir())


# Keeping


def test_what_is_made_is_returned_and_kept_under_its_name(tmp_path):
    assert kept("plates", "0a", Maker(), tmp_path) == FILES
    assert names_in(tmp_path) == ["plates-0a.zip"]


def test_files_are_made_once_and_come_back_as_they_were(tmp_path):
    kept("plates", "0a", Maker(), tmp_path)
    again = kept("plates", "0a", never, tmp_path)
    assert again == FILES
    assert list(again) == ["land.json", "draw.js"]


def test_the_folder_is_made_when_it_is_not_there(tmp_path):
    kept("plates", "0a", Maker(), tmp_path / "new")
    assert kept("plates", "0a", never, tmp_path / "new") == FILES


def test_files_are_made_again_when_what_they_are_made_from_changes(tmp_path):
    kept("plates", "0a", Maker(), tmp_path)
    changed = {"draw.js": b"changed"}
    assert kept("plates", "0b", Maker(changed), tmp_path) == changed
    assert kept("plates", "0b", never, tmp_path) == changed


def test_older_files_of_the_same_name_are_removed_and_no_others(tmp_path):
    kept("plates", "0a", Maker(), tmp_path)
    kept("words", "0a", Maker(), tmp_path)
    kept("plates", "0b", Maker(), tmp_path)
    assert names_in(tmp_path) == ["plates-0b.zip", "words-0a.zip"]


def test_what_is_read_from_what_is_kept_removes_nothing(tmp_path):
    kept("plates", "0a", Maker(), tmp_path)
    (tmp_path / "plates-00.zip").write_bytes(b"another server's")
    kept("plates", "0a", never, tmp_path)
    assert names_in(tmp_path) == ["plates-00.zip", "plates-0a.zip"]


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[:0], id="empty"),
        pytest.param(lambda whole: whole[::-1], id="something else"),
        pytest.param(lambda whole: whole[:-1], id="a byte short"),
        pytest.param(lambda whole: whole[: len(whole) // 2], id="half of it"),
        pytest.param(lambda whole: whole.replace(b"{}{}", b"{}{]", 1), id="another content"),
    ],
)
def test_a_damaged_file_is_made_anew(tmp_path, damage):
    kept("plates", "0a", Maker(), tmp_path)
    file = tmp_path / "plates-0a.zip"
    file.write_bytes(damage(file.read_bytes()))
    make = Maker()
    assert kept("plates", "0a", make, tmp_path) == FILES
    assert make.asked == 1
    assert kept("plates", "0a", never, tmp_path) == FILES


def test_a_byte_that_differs_anywhere_in_the_file_never_stops_the_atlas(tmp_path):
    small = {"a": b"one", "b": b"two"}
    kept("plates", "0a", Maker(small), tmp_path)
    file = tmp_path / "plates-0a.zip"
    whole = file.read_bytes()
    assert len(whole) > 100
    for at in range(len(whole)):
        for bit in range(8):
            file.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
            assert kept("plates", "0a", Maker(small), tmp_path) == small, f"bit {bit} of byte {at}"


def test_where_nothing_can_be_written_the_files_are_made_each_time(tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be")
    make = Maker()
    for _ in range(2):
        assert kept("plates", "0a", make, tmp_path / "taken") == FILES
    assert make.asked == 2


def test_a_full_disk_leaves_nothing_half_written_behind(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    assert kept("plates", "0a", Maker(), tmp_path) == FILES
    assert names_in(tmp_path) == []


def test_a_file_that_cannot_be_made_leaves_the_kept_one(tmp_path):
    def fails():
        raise RuntimeError("no shapes")

    kept("plates", "0a", Maker(), tmp_path)
    with pytest.raises(RuntimeError, match="no shapes"):
        kept("plates", "0b", fails, tmp_path)
    assert kept("plates", "0a", never, tmp_path) == FILES


def test_servers_that_start_together_all_answer_and_keep_one_whole_file(tmp_path):
    together = Barrier(8, timeout=60)

    def make():
        together.wait()
        return FILES

    with ThreadPoolExecutor(8) as servers:
        answers = [servers.submit(kept, "plates", "0a", make, tmp_path) for _ in range(8)]
    assert [answer.result() for answer in answers] == [FILES] * 8
    assert names_in(tmp_path) == ["plates-0a.zip"]
    assert kept("plates", "0a", never, tmp_path) == FILES


# Naming


@pytest.fixture
def sources(tmp_path):
    files = [tmp_path / "a.toml", tmp_path / "b.toml"]
    for file in files:
        file.write_text(file.stem)
    return files


def test_a_fingerprint_is_16_hex_digits_whatever_the_order_of_the_files(sources):
    one = fingerprint(sources, ["shapely"])
    assert len(one) == 16
    assert set(one) <= set("0123456789abcdef")
    assert fingerprint(reversed(sources), ["shapely"]) == one


def test_a_fingerprint_changes_with_a_content_a_name_and_the_number_of_files(sources):
    prints = [fingerprint(sources, []), fingerprint(sources[:1], [])]
    sources[1].write_text("c")
    prints.append(fingerprint(sources, []))
    prints.append(fingerprint([sources[0], sources[1].rename(sources[1].with_name("c.toml"))], []))
    assert len(set(prints)) == 4


def test_a_content_that_moves_to_the_next_file_changes_the_fingerprint(sources):
    before = fingerprint(sources, [])
    sources[0].write_text("")
    sources[1].write_text("ab")
    assert fingerprint(sources, []) != before


def test_a_fingerprint_changes_with_the_version_of_a_package(sources, monkeypatch):
    before = fingerprint(sources, ["shapely"])
    assert fingerprint(sources, []) != before
    monkeypatch.setattr("geo.kept.version", lambda _: "0.0.1")
    assert fingerprint(sources, ["shapely"]) != before
