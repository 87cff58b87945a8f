"""Whether a walk may write a file.

Purpose: a file that no statement writes is the same from the start of a walk to its end, unless somebody else changes
it, whose moment means nothing to the script. Needs: evaluated records. Gives: an answer for the whole app.
"""

from __future__ import annotations

from reactor.effects.context import Shared
from reactor.effects.record import Record
from reactor_runtime.program import FILE_NAME

# Reasons to run in every walk that leave files alone. Whatever else a statement does may write one, or turn names of
# files into those of others, as changing the working folder does.
_HARMLESS = frozenset(
    {
        "clock", "random", "sleep", "file-read", "control-flow", "run-message", "query-params", "class-identity",
        "late-capture", "binds-captured",
    }
)  # fmt: skip


def may_write(shared: Shared) -> bool:
    """Whether some code that a walk executes, in a region or not, is not known to leave files alone."""
    return bool(shared.dynamic) or any(map(_may_write, shared.records))


def _may_write(record: Record) -> bool:
    return any(code not in _HARMLESS for code, _ in record.reasons) or any(
        call.method != FILE_NAME for call in record.open_calls
    )
