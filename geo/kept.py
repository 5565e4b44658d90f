"""What takes seconds to make is made once, and kept in a file named by what it was made from."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

DIGEST_BYTES = 32
FOLDER = Path(__file__).parent.parent / ".kept"


def fingerprint(files: Iterable[Path], packages: Iterable[str]) -> str:
    """A name for the contents of files and the versions of installed packages (16 hex digits)."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(f"{file.name}\0{file.stat().st_size}\0".encode() + file.read_bytes())
    for package in packages:
        digest.update(f"{package} {version(package)}\0".encode())
    return digest.hexdigest()[:16]


def kept(
    name: str, made_from: str, make: Callable[[], Mapping[str, bytes]], folder: Path = FOLDER
) -> dict[str, bytes]:
    """The files that `make` returns; made anew only when `made_from` differs from the last time.

    A kept file that is damaged is made anew. Where nothing can be written, nothing is kept.
    """
    file = folder / f"{name}-{made_from}.zip"
    if (whole := _whole(file)) is not None:
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            return {entry: archive.read(entry) for entry in archive.namelist()}
    files = dict(make())
    try:
        _keep(file, files)
    except OSError:
        return files
    for older in folder.glob(f"{name}-*.zip"):
        if older != file:
            older.unlink(missing_ok=True)
    return files


def _whole(file: Path) -> bytes | None:
    """What is kept in a file, if it is as it was written: after its own digest."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    digest, whole = content[:DIGEST_BYTES], content[DIGEST_BYTES:]
    return whole if hashlib.sha256(whole).digest() == digest else None


def _keep(file: Path, files: Mapping[str, bytes]) -> None:
    """Write in one step: another server that starts now sees the whole file or none."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    whole = buffer.getvalue()
    file.parent.mkdir(exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(hashlib.sha256(whole).digest() + whole)
        Path(temporary).replace(file)
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
