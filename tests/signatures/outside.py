"""Watch what a call reads that no argument says: clock, randomness, and what Python's audit events tell of the outside.

C code that asks the operating system itself is not seen.
"""

from __future__ import annotations

import random
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

CLOCK = frozenset({"time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"})
NOW = frozenset({"now", "utcnow", "today"})
RANDOM = frozenset({"urandom", "getrandom", "random", "getrandbits"})
AUDITED = ("open", "os.", "socket.", "subprocess.", "shutil.", "tempfile.", "sqlite3.")
OWN = (*sysconfig.get_paths().values(), "/usr/share/zoneinfo", "/usr/share/fonts")
"""Where libraries keep what they read of their own: code, fonts, scripts for the browser."""
HARMLESS = ("uuid.py", "sqlalchemy/sql/selectable.py", "dateutil/parser/_parser.py")
"""Random names of what is drawn, about which two full reruns disagree too, and dates completed from today's."""


@dataclass
class Watch:
    """The events of this process while it is on. An audit hook cannot be taken away again."""

    on: bool = False
    seen: list[str] = field(default_factory=list)

    def audit(self, event: str, given: tuple[object, ...]) -> None:
        if self.on and event.startswith(AUDITED) and not (given and str(given[0]).startswith(OWN)):
            self.seen.append(f"outside: {event} {given}")

    def profile(self, frame: FrameType, event: str, given: object) -> None:
        if event != "c_call" or frame.f_code.co_filename.endswith(HARMLESS):
            return
        name = getattr(given, "__name__", "")
        module = getattr(given, "__module__", None) or ""
        owner = getattr(given, "__self__", None)
        if f"{module}.{name}" in CLOCK or (name in NOW and isinstance(owner, type)):
            self.seen.append(f"clock: {name} in {frame.f_code.co_filename}")
        elif name in RANDOM and (module in ("posix", "nt") or owner is random._inst):  # type: ignore[attr-defined]
            self.seen.append(f"random: {name} in {frame.f_code.co_filename}")


_WATCH = Watch()
sys.addaudithook(_WATCH.audit)


@contextmanager
def watched() -> Iterator[list[str]]:
    """What happens until the end of the block, as texts."""
    before = sys.getprofile()
    _WATCH.seen = []
    _WATCH.on = True
    sys.setprofile(_WATCH.profile)
    try:
        yield _WATCH.seen
    finally:
        sys.setprofile(before)
        _WATCH.on = False
