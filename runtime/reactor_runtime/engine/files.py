"""Files that were read, as inputs: a region is clean while what it opened has the content it had.

What an execution opens is seen by the audit hook (`audit.py`), which takes the stamp of each file before it is opened.
When the region completes, the stamp must be the same: then what was read is the content that is there now, and the
content's hash is kept. Later the stamp says that nothing changed; if it differs, the hash decides. A file that was
written so recently that another write could leave the same stamp is hashed before it is opened as well.

What this assumes: a file system stamps every write (size, times, inode) before a later open sees it, which a writer
through a shared memory map may be late with; and nobody changes a file and changes it back within one tick of the file
system's clock while it is read.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reactor_runtime.engine.slot import Recording

Path = str | bytes

_CHUNK: Final = 1 << 20
# Larger files are known by their stamp alone; hashing one costs about a fifth of the fastest reading of it.
_MOST_HASHED: Final = 512 << 20
# Two writes within one tick of a file system's clock leave one stamp. Kernels tick every 10 ms or faster; a stamp of
# whole milliseconds comes from a file system that counts in seconds.
_FINE_TICK: Final = 50_000_000
_COARSE_TICK: Final = 3_000_000_000
_OPEN_FLAGS: Final = (
    os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file system says of an opened file; times in nanoseconds."""

    device: int
    inode: int
    mode: int
    size: int
    modified: int
    changed: int

    @property
    def settled(self) -> bool:
        """Whether a write that comes now leaves another stamp."""
        last = max(self.modified, self.changed)
        fine = self.modified % 1_000_000 or self.changed % 1_000_000
        return time.time_ns() - last > (_FINE_TICK if fine else _COARSE_TICK)


# A file's stamp, or the error number with which it could not be opened.
Look = Stamp | int


@dataclass(frozen=True, slots=True)
class Before:
    """What was there before a file was opened, and the hash of the content where a stamp does not suffice."""

    look: Look
    suffices: bool
    content: bytes | None = None


def before(path: Path) -> Before:
    """To be asked when the file is about to be opened."""
    found = look(path)
    if isinstance(found, int) or found.settled:
        return Before(found, True)
    read = _read(path) if found.size <= _MOST_HASHED else None
    return Before(found, False) if read is None else Before(read[0], False, read[1])


def look(path: Path) -> Look:
    """What opening the file finds now. It is opened, as a network file system brings its knowledge up to date then."""
    try:
        handle = os.open(path, _OPEN_FLAGS)
    except OSError as error:
        return error.errno or errno.EIO
    try:
        return _stamp(handle)
    finally:
        os.close(handle)


def _stamp(handle: int) -> Stamp:
    found = os.fstat(handle)
    return Stamp(
        found.st_dev, found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns
    )  # fmt: skip


def _read(path: Path) -> tuple[Stamp, bytes] | None:
    """Stamp and hash of the content; None if it changed meanwhile, or is not what its stamp says."""
    try:
        handle = os.open(path, _OPEN_FLAGS)
    except OSError:
        return None
    try:
        before = _stamp(handle)
        hashed, size = hashlib.blake2b(digest_size=16), 0
        while chunk := os.read(handle, _CHUNK):
            hashed.update(chunk)
            size += len(chunk)
        # Files that a kernel makes up as they are read have no size of their own.
        if size != before.size or _stamp(handle) != before:
            return None
        return before, hashed.digest()
    except OSError:
        return None
    finally:
        os.close(handle)


class Looks:
    """The looks at files of one session's walks.

    If no region can write a file (``lasting``), an answer of the start of a walk holds until its end: a file that
    somebody else changes meanwhile might as well have been read before. Otherwise nothing is known before it is asked.
    """

    __slots__ = ("lasting", "walk")

    def __init__(self, lasting: bool) -> None:
        self.lasting = lasting
        self.walk = 0


class FileInput:
    """A file has the content it had, or cannot be opened for the reason for which it could not."""

    __slots__ = ("_answer", "_hash", "_looks", "_path", "_seen", "_suffices", "_walk")

    recallable = True

    def __init__(self, path: Path, seen: Look, content: bytes | None, looks: Looks) -> None:
        self._path = path
        self._seen = seen
        # Whether the same look means the same content.
        self._suffices = isinstance(seen, int) or seen.settled
        self._hash = content
        self._looks = looks
        # The last answer, and the walk in which it was given.
        self._answer = False
        self._walk = 0

    def holds(self) -> bool:
        looks = self._looks
        if not looks.lasting or self._walk != looks.walk:
            self._answer = self.unchanged()
            self._walk = looks.walk
        return self._answer

    def may_hold(self) -> bool:
        return self._looks.lasting and self.holds()

    def unchanged(self) -> bool:
        """Whether it holds at this very moment."""
        now = look(self._path)
        if now == self._seen and self._suffices:
            return True
        if isinstance(now, int) or isinstance(self._seen, int) or self._hash is None or now.size != self._seen.size:
            return False
        found = _read(self._path)
        if found is None or found[1] != self._hash:
            return False
        self._seen, self._suffices = found[0], found[0].settled
        return True

    def __str__(self) -> str:
        return f"file {os.fsdecode(self._path)}"


def still_there(checks: Iterable[object]) -> bool:
    """Whether every file among the inputs is unchanged at this very moment, whenever it was asked before."""
    return all(check.unchanged() for check in checks if isinstance(check, FileInput))


def settle(recording: Recording, reads_files: bool, looks: Looks) -> None:
    """The region has completed: make inputs of the files it opened. ``reads_files``: it is known to read some."""
    if reads_files and not recording.files and recording.always is None:
        recording.never_reuse("reads something that was not seen")
    for path, was in recording.files.items():
        made = _input(path, was, looks)
        if made is None:
            recording.never_reuse(f"file {os.fsdecode(path)} is changing, or is no ordinary file")
        else:
            recording.checks.append(made)


def _input(path: Path, was: Before, looks: Looks) -> FileInput | None:
    """The check; None if what was read cannot be known."""
    stamp = was.look
    if isinstance(stamp, int):
        return FileInput(path, stamp, None, looks) if look(path) == stamp else None
    if not stat.S_ISREG(stamp.mode) or not stamp.size:
        return None
    if stamp.size > _MOST_HASHED:
        return FileInput(path, stamp, None, looks) if was.suffices and look(path) == stamp else None
    now = _read(path)
    if now is None or now[0] != stamp:
        return None
    if not was.suffices and was.content != now[1]:
        return None
    return FileInput(path, stamp, now[1], looks)
