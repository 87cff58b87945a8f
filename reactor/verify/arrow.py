"""Arrow tables out of element messages."""

from __future__ import annotations

from typing import Any

import pyarrow  # type: ignore[import-untyped]


def read_table(data: bytes) -> Any | None:
    """The table in an IPC stream; None if the bytes are something else."""
    try:
        return pyarrow.ipc.open_stream(data).read_all()
    except pyarrow.ArrowInvalid:
        return None
