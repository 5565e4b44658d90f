"""A record that changes while the server runs."""

import asyncio
import logging

import pytest

from geo import renewal
from geo.renewal import renew_for_ever, state_of_files


@pytest.fixture
def record(tmp_path, monkeypatch):
    """A folder that is looked at often; what is made of it is its text, and what it takes up."""
    file = tmp_path / "events" / "a.toml"
    file.parent.mkdir()
    file.write_text("first")
    taken_up = []

    async def made():
        text = file.read_text()
        return None if text == "bad" else text.encode()

    monkeypatch.setattr(renewal, "LOOK_EVERY_S", 0.01)
    monkeypatch.setattr(renewal, "_made_anew", made)
    monkeypatch.setattr(renewal, "take_up", taken_up.append)
    monkeypatch.setattr(renewal.state_of_files, "__defaults__", (tmp_path,))
    return file, taken_up


def while_it_is_watched(change):
    """Run something beside the watching, with how often the website was renewed so far."""
    renewed = []

    async def renew():
        renewed.append(True)

    async def run():
        watching = asyncio.create_task(renew_for_ever(renew))
        await asyncio.sleep(0.05)
        await change(renewed)
        watching.cancel()

    asyncio.run(run())
    return renewed


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


def test_a_good_change_is_taken_up_once(record):
    file, taken_up = record

    async def change(renewed):
        file.write_text("second text")
        await until(lambda: renewed)
        await asyncio.sleep(0.1)

    assert while_it_is_watched(change) == [True]
    assert taken_up == [b"second text"]


def test_a_bad_change_changes_nothing_and_a_good_one_after_it_does(record):
    file, taken_up = record

    async def change(renewed):
        file.write_text("bad")
        await asyncio.sleep(0.2)
        assert (renewed, taken_up) == ([], [])
        file.write_text("mended")
        await until(lambda: renewed)

    while_it_is_watched(change)
    assert taken_up == [b"mended"]


def test_where_nothing_changes_nothing_is_made(record):
    async def change(_):
        await asyncio.sleep(0.1)

    assert while_it_is_watched(change) == []
    assert record[1] == []


def test_files_differ_when_one_is_added_changed_or_removed(tmp_path):
    states = [state_of_files(tmp_path)]
    for step in ("add", "change", "remove"):
        file = tmp_path / "a.toml"
        file.unlink() if step == "remove" else file.write_text(step)
        states.append(state_of_files(tmp_path))
    assert states[0] == states[3] == frozenset()
    assert len(set(states)) == 3


def test_what_is_refused_is_reported_with_its_faults(monkeypatch, caplog):
    program = "import sys; sys.exit('The record has 1 fault: events/a.toml:3: title: is missing')"
    monkeypatch.setattr(renewal, "ARGUMENTS", ("-c", program))
    with caplog.at_level(logging.ERROR, "four_islands.record"):
        logging.getLogger("four_islands").propagate = True
        assert asyncio.run(renewal._made_anew()) is None
    assert caplog.records[0].faults == [
        "The record has 1 fault: events/a.toml:3: title: is missing"
    ]
