"""Tracebacks that show the user's own frames.

An exception of the script has passed through the runtime's frames on its way; what the person sees and what
``traceback`` prints must be what Streamlit would show.
"""

from __future__ import annotations

import os
from types import TracebackType

_RUNTIME = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def trim(error: BaseException) -> None:
    """Take the runtime's frames out of the traceback, of its causes and contexts too.

    Has the form of Streamlit's ``on_script_error``: None lets it show the exception.
    """
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        current.__traceback__ = _without_runtime(current.__traceback__)
        current = current.__cause__ or current.__context__


def _without_runtime(traceback: TracebackType | None) -> TracebackType | None:
    if traceback is None:
        return None
    rest = _without_runtime(traceback.tb_next)
    if traceback.tb_frame.f_code.co_filename.startswith(_RUNTIME):
        return rest
    traceback.tb_next = rest
    return traceback
