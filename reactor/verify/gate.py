"""A place in a script at which a newer event arrives, while the run of an older one is under way.

For cases and generated scripts: `st.text(gate("a"))`, and the event `interrupt FIRST "a" SECOND`. What the script calls
right after the gate is where the run gives way, under either runner.
"""

from __future__ import annotations

from collections.abc import Callable

_armed: dict[str, Callable[[], None]] = {}


def gate(name: str) -> str:
    """The name; the event that waits at the gate, if there is one, is delivered before."""
    deliver = _armed.pop(name, None)
    if deliver is not None:
        deliver()
    return name


def arm(name: str, deliver: Callable[[], None]) -> None:
    """Have `deliver` called once, when a script reaches the gate."""
    _armed[name] = deliver


def disarm(name: str) -> bool:
    """Whether no script has reached the gate since; none will deliver from now on."""
    return _armed.pop(name, None) is not None
