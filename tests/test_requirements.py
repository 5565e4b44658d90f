"""What the atlas is installed with: pinned, with hashes, and every licence listed."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ;.*)? \\$", re.MULTILINE)


def canonical(name):
    """A package's name as PEP 503 normalises it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned_in(file):
    text = (ROOT / file).read_text("utf-8")
    return {canonical(name): version for name, version in PINNED.findall(text)}


def named_in(file):
    lines = (ROOT / file).read_text("utf-8").splitlines()
    found = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines if not line.startswith("-"))
    return {canonical(name[0]) for name in found if name}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_hashes(file):
    text = (ROOT / file).read_text("utf-8")
    entries = [it for it in re.split(r"\n(?=[A-Za-z0-9])", text) if "==" in it]
    assert len(entries) == len(pinned_in(file)) > 50
    for entry in entries:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry
    assert not re.search(r"^--|https?://|file:", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_we_use_is_among_what_is_installed(name):
    assert named_in(f"{name}.in") <= set(pinned_in(f"{name}.txt"))


def test_the_tests_run_with_the_versions_of_the_app():
    app, dev = pinned_in("requirements.txt"), pinned_in("requirements-dev.txt")
    assert {name: dev.get(name) for name in app} == app


def test_every_package_of_the_app_is_listed_with_a_licence():
    rows = re.findall(
        r"^\| (\S+) \| (\S+) \| ([^|]+) \|", (ROOT / "THIRD_PARTY.md").read_text(), re.M
    )
    listed = {canonical(name): version for name, version, _ in rows if name != "Name"}
    assert listed == pinned_in("requirements.txt")
    assert "UNKNOWN" not in {licence for _, _, licence in rows}
