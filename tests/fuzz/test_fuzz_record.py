"""A record that is broken in any way is read whole or refused with a list of its faults."""

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import tomli
import tomli_w
from hostile import JUNK, KNOWN, cases
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import read_expectations
from geo.catalogue import SHIPPED_RECORD, read_catalogue
from geo.changes import read_changes
from geo.exports.release import read_release
from geo.faults import Fault, RecordError

FILES = sorted(
    file.relative_to(SHIPPED_RECORD).as_posix() for file in SHIPPED_RECORD.rglob("*.toml")
)
# All files of one record each would crowd out the few that hold many.
CHOSEN = st.one_of(
    st.sampled_from([it for it in FILES if not it.startswith("events/")]), st.sampled_from(FILES)
)
VALUES = st.one_of(
    st.sampled_from(
        [*KNOWN, *JUNK, "", " ", "2016-09-02", "9999-12-31", "0000", "999X", "x" * 5000]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from([0, -1, 1, 10**18, 2**63, 1e308, float("nan"), float("inf"), 0.1, True]),
    st.sampled_from(
        [[], {}, [[]], [{}], {"en": ""}, {"en": "x"}, {"en": 7}, [None][:0], ["x", "x"]]
    ),
    st.dates(),
    st.datetimes(),
    st.times(),
)
# Values as TOML writes them that no writer would write.
LITERALS = (
    *("9" * 400, "9" * 5000, "-" + "1_0" * 2000, "0x" + "f" * 5000, "1e99999", "nan", "-inf"),
    *("[" * 3000, "[" * 3000 + "]" * 3000, "{a=" * 2000, "9999-99-99", "2016-02-30", "24:00:00"),
    *('"\\ud800"', '"\\U00110000"', '"""', "'''", "a.b.c", "= =", "", "\0", "\ufeff"),
)
JUNK_BYTES = st.one_of(
    st.binary(max_size=20),
    st.sampled_from([*LITERALS, *JUNK, "[[", "]]", "[a]", "[[a]]", "\r", "#", "\n\n"]).map(
        lambda it: it.encode()
    ),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the record; of the files that are as shipped, TOML is read once."""
    copy = tmp_path_factory.mktemp("record") / "record"
    shutil.copytree(SHIPPED_RECORD, copy)
    with patch.object(tomli, "loads", lru_cache(len(FILES))(tomli.loads)):
        yield copy


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything that holds something, with where it is held."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in inner:
        yield value, key
        if isinstance(item, dict | list):
            yield from places_in(item)


def _left_out(held_by: Any, key: Any, _: Any) -> None:
    del held_by[key]


def _replaced(held_by: Any, key: Any, value: Any) -> None:
    held_by[key] = deepcopy(value)


def _twice(held_by: Any, key: Any, _: Any) -> None:
    held_by[key] = [held_by[key]] * 2


def _renamed(held_by: Any, key: Any, value: Any) -> None:
    if isinstance(held_by, dict):
        held_by[str(value)[:50]] = held_by.pop(key)


CHANGES: tuple[Callable[[Any, Any, Any], None], ...] = (_left_out, _replaced, _twice, _renamed)


@cases(0.1)
@given(st.data(), CHOSEN)
def test_a_changed_record_is_whole_or_refused(folder: Path, data: st.DataObject, name: str) -> None:
    content = deepcopy(tomli.loads((SHIPPED_RECORD / name).read_text("utf-8")))
    for change in data.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3)):
        if places := list(places_in(content)):
            held_by, key = data.draw(st.sampled_from(places))
            change(held_by, key, data.draw(VALUES))
    expect_whole_or_refused(folder, name, tomli_w.dumps(content).encode())


@cases(0.05)
@given(
    CHOSEN,
    st.floats(0, 1),
    st.integers(0, 200),
    JUNK_BYTES,
    st.sampled_from(["in place of", "instead of a value", "only"]),
)
def test_a_damaged_file_is_refused_or_read(
    folder: Path, name: str, at: float, length: int, junk: bytes, how: str
) -> None:
    whole = (SHIPPED_RECORD / name).read_bytes()
    start = round(at * len(whole))
    if how == "instead of a value":
        start = whole.find(b"= ", start) + 2
        length = max(0, whole.find(b"\n", start) - start)
    damaged = junk if how == "only" else whole[:start] + junk + whole[start + length :]
    expect_whole_or_refused(folder, name, damaged)


def test_a_record_with_a_file_missing_is_refused(folder: Path) -> None:
    for name in ("places.toml", "sources.toml", "islands/iturup.toml", "stories/articles.toml"):
        expect_whole_or_refused(folder, name, None)


def expect_whole_or_refused(folder: Path, name: str, content: bytes | None) -> None:
    """The folder with one file changed is read, or every fault in it says where it is."""
    file = folder / name
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    faults: tuple[Fault, ...] = ()
    try:
        catalogue = read_catalogue(folder)
        read_expectations(folder, catalogue)
        read_changes(folder, catalogue)
        read_release(folder)
    except RecordError as error:
        faults = error.faults
    finally:
        shutil.copyfile(SHIPPED_RECORD / name, file)
    for fault in faults:
        assert fault.file.is_relative_to(folder)
        assert fault.message
        assert len(str(fault)) < 20_000
        assert fault.field or fault.line is None
