"""Running a compiled page where Streamlit runs a page script."""

from __future__ import annotations

import threading
from collections.abc import Callable

_local = threading.local()


def serve_pages(runner: Callable[[str], None] | None) -> None:
    """Let ``runner`` run the pages that Streamlit starts on this thread."""
    _local.runner = runner


def run_page(path: str) -> None:
    """Called from what Streamlit executes in a page's place."""
    runner: Callable[[str], None] = _local.runner
    runner(path)
