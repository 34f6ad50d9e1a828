"""Files written whole or not at all, and read only as they were written."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Open a file that takes the place of ``path`` when the block ends, and leaves it as it was when that fails.

    A link is followed; a device or a pipe is written to as it is.

    >>> import tempfile
    >>> target = Path(tempfile.mkdtemp()) / "answer.txt"
    >>> with replacing(target) as stream:
    ...     _ = stream.write(b"natto")
    >>> target.read_text()
    'natto'
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            yield stream
        return
    import tempfile  # with its own imports, dear to every start that writes no file

    descriptor, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class StoredFile:
    """A file that is read when it is needed; damaged, it is done without."""

    def __init__(self, path: Path, checksum: int) -> None:
        self._path = path
        self._checksum = checksum

    def read(self) -> bytes | None:
        """What was written; None where the file is not that."""
        try:
            data = self._path.read_bytes()
        except OSError:
            return None
        return data if zlib.crc32(data) == self._checksum else None


def _mode(target: Path) -> int:
    """Permissions of the file replaced, or those that a new file gets here."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
