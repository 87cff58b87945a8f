"""What a region's execution does outside, as Python's audit events tell.

One hook a process, which cannot be removed again; it is installed for apps that have something to be seen. It notes the
files that the region being recorded on its thread opens (`files.py`), and makes any other dealing with the outside a
reason not to reuse the execution. C code that asks the operating system by itself is not seen, so the hook alone proves
nothing about code that nobody described: a region is taken to be reusable because signatures say what it calls.
"""

from __future__ import annotations

import functools
import os
import sys
from types import FrameType
from typing import Any, Final

from reactor_runtime.engine.guards import active_walk
from reactor_runtime.engine.slot import Recording

_OPEN: Final = "open"
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REASONS: Final = {
    event: reason
    for reason, events in {
        "reads a folder": "os.listdir os.scandir os.walk os.fwalk glob.glob glob.glob/2 pathlib.Path.glob "
        "pathlib.Path.rglob pathlib.Path.walk",
        "writes a file": "os.remove os.rename os.mkdir os.rmdir os.link os.symlink os.truncate os.chmod os.chown "
        "os.lchmod os.chflags os.utime os.setxattr os.removexattr shutil.copyfile shutil.copymode shutil.copystat "
        "shutil.copytree shutil.move shutil.rmtree shutil.chown shutil.make_archive shutil.unpack_archive "
        "tempfile.mkstemp tempfile.mkdtemp sqlite3.connect",
        "changes the environment": "os.putenv os.unsetenv os.chdir",
        "starts or controls a process": "subprocess.Popen os.system os.exec os.posix_spawn os.spawn os.startfile "
        "os.fork os.forkpty os.kill os.killpg pty.spawn signal.pthread_kill webbrowser.open",
        "talks to the network": "socket.connect socket.bind socket.sendto socket.sendmsg socket.getaddrinfo "
        "socket.gethostbyname socket.gethostbyaddr socket.getnameinfo urllib.Request http.client.connect "
        "ftplib.connect smtplib.connect imaplib.open poplib.connect nntplib.connect",
        "waits": "time.sleep",
        "keeps a file open": "mmap.__new__",
    }.items()
    for event in events.split()
} | {_OPEN: ""}  # fmt: skip


def install() -> None:
    """See what regions do from now on; has an effect once a process."""
    _install()


@functools.cache
def _install() -> None:
    # Bound here: the hook is called for every event of the process, a million times for a large deep copy.
    reason_of = _REASONS.get

    def hook(event: str, args: tuple[Any, ...]) -> None:
        reason = reason_of(event)
        if reason is None:
            return
        walk = active_walk()
        recording = walk.recording if walk is not None else None
        if recording is None or recording.unseen:
            return
        if event == _OPEN:
            _opened(recording, args, sys._getframe(1))
        elif not _importing(sys._getframe(1)):
            recording.never_reuse(reason)

    sys.addaudithook(hook)


def _opened(recording: Recording, args: tuple[Any, ...], frame: FrameType | None) -> None:
    """A file is about to be opened: ``open(path, mode, flags)``; mode is None for ``os.open``, flags 0 from C."""
    if _importing(frame):
        return
    path, mode, flags = args
    if (flags or 0) & _WRITING or any(letter in (mode or "") for letter in "wax+"):
        recording.never_reuse("writes a file")
        return
    if not isinstance(path, str | bytes) or (mode is None and not os.path.isabs(path)):
        # A number of an open file, or a path that may be relative to some folder that the event does not tell.
        recording.never_reuse("a file without a name")
        return
    recording.opens(path)


def _importing(frame: FrameType | None) -> bool:
    """Whether Python's import reads or looks for a module: it happens once, and not again in Streamlit's next run."""
    return frame is not None and frame.f_code.co_filename.startswith(("<frozen importlib", "<frozen zipimport"))
